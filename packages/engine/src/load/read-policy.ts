import { isMap, isScalar, isSeq, type Node } from 'yaml';
import { inputName } from '../contribution/inputs.ts';
import { type BenefitModel, type FragmentModel, type PolicyModel, RULE_SECTIONS } from '../model.ts';
import type { Sources } from './citations.ts';
import { checkName } from './names.ts';
import { atOf, type Entry, fieldsOf, itemsOf, rootSpot } from './nodes.ts';
import type { Column } from './read-cell.ts';
import {
  readAttribute,
  readCounter,
  readDocument,
  readInterval,
  readMissings,
  readPayer,
  readQuestion,
} from './read-declarations.ts';
import { type ParameterScope, readParameter } from './read-parameters.ts';
import { readContributor, readRules } from './read-rules.ts';
import { readStatus } from './read-statuses.ts';
import { readSteps } from './read-steps.ts';
import { readBilingual, readChoice, readEach, readOptionalExpr, readPattern, readText } from './scalars.ts';
import type { Reading } from './source.ts';

const HEAD = ['format', 'id', 'name', 'region', 'scheme', 'insutype', 'inForce'];
const SETTINGS = ['policyDate', 'benefitYear', 'crossYear', 'reversal', 'documents', 'questions', 'missing'];
const BODY = [
  'attributes',
  'payers',
  'parameters',
  'counters',
  'benefits',
  'fragments',
  'contributors',
  'statuses',
];
const REQUIRED = [...HEAD, 'policyDate', 'documents', 'payers', 'benefits'];
const ID = /^[a-z][a-z0-9-]*(\.[a-z0-9][a-z0-9-]*)*$/;

/** The whole file as a model; problems go to `reading`. Values that could not be read are stand-ins. */
export function readPolicy(reading: Reading, root: Node, version: string): PolicyModel {
  const fields = fieldsOf(
    reading,
    rootSpot(reading, root),
    [...HEAD, ...SETTINGS, ...BODY, ...RULE_SECTIONS],
    REQUIRED,
  );
  readChoice(reading, fields.get('format'), ['gongji-policy/1']);
  const documents = readEach(reading, fields.get('documents'), readDocument);
  const questions = readEach(reading, fields.get('questions'), readQuestion);
  const sources: Sources = { documents: new Set(documents.keys()), questions: new Set(questions.keys()) };
  const attributes = readEach(reading, fields.get('attributes'), readAttribute);
  const counters = readEach(reading, fields.get('counters'), readCounter);
  const inForce = readInterval(reading, fields.get('inForce'));
  const ruled = RULE_SECTIONS.map((section) => fields.get(section));
  const lets = namesLet([fields.get('benefits'), ...ruled], fields.get('fragments'));
  const scope: ParameterScope = {
    sources,
    inForce,
    column: (name) => columnOf(name, attributes, counters, lets),
  };
  return {
    file: reading.file,
    version,
    ...readHead(reading, fields),
    inForce,
    ...readSettings(reading, fields),
    documents,
    questions,
    missing: readMissings(reading, fields.get('missing')),
    attributes,
    payers: readEach(reading, fields.get('payers'), readPayer),
    parameters: readEach(reading, fields.get('parameters'), (r, entry) => readParameter(r, entry, scope)),
    counters,
    benefits: readEach(reading, fields.get('benefits'), (r, entry) => readBenefit(r, entry, sources)),
    fragments: readEach(reading, fields.get('fragments'), (r, entry) => readFragment(r, entry, sources)),
    contributors: readEach(reading, fields.get('contributors'), readContributor),
    statuses: readEach(reading, fields.get('statuses'), (r, entry) =>
      readStatus(r, entry, { sources, inForce, attributes }),
    ),
    rules: readRules(reading, fields, sources),
  };
}

