import { date } from '@gongji/domain';
import type {
  AttributeModel,
  CounterModel,
  Interval,
  MissingBenefit,
  OpenQuestion,
  PayerModel,
  PolicyDocument,
} from '../model.ts';
import { checkName } from './names.ts';
import { atOf, type Entry, fieldsOf, itemsOf, type Spot } from './nodes.ts';
import {
  readBilingual,
  readChoice,
  readDate,
  readEach,
  readExpr,
  readFlag,
  readPattern,
  readText,
  readTexts,
} from './scalars.ts';
import { type Reading, report } from './source.ts';

/** Readers of everything a policy declares before its rules. */

const FUND_TYPE = /^\d{6}$/;

export function readInterval(reading: Reading, spot: Spot | undefined): Interval {
  if (spot === undefined) return { from: date('1900-01-01') };
  const fields = fieldsOf(reading, spot, ['from', 'to'], ['from']);
  const from = readDate(reading, fields.get('from'));
  const to = fields.has('to') ? readDate(reading, fields.get('to')) : undefined;
  if (to !== undefined && to < from) {
    report(reading, spot.place, 'date-overlap', {
      zh: `${spot.path} 的末日早于首日`,
      en: `${spot.path} ends before it starts`,
    });
  }
  return to === undefined ? { from } : { from, to };
}

export function readDocument(reading: Reading, entry: Entry): PolicyDocument {
  const fields = fieldsOf(reading, entry, ['title', 'issuer', 'number', 'date'], ['title']);
  return {
    title: readBilingual(reading, fields.get('title')),
    ...(fields.has('issuer') ? { issuer: readBilingual(reading, fields.get('issuer')) } : {}),
    ...(fields.has('number') ? { number: readText(reading, fields.get('number')) } : {}),
    ...(fields.has('date') ? { date: readDate(reading, fields.get('date')) } : {}),
    at: atOf(reading, entry.keyPlace),
  };
}

export function readQuestion(reading: Reading, entry: Entry): OpenQuestion {
  const fields = fieldsOf(reading, entry, ['text', 'reading'], ['text', 'reading']);
  return {
    text: readBilingual(reading, fields.get('text')),
    reading: readBilingual(reading, fields.get('reading')),
    at: atOf(reading, entry.keyPlace),
  };
}

export function readMissing(reading: Reading, spot: Spot): MissingBenefit {
  const fields = fieldsOf(reading, spot, ['benefit', 'reason', 'medTypes'], ['benefit', 'reason']);
  return {
    benefit: readText(reading, fields.get('benefit')),
    reason: readBilingual(reading, fields.get('reason')),
    medTypes: readTexts(reading, fields.get('medTypes')),
    at: atOf(reading, spot.place),
  };
}

export function readAttribute(reading: Reading, entry: Entry): AttributeModel {
  checkName(reading, entry);
  const fields = fieldsOf(reading, entry, ['values', 'other', 'type']);
  const values = readTexts(reading, fields.get('values'));
  const at = atOf(reading, entry.keyPlace);
  if (fields.has('type') === fields.has('values')) {
    report(reading, entry.place, 'missing-key', {
      zh: `${entry.path} 应写 values 或 type 之一`,
      en: `${entry.path} needs one of values and type`,
    });
  }
  if (new Set(values).size < values.length) {
    report(reading, entry.place, 'bad-value', {
      zh: `${entry.path} 有重复的值`,
      en: `${entry.path} lists a value twice`,
    });
  }
  if (fields.has('type')) {
    return {
      kind: readChoice(reading, fields.get('type'), ['number', 'boolean']),
      values: [],
      other: false,
      at,
    };
  }
  return { kind: 'category', values, other: readFlag(reading, fields.get('other'), false), at };
}

export function readPayer(reading: Reading, entry: Entry): PayerModel {
  checkName(reading, entry);
  const fields = fieldsOf(reading, entry, ['name', 'fundType'], ['name', 'fundType']);
  return {
    name: readBilingual(reading, fields.get('name')),
    fundType: readPattern(reading, fields.get('fundType'), FUND_TYPE, {
      zh: '六位基金支付类型',
      en: 'a fund type of six digits',
    }),
    at: atOf(reading, entry.keyPlace),
  };
}

export const SCOPES = ['person', 'family', 'disease', 'institution'] as const;
export const PERIODS = ['year', 'calendar-year', 'month', 'quarter', 'stay', 'ever'] as const;

export function readCounter(reading: Reading, entry: Entry): CounterModel {
  checkName(reading, entry);
  const known = ['name', 'unit', 'scope', 'period', 'feed'];
  const fields = fieldsOf(reading, entry, known, ['name', 'unit', 'period', 'feed']);
  return {
    name: readBilingual(reading, fields.get('name')),
    unit: readChoice(reading, fields.get('unit'), ['yuan', 'number']),
    scope: readChoice(reading, fields.get('scope'), SCOPES),
    period: readChoice(reading, fields.get('period'), PERIODS),
    feed: readEach(reading, fields.get('feed'), readExpr),
    at: atOf(reading, entry.keyPlace),
  };
}

export function readMissings(reading: Reading, spot: Spot | undefined): readonly MissingBenefit[] {
  return spot === undefined ? [] : itemsOf(reading, spot).map((item) => readMissing(reading, item));
}
