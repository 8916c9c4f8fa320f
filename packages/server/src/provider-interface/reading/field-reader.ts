import { type CalendarDate, type Fen, fen, MAX_BILL_FEN, type Rejection } from '@gongji/domain';
import { dictionary, normaliseCode } from '../dictionary/dictionary.ts';
import { isObject, type JsonObject, own } from '../message/json.ts';
import { parseDay, parseWallTime, type WallTime } from './moments.ts';
import { type CountE4, type PriceE6, scaledInteger } from './numbers.ts';
import { reject } from './rejections.ts';

/** A field's name, or its spellings in order of preference. */
export type FieldName = string | readonly string[];

/** Largest quantity and unit price read: 10 million, in their units. */
const MAX_COUNT_E4 = 100_000_000_000;
const MAX_PRICE_E6 = 10_000_000_000_000;

/**
 * Reads the fields of one node, lenient in form and strict in money. Every problem is collected; a required field that
 * is missing or wrong reads as a neutral value, and the transaction never runs when there are problems.
 */
export class FieldReader {
  readonly path: string;
  readonly problems: Rejection[];
  private readonly node: JsonObject;

  constructor(node: JsonObject, path: string, problems: Rejection[]) {
    this.node = node;
    this.path = path;
    this.problems = problems;
  }

  /** The node itself as sent, for keeping. */
  get raw(): JsonObject {
    return this.node;
  }

  /** Text, trimmed; numbers and booleans as text; undefined for absent, "" and "null". */
  maybeText(name: FieldName, max = 4000): string | undefined {
    const [key, value] = this.find(name);
    if (value === undefined) return undefined;
    if (typeof value === 'object') {
      this.malformed(key, JSON.stringify(value).slice(0, 40), '文本', 'text');
      return undefined;
    }
    const text = String(value).trim();
    if (text === '' || text.toLowerCase() === 'null') return undefined;
    if (text.length > max) {
      this.malformed(key, text, `不超过${max}个字符`, `at most ${max} characters`);
      return undefined;
    }
    return text;
  }

  text(name: FieldName, max = 4000): string {
    return this.maybeText(name, max) ?? this.missing(name, '');
  }

  maybeCode(name: FieldName, type: string): string | undefined {
    const text = this.maybeText(name, 30);
    if (text === undefined) return undefined;
    const d = dictionary(type);
    const code = normaliseCode(d, text);
    if (code === undefined)
      this.problems.push(
        reject('code-unknown', { field: this.field(name), value: text, dictionary: `${type} ${d.name}` }),
      );
    return code;
  }

  code(name: FieldName, type: string): string {
    const before = this.problems.length;
    const code = this.maybeCode(name, type);
    if (code !== undefined) return code;
    return this.problems.length > before ? '' : this.missing(name, '');
  }

  flag(name: FieldName): boolean {
    return this.maybeCode(name, 'yes_no') === '1';
  }

  maybeYuan(name: FieldName, sign: 'positive' | 'signed' = 'positive'): Fen | undefined {
    const n = this.scaled(name, 2, sign, MAX_BILL_FEN);
    return n === undefined ? undefined : fen(n);
  }

  yuan(name: FieldName, sign: 'positive' | 'signed' = 'positive'): Fen {
    return this.required(name, () => this.maybeYuan(name, sign), fen(0));
  }

  count(name: FieldName, sign: 'positive' | 'signed' = 'positive'): CountE4 {
    return this.required(name, () => this.scaled(name, 4, sign, MAX_COUNT_E4), 0) as CountE4;
  }

  price(name: FieldName): PriceE6 {
    return this.required(name, () => this.scaled(name, 6, 'positive', MAX_PRICE_E6), 0) as PriceE6;
  }

  maybeInteger(name: FieldName): number | undefined {
    return this.scaled(name, 0, 'positive', 1_000_000_000);
  }

  integer(name: FieldName): number {
    return this.required(name, () => this.maybeInteger(name), 0);
  }

  maybeTime(name: FieldName): WallTime | undefined {
    return this.moment(name, parseWallTime, 'yyyy-MM-dd HH:mm:ss');
  }

  time(name: FieldName): WallTime {
    return this.required(name, () => this.maybeTime(name), '1970-01-01 00:00:00' as WallTime);
  }

  maybeDay(name: FieldName): CalendarDate | undefined {
    return this.moment(name, parseDay, 'yyyy-MM-dd');
  }

  day(name: FieldName): CalendarDate {
    return this.required(name, () => this.maybeDay(name), '1970-01-01' as CalendarDate);
  }

  /** exp_content 字段扩展: an object, or a JSON string of one; anything else is ignored. */
  extension(): FieldReader {
    const value = own(this.node, 'exp_content') ?? own(this.node, 'expContent');
    const parsed = typeof value === 'string' ? parseObject(value) : value;
    return new FieldReader(isObject(parsed) ? parsed : {}, `${this.path}.exp_content`, this.problems);
  }

