import { type Bilingual, dateOfDayNumber, type Fen, yuanText } from '@gongji/domain';
import type { TraceInput, TraceStep } from './assessment.ts';
import type { Typed } from './expr/typed.ts';
import { type Worked, workExpr } from './expr/work.ts';
import { factValueText } from './fact-words.ts';
import { inputName } from './steps/step.ts';
import type { Naming } from './value-names.ts';

/** A stored trace step as the explanation of its kind reads it. */
export interface TraceReading {
  readonly step: TraceStep;
  /** An input as number; 0 when it is not there. */
  amount(name: string): number;
  /** An expression worked with the numbers of this bill. */
  work(t: Typed): Worked;
  /** What a value, parameter, counter or fact is called. */
  readonly name: Naming;
}

export function traceReading(step: TraceStep, name: Naming): TraceReading {
  const values = new Map(step.inputs.map((input) => [input.name, input.value]));
  return {
    step,
    amount: (input) => Number(values.get(input) ?? 0),
    work: (t) => workExpr(t, (ref) => values.get(inputName(ref)) ?? 0),
    name,
  };
}

/** A value of a trace for people: yuan with two decimals, a percentage, a count, a text. */
export function unitText(value: number | string | boolean, unit: TraceStep['unit']): string {
  if (typeof value !== 'number') return String(value);
  if (unit === 'day') return dateOfDayNumber(value);
  return unit === 'fen' ? yuanText(value as Fen) : unit === 'ppm' ? rateText(value) : String(value);
}

/** An input in words: `1000.00 元`, `85%`, `三级`, `是`. */
export function inputText({ name, value, unit }: TraceInput): Bilingual {
  if (typeof value === 'boolean') return value ? { zh: '是', en: 'yes' } : { zh: '否', en: 'no' };
  if (typeof value === 'string') return factValueText(name, value);
  const text = unitText(value, unit);
  return unit === 'fen' ? { zh: `${text} 元`, en: `${text} yuan` } : { zh: text, en: text };
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

/** English names are noun phrases; most take an article inside a sentence. */
export function the(name: string): string {
  return /^(the|what|paid|a|an) /.test(name) ? name : `the ${name}`;
}

export function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
