import { isObject } from './json.ts';

/** Fields whose value identifies a person or is a secret, and how much of it the message log may keep. */
const MASKS: ReadonlyMap<string, (text: string) => string> = new Map([
  ...names(
    [
      'psn_name',
      'coner_name',
      'agnter_name',
      'dr_name',
      'opter_name',
      'dise_dor_name',
      'bilg_dr_name',
      'emp_name',
    ],
    name,
  ),
  ...names(['psn_no', 'certno', 'agnter_certno', 'mdtrt_cert_no', 'card_sn', 'psn_no_card'], number),
  ...names(['tel', 'agnter_tel', 'coner_tel', 'emp_tel'], number),
  ...names(['addr', 'curr_addr', 'coner_addr', 'emp_addr', 'agnter_addr', 'trum_site'], () => '***'),
  ...names(['cainfo', 'dev_safe_info', 'in', 'rxIn'], () => '***'),
]);

const ROWS_KEPT = 3;
const TEXT_KEPT = 200;
const MOST_DEPTH = 8;

/**
 * A message fit for the log: personal data masked, long lists and texts cut. Fee lines are kept with their visit, so the
 * log need not repeat them.
 */
export function masked(value: unknown, depth = 0): unknown {
  if (depth > MOST_DEPTH) return '…';
  if (typeof value === 'string') return value.length > TEXT_KEPT ? `${value.slice(0, TEXT_KEPT)}…` : value;
  if (Array.isArray(value)) {
    const kept = value.slice(0, ROWS_KEPT).map((row) => masked(row, depth + 1));
    return value.length > ROWS_KEPT ? [...kept, `… ${value.length - ROWS_KEPT} more`] : kept;
  }
  if (!isObject(value)) return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, member]) => [key, maskedMember(key, member, depth)]),
  );
}

function maskedMember(key: string, member: unknown, depth: number): unknown {
  const mask = MASKS.get(key);
  if (mask === undefined) return masked(member, depth + 1);
  return typeof member === 'string' || typeof member === 'number' ? mask(String(member)) : '***';
}

function names(keys: readonly string[], mask: (text: string) => string) {
  return keys.map((key) => [key, mask] as const);
}

/** 张三 → 张* */
function name(text: string): string {
  return text === '' ? '' : `${text.slice(0, 1)}${'*'.repeat(Math.min(3, Math.max(1, text.length - 1)))}`;
}

/** Keeps the first three and the last two characters of long numbers, nothing of short ones. */
function number(text: string): string {
  if (text.length < 8) return text === '' ? '' : '***';
  return `${text.slice(0, 3)}${'*'.repeat(text.length - 5)}${text.slice(-2)}`;
}
