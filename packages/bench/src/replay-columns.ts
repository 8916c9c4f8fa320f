import { date, dayNumber } from '@gongji/domain';
import { attributeCode, type CompiledPolicy, type FactValue, type ReplayColumns } from '@gongji/engine';
import { generator } from './bills.ts';

type AttributeSlot = Parameters<typeof attributeCode>[0];

/** Bills a person has in the year: one million people have three million bills. */
const BILLS_PER_PERSON = 3;
const FIRST_DAY = dayNumber(date('2026-01-01'));

const VALUES: Readonly<Record<string, readonly FactValue[]>> = {
  personStatus: ['active', 'active', 'retired', 'flexible'],
  institutionLevel: ['primary', 'secondary', 'tertiary'],
  institutionKind: ['general', 'general', 'tcm'],
  area: ['local', 'local', 'local', 'local', 'inProvince', 'outProvince'],
  filing: ['referred', 'resettled', 'local', 'emergency'],
  medType: ['21', '21', '21', '71'],
  diseaseCode: ['none'],
  matnType: ['none'],
  sex: ['male', 'female'],
};

/**
 * A year of aggregate bills of `persons` people in columns: two outpatient bills and a stay each, over the whole year in
 * order, with attributes (in bytes) that differ from bill to bill. The same for the same arguments.
 */
export function replayColumnsOf(policy: CompiledPolicy, persons: number, seed: number): ReplayColumns {
  const rows = persons * BILLS_PER_PERSON;
  const next = generator(seed);
  const ids = [...policy.benefits.keys()];
  const used = ['outpatient', 'outpatient', 'inpatient'];
  const slots = slotsOf(policy, new Set(used));
  const money = () => new Float64Array(rows);
  const numbers = () => new Int32Array(rows);
  const c = {
    rows,
    benefit: new Uint8Array(rows),
    person: numbers(),
    day: numbers(),
    total: money(),
    selfPaid: money(),
    overLimit: money(),
    firstPay: money(),
    inScope: money(),
    account: money(),
    familyAccount: money(),
    family: numbers(),
    disease: numbers(),
    institution: numbers(),
    stay: numbers(),
    attributes: Object.fromEntries(slots.map((s) => [s.name, new Uint8Array(rows)])),
  };
  for (let row = 0; row < rows; row++) {
    const visit = row % BILLS_PER_PERSON;
    const person = (row - visit) / BILLS_PER_PERSON;
    c.benefit[row] = ids.indexOf(used[visit] ?? 'inpatient');
    c.person[row] = person;
    c.family[row] = person >> 2;
    c.stay[row] = row;
    c.institution[row] = next(50);
    c.day[row] = FIRST_DAY + visit * 120 + next(120);
    c.inScope[row] = visit === 2 ? next(3_000_000) : next(60_000);
    c.selfPaid[row] = next(10_000);
    c.firstPay[row] = next(5_000);
    c.total[row] = (c.inScope[row] ?? 0) + (c.selfPaid[row] ?? 0) + (c.firstPay[row] ?? 0);
    c.account[row] = next(50_000);
    for (const slot of slots) {
      const column = c.attributes[slot.name];
      if (column !== undefined) column[row] = attributeCode(slot, drawnValue(slot, next));
    }
  }
  return c;
}

function slotsOf(policy: CompiledPolicy, benefits: ReadonlySet<string>): readonly AttributeSlot[] {
  const slots = [...policy.benefits].filter(([id]) => benefits.has(id)).flatMap(([, ir]) => ir.attributes);
  return [...new Map(slots.map((s) => [s.name, s])).values()];
}

function drawnValue(slot: AttributeSlot, next: (n: number) => number): FactValue {
  if (slot.kind === 'boolean') return next(8) === 0;
  if (slot.kind === 'number') return next(80);
  const values = VALUES[slot.name] ?? slot.domain.values;
  return values[next(values.length)] ?? '';
}