function readHead(reading: Reading, fields: ReadonlyMap<string, Entry>) {
  const digits = (n: number) => ({ zh: `${n} 位数字`, en: `a code of ${n} digits` });
  return {
    id: readPattern(reading, fields.get('id'), ID, {
      zh: '用点分隔的小写单词',
      en: 'lower-case words joined by dots',
    }),
    name: readBilingual(reading, fields.get('name')),
    region: readPattern(reading, fields.get('region'), /^\d{6}$/, digits(6)),
    scheme: readChoice(reading, fields.get('scheme'), ['employee', 'resident']),
    insutype: readPattern(reading, fields.get('insutype'), /^\d{3}$/, digits(3)),
  };
}

function readSettings(reading: Reading, fields: ReadonlyMap<string, Entry>) {
  const year = fields.get('benefitYear');
  const start = year === undefined ? undefined : fieldsOf(reading, year, ['start'], ['start']).get('start');
  const day = readPattern(reading, start, /^(0[1-9]|1[0-2])-(0[1-9]|1\d|2[0-8])$/, {
    zh: 'MM-DD 形式的日子（至 28 日）',
    en: 'a day as MM-DD (up to the 28th)',
  });
  return {
    policyDate: readChoice(reading, fields.get('policyDate'), ['discharge', 'settlement', 'event']),
    benefitYearStart: day === '' ? '01-01' : day,
    crossYear: readChoice(reading, fields.get('crossYear'), ['whole', 'split-by-line-date']),
    reversal: readChoice(reading, fields.get('reversal'), ['recompute', 'refuse']),
  };
}

/** National 医疗类别: two to four digits; a benefit serves every type that starts with one of its own. */
const MED_TYPE = /^\d{1,6}$/;

function readBenefit(reading: Reading, entry: Entry, sources: Sources): BenefitModel {
  checkName(reading, entry);
  const fields = fieldsOf(
    reading,
    entry,
    ['name', 'medTypes', 'clrType', 'when', 'steps'],
    ['name', 'medTypes', 'clrType', 'steps'],
  );
  const types = fields.get('medTypes');
  const what = { zh: '医疗类别代码', en: 'a code of a kind of treatment' };
  const when = readOptionalExpr(reading, fields.get('when'));
  return {
    name: readBilingual(reading, fields.get('name')),
    medTypes:
      types === undefined ? [] : itemsOf(reading, types).map((t) => readPattern(reading, t, MED_TYPE, what)),
    clrType: readText(reading, fields.get('clrType')),
    ...(when === undefined ? {} : { when }),
    steps: readSteps(reading, fields.get('steps'), sources),
    at: atOf(reading, entry.keyPlace),
  };
}

function readFragment(reading: Reading, entry: Entry, sources: Sources): FragmentModel {
  checkName(reading, entry);
  return { steps: readSteps(reading, entry, sources), at: atOf(reading, entry.keyPlace) };
}

function columnOf(
  name: string,
  attributes: PolicyModel['attributes'],
  counters: PolicyModel['counters'],
  lets: ReadonlySet<string>,
): Column | undefined {
  const attribute = attributes.get(name);
  if (attribute !== undefined) {
    return attribute.kind === 'category' ? { kind: 'category', attribute } : { kind: attribute.kind };
  }
  if (name.startsWith('counter.')) {
    const counter = counters.get(name.slice('counter.'.length));
    return counter === undefined ? undefined : { kind: counter.unit };
  }
  return lets.has(name) || inputName(name) !== undefined ? { kind: 'open' } : undefined;
}

/** Names that some `let` step gives, found ahead of reading the steps because tables may select by them. */
function namesLet(owners: readonly (Entry | undefined)[], fragments: Entry | undefined): ReadonlySet<string> {
  const lists = [
    ...owners.flatMap((owner) => childrenOf(owner?.node)).map((owner) => childOf(owner, 'steps')),
    ...childrenOf(fragments?.node),
  ];
  const names = lists.flatMap((list) => (isSeq(list) ? list.items : [])).map((step) => childOf(step, 'let'));
  return new Set(names.flatMap((name) => (isScalar(name) ? [String(name.value)] : [])));
}

function childrenOf(node: unknown): readonly unknown[] {
  return isMap(node) ? node.items.map((pair) => pair.value) : [];
}

function childOf(node: unknown, key: string): unknown {
  return isMap(node) ? node.get(key, true) : undefined;
}
