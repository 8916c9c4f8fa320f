import { readFileSync } from 'node:fs';

/** A dictionary 字典 of national codes as published: code → Chinese label. */
export interface Dictionary {
  readonly type: string;
  readonly name: string;
  readonly values: ReadonlyMap<string, string>;
  /** Regions add child codes below a published one (`1101` below `11`): a code with a known prefix is accepted. */
  readonly open: boolean;
}

interface DictionaryFile {
  readonly [type: string]: {
    readonly name: string;
    readonly open?: boolean;
    readonly values: Readonly<Record<string, string>>;
  };
}

const file: DictionaryFile = JSON.parse(
  readFileSync(new URL('./dictionaries.json', import.meta.url), 'utf8'),
);

export const DICTIONARIES: ReadonlyMap<string, Dictionary> = new Map(
  Object.entries(file).map(([type, d]) => [
    type,
    { type, name: d.name, open: d.open === true, values: new Map(Object.entries(d.values)) },
  ]),
);

/** The dictionary of a type; throws when there is none, which is a fault of the program. */
export function dictionary(type: string): Dictionary {
  const found = DICTIONARIES.get(type);
  if (found === undefined) throw new Error(`no dictionary ${type}`);
  return found;
}

/**
 * The published spelling of a code: `1` and `01` are the same two-digit code. Undefined when the dictionary has no such
 * code and, where regions may add children, no parent of it.
 */
export function normaliseCode(d: Dictionary, code: string): string | undefined {
  if (d.values.has(code)) return code;
  const padded = code.padStart(2, '0');
  if (d.values.has(padded)) return padded;
  const bare = code.replace(/^0+(?=.)/, '');
  if (d.values.has(bare)) return bare;
  if (!d.open) return undefined;
  for (let n = code.length - 1; n >= 2; n -= 1) if (d.values.has(code.slice(0, n))) return code;
  return undefined;
}
