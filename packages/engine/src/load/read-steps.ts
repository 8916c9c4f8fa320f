import type { Bilingual } from '@gongji/domain';
import { isMap } from 'yaml';
import type { At, ClassifySum, ExprText, RoundingMode, StepModel } from '../model.ts';
import { readCite, type Sources } from './citations.ts';
import { checkCode, checkName, checkNameText } from './names.ts';
import { atOf, type Entry, entriesOf, fieldsOf, isEmpty, itemsOf, type Spot } from './nodes.ts';
import { readHow } from './read-share.ts';
import {
  readBilingual,
  readChoice,
  readEach,
  readExpr,
  readFlag,
  readOptionalExpr,
  readText,
} from './scalars.ts';
import { type Reading, report } from './source.ts';

export const ROUNDINGS = ['fen', 'floor-fen', 'jiao', 'floor-jiao', 'yuan', 'floor-yuan'] as const;
const COMMON = ['when', 'note', 'cite'];

/** Step kinds of benefits, of rules, and of both. */
export const RULE_ONLY: readonly StepModel['kind'][] = ['pay', 'cover', 'suspend', 'retire'];
export const BENEFIT_ONLY: readonly StepModel['kind'][] = ['classify', 'deduct', 'limit', 'share', 'account'];

/** Keys of each step kind besides the common ones; the first is the kind, the others are listed in file order. */
const KEYS = {
  classify: [],
  let: ['name', 'is'],
  deduct: ['name', 'from', 'upTo', 'rate', 'round', 'role'],
  limit: ['name', 'of', 'to'],
  share: ['as', 'name', 'of', 'rate', 'bands', 'amount', 'round', 'cap', 'overCap', 'accept'],
  refuse: ['message', 'remedy'],
  account: ['of'],
  pay: ['into', 'as', 'name', 'component', 'amount', 'round'],
  cover: ['to', 'waitingFrom', 'repair'],
  suspend: [],
  retire: ['earliest'],
  use: [],
} as const satisfies Record<StepModel['kind'], readonly string[]>;

const REQUIRED: Readonly<Record<StepModel['kind'], readonly string[]>> = {
  classify: [],
  let: ['is'],
  deduct: ['from'],
  limit: ['of', 'to'],
  share: ['of'],
  refuse: ['when', 'message', 'remedy'],
  account: ['of'],
  pay: ['into', 'amount'],
  cover: [],
  suspend: [],
  retire: [],
  use: [],
};

export const STEP_KINDS = Object.keys(KEYS) as readonly StepModel['kind'][];

export function readSteps(reading: Reading, spot: Spot | undefined, sources: Sources): readonly StepModel[] {
  if (spot === undefined) return [];
  return itemsOf(reading, spot).flatMap((item) => readStep(reading, item, sources) ?? []);
}

/** One step; undefined when it is none, or several, of the kinds. */
function readStep(reading: Reading, spot: Spot, sources: Sources): StepModel | undefined {
  const kind = kindOf(reading, spot);
  if (kind === undefined) return undefined;
  const fields = fieldsOf(reading, spot, [kind, ...KEYS[kind], ...COMMON], [kind, ...REQUIRED[kind]]);
  const when = readOptionalExpr(reading, fields.get('when'));
  const cite = fields.get('cite');
  const base = {
    ...(when === undefined ? {} : { when }),
    ...readLabel(reading, fields),
    ...(fields.has('note') ? { note: readBilingual(reading, fields.get('note')) } : {}),
    ...(cite === undefined ? {} : { cite: readCite(reading, cite, sources) }),
    at: atOf(reading, spot.place),
  };
  return readKind(reading, { kind, spot, fields, base }, sources);
}

function readLabel(reading: Reading, fields: ReadonlyMap<string, Entry>): { readonly label?: Bilingual } {
  return fields.has('name') ? { label: readBilingual(reading, fields.get('name')) } : {};
}

function kindOf(reading: Reading, spot: Spot): StepModel['kind'] | undefined {
  const keys = isMap(spot.node) ? entriesOf(reading, spot).map((entry) => entry.key) : [];
  const kinds = STEP_KINDS.filter((kind) => keys.includes(kind));
  if (kinds.length === 1) return kinds[0];
  report(reading, spot.place, kinds.length === 0 ? 'missing-key' : 'wrong-type', {
    zh: `${spot.path} 应是一个步骤：${STEP_KINDS.join('、')} 之一`,
    en: `${spot.path} must be one step: one of ${STEP_KINDS.join(', ')}`,
  });
  return undefined;
}

interface StepParts {
  readonly kind: StepModel['kind'];
  readonly spot: Spot;
  readonly fields: ReadonlyMap<string, Entry>;
  readonly base: { readonly when?: ExprText; readonly cite?: string; readonly at: At };
}

