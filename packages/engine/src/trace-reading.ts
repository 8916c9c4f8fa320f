import { type Fen, yuanText } from '@gongji/domain';
import type { TraceStep } from './assessment.ts';
import { showExpr } from './expr/show.ts';
import type { Typed } from './expr/typed.ts';
import { inputName } from './steps/step.ts';

/** A stored trace step as the explanation of its kind reads it. */
export interface TraceReading {
  readonly step: TraceStep;
  /** An input as number; 0 when it is not there. */
  amount(name: string): number;
  /** An expression with the numbers of this bill put in. */
  show(t: Typed): string;
}

export function traceReading(step: TraceStep): TraceReading {
  const find = (name: string) => step.inputs.find((input) => input.name === name);
  const text = (name: string): string => {
    const input = find(name);
    return input === undefined ? name : unitText(input.value, input.unit);
  };
  return {
    step,
    amount: (name) => Number(find(name)?.value ?? 0),
    show: (t) => showExpr(t, (ref) => text(inputName(ref))),
  };
}

/** A value of a trace for people: yuan with two decimals, a percentage, a count, a text. */
export function unitText(value: number | string | boolean, unit: TraceStep['unit']): string {
  if (typeof value !== 'number') return String(value);
  return unit === 'fen' ? yuanText(value as Fen) : unit === 'ppm' ? rateText(value) : String(value);
}

export function yuan(fen: number): string {
  return yuanText(fen as Fen);
}

/** `850000` → `85%`; up to four decimals. */
export function rateText(ppm: number): string {
  const sign = ppm < 0 ? '-' : '';
  const abs = Math.abs(ppm);
  const rest = abs % 10_000;
  const decimals = rest === 0 ? '' : `.${String(rest).padStart(4, '0').replace(/0+$/, '')}`;
  return `${sign}${(abs - rest) / 10_000}${decimals}%`;
}

/** An exact product in hundred-millionths of a yuan (fen × ppm) as a decimal; all decimals that are not zero. */
export function exactYuan(product: number): string {
  const sign = product < 0 ? '-' : '';
  const abs = Math.abs(product);
  const rest = abs % 100_000_000;
  const decimals = String(rest)
    .padStart(8, '0')
    .replace(/0{1,6}$/, '');
  return `${sign}${(abs - rest) / 100_000_000}.${decimals.padEnd(2, '0')}`;
}
