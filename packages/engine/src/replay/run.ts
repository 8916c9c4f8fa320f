import { type CalendarDate, dateOfDayNumber, dayNumber } from '@gongji/domain';
import type { Program } from '../codegen/program.ts';
import type { CompiledPolicy } from '../compiled-policy.ts';
import type { BenefitIr } from '../ir.ts';
import { periodKey } from '../period.ts';
import type { ReplayColumns, ReplayResult } from './columns.ts';
import type { ReplayState } from './state.ts';

/** A compiled span of the policy with its programs, in the order of `policy.benefits`. */
export interface ReplaySegment {
  readonly compiled: CompiledPolicy;
  readonly programs: readonly Program[];
}

const NO_NUMBERS = new Float64Array(0);
const NO_CODES = new Int32Array(0);

/**
 * Settles aggregate bills in columns, over one or several spans of the same policy; counters go on from span to span.
 * Throws RangeError when columns are missing or too short, when a day is in no span, or when the rows of a person are
 * not in order of their days.
 */
export function replayColumns(segments: readonly ReplaySegment[], columns: ReplayColumns): ReplayResult {
  const first = segments[0];
  if (first === undefined) throw new RangeError('a replay needs a compiled policy');
  const { days, ends } = segmentEnds(segments, columns);
  const result = emptyResult(columns.rows, first.compiled.policy.payers.size + 1);
  const shared = sharedState(segments, columns, result, days);
  const states = segments.map(({ compiled }) => ({ ...shared, ...slotColumns(compiled, columns) }));
  let row = 0;
  while (row < columns.rows) {
    const at = segmentAt(ends, columns.day[row] ?? 0);
    const next = sameSegmentUntil(ends, at, columns, row);
    const state = states[at];
    const segment = segments[at];
    if (state === undefined || segment === undefined) throw new RangeError(`row ${row} is in no span`);
    runRows(state, segment.programs, row, next);
    row = next;
  }
  return result;
}

/**
 * Rows per call. Many short calls let the engine replace the function by its optimised form between calls once and for
 * all; one long call is optimised anew, inside its loop, in every replay.
 */
const CHUNK = 8192;

function runRows(state: ReplayState, programs: readonly Program[], from: number, to: number): void {
  let row = from;
  while (row < to) {
    const me = state.benefit[row] ?? 0;
    const program = programs[me];
    if (program === undefined) throw new RangeError(`row ${row} has the unknown benefit ${me}`);
    row = program.replay(state, row, Math.min(to, row + CHUNK), me);
  }
}

interface Span {
  readonly first: number;
  readonly last: number;
}

/** Checks the order of rows once; the days covered, and the days of each segment. */
function segmentEnds(segments: readonly ReplaySegment[], columns: ReplayColumns) {
  let [low, high] = [Number.MAX_SAFE_INTEGER, -1];
  const { day, person, rows } = columns;
  for (let i = 0; i < rows; i++) {
    const d = day[i] ?? -1;
    if (d < low) low = d;
    if (d > high) high = d;
    if (i > 0 && person[i] === person[i - 1] && d < (day[i - 1] ?? 0)) {
      throw new RangeError(`row ${i} is earlier than the row of the same person before it`);
    }
  }
  const ends = segments.map(({ compiled }): Span => {
    const { validFrom, validTo } = compiled;
    return {
      first: dayNumber(validFrom),
      last: validTo === undefined ? Number.MAX_SAFE_INTEGER : dayNumber(validTo),
    };
  });
  return { days: { first: rows === 0 ? 0 : low, last: rows === 0 ? 0 : high }, ends };
}

function segmentAt(ends: readonly Span[], day: number): number {
  const at = ends.findIndex((span) => day >= span.first && day <= span.last);
  if (at < 0) throw new RangeError(`${dateOfDayNumber(day)} is in no compiled span of the policy`);
  return at;
}

function sameSegmentUntil(
  ends: readonly Span[],
  at: number,
  { day, rows }: ReplayColumns,
  from: number,
): number {
  const { first, last } = ends[at] ?? { first: 0, last: 0 };
  let i = from;
  while (i < rows && (day[i] ?? 0) >= first && (day[i] ?? 0) <= last) i++;
  return i;
}

function emptyResult(rows: number, payers: number): ReplayResult {
  return {
    payers: Array.from({ length: payers }, () => new Float64Array(rows)),
    person: new Float64Array(rows),
    account: new Float64Array(rows),
    familyAccount: new Float64Array(rows),
    deductible: new Float64Array(rows),
    status: new Uint16Array(rows),
  };
}

