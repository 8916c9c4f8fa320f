import { isMap, isScalar, isSeq, type Node, Scalar, type YAMLMap } from 'yaml';
import type { At } from '../model.ts';
import { type Place, placeOf, type Reading, report } from './source.ts';

/** A node to be read, with the path that messages name it by. */
export interface Spot {
  readonly node: Node | null;
  /** Where to point when the node itself is absent or wrong. */
  readonly place: Place;
  readonly path: string;
}

/** One key of a map and its value. */
export interface Entry extends Spot {
  readonly key: string;
  readonly keyPlace: Place;
}

export function rootSpot(reading: Reading, node: Node): Spot {
  return { node, place: placeOf(reading, node), path: '' };
}

/** Position for the model: the file is named only when it is not the policy's own. */
export function atOf(reading: Reading, place: Place): At {
  const { file, line, col } = place;
  return file === reading.file ? { line, col } : { line, col, file };
}

/** All entries of a map in file order; reports when it is not a map. */
export function entriesOf(reading: Reading, spot: Spot): readonly Entry[] {
  if (!isMap(spot.node)) {
    wrongType(reading, spot, '一组 键: 值', 'a map of keys and values');
    return [];
  }
  return mapEntries(reading, spot.node, spot.path);
}

function mapEntries(reading: Reading, map: YAMLMap, path: string): readonly Entry[] {
  const entries: Entry[] = [];
  for (const pair of map.items) {
    const key = isScalar(pair.key) ? String(pair.key.value) : '?';
    const node = pair.value as Node | null;
    const keyPlace = placeOf(reading, pair.key);
    const place = node === null || isEmpty(node) ? keyPlace : placeOf(reading, node);
    entries.push({ key, keyPlace, node, place, path: path === '' ? key : `${path}.${key}` });
  }
  return entries;
}

/** The entries of a map by key, after reporting keys not in `known` and keys of `required` that are absent. */
export function fieldsOf(
  reading: Reading,
  spot: Spot,
  known: readonly string[],
  required: readonly string[] = [],
): ReadonlyMap<string, Entry> {
  const fields = new Map<string, Entry>();
  if (!isMap(spot.node)) {
    wrongType(reading, spot, '一组 键: 值', 'a map of keys and values');
    return fields;
  }
  for (const entry of mapEntries(reading, spot.node, spot.path)) {
    if (known.includes(entry.key)) fields.set(entry.key, entry);
    else unknownKey(reading, entry, known);
  }
  for (const key of required) {
    if (fields.has(key)) continue;
    report(reading, spot.place, 'missing-key', {
      zh: `${spot.path || '文件'} 缺少 ${key}`,
      en: `${spot.path || 'the file'} lacks ${key}`,
    });
  }
  return fields;
}

/** Inside `{ }` an unquoted comma ends the text, and its rest turns up as a key: say that, not "unknown key". */
function unknownKey(reading: Reading, entry: Entry, known: readonly string[]): void {
  if (entry.node === null && /[()\]'\s]/.test(entry.key)) {
    report(reading, entry.keyPlace, 'flow-comma', {
      zh: `{ } 内的逗号截断了文字，剩下 ${entry.key}`,
      en: `a comma inside { } has cut the text; what is left over is ${entry.key}`,
    });
    return;
  }
  report(reading, entry.keyPlace, 'unknown-key', {
    zh: `未知的键 ${entry.path}；这里可用：${known.join('、')}`,
    en: `unknown key ${entry.path}; known here: ${known.join(', ')}`,
  });
}

export function itemsOf(reading: Reading, spot: Spot): readonly Spot[] {
  if (!isSeq(spot.node)) {
    wrongType(reading, spot, '列表', 'a list');
    return [];
  }
  return spot.node.items.map((item, i) => {
    const node = item as Node | null;
    return {
      node,
      place: node === null ? spot.place : placeOf(reading, node),
      path: `${spot.path}[${i + 1}]`,
    };
  });
}

/** The text of a scalar as written; undefined, and reported, for anything else and for nothing. */
export function textOf(reading: Reading, spot: Spot): string | undefined {
  if (isScalar(spot.node) && typeof spot.node.value === 'string' && !isEmpty(spot.node))
    return spot.node.value;
  wrongType(reading, spot, '文字或数字', 'a text or a number');
  return undefined;
}

export function isQuoted(node: Node | null): boolean {
  return isScalar(node) && (node.type === Scalar.QUOTE_DOUBLE || node.type === Scalar.QUOTE_SINGLE);
}

/** `key:` with nothing after it. */
export function isEmpty(node: Node | null): boolean {
  return node === null || (isScalar(node) && (node.value === '' || node.value === null) && !isQuoted(node));
}

export function wrongType(reading: Reading, spot: Spot, zh: string, en: string): void {
  const name = spot.path;
  report(reading, spot.place, 'wrong-type', {
    zh: `${name || '文件'} 应为${zh}`,
    en: `${name || 'the file'} must be ${en}`,
  });
}
