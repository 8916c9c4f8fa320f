import type { CalendarDate, RatePpm } from '@gongji/domain';
import type { BillDates, BillLine, ItemClass } from '../bill.ts';
import {
  atOf,
  type Entry,
  entriesOf,
  fieldsOf,
  isQuoted,
  itemsOf,
  type Spot,
  textOf,
} from '../load/nodes.ts';
import { readChoice, readDate, readFen, readFlag, readQuantity, readText } from '../load/scalars.ts';
import { type Reading, report } from '../load/source.ts';
import type { CaseBill, CaseCost, ClassTotal, WrittenValue } from './case-model.ts';

export const BILL_KEYS = [
  ...['benefit', 'on', 'startedOn', 'endedOn', 'settledOn', 'facts'],
  ...['classTotals', 'lines', 'account', 'familyAccount'],
];

export type Fields = ReadonlyMap<string, Entry>;

/** What every bill of a file has unless it says otherwise; facts are laid over one by one. */
export interface Defaults {
  /** `benefit` and `on`. */
  readonly entries: Fields;
  readonly facts: ReadonlyMap<string, WrittenValue>;
}

export function readDefaults(reading: Reading, fields: Fields): Defaults {
  const facts = fields.get('facts');
  return {
    entries: new Map([...fields].filter(([key]) => key === 'benefit' || key === 'on')),
    facts: facts === undefined ? new Map() : readWritten(reading, facts),
  };
}

/** The bill of a case, from the keys that a case and an earlier bill share. */
export function readBill(reading: Reading, spot: Spot, own: Fields, defaults: Defaults): CaseBill {
  const fields = new Map([...defaults.entries, ...own]);
  const facts = fields.get('facts');
  return {
    benefit: readText(reading, fields.get('benefit')),
    dates: readDates(reading, spot, fields),
    facts: new Map([...defaults.facts, ...(facts === undefined ? [] : readWritten(reading, facts))]),
    cost: readCost(reading, spot, fields),
    accountFen: readFen(reading, fields.get('account')),
    familyAccountFen: readFen(reading, fields.get('familyAccount')),
    at: atOf(reading, spot.place),
  };
}

function readDates(reading: Reading, spot: Spot, fields: Fields): BillDates {
  const on = fields.get('on');
  const ended = fields.get('endedOn') ?? on;
  if (ended === undefined) {
    report(reading, spot.place, 'missing-key', {
      zh: `${spot.path} 缺少 on 或 endedOn`,
      en: `${spot.path} lacks on or endedOn`,
    });
  }
  const endedOn = readDate(reading, ended);
  const other = (key: string): CalendarDate => {
    const entry = fields.get(key);
    return entry === undefined ? endedOn : readDate(reading, entry);
  };
  const dates = { startedOn: other('startedOn'), endedOn, settledOn: other('settledOn') };
  if (dates.startedOn > dates.endedOn) {
    report(reading, spot.place, 'bad-date', {
      zh: `${spot.path}：入院日 ${dates.startedOn} 晚于出院日 ${dates.endedOn}`,
      en: `${spot.path}: it starts on ${dates.startedOn}, after its end on ${dates.endedOn}`,
    });
  }
  return dates;
}

export function readWritten(reading: Reading, spot: Spot): ReadonlyMap<string, WrittenValue> {
  const values = new Map<string, WrittenValue>();
  for (const entry of entriesOf(reading, spot)) {
    const text = textOf(reading, entry);
    if (text === undefined) continue;
    values.set(entry.key, { text, quoted: isQuoted(entry.node), at: atOf(reading, entry.place) });
  }
  return values;
}

function readCost(reading: Reading, spot: Spot, fields: Fields): CaseCost {
  const lines = fields.get('lines');
  const classes = fields.get('classTotals');
  if ((lines === undefined) === (classes === undefined)) {
    report(reading, spot.place, 'missing-key', {
      zh: `${spot.path} 应写 classTotals 或 lines 之一`,
      en: `${spot.path} needs one of classTotals and lines`,
    });
  }
  if (lines !== undefined)
    return { kind: 'lines', lines: itemsOf(reading, lines).map((line, i) => readLine(reading, line, i)) };
  return { kind: 'classes', classes: classes === undefined ? [] : readClasses(reading, classes) };
}

const CLASSES = ['A', 'B', 'C'] as const;

function readClasses(reading: Reading, spot: Spot): readonly ClassTotal[] {
  return [...fieldsOf(reading, spot, CLASSES)].map(([key, entry]) => {
    const itemClass = key as ItemClass;
    const parts = entry.node !== null && 'items' in entry.node;
    if (!parts) return { itemClass, amountFen: readFen(reading, entry), firstPayPpm: 0 as RatePpm };
    const fields = fieldsOf(reading, entry, ['amount', 'firstPay'], ['amount']);
    return {
      itemClass,
      amountFen: readFen(reading, fields.get('amount')),
      firstPayPpm: readRate(reading, fields.get('firstPay')),
    };
  });
}

const LINE_KEYS = [
  'id',
  'amount',
  'class',
  'kind',
  'firstPay',
  'cnt',
  'ceilingPrice',
  'refused',
  'listCode',
  'on',
];

function readLine(reading: Reading, spot: Spot, index: number): BillLine {
  const fields = fieldsOf(reading, spot, LINE_KEYS, ['amount', 'class']);
  const cntE4 = readE4(reading, fields.get('cnt'));
  const ceilingPriceE4 = readE4(reading, fields.get('ceilingPrice'));
  const listCode = fields.get('listCode');
  const on = fields.get('on');
  return {
    id: readText(reading, fields.get('id'), String(index + 1)),
    amountFen: readFen(reading, fields.get('amount')),
    itemClass: readChoice(reading, fields.get('class'), CLASSES),
    kind: readText(reading, fields.get('kind'), 'other'),
    firstPayPpm: readRate(reading, fields.get('firstPay')),
    refused: readFlag(reading, fields.get('refused'), false),
    ...(cntE4 === undefined ? {} : { cntE4 }),
    ...(ceilingPriceE4 === undefined ? {} : { ceilingPriceE4 }),
    ...(listCode === undefined ? {} : { listCode: readText(reading, listCode) }),
    ...(on === undefined ? {} : { on: readDate(reading, on) }),
  };
}

function readRate(reading: Reading, spot: Spot | undefined): RatePpm {
  return readQuantity(reading, spot, 'rate') as RatePpm;
}

/** Quantity or price with at most four decimals, in ten-thousandths. */
function readE4(reading: Reading, spot: Spot | undefined): number | undefined {
  if (spot === undefined) return undefined;
  const text = textOf(reading, spot) ?? '0';
  const m = /^(\d{1,9})(?:\.(\d{1,4}))?$/.exec(text);
  if (m === null) {
    report(reading, spot.place, 'bad-value', {
      zh: `${spot.path}：${text} 不是最多四位小数的数`,
      en: `${spot.path}: ${text} is not a number with at most four decimals`,
    });
    return undefined;
  }
  return Number(m[1]) * 10_000 + Number((m[2] ?? '').padEnd(4, '0'));
}
