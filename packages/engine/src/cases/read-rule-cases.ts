import type { CalendarDate } from '@gongji/domain';
import { atOf, fieldsOf, type Spot } from '../load/nodes.ts';
import { readBilingual, readChoice, readDate, readPattern, readText } from '../load/scalars.ts';
import { type Reading, report } from '../load/source.ts';
import { RULE_SECTIONS } from '../model.ts';
import type { WrittenValue } from './case-model.ts';
import { type Fields, readWritten } from './read-bill.ts';
import type { RuleCaseModel, RuleExpectation } from './rule-case.ts';

const KEYS = ['id', 'title', 'rule', 'period', 'on', 'facts', 'inputs', 'expect', 'why'];
export const RULE_RESULTS = ['total', 'way', 'from', 'to', 'waitingDays'] as const;

const PERIOD = /^\d{4}(-(0[1-9]|1[0-2]))?$/;

export function readRuleCase(
  reading: Reading,
  spot: Spot,
  defaults: ReadonlyMap<string, WrittenValue>,
): RuleCaseModel {
  const fields = fieldsOf(reading, spot, KEYS, ['id', 'rule']);
  const expect = fields.get('expect');
  const facts = fields.get('facts');
  const inputs = fields.get('inputs');
  return {
    id: readText(reading, fields.get('id')),
    ...(fields.has('title') ? { title: readBilingual(reading, fields.get('title')) } : {}),
    section: readChoice(reading, fields.get('rule'), RULE_SECTIONS),
    ...readWhen(reading, spot, fields),
    facts: new Map([...defaults, ...(facts === undefined ? [] : readWritten(reading, facts))]),
    inputs: inputs === undefined ? new Map() : readWritten(reading, inputs),
    ...(expect === undefined ? {} : { expect: readExpect(reading, expect) }),
    ...(fields.has('why') ? { why: readText(reading, fields.get('why')) } : {}),
    at: atOf(reading, spot.place),
  };
}

function readWhen(
  reading: Reading,
  spot: Spot,
  fields: Fields,
): { readonly period?: string; readonly on?: CalendarDate } {
  const [period, on] = [fields.get('period'), fields.get('on')];
  if ((period === undefined) === (on === undefined)) {
    report(reading, spot.place, 'missing-key', {
      zh: `${spot.path} 应写 period 或 on 之一`,
      en: `${spot.path} needs one of period and on`,
    });
  }
  if (on !== undefined) return { on: readDate(reading, on) };
  const what = { zh: '月份（2026-05）或年度（2026）', en: 'a month (2026-05) or a year (2026)' };
  return period === undefined ? {} : { period: readPattern(reading, period, PERIOD, what) };
}

function readExpect(reading: Reading, spot: Spot): RuleExpectation {
  const at = atOf(reading, spot.place);
  const fields = fieldsOf(reading, spot, ['refused', 'lines', 'payers', 'funds', 'values', ...RULE_RESULTS]);
  const refused = fields.get('refused');
  if (refused !== undefined) {
    if (fields.size > 1) {
      report(reading, spot.place, 'wrong-type', {
        zh: `${spot.path}：refused 不能与结果并列`,
        en: `${spot.path}: refused stands alone`,
      });
    }
    return { kind: 'refused', code: readText(reading, refused), at };
  }
  const map = (key: string) => {
    const entry = fields.get(key);
    return entry === undefined ? undefined : readWritten(reading, entry);
  };
  const [lines, payers, funds] = [map('lines'), map('payers'), map('funds')];
  const results = RULE_RESULTS.flatMap((key): [string, WrittenValue][] => {
    const entry = fields.get(key);
    if (entry === undefined) return [];
    const value = { text: readText(reading, entry), quoted: false, at: atOf(reading, entry.place) };
    return [[key, value]];
  });
  return {
    kind: 'assessed',
    results: new Map(results),
    ...(lines === undefined ? {} : { lines }),
    ...(payers === undefined ? {} : { payers }),
    ...(funds === undefined ? {} : { funds }),
    values: map('values') ?? new Map(),
    at,
  };
}
