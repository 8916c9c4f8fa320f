import type { Bilingual } from '@gongji/domain';
import { type Rational, rational, times } from '../expr/rational.ts';
import { equation, fenOf, num, settled } from '../expr/work.ts';
import type { RoundingMode } from '../model.ts';
import { ROUNDING_MODES } from '../rounding.ts';
import { capital, type TraceReading, the, yuan } from '../trace-reading.ts';
import { bandTerms } from './band-words.ts';
import type { ShareIr } from './share.ts';
import type { Explanation } from './step.ts';

const ROUNDED: Readonly<Record<RoundingMode, Bilingual>> = {
  fen: { zh: '四舍五入到分', en: 'half up to the fen' },
  'floor-fen': { zh: '分以下舍去', en: 'down to the fen' },
  jiao: { zh: '四舍五入到角', en: 'half up to the jiao' },
  'floor-jiao': { zh: '角以下舍去', en: 'down to the jiao' },
  yuan: { zh: '四舍五入到元', en: 'half up to the yuan' },
  'floor-yuan': { zh: '元以下舍去', en: 'down to the yuan' },
};

/** What a share came to before base and cap: lines to work first, the product as text and exactly, how in words. */
export interface Terms {
  readonly lines: readonly string[];
  readonly text: string;
  readonly exact: Rational;
  readonly how: Bilingual;
}

/** Words of a share: the rate or the slices with the numbers put in, rounding, and the cap. */
export function explainShare(ir: ShareIr, reading: TraceReading): Explanation {
  const base = Math.max(0, reading.amount(ir.of.name));
  const paid = reading.step.result;
  const terms = termsOf(ir, reading, base);
  const raw = { lines: terms.lines, text: terms.text, binds: 'product', value: terms.exact } as const;
  const rounded = settled(raw, 'amount', ROUNDING_MODES[ir.round]);
  const due = Math.max(0, Math.min(base, fenOf(rounded)));
  const within = fenOf(rounded) > base ? [`min(${yuan(base)}, ${rounded.text}) = ${yuan(due)}`] : [];
  const cap = ir.cap === undefined ? undefined : settled(reading.work(ir.cap), 'amount');
  const limit = cap === undefined ? undefined : Math.max(0, fenOf(cap));
  const capped = limit === undefined ? [] : [`min(${yuan(due)}, ${yuan(limit)}) = ${yuan(paid)}`];
  const title = titleOf(ir, reading);
  const exact = equation(raw, rounded.text).some((line) => line.includes('→'));
  const said: Said = {
    payer: ir.payer.name,
    of: reading.name(ir.of.name),
    ...{ base, due, paid },
    how: terms.how,
    rounding: exact ? ROUNDED[ir.round] : undefined,
    limit,
  };
  return {
    title,
    formula: base === 0 ? [] : [...rounded.lines, ...within, ...(cap?.lines ?? []), ...capped],
    sentence: sentenceOf(said),
    told: base === 0 ? 'all' : [ir.of.name],
  };
}

function titleOf(ir: ShareIr, reading: TraceReading): Bilingual {
  const { zh, en } = ir.payer.name;
  const title = { zh: `${zh}支付`, en: `Paid by ${en}` };
  if (!ir.named) return title;
  const name = reading.name(ir.name);
  return { zh: `${title.zh}（${name.zh}）`, en: `${title.en} (${name.en})` };
}

function termsOf({ how }: ShareIr, reading: TraceReading, base: number): Terms {
  switch (how.kind) {
    case 'amount': {
      const { lines, text, value } = reading.work(how.amount);
      const exact = typeof value === 'object' ? value : rational(0);
      return { lines, text, exact, how: { zh: '定额', en: 'a fixed amount' } };
    }
    case 'rate': {
      const rate = settled(reading.work(how.rate), 'rate');
      return {
        lines: rate.lines,
        text: `${yuan(base)} × ${rate.text}`,
        exact: times(rational(base), num(rate)),
        how: { zh: `按 ${rate.text}`, en: rate.text },
      };
    }
    case 'bands':
      return bandTerms(how, reading, base);
  }
}

interface Said {
  readonly payer: Bilingual;
  readonly of: Bilingual;
  readonly base: number;
  readonly due: number;
  readonly paid: number;
  readonly how: Bilingual;
  readonly rounding: Bilingual | undefined;
  readonly limit: number | undefined;
}

function sentenceOf({ payer, of, base, due, paid, how, rounding, limit }: Said): Bilingual {
  const who = capital(payer.en);
  if (base === 0)
    return {
      zh: `${of.zh}为 0.00 元，${payer.zh}不支付。`,
      en: `${capital(the(of.en))} is 0.00 yuan: ${payer.en} pays nothing.`,
    };
  if (limit === 0)
    return {
      zh: `${payer.zh}的支付限额已用完，不再支付。`,
      en: `The limit of ${payer.en} is used up: it pays nothing more.`,
    };
  const what = {
    zh: `${of.zh} ${yuan(base)} 元${how.zh}`,
    en: `${how.en} of ${the(of.en)} of ${yuan(base)} yuan`,
  };
  const [owed, got] = [yuan(due), yuan(paid)];
  const note =
    rounding === undefined ? { zh: '', en: '' } : { zh: `（${rounding.zh}）`, en: ` (${rounding.en})` };
  if (limit !== undefined && due > limit) {
    return {
      zh: `${what.zh}，应付 ${owed} 元${note.zh}，超过尚余限额 ${yuan(limit)} 元，${payer.zh}支付 ${got} 元。`,
      en: `${who} would pay ${what.en}, ${owed}${note.en}, but ${yuan(limit)} is left of its limit: it pays ${got}.`,
    };
  }
  const room =
    limit === undefined
      ? { zh: '', en: '' }
      : { zh: `，未超过尚余限额 ${yuan(limit)} 元`, en: `, within the ${yuan(limit)} left of its limit` };
  return {
    zh: `${payer.zh}支付：${what.zh}，计 ${got} 元${note.zh}${room.zh}。`,
    en: `${who} pays ${what.en}: ${got}${note.en}${room.en}.`,
  };
}
