import type { Bilingual } from '@gongji/domain';
import { rational, times } from '../expr/rational.ts';
import { equation, fenOf, num, settled } from '../expr/work.ts';
import { ROUNDING_MODES } from '../rounding.ts';
import { capital, type TraceReading, the, yuan } from '../trace-reading.ts';
import type { DeductIr } from './deduct.ts';
import type { Explanation } from './step.ts';

/** What was there, what was to be taken and what was; fen. */
interface Taking {
  readonly base: number;
  /** The most that was to be taken, or the rate as text. */
  readonly upTo: number | string;
  readonly taken: number;
  /** Something was counted before this bill: why nothing is taken any more. */
  readonly met: boolean;
}

/** Words of what was taken off, why not all or nothing of it was, and what is left. */
export function explainDeduct(ir: DeductIr, reading: TraceReading): Explanation {
  const base = reading.amount(ir.from.name);
  const taken = reading.step.result;
  const [name, from] = [reading.name(ir.name), reading.name(ir.from.name)];
  const left = taken === 0 ? [] : [`${yuan(base)} − ${yuan(taken)} = ${yuan(base - taken)}`];
  const met = reading.step.inputs.some((i) => i.name.startsWith('counter.') && i.value !== 0);
  const { lines, upTo } = ir.how === 'rate' ? byRate(ir, reading, base) : byAmount(ir, reading, base);
  return {
    title: { zh: name.zh, en: capital(name.en) },
    formula: base <= 0 ? [] : [...lines, ...left],
    sentence: sentenceOf(name, from, { base, upTo, taken, met }),
    told: base <= 0 ? 'all' : [ir.from.name],
  };
}

function byRate(ir: DeductIr, reading: TraceReading, base: number) {
  const rate = settled(reading.work(ir.amount), 'rate');
  const text = `${yuan(base)} × ${rate.text}`;
  const product = { text, value: times(rational(base), num(rate)) };
  return { lines: [...rate.lines, ...equation(product, yuan(reading.step.result))], upTo: rate.text };
}

function byAmount(ir: DeductIr, reading: TraceReading, base: number) {
  const amount = settled(reading.work(ir.amount), 'amount', ROUNDING_MODES[ir.round]);
  const upTo = fenOf(amount);
  const least = `min(${yuan(base)}, ${amount.text})`;
  const text = base < 0 || upTo < 0 ? `max(0, ${least})` : least;
  return { lines: [...amount.lines, `${text} = ${yuan(reading.step.result)}`], upTo };
}

function sentenceOf(name: Bilingual, from: Bilingual, { base, upTo, taken, met }: Taking): Bilingual {
  const [all, part, left] = [yuan(base), yuan(taken), yuan(base - taken)];
  if (taken === 0) return nothingTaken(name, from, { base, upTo, taken, met });
  if (typeof upTo === 'string') {
    return {
      zh: `从${from.zh} ${all} 元中按 ${upTo} 扣除${name.zh} ${part} 元，余 ${left} 元。`,
      en: `${capital(the(name.en))} is ${upTo} of ${the(from.en)} of ${all} yuan: ${part} is taken and ${left} is left.`,
    };
  }
  if (taken < upTo) {
    return {
      zh: `${from.zh} ${all} 元不足${name.zh} ${yuan(upTo)} 元，全部作为${name.zh}，余 ${left} 元。`,
      en: `${capital(the(from.en))} of ${all} yuan is below ${the(name.en)} of ${yuan(upTo)}: all of it is taken and ${left} is left.`,
    };
  }
  return {
    zh: `从${from.zh} ${all} 元中先扣${name.zh} ${part} 元，余 ${left} 元。`,
    en: `${capital(the(name.en))} of ${part} yuan is taken from ${the(from.en)} of ${all}; ${left} is left.`,
  };
}

function nothingTaken(name: Bilingual, from: Bilingual, { base, upTo, met }: Taking): Bilingual {
  if (base <= 0) {
    return {
      zh: `${from.zh}为 ${yuan(base)} 元，没有可扣${name.zh}的费用。`,
      en: `${capital(the(from.en))} is ${yuan(base)} yuan: nothing is left to take ${the(name.en)} from.`,
    };
  }
  const stays = { zh: `${from.zh} ${yuan(base)} 元不变`, en: `${the(from.en)} of ${yuan(base)} yuan stays` };
  if (typeof upTo === 'string')
    return {
      zh: `${name.zh}比例为 ${upTo}，${stays.zh}。`,
      en: `${capital(name.en)} at ${upTo}: ${stays.en}.`,
    };
  return met
    ? {
        zh: `${name.zh}此前已扣足，本次不再扣，${stays.zh}。`,
        en: `${capital(the(name.en))} has been met before: ${stays.en}.`,
      }
    : { zh: `本次不扣${name.zh}，${stays.zh}。`, en: `${capital(name.en)} does not apply: ${stays.en}.` };
}
