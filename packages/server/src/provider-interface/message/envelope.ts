import type { Rejection } from '@gongji/domain';
import { FieldReader } from '../reading/field-reader.ts';
import { reject } from '../reading/rejections.ts';
import { isObject, type JsonObject, own, parseJson } from './json.ts';
import type { InterfaceLimits } from './limits.ts';
import { scanJson } from './scan.ts';

/** Envelope 报文头: the fields beside `input`. Everything but the first three may be empty. */
export interface Envelope {
  readonly infno: string;
  readonly msgid: string;
  readonly institutionCode: string;
  readonly insuredRegion: string;
  readonly operatorNo: string;
  readonly operatorName: string;
  readonly signNo: string;
  readonly signType: string;
  readonly signature: string;
  readonly encryption: string;
  /** All members of the message but `input` and `cainfo`, as sent: what a signature covers. */
  readonly header: JsonObject;
  /** `input` as it came: object, JSON string, or base64 of an encrypted text. */
  readonly input: unknown;
  /** The text of `input` exactly as sent. */
  readonly inputText: string;
}

export type EnvelopeResult =
  | { readonly kind: 'read'; readonly envelope: Envelope }
  | {
      readonly kind: 'rejected';
      readonly rejections: readonly Rejection[];
      readonly infno: string;
      readonly msgid: string;
    };

/** Reads the envelope of a message; refuses what is no JSON object, too deep, or names no transaction or sender. */
export function readEnvelope(text: string, limits: InterfaceLimits): EnvelopeResult {
  const scan = scanJson(text, limits.depth);
  if (scan.kind === 'too-deep') return malformed('嵌套过深 (nested too deeply)');
  const parsed = parseJson(text, scan.longNumbers);
  // Some clients send the whole message as a JSON string.
  const message = typeof parsed === 'string' ? parseJson(parsed, false) : parsed;
  if (!isObject(message)) return malformed('不是JSON对象 (not a JSON object)');
  if (!storable(text, parsed)) return malformed('含有非法字符 (contains NUL or broken characters)');
  const problems: Rejection[] = [];
  const f = new FieldReader(message, '', problems);
  const infno = f.text('infno', 10).toUpperCase();
  const msgid = f.text('msgid', 100);
  const institutionCode = f.text('fixmedins_code', 30);
  if (problems.length > 0) return { kind: 'rejected', rejections: problems, infno, msgid };
  return {
    kind: 'read',
    envelope: {
      infno,
      msgid,
      institutionCode,
      insuredRegion: f.maybeText('insuplc_admdvs', 60) ?? '',
      operatorNo: f.maybeText('opter', 100) ?? '',
      operatorName: f.maybeText('opter_name', 200) ?? '',
      signNo: f.maybeText('sign_no', 100) ?? '',
      signType: (f.maybeText('signtype', 30) ?? '').toUpperCase(),
      signature: f.maybeText('cainfo', 8192) ?? '',
      encryption: (f.maybeText(['enc_type', 'enctype'], 30) ?? '').toUpperCase(),
      header: message,
      input: own(message, 'input'),
      inputText: scan.inputText ?? '',
    },
  };
}

/** False when the text holds NUL or half a surrogate pair: neither is text, and the database rightly refuses both. */
function storable(text: string, parsed: unknown): boolean {
  if (text.includes('\0') || text.includes('\\u0000')) return false;
  return !/\\u[dD][89a-fA-F]/.test(text) || !/\\ud[89a-f]/.test(JSON.stringify(parsed));
}

function malformed(why: string): EnvelopeResult {
  return { kind: 'rejected', rejections: [reject('message-malformed', { why })], infno: '', msgid: '' };
}

/**
 * The business input as an object: as it is, from a JSON string, or from base64 of JSON; an absent input is an empty one.
 * Undefined when it is none of these.
 */
export function inputObject(input: unknown, limits: InterfaceLimits): JsonObject | undefined {
  if (input === undefined || input === null || input === '') return {};
  if (isObject(input)) return input;
  if (Array.isArray(input)) return { data: input };
  if (typeof input !== 'string') return undefined;
  const text = input.trimStart().startsWith('{') ? input : Buffer.from(input, 'base64').toString('utf8');
  const scan = scanJson(text, limits.depth);
  if (scan.kind === 'too-deep') return undefined;
  const parsed = parseJson(text, scan.longNumbers);
  return isObject(parsed) ? parsed : undefined;
}
