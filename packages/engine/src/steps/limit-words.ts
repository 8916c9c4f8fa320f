import type { Bilingual } from '@gongji/domain';
import { fenOf, settled } from '../expr/work.ts';
import { capital, type TraceReading, the, yuan } from '../trace-reading.ts';
import type { LimitIr } from './limit.ts';
import type { Explanation } from './step.ts';

/** Words of a limit: within it, or what is above and what is left. */
export function explainLimit(ir: LimitIr, reading: TraceReading): Explanation {
  const base = reading.amount(ir.of.name);
  const above = reading.step.result;
  const [name, of] = [reading.name(ir.name), reading.name(ir.of.name)];
  const to = settled(reading.work(ir.to), 'amount');
  const limit = yuan(Math.max(0, fenOf(to)));
  const [all, cut, kept] = [yuan(base), yuan(above), yuan(base - above)];
  const floor = fenOf(to) < 0 ? [`max(0, ${to.text}) = ${limit}`] : [];
  const cutLine = [
    `max(0, ${all} − ${limit}) = ${cut}`,
    ...(above === 0 ? [] : [`${all} − ${cut} = ${kept}`]),
  ];
  return {
    title: { zh: name.zh, en: capital(name.en) },
    formula: base <= 0 ? [] : [...to.lines, ...floor, ...cutLine],
    sentence: sentenceOf({ name, of }, { base, above, limit }),
    told: base <= 0 ? 'all' : [ir.of.name],
  };
}

interface Cut {
  readonly base: number;
  readonly above: number;
  readonly limit: string;
}

function sentenceOf(
  { name, of }: { readonly name: Bilingual; readonly of: Bilingual },
  { base, above, limit }: Cut,
): Bilingual {
  const [all, cut, kept] = [yuan(base), yuan(above), yuan(base - above)];
  if (base <= 0) return { zh: `${of.zh}为 ${all} 元。`, en: `${capital(of.en)}: ${all} yuan.` };
  if (above === 0) {
    return {
      zh: `${of.zh} ${all} 元没有超过限额 ${limit} 元。`,
      en: `The limit of ${limit} yuan is not exceeded by ${the(of.en)} of ${all}.`,
    };
  }
  return {
    zh: `${of.zh} ${all} 元，限额 ${limit} 元：${name.zh} ${cut} 元，限额内 ${kept} 元。`,
    en: `Of ${the(of.en)} of ${all} yuan, ${kept} is within the limit of ${limit} and ${cut} above it.`,
  };
}
