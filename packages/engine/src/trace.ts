import type { TraceInput, TraceStep } from './assessment.ts';
import type { ValueType } from './expr/typed.ts';
import type { BenefitIr, TraceEntry, TraceInputIr } from './ir.ts';

export const UNITS: Readonly<Record<ValueType, TraceStep['unit']>> = {
  amount: 'fen',
  rate: 'ppm',
  number: 'count',
  boolean: 'flag',
  category: 'text',
};

/** The trace of a bill from the numbers its compiled code recorded; steps that did not run are left out. */
export function readTrace(ir: BenefitIr, recorded: Float64Array): readonly TraceStep[] {
  return ir.trace
    .filter((entry) => recorded[entry.offset] === 1)
    .map((entry) => readEntry(ir, entry, recorded));
}

function readEntry(ir: BenefitIr, entry: TraceEntry, recorded: Float64Array): TraceStep {
  const inputs: TraceInput[] = [];
  let at = entry.offset + 2;
  for (const input of entry.inputs) {
    const value = recorded[at++] ?? 0;
    const cell = input.parameter?.cell === undefined ? undefined : recorded[at++];
    inputs.push(readInput(ir, input, value, cell));
  }
  const { step, kind, name } = entry;
  return { step, kind, name, result: recorded[entry.offset + 1] ?? 0, unit: UNITS[entry.type], inputs };
}

function readInput(ir: BenefitIr, input: TraceInputIr, value: number, cell: number | undefined): TraceInput {
  const parameter = input.parameter === undefined ? undefined : ir.parameters[input.parameter.index];
  const cite = cell === undefined ? parameter?.cite : (parameter?.cellCites?.[cell] ?? parameter?.cite);
  return {
    name: input.name,
    value: readValue(input, value),
    unit: UNITS[input.type],
    ...(cite === undefined ? {} : { cite }),
  };
}

function readValue(input: TraceInputIr, value: number): number | string | boolean {
  if (input.type === 'boolean') return value === 1;
  return input.type === 'category' ? (input.domain?.values[value] ?? String(value)) : value;
}