function sharedState(
  segments: readonly ReplaySegment[],
  columns: ReplayColumns,
  result: ReplayResult,
  days: Span,
) {
  const policy = segments[0]?.compiled.policy;
  if (policy === undefined) throw new RangeError('a replay needs a compiled policy');
  const counters = [...policy.counters.values()];
  const sizes = counters.map(({ scope }) =>
    scope === 'person' ? 1 : largest(columns[scope], scope, columns.rows) + 1,
  );
  const zero =
    columns.account === undefined || columns.familyAccount === undefined
      ? new Float64Array(columns.rows)
      : NO_NUMBERS;
  const period = (kind: 'year' | 'calendar-year' | 'month' | 'quarter') =>
    periodTable(days, (on) => periodKey(kind, on, { start: policy.benefitYearStart, stay: '' }));
  return {
    firstDay: days.first,
    years: period('year'),
    calendarYears: period('calendar-year'),
    months: period('month'),
    quarters: period('quarter'),
    ...pickColumns(columns),
    account: columns.account ?? zero,
    familyAccount: columns.familyAccount ?? zero,
    values: sizes.map((size) => new Float64Array(size)),
    keys: sizes.map((size) => new Float64Array(size).fill(-1)),
    payers: result.payers,
    personPart: result.person,
    accountPaid: result.account,
    familyPaid: result.familyAccount,
    deductible: result.deductible,
    status: result.status,
  };
}

function pickColumns(columns: ReplayColumns) {
  const { benefit, person, day, total, selfPaid, overLimit, firstPay, inScope, rows } = columns;
  const { family = NO_CODES, disease = NO_CODES, institution = NO_CODES, stay = NO_CODES } = columns;
  for (const column of [benefit, person, day, total, selfPaid, overLimit, firstPay, inScope]) {
    if (column.length < rows) throw new RangeError(`a column has ${column.length} rows of ${rows}`);
  }
  return {
    benefit,
    person,
    day,
    total,
    selfPaid,
    overLimit,
    firstPay,
    inScope,
    family,
    disease,
    institution,
    stay,
  };
}

/** Largest id of a scope; a counter of that scope needs the column, without negative ids. */
function largest(column: Int32Array | undefined, scope: string, rows: number): number {
  if (column === undefined) return -1;
  let most = 0;
  for (let i = 0; i < rows; i++) {
    const id = column[i] ?? -1;
    if (id < 0) throw new RangeError(`row ${i} has no ${scope}`);
    if (id > most) most = id;
  }
  return most;
}

/** Number of the period of each day of the span. */
function periodTable({ first, last }: Span, keyOf: (on: CalendarDate) => string): Int32Array {
  const table = new Int32Array(last - first + 1);
  let [before, number] = ['', -1];
  for (let i = 0; i < table.length; i++) {
    const key = keyOf(dateOfDayNumber(first + i));
    if (key !== before) number++;
    before = key;
    table[i] = number;
  }
  return table;
}

/** Columns of attributes and sums in the slots of each benefit. */
function slotColumns(
  compiled: CompiledPolicy,
  columns: ReplayColumns,
): Pick<ReplayState, 'attributes' | 'sums'> {
  const used = new Set(columns.benefit.subarray(0, columns.rows));
  const zero = new Float64Array(columns.rows);
  const irs = [...compiled.benefits.values()];
  irs.forEach((ir, me) => {
    if (used.has(me)) checkScopes(ir, columns);
  });
  return {
    attributes: irs.map((ir, me) =>
      ir.attributes.map(({ name }) => attributeColumn(columns, name, used.has(me))),
    ),
    sums: irs.map((ir) => ir.sums.map(({ name }) => columns.sums?.[name] ?? zero)),
  };
}

function attributeColumn(columns: ReplayColumns, name: string, needed: boolean): Int32Array {
  const column = columns.attributes[name];
  if (column !== undefined && column.length >= columns.rows) return column;
  if (needed) throw new RangeError(`the replay lacks the column of attribute ${name}`);
  return NO_CODES;
}

function checkScopes(ir: BenefitIr, columns: ReplayColumns): void {
  for (const { name, model } of ir.counters) {
    const needs = model.period === 'stay' ? 'stay' : model.scope;
    if (needs !== 'person' && columns[needs] === undefined) {
      throw new RangeError(`counter ${name} needs the column ${needs}`);
    }
    if (model.scope !== 'person' && columns[model.scope] === undefined) {
      throw new RangeError(`counter ${name} needs the column ${model.scope}`);
    }
  }
}
