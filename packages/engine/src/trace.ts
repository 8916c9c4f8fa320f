import type { TraceInput, TraceStep } from './assessment.ts';
import type { ValueType } from './expr/typed.ts';
import type { BenefitIr, TraceEntry, TraceInputIr } from './ir.ts';

export const UNITS: Readonly<Record<ValueType, TraceStep['unit']>> = {
  amount: 'fen',
  rate: 'ppm',
  number: 'count',
  boolean: 'flag',
  category: 'text',
  day: 'day',
};

/** What a trace is read with: a benefit's rules, or a rule of contributions or cover. */
export type Traced = Pick<BenefitIr, 'trace' | 'parameters'>;

/** The trace of a bill from the numbers its compiled code recorded; steps that did not run are left out. */
export function readTrace(ir: Traced, recorded: readonly number[]): readonly TraceStep[] {
  const steps: TraceStep[] = [];
  for (const entry of ir.trace) if (recorded[entry.offset] === 1) steps.push(readEntry(ir, entry, recorded));
  return steps;
}

function readEntry(ir: Traced, entry: TraceEntry, recorded: readonly number[]): TraceStep {
  const inputs: TraceInput[] = [];
  let at = entry.offset + 2;
  for (const input of entry.inputs) {
    const value = readValue(input, recorded[at++] ?? 0);
    const cell = input.parameter?.cell === undefined ? -1 : (recorded[at++] ?? 0);
    const cite = citeOf(ir, input, cell);
    const { name } = input;
    const unit = UNITS[input.type];
    inputs.push(cite === undefined ? { name, value, unit } : { name, value, unit, cite });
  }
  const { step, kind, name } = entry;
  return { step, kind, name, result: recorded[entry.offset + 1] ?? 0, unit: UNITS[entry.type], inputs };
}

function citeOf(ir: Traced, { parameter }: TraceInputIr, cell: number): string | undefined {
  if (parameter === undefined) return undefined;
  const slot = ir.parameters[parameter.index];
  return slot?.cellCites?.[cell] ?? slot?.cite;
}

function readValue(input: TraceInputIr, value: number): number | string | boolean {
  if (input.type === 'boolean') return value === 1;
  return input.type === 'category' ? (input.domain?.values[value] ?? String(value)) : value;
}
