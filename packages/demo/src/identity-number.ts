import { type CalendarDate, idCheckDigit } from '@gongji/domain';

const USCC_ALPHABET = '0123456789ABCDEFGHJKLMNPQRTUWXY';
/** Division 99 does not exist: a number with it has a right check digit and belongs to nobody. */
const ID_PREFIX = '990100';

/** A synthetic identity number; `order` 0..499 within a birthday and sex. Throws RangeError when the day is full. */
export function syntheticIdNumber(bornOn: CalendarDate, sex: 'male' | 'female', order: number): string {
  if (order < 0 || order > 499) throw new RangeError(`no identity number left for ${sex} born on ${bornOn}`);
  const serial = String(order * 2 + (sex === 'male' ? 1 : 0)).padStart(3, '0');
  const first17 = `${ID_PREFIX}${bornOn.replaceAll('-', '')}${serial}`;
  return first17 + idCheckDigit(first17);
}

/** Check character of 17 characters of a unified social credit code 统一社会信用代码 (weights 3^i mod 31). */
export function usccCheckCharacter(first17: string): string {
  let sum = 0;
  let weight = 1;
  for (const character of first17) {
    sum += USCC_ALPHABET.indexOf(character) * weight;
    weight = (weight * 3) % 31;
  }
  return USCC_ALPHABET[(31 - (sum % 31)) % 31] ?? '';
}

/** A synthetic credit code: registration department, kind, division 990100, nine digits, check character. */
export function syntheticUscc(kind: 'institution' | 'company', serial: number): string {
  const first17 = `${kind === 'institution' ? '12' : '91'}${ID_PREFIX}${String(serial).padStart(9, '0')}`;
  return first17 + usccCheckCharacter(first17);
}
