import { plus, rational, times } from '../expr/rational.ts';
import { fenOf, num, settled, type Worked } from '../expr/work.ts';
import { type TraceReading, yuan } from '../trace-reading.ts';
import type { BandsIr } from './share-bands.ts';
import type { Terms } from './share-words.ts';

interface Slice {
  readonly amount: number;
  readonly rate: Worked;
  /** How the amount comes about, when it is not the whole. */
  readonly lines: readonly string[];
}

/** Bands slice by slice, from the position of the first fen; or, `whole`, the one rate of the band where the bill ends. */
export function bandTerms(bands: BandsIr, reading: TraceReading, base: number): Terms {
  const from = bands.from === undefined ? undefined : settled(reading.work(bands.from), 'amount');
  const low = from === undefined ? 0 : fenOf(from);
  const reach = low === 0 ? [] : [`${yuan(low)} + ${yuan(base)} = ${yuan(low + base)}`];
  const lines = [...(from?.lines ?? []), ...(base === 0 ? [] : reach)];
  return bands.mode === 'whole'
    ? wholeTerms(bands, reading, { low, base, lines })
    : marginalTerms(bands, reading, { low, base, lines });
}

interface Position {
  readonly low: number;
  readonly base: number;
  readonly lines: readonly string[];
}

function wholeTerms(bands: BandsIr, reading: TraceReading, { low, base, lines }: Position): Terms {
  const high = low + base;
  let below: string | undefined;
  let found: { readonly rate: Worked; readonly edge?: string } | undefined;
  for (const row of bands.rows) {
    const edge = row.upTo && fenOf(reading.work(row.upTo));
    const inside = edge === undefined || (bands.edge === 'upper' ? high <= edge : high < edge);
    if (inside) {
      found = {
        rate: settled(reading.work(row.rate), 'rate'),
        ...(edge === undefined ? {} : { edge: yuan(edge) }),
      };
      break;
    }
    below = yuan(edge);
  }
  const rate = found?.rate ?? { lines: [], text: '0%', binds: 'atom', value: rational(0) };
  const [atLeast, upTo] = bands.edge === 'upper' ? ['以上', '及以下'] : ['及以上', '以下'];
  const zh = [
    below === undefined ? '' : `${below} 元${atLeast}`,
    found?.edge === undefined ? '' : `${found.edge} 元${upTo}`,
  ]
    .filter((t) => t !== '')
    .join('、');
  const en = [
    below === undefined ? '' : `${bands.edge === 'upper' ? 'above' : 'from'} ${below}`,
    found?.edge === undefined ? '' : `${bands.edge === 'upper' ? 'up to' : 'below'} ${found.edge}`,
  ]
    .filter((t) => t !== '')
    .join(', ');
  return {
    lines: [...lines, ...rate.lines],
    text: `${yuan(base)} × ${rate.text}`,
    exact: times(rational(base), num(rate)),
    how: {
      zh: `全额按 ${rate.text}${zh === '' ? '' : `（${zh}一档）`}`,
      en: `${rate.text}${en === '' ? '' : ` (the band ${en})`}`,
    },
  };
}

function marginalTerms(bands: BandsIr, reading: TraceReading, { low, base, lines }: Position): Terms {
  const used = slicesOf(bands, reading, low, low + base).filter((slice) => slice.amount > 0);
  const terms = used.map(({ amount, rate }) => `${yuan(amount)} × ${rate.text}`);
  const whole = used.length === 1 && used[0]?.amount === base;
  const parts = used.map(({ amount, rate }) =>
    whole
      ? { zh: `按 ${rate.text}`, en: rate.text }
      : { zh: `${yuan(amount)} 元按 ${rate.text}`, en: `${rate.text} of ${yuan(amount)}` },
  );
  return {
    lines: [
      ...lines,
      ...(whole ? [] : used.flatMap((slice) => slice.lines)),
      ...used.flatMap((slice) => slice.rate.lines),
    ],
    text: terms.length === 0 ? yuan(0) : terms.join(' + '),
    exact: used.reduce((sum, { amount, rate }) => plus(sum, times(rational(amount), num(rate))), rational(0)),
    how: whole
      ? { zh: `按所在段比例${(parts[0]?.zh ?? '').slice(1)}`, en: parts[0]?.en ?? '' }
      : {
          zh: `分段计算，${parts.map((p) => p.zh).join('，')}`,
          en: `in bands (${parts.map((p) => p.en).join(', ')}) out`,
        },
  };
}

function slicesOf(bands: BandsIr, reading: TraceReading, low: number, high: number): readonly Slice[] {
  let position = low;
  return bands.rows.map((row) => {
    const upTo = row.upTo && settled(reading.work(row.upTo), 'amount');
    const edge = upTo && fenOf(upTo);
    const top = edge === undefined ? high : Math.min(high, edge);
    const amount = Math.max(0, top - position);
    const slice = {
      amount,
      rate: settled(reading.work(row.rate), 'rate'),
      lines: [
        ...(upTo?.lines ?? []),
        ...(position === 0 ? [] : [`${yuan(top)} − ${yuan(position)} = ${yuan(amount)}`]),
      ],
    };
    position += amount;
    return slice;
  });
}
