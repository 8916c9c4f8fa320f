import type { Bilingual } from '@gongji/domain';
import { padEnd, wrap } from '../terminal/width.ts';
import type { Terminal } from './terminal.ts';

/** One step of a settlement in words, as the explanation endpoint tells it. */
export interface ExplainedLine {
  readonly title: Bilingual;
  readonly clause: string;
  readonly formula: string;
  readonly sentence: Bilingual;
}

/** One bill, step by step: what was computed, with the numbers put in, and under which article. */
export function printExplanation(terminal: Terminal, bill: Bilingual, steps: readonly ExplainedLine[]): void {
  terminal.heading({ zh: `一张结算单逐步解释：${bill.zh}`, en: `One bill explained: ${bill.en}` });
  for (const [index, step] of steps.filter(movesMoney).entries()) printStep(terminal, index + 1, step);
}

function printStep(terminal: Terminal, number: number, step: ExplainedLine): void {
  const { zh, en } = withClause(step);
  const texts = terminal.language === 'both' && zh !== en ? [zh, en] : [terminal.language === 'en' ? en : zh];
  for (const [row, text] of texts.entries()) {
    const head = padEnd(row === 0 ? `${number}.` : '', 4);
    for (const [part, line] of wrap(text, terminal.columns - 6).entries()) {
      const shown = `  ${part === 0 ? head : '    '}${line}`;
      terminal.line(row === 0 ? shown : terminal.style(shown, 'dim'));
    }
  }
  for (const line of step.formula.split('\n')) {
    if (!line.startsWith('#')) terminal.line(terminal.style(`        ${line}`, 'dim'));
  }
}

/** The summary keeps to the steps that change something; the whole list is in the explanation itself. */
function movesMoney({ formula }: ExplainedLine): boolean {
  const lines = formula.split('\n');
  const withinLimit = /^max\(0, .*= 0\.00$/.test(lines.at(-1) ?? '');
  return !withinLimit && lines.some((line) => /=.*[1-9]/.test(line.slice(line.lastIndexOf('='))));
}

/** What happened, and the article it rests on; where each number comes from is told by the formula and its names. */
function withClause({ sentence, clause }: ExplainedLine): Bilingual {
  const zh = sentence.zh.split('取值：')[0] ?? '';
  const en = (sentence.en.split(' Values: ')[0] ?? '').trim();
  if (clause === '' || sentence.zh.includes(clause)) return { zh, en };
  return { zh: `${zh}〔${clause}〕`, en: `${en} [${clause}]` };
}
