import type { RoundingMode } from '../model.ts';
import { exactYuan, rateText, type TraceReading, yuan } from '../trace-reading.ts';
import type { ShareIr } from './share.ts';
import type { Explanation } from './step.ts';

const ROUNDED: Readonly<Record<RoundingMode, { readonly zh: string; readonly en: string }>> = {
  fen: { zh: '四舍五入到分', en: 'half up to the fen' },
  'floor-fen': { zh: '舍去分以下', en: 'down to the fen' },
  jiao: { zh: '四舍五入到角', en: 'half up to the jiao' },
  'floor-jiao': { zh: '舍去角以下', en: 'down to the jiao' },
  yuan: { zh: '四舍五入到元', en: 'half up to the yuan' },
  'floor-yuan': { zh: '舍去元以下', en: 'down to the yuan' },
};

/** Words of a share: the slices or the rate with the numbers put in, rounding and cap where they changed the result. */
export function explainShare(ir: ShareIr, reading: TraceReading): Explanation {
  const base = Math.max(0, reading.amount(ir.of.name));
  const paid = yuan(reading.step.result);
  const { terms, exact } = termsOf(ir, reading, base);
  const capped = ir.cap === undefined ? '' : capText(ir, reading, exact);
  const rounding = ROUNDED[ir.round];
  const fraction = exact !== undefined && exact !== reading.step.result * 1_000_000 && capped === '';
  const arrow = fraction && exact !== undefined ? ` = ${exactYuan(exact)} → ${paid}` : ` = ${paid}`;
  const { zh, en } = ir.payer.name;
  return {
    title: { zh: `${zh}支付`, en: `Paid by ${en}` },
    formula: capped === '' ? `${terms}${arrow}` : `min(${terms}, ${capped}) = ${paid}`,
    sentence: {
      zh: `${zh}支付 ${ir.of.name} ${yuan(base)} 元中的 ${paid} 元${fraction ? `（${rounding.zh}）` : ''}${capped === '' ? '' : `（限额 ${capped} 元）`}。`,
      en: `${en} pays ${paid} yuan of ${ir.of.name} of ${yuan(base)} yuan${fraction ? ` (${rounding.en})` : ''}${capped === '' ? '' : ` (limited to ${capped})`}.`,
    },
  };
}

/** The cap as text when it cut the share, else ''. */
function capText(_ir: ShareIr, reading: TraceReading, exact: number | undefined): string {
  const cap = reading.amount('cap');
  return exact !== undefined && reading.step.result === cap && exact > cap * 1_000_000 ? yuan(cap) : '';
}

interface Terms {
  readonly terms: string;
  /** Exact product in fen × ppm; undefined where the amount is fixed. */
  readonly exact?: number;
}

function termsOf({ how }: ShareIr, reading: TraceReading, base: number): Terms {
  if (how.kind === 'amount') return { terms: `min(${yuan(base)}, ${reading.show(how.amount)})` };
  if (how.kind === 'rate') {
    const rate = reading.amount('shareRate');
    const shown = reading.show(how.rate);
    const plain = how.rate.kind === 'ref' || how.rate.kind === 'const' ? shown : `(${shown})`;
    return { terms: `${yuan(base)} × ${plain}`, exact: base * rate };
  }
  if (how.mode === 'whole') {
    const rate = reading.amount('bandRate');
    return { terms: `${yuan(base)} × ${rateText(rate)}`, exact: base * rate };
  }
  const slices = how.rows.map(
    (_, i) => [reading.amount(`slice${i + 1}`), reading.amount(`sliceRate${i + 1}`)] as const,
  );
  const used = slices.filter(([slice]) => slice > 0);
  const terms = used.map(([slice, rate]) => `${yuan(slice)} × ${rateText(rate)}`).join(' + ');
  return {
    terms: terms === '' ? '0.00' : terms,
    exact: slices.reduce((sum, [slice, rate]) => sum + slice * rate, 0),
  };
}
