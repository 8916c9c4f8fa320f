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

/** One bill, step by step: what was computed, from what, and under which article. */
export function printExplanation(terminal: Terminal, bill: Bilingual, steps: readonly ExplainedLine[]): void {
  terminal.heading({ zh: `一张结算单逐步解释：${bill.zh}`, en: `One bill explained: ${bill.en}` });
  for (const [index, step] of steps.filter(movesMoney).entries()) {
    const { zh, en } = withClause(step);
    const texts =
      terminal.language === 'both' && zh !== en ? [zh, en] : [terminal.language === 'en' ? en : zh];
    for (const [row, text] of texts.entries()) {
      const number = padEnd(row === 0 ? `${index + 1}.` : '', 4);
      for (const [part, line] of wrap(text, terminal.columns - 6).entries()) {
        const shown = `  ${part === 0 ? number : '    '}${line}`;
        terminal.line(row === 0 ? shown : terminal.style(shown, 'dim'));
      }
    }
  }
}

/** The summary keeps to the steps in which money is split or paid; the whole list is in the explanation itself. */
function movesMoney(step: ExplainedLine): boolean {
  return step.sentence.zh.includes('元') && !/= 0(\.00)?$/.test(step.formula);
}

/** The article a step rests on, where the sentence does not name it. */
function withClause({ sentence, clause }: ExplainedLine): Bilingual {
  if (clause === '' || sentence.zh.includes(clause)) return sentence;
  return { zh: `${sentence.zh}〔${clause}〕`, en: `${sentence.en} [${clause}]` };
}