  /**
   * A single-row node: an object, or an array of one (its first row). A client that leaves the node out and puts its
   * fields straight under input is understood too.
   */
  one(name: FieldName): FieldReader {
    const [key, value] = this.find(name);
    const row = Array.isArray(value) ? value[0] : value;
    if (isObject(row)) return new FieldReader(row, key, this.problems);
    const flat = Object.values(this.node).some((v) => typeof v !== 'object' || v === null);
    if (value === undefined && flat) return new FieldReader(this.node, key, this.problems);
    this.missing(name, undefined);
    return new FieldReader({}, key, [] as Rejection[]);
  }

  maybeOne(name: FieldName): FieldReader | undefined {
    const [key, value] = this.find(name);
    const row = Array.isArray(value) ? value[0] : value;
    return isObject(row) ? new FieldReader(row, key, this.problems) : undefined;
  }

  /** A multi-row node: an array, or an object standing for its only row. At most `max` rows. */
  maybeRows(name: FieldName, max: number): readonly FieldReader[] {
    const [key, value] = this.find(name);
    if (value === undefined || value === '') return [];
    const rows: readonly unknown[] = Array.isArray(value) ? value : [value];
    if (rows.length > max) {
      this.problems.push(reject('message-too-large', { field: key, why: `${rows.length} > ${max}` }));
      return [];
    }
    return rows.map((row, i) => {
      const path = `${this.path === '' ? '' : `${this.path}.`}${key}[${i + 1}]`;
      if (!isObject(row))
        this.problems.push(
          reject('field-malformed', { field: path, expected: '对象', expected_en: 'an object' }),
        );
      return new FieldReader(isObject(row) ? row : {}, path, isObject(row) ? this.problems : []);
    });
  }

  rows(name: FieldName, max: number): readonly FieldReader[] {
    const before = this.problems.length;
    const rows = this.maybeRows(name, max);
    if (rows.length === 0 && this.problems.length === before) this.missing(name, undefined);
    return rows;
  }

  /** All plain fields as text, for keeping what was sent; at most 120 of them, without those named. */
  texts(except: readonly string[] = []): Readonly<Record<string, string>> {
    const names = Object.keys(this.node).filter((key) => /^\w{1,40}$/.test(key) && !except.includes(key));
    return Object.fromEntries(
      names.slice(0, 120).flatMap((key) => {
        const value = own(this.node, key);
        const text = typeof value === 'object' ? '' : String(value ?? '').trim();
        return text === '' || text.length > 2000 || text.toLowerCase() === 'null' ? [] : [[key, text]];
      }),
    );
  }

  problem(rejection: Rejection): void {
    this.problems.push(rejection);
  }

  /** Path of a field in messages, e.g. `feedetail[3].cnt`. */
  field(name: FieldName): string {
    const first = typeof name === 'string' ? name : (name[0] ?? '');
    return this.path === '' ? first : `${this.path}.${first}`;
  }

  private find(name: FieldName): readonly [string, unknown] {
    const names = typeof name === 'string' ? [name] : name;
    for (const key of names) {
      const value = own(this.node, key);
      if (value !== undefined && value !== null) return [key, value];
    }
    return [names[0] ?? '', undefined];
  }

  private missing<T>(name: FieldName, neutral: T): T {
    const field = this.field(name);
    this.problems.push(reject('field-missing', { field, name: field }));
    return neutral;
  }

  private malformed(key: string, value: string, expected: string, expectedEn: string): void {
    this.problems.push(
      reject('field-malformed', { field: this.field(key), value, expected, expected_en: expectedEn }),
    );
  }

  private scaled(
    name: FieldName,
    scale: number,
    sign: 'positive' | 'signed',
    max: number,
  ): number | undefined {
    const text = this.maybeText(name, 60);
    if (text === undefined) return undefined;
    const n = scaledInteger(text, scale);
    if (n !== undefined && Math.abs(n) <= max && (sign === 'signed' || n >= 0)) return n;
    this.problems.push(
      reject('amount-malformed', { field: this.field(name), value: text, decimals: String(scale) }),
    );
    return undefined;
  }

  private moment<T>(name: FieldName, parse: (text: string) => T | undefined, form: string): T | undefined {
    const text = this.maybeText(name, 60);
    if (text === undefined) return undefined;
    const parsed = parse(text);
    if (parsed === undefined)
      this.malformed(typeof name === 'string' ? name : (name[0] ?? ''), text, form, form);
    return parsed;
  }

  private required<T>(name: FieldName, read: () => T | undefined, neutral: T): T {
    const before = this.problems.length;
    const value = read();
    if (value !== undefined) return value;
    return this.problems.length > before ? neutral : this.missing(name, neutral);
  }
}

function parseObject(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
