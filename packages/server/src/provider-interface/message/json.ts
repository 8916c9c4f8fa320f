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
  if (Array.isArray(value)) {
    // The bytes of a file travel as an array of a million numbers.
    if (typeof value[0] === 'number' && value.every((item) => typeof item === 'number'))
      return JSON.stringify(value);
    return `[${value.map(canonicalJson).join(',')}]`;
  }
  if (!isObject(value)) return JSON.stringify(value) ?? 'null';
  const members = Object.keys(value)
    .sort()
    .map((key) => `${JSON.stringify(key)}:${canonicalJson(value[key])}`);
  return `{${members.join(',')}}`;
}

/** SHA-256 of transaction number and business input: what "the same message" means. Header times may differ. */
export function bodyHash(infno: string, input: unknown, file: Uint8Array = new Uint8Array()): Uint8Array {
  return createHash('sha256')
    .update(`${infno}\n${canonicalJson(input)}`)
    .update(file)
    .digest();
}
