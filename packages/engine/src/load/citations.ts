import type { Spot } from './nodes.ts';
import { textOf } from './nodes.ts';
import { type Place, type Reading, report } from './source.ts';

/** What citations and assumptions may point to. */
export interface Sources {
  readonly documents: ReadonlySet<string>;
  readonly questions: ReadonlySet<string>;
}

/** Reads `D1 第十二条`, or several of them joined by `;`: each a declared document and the article in words. */
export function readCite(reading: Reading, spot: Spot, sources: Sources): string {
  const text = textOf(reading, spot) ?? '';
  if (text === '') return '';
  for (const part of text.split(/[;；]/)) checkCite(reading, spot.place, part.trim(), sources);
  return text;
}

function checkCite(reading: Reading, place: Place, cite: string, sources: Sources): void {
  const [document = '', ...article] = cite.split(/\s+/);
  if (!sources.documents.has(document)) {
    report(reading, place, 'cite-unknown', {
      zh: `引用的文件 ${document} 没有登记`,
      en: `the document cited, ${document}, is not declared`,
    });
  } else if (article.length === 0) {
    report(reading, place, 'cite-missing', {
      zh: `引用 ${document} 没有写明条款`,
      en: `the citation of ${document} names no article`,
    });
  }
}

/** A value without its own citation. */
export function reportNoCite(reading: Reading, spot: Spot): void {
  report(reading, spot.place, 'cite-missing', {
    zh: `${spot.path} 没有出处`,
    en: `${spot.path} has no citation`,
  });
}

export function readAssumes(reading: Reading, spot: Spot | undefined, sources: Sources): string | undefined {
  if (spot === undefined) return undefined;
  const question = textOf(reading, spot);
  if (question !== undefined && !sources.questions.has(question)) {
    report(reading, spot.place, 'question-unknown', {
      zh: `所依据的问题 ${question} 没有登记`,
      en: `the question assumed, ${question}, is not declared`,
    });
  }
  return question;
}
