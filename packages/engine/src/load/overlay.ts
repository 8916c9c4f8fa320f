import type { Bilingual } from '@gongji/domain';
import { isMap, isNode, isScalar, isSeq, type Node, Pair, Scalar, type YAMLMap, type YAMLSeq } from 'yaml';
import { type Problem, RULE_SECTIONS } from '../model.ts';
import type { SourceText } from './load-policy.ts';
import { type Entry, entriesOf, fieldsOf, rootSpot } from './nodes.ts';
import { readBilingual, readChoice, readDate, readText } from './scalars.ts';
import { hasErrors, inOrder, parseSource, type Reading, report, startReading } from './source.ts';

const KEYS = ['format', 'of', 'id', 'name', 'kind', 'documents', 'questions', 'set'];
const REQUIRED = ['format', 'of', 'id', 'name', 'kind', 'set'];
/** Parts of a policy that an overlay may change: never what the policy is and whom it is for. */
const OPEN: readonly string[] = [
  'inForce',
  'attributes',
  'payers',
  'parameters',
  'counters',
  'benefits',
  'fragments',
  'contributors',
  'statuses',
  'missing',
  ...RULE_SECTIONS,
];

/**
 * Lays an overlay 调整 over the tree of a policy, before either is read: so the result is checked exactly like a
 * policy written in one piece, and every problem still points into the file that caused it.
 */
export function mergeOverlay(reading: Reading, root: Node, overlay: SourceText): void {
  const node = parseSource(reading, overlay.source, overlay.file);
  if (node === undefined) return;
  const fields = fieldsOf(reading, rootSpot(reading, node), KEYS, REQUIRED);
  const { of } = readHead(reading, fields);
  if (!isMap(root)) return;
  checkTarget(reading, root, of, fields.get('of'));
  for (const part of ['documents', 'questions']) addAll(reading, root, part, fields.get(part));
  const set = fields.get('set');
  if (set !== undefined) for (const change of entriesOf(reading, set)) apply(reading, root, change);
}

/** What an overlay is, without laying it over anything. */
export interface OverlayHead {
  readonly id: string;
  /** Id of the policy it is an overlay of. */
  readonly of: string;
  readonly name: Bilingual;
  /** A rehearsal 情景, or a change in force 调整. */
  readonly kind: 'scenario' | 'amendment';
}

/** Reads the head of an overlay file, for lists; `loadPolicy` judges what it sets. */
export function loadOverlayHead(
  source: string,
  file: string,
): { readonly overlay?: OverlayHead; readonly problems: readonly Problem[] } {
  const reading = startReading(file);
  const node = parseSource(reading, source, file);
  if (node === undefined) return { problems: inOrder(reading) };
  const overlay = readHead(reading, fieldsOf(reading, rootSpot(reading, node), KEYS, REQUIRED));
  return hasErrors(reading) ? { problems: inOrder(reading) } : { overlay, problems: inOrder(reading) };
}

function readHead(reading: Reading, fields: ReadonlyMap<string, Entry>): OverlayHead {
  readChoice(reading, fields.get('format'), ['gongji-overlay/1']);
  return {
    id: readText(reading, fields.get('id')),
    of: readText(reading, fields.get('of')),
    name: readBilingual(reading, fields.get('name')),
    kind: readChoice(reading, fields.get('kind'), ['scenario', 'amendment']),
  };
}

function checkTarget(reading: Reading, root: YAMLMap, of: string, entry: Entry | undefined): void {
  const id = root.get('id');
  if (entry === undefined || typeof id !== 'string' || id === of) return;
  report(reading, entry.place, 'overlay-target', {
    zh: `这是 ${of} 的调整，不是 ${id} 的`,
    en: `this is an overlay of ${of}, not of ${id}`,
  });
}

function addAll(reading: Reading, root: YAMLMap, part: string, added: Entry | undefined): void {
  if (added === undefined) return;
  if (!isMap(root.get(part)) && isMap(added.node)) {
    put(reading, root, { ...added, key: part });
    return;
  }
  const target = root.get(part);
  for (const entry of entriesOf(reading, added)) {
    if (isMap(target) && target.has(entry.key)) {
      report(reading, entry.keyPlace, 'name-taken', {
        zh: `${part} 中已有 ${entry.key}`,
        en: `${part} already has ${entry.key}`,
      });
    } else if (isMap(target)) put(reading, target, entry);
  }
}

/** `parameters.rate.values` → the dated values are continued; any other path → what stands there is replaced. */
function apply(reading: Reading, root: YAMLMap, change: Entry): void {
  const path = change.key.split('.');
  const last = path.at(-1) ?? '';
  let target: unknown = root;
  for (const key of path.slice(0, -1)) target = isMap(target) ? target.get(key) : undefined;
  if (!OPEN.includes(path[0] ?? '') || !isMap(target)) {
    report(reading, change.keyPlace, 'overlay-target', {
      zh: `政策中没有 ${change.key}，或不能由调整改变`,
      en: `the policy has no ${change.key}, or an overlay cannot change it`,
    });
    return;
  }
  const old = target.get(last, true) as unknown;
  if (path[0] === 'parameters' && last === 'values' && isSeq(old) && isSeq(change.node)) {
    continueValues(reading, old, change.node);
  } else put(reading, target, { ...change, key: last });
}

/** Earlier values stay; those that start on or after the first new day give way. */
function continueValues(reading: Reading, old: YAMLSeq, added: YAMLSeq): void {
  const first = fromOf(added.items[0]);
  if (first === undefined) return;
  if (isNode(first)) readDate(reading, { node: first, place: placeIn(reading, first), path: 'from' });
  const day = isScalar(first) ? String(first.value) : '';
  const kept = old.items.filter((item) => {
    const from = fromOf(item);
    return !isScalar(from) || String(from.value) < day;
  });
  old.items = [...kept, ...added.items];
}

function fromOf(item: unknown): unknown {
  return isMap(item) ? item.get('from', true) : undefined;
}

function placeIn(reading: Reading, node: Node) {
  return reading.places.get(node) ?? { file: reading.file, line: 1, col: 1 };
}

/** Sets a key to the overlay's node; a new key stands where the overlay wrote it. */
function put(reading: Reading, target: YAMLMap, entry: Entry): void {
  const pair = target.items.find((item) => isScalar(item.key) && item.key.value === entry.key);
  if (pair !== undefined) {
    pair.value = entry.node;
    return;
  }
  const key = new Scalar(entry.key);
  reading.places.set(key, entry.keyPlace);
  target.items.push(new Pair(key, entry.node));
}
