import { type CalendarDate, dateOfDayNumber, dayNumber } from '@gongji/domain';
import type { CompiledPolicy } from '../compiled-policy.ts';
import type { BenefitIr } from '../ir.ts';
import { periodKey } from '../period.ts';
import type { CodeColumn, ReplayColumns, ReplayOutput, ReplayResult } from './columns.ts';
import type { ReplayFunction } from './emit.ts';
import type { ReplayState } from './state.ts';

const NO_NUMBERS = new Float64Array(0);
const NO_CODES = new Int32Array(0);

const ALL: readonly ReplayOutput[] = ['payers', 'person', 'account', 'familyAccount', 'deductible'];

/**
 * Settles aggregate bills in columns, over one or several spans of the same policy; counters go on from span to span.
 * Throws RangeError when columns are missing or too short, when a day is in no span, or when the rows of a person are
 * not in order of their days.
 */
export function replaySpans(
  spans: readonly CompiledPolicy[],
  columns: ReplayColumns,
  into?: ReplayResult,
  outputs: readonly ReplayOutput[] = ALL,
): ReplayResult {
  const first = spans[0];
  if (first === undefined) throw new RangeError('a replay needs a compiled policy');
  const { days, ends } = spanDays(spans, columns);
  if (columns.rows > 0) for (const day of [days.first, days.last]) spanAt(ends, day);
  const result = into ?? replayResult(columns.rows, first.policy.payers.size + 1, outputs);
  if (into !== undefined) clear(into, columns.rows, outputs);
  const used = benefitsUsed(first, columns);
  const state = stateOf(spans, columns, { result, days, used });
  const replays = spans.map((compiled) => compiled.replayer(used, outputs, shapeOf(state.attributes)));
  let row = 0;
  while (row < columns.rows) {
    const at = spanAt(ends, columns.day[row] ?? 0);
    const next = sameSpanUntil(ends, at, columns, row);
    const replay = replays[at];
    if (replay === undefined) throw new RangeError(`row ${row} is in no span`);
    runRows(replay, state, row, next);
    row = next;
  }
  return result;
}

/** Rows before the result of an earlier replay is reused: the code writes only what is not zero. */
function clear(result: ReplayResult, rows: number, outputs: readonly ReplayOutput[]): void {
  if (result.status.length < rows) throw new RangeError('the result has fewer rows than the columns');
  for (const output of outputs) {
    for (const column of output === 'payers' ? result.payers : [result[output]]) {
      if (column.length < rows) throw new RangeError(`the result has no room for ${output}`);
      column.fill(0, 0, rows);
    }
  }
  result.status.fill(0, 0, rows);
}

/** Which attribute columns are of bytes. */
function shapeOf(attributes: ReplayState['attributes']): string {
  return Object.values(attributes)
    .map((column) => (column instanceof Uint8Array ? 'b' : 'i'))
    .join('');
}

/**
 * Rows per call. Many short calls let the engine replace the function by its optimised form between calls once and for
 * all; one long call is optimised anew, inside its loop, in every replay.
 */
const CHUNK = 8192;

function runRows(replay: ReplayFunction, state: ReplayState, from: number, to: number): void {
  for (let row = from; row < to; row += CHUNK) {
    const unknown = replay(state, row, Math.min(to, row + CHUNK));
    if (unknown >= 0)
      throw new RangeError(`row ${unknown} has the unknown benefit ${state.benefit[unknown]}`);
  }
}

interface Span {
  readonly first: number;
  readonly last: number;
}

/** Checks the order of rows once; the days covered, and the days of each segment. */
function spanDays(spans: readonly CompiledPolicy[], columns: ReplayColumns) {
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
  const ends = spans.map((compiled): Span => {
    const { validFrom, validTo } = compiled;
    return {
      first: dayNumber(validFrom),
      last: validTo === undefined ? Number.MAX_SAFE_INTEGER : dayNumber(validTo),
    };
  });
  return { days: { first: rows === 0 ? 0 : low, last: rows === 0 ? 0 : high }, ends };
}

function spanAt(ends: readonly Span[], day: number): number {
  const at = ends.findIndex((span) => day >= span.first && day <= span.last);
  if (at < 0) throw new RangeError(`${dateOfDayNumber(day)} is in no compiled span of the policy`);
  return at;
}

function sameSpanUntil(
  ends: readonly Span[],
  at: number,
  { day, rows }: ReplayColumns,
  from: number,
): number {
  const { first, last } = ends[at] ?? { first: 0, last: 0 };
  if (ends.length === 1) {
    // All days were measured before: one span either holds them or does not.
    return rows;
  }
  let i = from;
  while (i < rows && (day[i] ?? 0) >= first && (day[i] ?? 0) <= last) i++;
  return i;
}

