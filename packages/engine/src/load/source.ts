import type { Bilingual } from '@gongji/domain';
import {
  type Document,
  isAlias,
  isCollection,
  isNode,
  isScalar,
  LineCounter,
  type Node,
  parseDocument,
  visit,
} from 'yaml';
import type { Problem } from '../model.ts';
import { type ProblemCode, problemInfo } from './problem-catalogue.ts';

/** Largest policy, overlay or case file, in characters. */
export const MAX_SOURCE_CHARS = 1_000_000;
/** Past this many syntax errors the rest are echoes of the first. */
const MAX_SYNTAX_PROBLEMS = 20;

/** Where a node stands. Overlays bring nodes of several files into one tree, so each node knows its own. */
export interface Place {
  readonly file: string;
  readonly line: number;
  readonly col: number;
}

/** The files being read, and everything found wrong in them so far. */
export interface Reading {
  /** File that the reading is about; places in it carry no file name in the model. */
  readonly file: string;
  readonly problems: Problem[];
  readonly places: WeakMap<Node, Place>;
}

export function startReading(file: string): Reading {
  return { file, problems: [], places: new WeakMap() };
}

export function hasErrors(reading: Reading): boolean {
  return reading.problems.some((p) => p.severity === 'error');
}

/** Problems by file (the one being read first), line and column; exact repetitions once. */
export function inOrder({ file, problems }: Reading): readonly Problem[] {
  const rank = (p: Problem): string => (p.file === file ? '' : p.file);
  const order = [...problems].sort(
    (a, b) =>
      rank(a).localeCompare(rank(b)) || a.line - b.line || a.col - b.col || a.code.localeCompare(b.code),
  );
  return [
    ...new Map(order.map((p) => [`${p.file}:${p.line}:${p.col}:${p.code}:${p.message.en}`, p])).values(),
  ];
}

export function report(reading: Reading, place: Place, code: ProblemCode, message: Bilingual): void {
  const { severity, remedy } = problemInfo(code);
  reading.problems.push({ severity, code, ...place, message, remedy });
}

/**
 * Parses one YAML text with every scalar kept as the text that was written (schema `failsafe`), so that no number
 * ever passes through floating point. Reports syntax errors, duplicate keys, aliases, anchors and tags.
 * Returns the root node, or undefined when there is nothing to read.
 */
export function parseSource(reading: Reading, text: string, file: string): Node | undefined {
  if (text.length > MAX_SOURCE_CHARS) {
    report(reading, { file, line: 1, col: 1 }, 'file-too-large', {
      zh: `文件有 ${text.length} 个字符，上限为 ${MAX_SOURCE_CHARS}`,
      en: `the file has ${text.length} characters; the limit is ${MAX_SOURCE_CHARS}`,
    });
    return undefined;
  }
  const lines = new LineCounter();
  const doc = parseDocument(text, {
    schema: 'failsafe',
    lineCounter: lines,
    prettyErrors: false,
    uniqueKeys: true,
  });
  const placeAt = (offset: number): Place => ({ file, ...lines.linePos(offset) });
  reportSyntax(reading, doc, placeAt);
  // What a broken file says cannot be trusted: problems found in it would be echoes of the broken place.
  if (doc.errors.some((error) => error.code !== 'DUPLICATE_KEY')) return undefined;
  const root = doc.contents;
  if (root === null) {
    report(reading, { file, line: 1, col: 1 }, 'yaml-syntax', { zh: '文件为空', en: 'the file is empty' });
    return undefined;
  }
  rememberPlaces(reading, doc, placeAt);
  return root;
}

function reportSyntax(reading: Reading, doc: Document.Parsed, placeAt: (offset: number) => Place): void {
  for (const error of doc.errors.slice(0, MAX_SYNTAX_PROBLEMS)) {
    const code = error.code === 'DUPLICATE_KEY' ? 'duplicate-key' : 'yaml-syntax';
    report(reading, placeAt(error.pos[0]), code, {
      zh: code === 'duplicate-key' ? '同一个键写了两次' : `不是有效的 YAML：${error.message}`,
      en: code === 'duplicate-key' ? 'the same key is written twice' : `not valid YAML: ${error.message}`,
    });
  }
}

function rememberPlaces(reading: Reading, doc: Document.Parsed, placeAt: (offset: number) => Place): void {
  visit(doc, {
    Node(_key, node) {
      const place = placeAt(node.range?.[0] ?? 0);
      reading.places.set(node, place);
      if (isAlias(node) || ((isScalar(node) || isCollection(node)) && node.anchor !== undefined)) {
        report(reading, place, 'yaml-alias', {
          zh: '不能使用 YAML 锚点（&）和别名（*）',
          en: 'YAML anchors (&) and aliases (*) cannot be used',
        });
      }
      if (node.tag !== undefined) {
        report(reading, place, 'yaml-tag', {
          zh: `不能使用 YAML 标签 ${node.tag}`,
          en: `YAML tag ${node.tag} cannot be used`,
        });
      }
    },
  });
}

export function placeOf(reading: Reading, node: unknown): Place {
  const place = isNode(node) ? reading.places.get(node) : undefined;
  return place ?? { file: reading.file, line: 1, col: 1 };
}
