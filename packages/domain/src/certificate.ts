import { type CalendarDate, parseDate } from './calendar-date.ts';
import type { Rejection } from './rejection.ts';
import { rejection } from './rejection-catalogue.ts';

/** Kinds of certificate 证件类型 by their national code (psn_cert_type). */
export const CERTIFICATE_KINDS = {
  '01': { zh: '居民身份证', en: 'resident identity card' },
  '02': { zh: '军官证', en: 'officer’s card of the army' },
  '03': { zh: '武警警官证', en: 'officer’s card of the armed police' },
  '04': { zh: '港澳居民来往内地通行证（香港）', en: 'mainland travel permit (Hong Kong)' },
  '05': { zh: '港澳居民来往内地通行证（澳门）', en: 'mainland travel permit (Macao)' },
  '06': { zh: '台湾居民来往大陆通行证', en: 'mainland travel permit (Taiwan)' },
  '07': { zh: '外国人永久居留证', en: 'foreign permanent resident’s card' },
  '08': { zh: '外国人护照', en: 'foreign passport' },
  '16': { zh: '中国护照', en: 'Chinese passport' },
  '17': { zh: '港澳台居民居住证', en: 'residence permit for Hong Kong, Macao and Taiwan residents' },
  '99': { zh: '其他证件', en: 'other certificate' },
  '990201': { zh: '出生医学证明', en: 'medical certificate of birth' },
} as const;
export type CertificateKind = keyof typeof CERTIFICATE_KINDS;

export function isCertificateKind(text: string): text is CertificateKind {
  return Object.hasOwn(CERTIFICATE_KINDS, text);
}

const WEIGHTS = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];
const CHECK_DIGITS = '10X98765432';

/** Check digit of the first 17 digits of an identity number 居民身份证号码 (GB 11643, mod 11-2). */
export function idCheckDigit(first17: string): string {
  let sum = 0;
  for (let i = 0; i < 17; i += 1) sum += Number(first17[i]) * (WEIGHTS[i] ?? 0);
  return CHECK_DIGITS[sum % 11] ?? '';
}

/** A certificate as it is stored, with what its number says about the person. */
export interface Certificate {
  readonly certType: CertificateKind;
  readonly certNo: string;
  /** The number as it was written when that was the old one of 15 digits. */
  readonly oldNo?: string;
  readonly bornOn?: CalendarDate;
  /** 1 male, 2 female. */
  readonly sex?: '1' | '2';
}

export type CertificateRead =
  | { readonly kind: 'read'; readonly certificate: Certificate }
  | { readonly kind: 'refused'; readonly rejections: readonly Rejection[] };

/** Full-width digits and letters become plain ones, spaces and hyphens go, letters are capitals. */
export function plainNumber(text: string): string {
  return text
    .normalize('NFKC')
    .replace(/[\s\u200b-\u200d\ufeff]/g, '')
    .toUpperCase();
}

/**
 * Reads a certificate number as somebody typed it. A 15-digit identity number becomes the one of 18 digits (GB 11643-1999:
 * century 19 after the sixth digit, check digit at the end). An unknown division is no error: divisions were renamed and
 * abolished over seventy years. All that is wrong comes at once.
 */
export function readCertificate(certType: CertificateKind, text: string): CertificateRead {
  const number = plainNumber(text);
  const at = { field: 'certNo', value: text };
  if (certType === '01') return readIdentityNumber(number, at);
  if (certType === '17') return readResidencePermit(number, at);
  if (FORMS[certType].test(number)) return { kind: 'read', certificate: { certType, certNo: number } };
  return { kind: 'refused', rejections: [rejection('certificate-format', { number: text }, at)] };
}

const FORMS: Readonly<Record<CertificateKind, RegExp>> = {
  '01': /^\d{17}[\dX]$/,
  '02': /^.{4,20}$/u,
  '03': /^.{4,20}$/u,
  '04': /^H\d{8}(\d{2})?$/,
  '05': /^M\d{8}(\d{2})?$/,
  '06': /^(\d{8}|\d{10})$/,
  '07': /^([A-Z]{3}\d{12}|9\d{17})$/,
  '08': /^[A-Z0-9]{5,17}$/,
  '16': /^[A-Z]{1,2}\d{7,8}$/,
  '17': /^8[123]0000\d{11}[\dX]$/,
  '99': /^[^\s]{2,50}$/u,
  '990201': /^[A-Z]\d{9}$/,
};

type At = { readonly field: string; readonly value: string };

function readIdentityNumber(number: string, at: At): CertificateRead {
  if (/^\d{15}$/.test(number)) {
    const first17 = `${number.slice(0, 6)}19${number.slice(6)}`;
    return withIdentityOf(first17 + idCheckDigit(first17), '01', at, number);
  }
  if (number.length !== 18) {
    const data = { length: String([...number].length) };
    return { kind: 'refused', rejections: [rejection('certificate-length', data, at)] };
  }
  if (!FORMS['01'].test(number)) {
    return { kind: 'refused', rejections: [rejection('certificate-format', { number: at.value }, at)] };
  }
  return withIdentityOf(number, '01', at);
}

/** Built like an identity number, with 81, 82 or 83 in front. */
function readResidencePermit(number: string, at: At): CertificateRead {
  if (FORMS['17'].test(number)) return withIdentityOf(number, '17', at);
  return { kind: 'refused', rejections: [rejection('certificate-format', { number: at.value }, at)] };
}

function withIdentityOf(number: string, certType: '01' | '17', at: At, oldNo?: string): CertificateRead {
  const rejections: Rejection[] = [];
  const day = `${number.slice(6, 10)}-${number.slice(10, 12)}-${number.slice(12, 14)}`;
  const bornOn = parseDate(day);
  if (bornOn === undefined) rejections.push(rejection('certificate-birthday', { day }, at));
  const expected = idCheckDigit(number.slice(0, 17));
  if (number[17] !== expected) rejections.push(rejection('certificate-check-digit', { expected }, at));
  if (rejections.length > 0 || bornOn === undefined) return { kind: 'refused', rejections };
  const sex = Number(number[16]) % 2 === 1 ? '1' : '2';
  const certificate = { certType, certNo: number, bornOn, sex } as const;
  return { kind: 'read', certificate: oldNo === undefined ? certificate : { ...certificate, oldNo } };
}

const USCC_ALPHABET = '0123456789ABCDEFGHJKLMNPQRTUWXY';

/** Whether a unified social credit code 统一社会信用代码 has the right form and check character (GB 32100: weights 3^i, mod 31). */
export function isCreditCode(text: string): boolean {
  const code = plainNumber(text);
  if (code.length !== 18 || [...code].some((character) => !USCC_ALPHABET.includes(character))) return false;
  let sum = 0;
  let weight = 1;
  for (const character of code.slice(0, 17)) {
    sum += USCC_ALPHABET.indexOf(character) * weight;
    weight = (weight * 3) % 31;
  }
  return code[17] === USCC_ALPHABET[(31 - (sum % 31)) % 31];
}