/**
 * Room for the result of so many rows; `payers` counts the provider. Reuse it for replays of the same size and outputs.
 */
export function replayResult(
  rows: number,
  payers: number,
  outputs: readonly ReplayOutput[] = ALL,
): ReplayResult {
  const money = (output: ReplayOutput) => new Float64Array(outputs.includes(output) ? rows : 0);
  return {
    payers: Array.from({ length: payers }, () => money('payers')),
    person: money('person'),
    account: money('account'),
    familyAccount: money('familyAccount'),
    deductible: money('deductible'),
    status: new Uint16Array(rows),
  };
}

interface Run {
  readonly result: ReplayResult;
  readonly days: Span;
  readonly used: readonly number[];
}

function stateOf(
  spans: readonly CompiledPolicy[],
  columns: ReplayColumns,
  { result, days, used }: Run,
): ReplayState {
  const policy = spans[0]?.policy;
  if (policy === undefined) throw new RangeError('a replay needs a compiled policy');
  const irs = spans.flatMap(({ benefits }) => [...benefits.values()].filter((_, me) => used.includes(me)));
  for (const ir of irs) checkScopes(ir, columns);
  const counters = [...policy.counters.values()];
  const most = { family: -1, disease: -1, institution: -1 };
  for (const scope of ['family', 'disease', 'institution'] as const) {
    if (counters.some((c) => c.scope === scope)) most[scope] = largest(columns[scope], scope, columns.rows);
  }
  const sizes = counters.map(({ scope }) => (scope === 'person' ? 1 : most[scope] + 1));
  const period = (kind: 'year' | 'calendar-year' | 'month' | 'quarter') =>
    periodTable(days, (on) => periodKey(kind, on, { start: policy.benefitYearStart, stay: '' }));
  const names = <T extends { readonly name: string }>(of: (ir: BenefitIr) => readonly T[]) =>
    new Set(irs.flatMap((ir) => of(ir).map(({ name }) => name)));
  const column = <T>(list: ReadonlySet<string>, of: (name: string) => T) =>
    Object.fromEntries([...list].map((name) => [name, of(name)] as const));
  return {
    firstDay: days.first,
    years: period('year'),
    calendarYears: period('calendar-year'),
    months: period('month'),
    quarters: period('quarter'),
    ...pickColumns(columns),
    account: columns.account ?? zeros(columns.rows),
    familyAccount: columns.familyAccount ?? zeros(columns.rows),
    attributes: column(
      names((ir) => ir.attributes),
      (name) => attributeColumn(columns, name),
    ),
    sums: column(
      names((ir) => ir.sums),
      (name) => columns.sums?.[name] ?? zeros(columns.rows),
    ),
    values: sizes.map((size) => new Float64Array(size)),
    keys: sizes.map((size) => new Float64Array(size).fill(-1)),
    before: new Float64Array(counters.length),
    who: Int32Array.of(-0x8000_0000),
    periods: new Int32Array(counters.length).fill(-1),
    payers: result.payers,
    oPerson: result.person,
    oAccount: result.account,
    oFamily: result.familyAccount,
    oDeductible: result.deductible,
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

/** Benefits in the rows, by their position in the policy. */
function benefitsUsed({ benefits }: CompiledPolicy, { benefit, rows }: ReplayColumns): readonly number[] {
  const seen = new Uint8Array(256);
  for (let i = 0; i < rows; i++) seen[benefit[i] ?? 0] = 1;
  return [...seen.keys()].filter((me) => seen[me] === 1 && me < benefits.size);
}

/** One column of zeros, for all that the caller leaves out; grows to the largest replay. */
let zero = NO_NUMBERS;
function zeros(rows: number): Float64Array {
  if (zero.length < rows) zero = new Float64Array(rows);
  return zero;
}

function attributeColumn({ attributes, rows }: ReplayColumns, name: string): CodeColumn {
  const column = attributes[name];
  if (column !== undefined && column.length >= rows) return column;
  throw new RangeError(`the replay lacks the column of attribute ${name}`);
}

function checkScopes(ir: BenefitIr, columns: ReplayColumns): void {
  for (const { name, model, previous } of ir.counters) {
    if (previous && model.scope !== 'person') {
      throw new RangeError(`a replay keeps no earlier period of counter ${name}: it is not the person's`);
    }
    const needs = model.period === 'stay' ? 'stay' : model.scope;
    if (needs !== 'person' && columns[needs] === undefined) {
      throw new RangeError(`counter ${name} needs the column ${needs}`);
    }
    if (model.scope !== 'person' && columns[model.scope] === undefined) {
      throw new RangeError(`counter ${name} needs the column ${model.scope}`);
    }
  }
}