function readKind(reading: Reading, parts: StepParts, sources: Sources): StepModel {
  const { kind, fields, base } = parts;
  const text = (key: string): string => readText(reading, fields.get(key));
  const expr = (key: string): ExprText => readExpr(reading, fields.get(key));
  switch (kind) {
    case 'classify':
      return { ...base, ...readClassify(reading, fields.get('classify')) };
    case 'let':
      return { ...base, kind, name: stepName(reading, fields.get('let')), is: expr('is') };
    case 'deduct':
      return readDeduct(reading, parts);
    case 'limit':
      return { ...base, kind, name: stepName(reading, fields.get('limit')), of: text('of'), to: expr('to') };
    case 'share':
      return readShare(reading, parts, sources);
    case 'refuse': {
      const code = text('refuse');
      checkCode(reading, code, fields.get('refuse')?.place ?? parts.spot.place);
      const message = readBilingual(reading, fields.get('message'));
      return { ...base, kind, code, message, remedy: readBilingual(reading, fields.get('remedy')) };
    }
    case 'account':
      return {
        ...base,
        kind,
        which: readChoice(reading, fields.get('account'), ['own', 'family']),
        of: expr('of'),
      };
    case 'pay':
      return readPay(reading, parts);
    case 'cover':
      return readCover(reading, parts);
    case 'suspend':
      return { ...base, kind, from: expr('suspend') };
    case 'retire': {
      const earliest = readOptionalExpr(reading, fields.get('earliest'));
      return { ...base, kind, from: expr('retire'), ...(earliest === undefined ? {} : { earliest }) };
    }
    case 'use':
      return { ...base, kind, fragment: text('use') };
  }
}

function stepName(reading: Reading, entry: Entry | undefined): string {
  const name = readText(reading, entry);
  if (entry !== undefined) checkNameText(reading, name, entry.place);
  return name;
}

const SUM_OF = ['amount', 'selfPaid', 'overLimit', 'firstPay', 'inScope'] as const;

function readClassify(reading: Reading, spot: Entry | undefined) {
  const empty = spot === undefined || isEmpty(spot.node);
  const fields = empty
    ? new Map<string, Entry>()
    : fieldsOf(reading, spot, ['firstPay', 'ceiling', 'selfPaid', 'sums']);
  const firstPay = readOptionalExpr(reading, fields.get('firstPay'));
  const selfPaid = readOptionalExpr(reading, fields.get('selfPaid'));
  return {
    kind: 'classify' as const,
    ...(firstPay === undefined ? {} : { firstPay }),
    ceiling: readFlag(reading, fields.get('ceiling'), true),
    ...(selfPaid === undefined ? {} : { selfPaid }),
    sums: readEach(reading, fields.get('sums'), readSum),
  };
}

function readSum(reading: Reading, entry: Entry): ClassifySum {
  checkName(reading, entry);
  const fields = fieldsOf(reading, entry, ['of', 'where', 'name'], ['of']);
  const where = readOptionalExpr(reading, fields.get('where'));
  return {
    of: readChoice(reading, fields.get('of'), SUM_OF),
    ...(where === undefined ? {} : { where }),
    ...readLabel(reading, fields),
    at: atOf(reading, entry.keyPlace),
  };
}

function readDeduct(reading: Reading, { fields, spot, base }: StepParts): StepModel {
  const upTo = readOptionalExpr(reading, fields.get('upTo'));
  const rate = readOptionalExpr(reading, fields.get('rate'));
  if ((upTo === undefined) === (rate === undefined)) {
    report(reading, spot.place, 'missing-key', {
      zh: `${spot.path} 应写 upTo 或 rate 之一`,
      en: `${spot.path} needs one of upTo and rate`,
    });
  }
  return {
    ...base,
    kind: 'deduct',
    name: stepName(reading, fields.get('deduct')),
    from: readText(reading, fields.get('from')),
    ...(upTo === undefined ? {} : { upTo }),
    ...(rate === undefined ? {} : { rate }),
    round: readRounding(reading, fields.get('round')),
    role: readChoice(reading, fields.get('role'), ['deductible', 'firstPay', 'none'], 'none'),
  };
}

function readShare(reading: Reading, { fields, spot, base }: StepParts, sources: Sources): StepModel {
  const payer = readText(reading, fields.get('share'));
  const cap = readOptionalExpr(reading, fields.get('cap'));
  const accept = fields.get('accept');
  if (fields.has('overCap') && cap === undefined) {
    report(reading, spot.place, 'missing-key', {
      zh: `${spot.path} 有 overCap 而无 cap`,
      en: `${spot.path} has overCap but no cap`,
    });
  }
  return {
    ...base,
    kind: 'share',
    payer,
    name: fields.has('as') ? stepName(reading, fields.get('as')) : payer,
    of: readText(reading, fields.get('of')),
    how: readHow(reading, spot, fields),
    round: readRounding(reading, fields.get('round')),
    ...(cap === undefined ? {} : { cap }),
    ...(fields.has('overCap') ? { overCap: stepName(reading, fields.get('overCap')) } : {}),
    ...(accept === undefined ? {} : { accept: readCite(reading, accept, sources) }),
  };
}

function readPay(reading: Reading, { fields, base }: StepParts): StepModel {
  const payer = readText(reading, fields.get('pay'));
  return {
    ...base,
    kind: 'pay',
    payer,
    into: readText(reading, fields.get('into')),
    name: fields.has('as') ? stepName(reading, fields.get('as')) : payer,
    component: fields.has('component') ? stepName(reading, fields.get('component')) : 'basic',
    amount: readExpr(reading, fields.get('amount')),
    round: readRounding(reading, fields.get('round')),
  };
}

function readCover(reading: Reading, { fields, base }: StepParts): StepModel {
  const to = readOptionalExpr(reading, fields.get('to'));
  const waitingFrom = readOptionalExpr(reading, fields.get('waitingFrom'));
  return {
    ...base,
    kind: 'cover',
    from: readExpr(reading, fields.get('cover')),
    ...(to === undefined ? {} : { to }),
    ...(waitingFrom === undefined ? {} : { waitingFrom }),
    ...(fields.has('repair') ? { repair: readBilingual(reading, fields.get('repair')) } : {}),
  };
}

function readRounding(reading: Reading, spot: Spot | undefined): RoundingMode {
  return readChoice(reading, spot, ROUNDINGS);
}
