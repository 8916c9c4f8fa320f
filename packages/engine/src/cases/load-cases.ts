import type { Node } from 'yaml';
import { atOf, entriesOf, fieldsOf, itemsOf, rootSpot, type Spot } from '../load/nodes.ts';
import { readBilingual, readChoice, readFen, readText } from '../load/scalars.ts';
import { hasErrors, inOrder, parseSource, type Reading, report, startReading } from '../load/source.ts';
import type { Problem } from '../model.ts';
import type { CaseBill, CaseFile, CaseModel, Expectation, ExpectedAmount } from './case-model.ts';
import { BILL_KEYS, type Defaults, readBill, readDefaults, readWritten } from './read-bill.ts';
import { readRuleCase } from './read-rule-cases.ts';

export interface LoadedCases {
  /** Absent when any problem is an error. */
  readonly cases?: CaseFile;
  readonly problems: readonly Problem[];
}

const CASE_KEYS = ['id', 'title', ...BILL_KEYS, 'counters', 'earlier', 'expect', 'why'];

/** Reads a case file; all problems at once, never throws on bad input. */
export function loadCases(source: string, file: string): LoadedCases {
  const reading = startReading(file);
  const root = parseSource(reading, source, file);
  if (root === undefined) return { problems: inOrder(reading) };
  const fields = fieldsOf(
    reading,
    rootSpot(reading, root),
    ['format', 'policy', 'benefit', 'on', 'facts', 'cases', 'rules'],
    ['format'],
  );
  readChoice(reading, fields.get('format'), ['gongji-case/1']);
  const list = fields.get('cases');
  const ruled = fields.get('rules');
  if (list === undefined && ruled === undefined) reportEmpty(reading, root);
  const defaults = readDefaults(reading, fields);
  const cases =
    list === undefined ? [] : itemsOf(reading, list).map((item) => readCase(reading, item, defaults));
  const rules =
    ruled === undefined
      ? []
      : itemsOf(reading, ruled).map((item) => readRuleCase(reading, item, defaults.facts));
  checkIds(reading, [...cases, ...rules]);
  const policy = fields.get('policy');
  const model = {
    file,
    ...(policy === undefined ? {} : { policy: readText(reading, policy) }),
    cases,
    rules,
  };
  return hasErrors(reading) ? { problems: inOrder(reading) } : { cases: model, problems: inOrder(reading) };
}

function readCase(reading: Reading, spot: Spot, defaults: Defaults): CaseModel {
  const fields = fieldsOf(reading, spot, CASE_KEYS, ['id', ...requiredKeys(defaults)]);
  const counters = fields.get('counters');
  const expect = fields.get('expect');
  const earlier = fields.get('earlier');
  return {
    id: readText(reading, fields.get('id')),
    ...(fields.has('title') ? { title: readBilingual(reading, fields.get('title')) } : {}),
    bill: readBill(reading, spot, fields, defaults),
    counters: counters === undefined ? new Map() : readWritten(reading, counters),
    earlier:
      earlier === undefined
        ? []
        : itemsOf(reading, earlier).map((item) => readEarlier(reading, item, defaults)),
    ...(expect === undefined ? {} : { expect: readExpect(reading, expect) }),
    ...(fields.has('why') ? { why: readText(reading, fields.get('why')) } : {}),
    at: atOf(reading, spot.place),
  };
}

function readEarlier(reading: Reading, spot: Spot, defaults: Defaults): CaseBill {
  return readBill(reading, spot, fieldsOf(reading, spot, BILL_KEYS, requiredKeys(defaults)), defaults);
}

function requiredKeys({ entries }: Defaults): readonly string[] {
  return entries.has('benefit') ? [] : ['benefit'];
}

/** `refused` stands alone; otherwise every key but `values` and `counters` is an amount in yuan. */
function readExpect(reading: Reading, spot: Spot): Expectation {
  const at = atOf(reading, spot.place);
  const amounts = new Map<string, ExpectedAmount>();
  const entries = new Map(itemsByKey(reading, spot));
  const refused = entries.get('refused');
  if (refused !== undefined) {
    if (entries.size > 1) {
      report(reading, spot.place, 'wrong-type', {
        zh: `${spot.path}：refused 不能与金额并列`,
        en: `${spot.path}: refused stands alone`,
      });
    }
    return { kind: 'refused', code: readText(reading, refused), at };
  }
  const values = entries.get('values');
  const counters = entries.get('counters');
  for (const [key, entry] of entries) {
    if (key === 'values' || key === 'counters') continue;
    amounts.set(key, { amountFen: readFen(reading, entry), at: atOf(reading, entry.place) });
  }
  return {
    kind: 'assessed',
    amounts,
    values: values === undefined ? new Map() : readWritten(reading, values),
    counters: counters === undefined ? new Map() : readWritten(reading, counters),
    at,
  };
}

function itemsByKey(reading: Reading, spot: Spot): readonly (readonly [string, Spot])[] {
  return entriesOf(reading, spot).map((entry) => [entry.key, entry] as const);
}

function reportEmpty(reading: Reading, root: Node): void {
  report(reading, rootSpot(reading, root).place, 'missing-key', {
    zh: '文件缺少 cases 或 rules',
    en: 'the file lacks cases or rules',
  });
}

function checkIds(reading: Reading, cases: readonly Pick<CaseModel, 'id' | 'at'>[]): void {
  const seen = new Set<string>();
  for (const { id, at } of cases) {
    if (id !== '' && seen.has(id)) {
      report(reading, { file: reading.file, ...at }, 'name-taken', {
        zh: `算例 ${id} 重复`,
        en: `case ${id} appears twice`,
      });
    }
    seen.add(id);
  }
}
