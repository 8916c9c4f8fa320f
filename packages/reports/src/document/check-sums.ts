import { type Bilingual, type Fen, fen } from '@gongji/domain';
import { moneyText } from './format-value.ts';
import type { AnyDocument, Paper, Value } from './paper.ts';

/** A total that is not the sum of its parts: the document is not printed. */
export interface SumProblem {
  /** Where it stands, e.g. `categories.amountFen` or `lines.3`. */
  readonly at: string;
  readonly message: Bilingual;
}

/** Each law: a field equals the sum of fields. From the identities of a settlement sheet. */
const FIELD_LAWS: readonly (readonly [total: string, parts: readonly string[]])[] = [
  ['totalFen', ['selfPaidFen', 'overLimitFen', 'firstPayFen', 'inScopeFen']],
  ['totalFen', ['fundFen', 'personFen', 'providerFen']],
  ['personFen', ['accountFen', 'familyAccountFen', 'cashFen']],
  ['ownOutsideFen', ['selfPaidFen', 'overLimitFen']],
  ['toDateFen', ['settledToDateFen', 'openToDateFen']],
  ['closingFen', ['openingFen', 'inFen', 'yearInterestFen', 'outFen']],
  ['transferFen', ['principalFen', 'employerFen', 'interestFen']],
  ['billedFen', ['settledFen', 'openFen']],
  ['dueFen', ['arrearsFen', 'lateFeeFen']],
  ['receivedFen', ['creditedFen', 'returnedFen', 'freeFen']],
];

/** Each law: the column of a table adds up to a field. */
const TABLE_LAWS: readonly (readonly [table: string, column: string, total: string])[] = [
  ['categories', 'amountFen', 'totalFen'],
  ['categories', 'amountFen', 'dayFen'],
  ['categories', 'selfPaidFen', 'selfPaidFen'],
  ['categories', 'overLimitFen', 'overLimitFen'],
  ['categories', 'firstPayFen', 'firstPayFen'],
  ['categories', 'inScopeFen', 'inScopeFen'],
  ['lines', 'amountFen', 'totalFen'],
  ['lines', 'selfPaidFen', 'selfPaidFen'],
  ['lines', 'overLimitFen', 'overLimitFen'],
  ['lines', 'firstPayFen', 'firstPayFen'],
  ['lines', 'inScopeFen', 'inScopeFen'],
  ['lines', 'amountFen', 'dayFen'],
  ['lines', 'ownFen', 'dayOwnFen'],
  ['categories', 'ownFen', 'dayOwnFen'],
  ['funds', 'amountFen', 'fundFen'],
  ['movements', 'movementFen', 'movedFen'],
  ['kinds', 'movementFen', 'movedFen'],
  ['components', 'lineFen', 'billedFen'],
  ['members', 'memberFen', 'billedFen'],
  ['payers', 'ownFen', 'billedFen'],
  ['payers', 'ownPaidFen', 'settledFen'],
  ['payers', 'ownOpenFen', 'openFen'],
  ['payers', 'payerFen', 'feeFen'],
  ['arrears', 'arrearFen', 'arrearsFen'],
  ['found', 'lineShortFen', 'shortFen'],
  ['found', 'lineMadeUpFen', 'madeUpFen'],
  ['payments', 'paymentFen', 'settledFen'],
  ['payments', 'paymentFen', 'creditedFen'],
  ['methods', 'methodFen', 'bookedFen'],
  ['receipts', 'receiptFen', 'bookedFen'],
  ['contributions', 'employerPartFen', 'employerPartsFen'],
  ['contributions', 'ownPartFen', 'ownPartsFen'],
  ['contributions', 'subsidyPartFen', 'subsidyPartsFen'],
  ['contributions', 'toAccountFen', 'toAccountsFen'],
];

const LINE_PARTS = ['selfPaidFen', 'overLimitFen', 'firstPayFen', 'inScopeFen'];

/** Everything on the paper that does not add up, each with the place. Empty: it may be printed. */
export function checkSums(data: AnyDocument): readonly SumProblem[] {
  const paper: Paper = data;
  return [
    ...FIELD_LAWS.flatMap(([total, parts]) => checkFields(paper, total, parts)),
    ...TABLE_LAWS.flatMap(([table, column, total]) => checkColumn(paper, table, column, total)),
    ...['lines', 'categories'].flatMap((table) => checkRows(paper, table)),
  ];
}

function checkFields(paper: Paper, total: string, parts: readonly string[]): readonly SumProblem[] {
  const stated = amount(paper.fields[total]);
  if (stated === undefined) return [];
  const sum = parts.reduce((s, part) => s + (amount(paper.fields[part]) ?? 0), 0);
  return sum === stated ? [] : [differs(total, parts.join(' + '), stated, fen(sum))];
}

/** An empty table says nothing about the total: a reversal and a bill without lines have none. */
function checkColumn(paper: Paper, table: string, column: string, total: string): readonly SumProblem[] {
  const stated = amount(paper.fields[total]);
  const rows = paper.rows[table] ?? [];
  const cells = rows.map((row) => amount(row[column])).filter((cell) => cell !== undefined);
  if (stated === undefined || cells.length === 0) return [];
  const sum = cells.reduce<number>((s, cell) => s + cell, 0);
  return sum === stated ? [] : [differs(`${table}.${column}`, total, fen(sum), stated)];
}

/** A line that is split: its amount is the sum of its parts. */
function checkRows(paper: Paper, table: string): readonly SumProblem[] {
  return (paper.rows[table] ?? []).flatMap((row, index) => {
    const stated = amount(row.amountFen);
    const parts = LINE_PARTS.map((part) => amount(row[part]));
    if (stated === undefined || parts.some((part) => part === undefined)) return [];
    const sum = parts.reduce<number>((s, part) => s + (part ?? 0), 0);
    return sum === stated ? [] : [differs(`${table}.${index + 1}`, LINE_PARTS.join(' + '), stated, fen(sum))];
  });
}

function amount(value: Value): Fen | undefined {
  return typeof value === 'number' ? fen(value) : undefined;
}

function differs(at: string, with_: string, stated: Fen, other: Fen): SumProblem {
  const [a, b] = [moneyText(stated), moneyText(other)];
  return {
    at,
    message: {
      zh: `${at} 为 ${a} 元，与 ${with_} 的 ${b} 元不符`,
      en: `${at} is ${a} yuan, but ${with_} is ${b} yuan`,
    },
  };
}
