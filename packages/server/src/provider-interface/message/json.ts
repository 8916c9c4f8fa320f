import { createHash } from 'node:crypto';

/** A JSON object as it came; values are only ever read through `own`, so hostile keys are inert. */
export type JsonObject = { readonly [key: string]: unknown };

export function isObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** The own member of an object; never one inherited from a prototype. */
export function own(object: JsonObject, key: string): unknown {
  return Object.hasOwn(object, key) ? object[key] : undefined;
}

/**
 * Parses JSON; undefined when it is none. With `longNumbers`, integers that a JSON number cannot hold exactly stay
 * text: real clients send ids of twenty digits without quotes.
 */
export function parseJson(text: string, longNumbers: boolean): unknown {
  try {
    if (!longNumbers) return JSON.parse(text);
    return JSON.parse(text, keepLongIntegers);
  } catch {
    return undefined;
  }
}

function keepLongIntegers(
  this: unknown,
  _key: string,
  value: unknown,
  context?: { source?: string },
): unknown {
  const exact = typeof value !== 'number' || Number.isSafeInteger(value) || context?.source === undefined;
  return exact || !/^-?\d+$/.test(context.source ?? '') ? value : context.source;
}

/** JSON with sorted keys and no space: equal values have equal text, whatever order the sender used. */
export function canonicalJson(value: unknown): string {
  if (typeof value === 'string') return quoted(value);
  if (Array.isArray(value)) return canonicalArray(value);
  return isObject(value) ? canonicalObject(value, sortedKeys(value)) : (JSON.stringify(value) ?? 'null');
}

/** Rows of one node usually have the same fields in the same order: their keys are sorted once, not per row. */
function canonicalArray(items: readonly unknown[]): string {
  // The bytes of a file travel as an array of a million numbers.
  if (typeof items[0] === 'number' && items.every((item) => typeof item === 'number'))
    return JSON.stringify(items);
  let text = '[';
  let keys: readonly string[] = [];
  let sorted: readonly string[] = [];
  for (let i = 0; i < items.length; i += 1) {
    const item = items[i];
    if (i > 0) text += ',';
    if (isObject(item)) {
      const own = Object.keys(item);
      if (own.length !== keys.length || own.some((key, n) => key !== keys[n])) {
        keys = own;
        sorted = own.toSorted();
      }
      text += canonicalObject(item, sorted);
    } else text += canonicalJson(item);
  }
  return `${text}]`;
}

function canonicalObject(object: JsonObject, sorted: readonly string[]): string {
  let text = '{';
  for (const key of sorted) text += `${text === '{' ? '' : ','}${quoted(key)}:${canonicalJson(object[key])}`;
  return `${text}}`;
}

function sortedKeys(object: JsonObject): readonly string[] {
  return Object.keys(object).sort();
}

// biome-ignore lint/suspicious/noControlCharactersInRegex: these are the characters that JSON must escape
const NEEDS_ESCAPE = /["\\\u0000-\u001f\ud800-\udfff]/;

function quoted(text: string): string {
  return NEEDS_ESCAPE.test(text) ? JSON.stringify(text) : `"${text}"`;
}

/** SHA-256 of transaction number and business input: what "the same message" means. Header times may differ. */
export function bodyHash(infno: string, input: unknown, file: Uint8Array = new Uint8Array()): Uint8Array {
  return createHash('sha256')
    .update(`${infno}\n${canonicalJson(input)}`)
    .update(file)
    .digest();
}
