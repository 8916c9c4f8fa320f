import type { Bilingual } from '@gongji/domain';
import { padEnd, wrap } from '../terminal/width.ts';

/** Where the demo day writes: a terminal, or anything that takes text. */
export interface Output {
  write(text: string): unknown;
  readonly isTTY?: boolean;
  readonly columns?: number;
}

/** zh, en, or both side by side. */
export type ReportLanguage = 'zh' | 'en' | 'both';

type Style = 'bold' | 'dim' | 'green' | 'red';
const CODES: Readonly<Record<Style, string>> = { bold: '1', dim: '2', green: '32', red: '31' };
const MOST_COLUMNS = 96;
const LEAST_COLUMNS = 80;

/** Writes headings, rows and paragraphs that stay aligned with Chinese characters in them. */
export interface Terminal {
  readonly columns: number;
  readonly language: ReportLanguage;
  style(text: string, style: Style): string;
  line(text?: string): void;
  heading(text: Bilingual): void;
  /** A text in the language asked for; with both, Chinese and then English on a line of its own. */
  paragraph(text: Bilingual, indent: number): void;
  /** A label of fixed width: with both languages Chinese padded, then English. */
  label(text: Bilingual, widths: { readonly zh: number; readonly en: number }): string;
  /** Replaces the line that was last drawn this way; on something that is no terminal, says nothing. */
  redraw(text: string): void;
}

export function createTerminal(out: Output, language: ReportLanguage): Terminal {
  const columns = Math.min(MOST_COLUMNS, Math.max(LEAST_COLUMNS, out.columns || MOST_COLUMNS));
  const coloured = out.isTTY === true && !process.env.NO_COLOR;
  const style = (text: string, kind: Style) => (coloured ? `\u001b[${CODES[kind]}m${text}\u001b[0m` : text);
  const line = (text = '') => out.write(`${text}\n`);
  const block = (text: string, indent: number) =>
    wrap(text, columns - indent).map((part) => ' '.repeat(indent) + part);
  return {
    columns,
    language,
    style,
    line,
    heading(text) {
      line();
      line(style(inOneLine(text, language), 'bold'));
      line(style('─'.repeat(columns), 'dim'));
    },
    paragraph(text, indent) {
      if (language !== 'en') for (const part of block(text.zh, indent)) line(part);
      if (language !== 'zh')
        for (const part of block(text.en, indent)) line(language === 'both' ? style(part, 'dim') : part);
    },
    label(text, widths) {
      if (language === 'zh') return padEnd(text.zh, widths.zh + 4);
      if (language === 'en') return padEnd(text.en, widths.en + 2);
      return `${padEnd(text.zh, widths.zh)} ${style(padEnd(text.en, widths.en), 'dim')}`;
    },
    redraw(text) {
      if (out.isTTY === true) out.write(`\r\u001b[2K${text}`);
    },
  };
}

export function inOneLine(text: Bilingual, language: ReportLanguage): string {
  return language === 'both' ? `${text.zh}  ${text.en}` : text[language];
}

/** `████░░░░` */
export function bar(done: number, total: number, width: number): string {
  const filled = Math.floor((done * width) / Math.max(1, total));
  return '█'.repeat(filled) + '░'.repeat(width - filled);
}
