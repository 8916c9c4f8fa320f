import type { RegisterHistoryView } from '@gongji/contract';
import type { RegisterRow } from '@gongji/store/enrolment';
import { maskName, maskNumber, maskPersonNumber, maskPhone } from '../rest/mask.ts';

type Change = RegisterHistoryView['items'][number];

const NOT_SHOWN: ReadonlySet<string> = new Set([
  'region_code',
  'person_id',
  'known_from',
  'name_initials',
  'voucher_token',
]);

/** What differs between a row before and after, masked; absent = there was or is none. The name of a unit is no secret. */
export function differences(
  before: RegisterRow,
  after: RegisterRow,
  register: Change['register'] = 'person',
): Change['changes'] {
  const text = (name: string, value: unknown) =>
    register === 'unit' && name === 'name' && typeof value === 'string' ? value : textOf(name, value);
  const names = Object.keys({ ...before, ...after }).filter((name) => !NOT_SHOWN.has(name));
  return names
    .filter((name) => (before[name] ?? null) !== (after[name] ?? null))
    .map((name) => ({ field: name, before: text(name, before[name]), after: text(name, after[name]) }));
}

function textOf(name: string, value: unknown): string | null {
  if (value === null || value === undefined) return null;
  const [, mask] = MASKS.find(([names]) => names.includes(name)) ?? [];
  return mask === undefined ? String(value) : mask(String(value));
}

const MASKS: readonly (readonly [readonly string[], (text: string) => string])[] = [
  [['name', 'guardian_name', 'contact_name', 'head_name'], maskName],
  [['cert_no', 'guardian_cert_no', 'card_no', 'paper_no'], maskNumber],
  [['psn_no'], maskPersonNumber],
  [['phone', 'contact_phone', 'head_phone'], maskPhone],
  [['bank_account'], maskNumber],
  [['address'], (text) => `${[...text].slice(0, 6).join('')}***`],
  [['email'], (text) => text.replace(/^(.).*@/, '$1***@')],
];

/** A row for the page: nothing of it that identifies the person in clear. */
export function masked(row: RegisterRow): Record<string, string | boolean | null> {
  return Object.fromEntries(
    Object.entries(row)
      .filter(([name]) => !NOT_SHOWN.has(name))
      .map(([name, value]) => [name, typeof value === 'boolean' ? value : textOf(name, value)]),
  );
}
