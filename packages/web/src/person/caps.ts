import type { CalendarDate } from '@gongji/domain';
import type { DatedValue, PolicyModel, StepModel } from '@gongji/engine';
import { expressionsOf } from '../policy/reads.ts';

/** The value that a counter is measured against, e.g. what is left of the outpatient limit of the year. */
export interface Cap {
  readonly parameter: string;
  readonly valueFen: number;
}

/**
 * Finds for each counter the parameter that steps subtract it from (`outLimit - counter.outPaid`), with its value on a
 * day for a person. A table that depends on more than is known of the person gives no cap.
 */
export function capsOf(
  model: PolicyModel,
  known: Readonly<Record<string, string>>,
  on: CalendarDate,
): ReadonlyMap<string, Cap> {
  const found = new Map<string, Cap>();
  const steps: readonly StepModel[] = [...model.benefits.values(), ...model.fragments.values()].flatMap(
    (l) => [...l.steps],
  );
  for (const { text } of steps.flatMap((step) => expressionsOf(model, step))) {
    for (const [, parameter = '', counter = ''] of text.matchAll(/(?<![\w.+*] ?)\b(\w+) - counter\.(\w+)/g)) {
      const values = model.parameters.get(parameter)?.values ?? [];
      const value = values.findLast(({ from }) => from <= on);
      const valueFen = value === undefined ? undefined : valueFor(value, known);
      if (valueFen !== undefined && !found.has(counter)) found.set(counter, { parameter, valueFen });
    }
  }
  return found;
}

/** The one value that all rows give which fit what is known; undefined when they differ. */
function valueFor({ content }: DatedValue, known: Readonly<Record<string, string>>): number | undefined {
  if (content.kind === 'constant') return content.value;
  const fitting = content.rows.filter((row) =>
    row.cells.every((cell, i) => {
      const value = known[content.by[i] ?? ''];
      return value === undefined || cell.kind !== 'values' || cell.values.includes(value);
    }),
  );
  const values = new Set(fitting.map((row) => row.value));
  return values.size === 1 ? fitting[0]?.value : undefined;
}
