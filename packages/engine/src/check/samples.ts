import type { Facts, FactValue } from '../bill.ts';
import type { AttributeModel, PolicyModel, TableCell } from '../model.ts';
import { expressionsOf, partsOf } from './expressions.ts';

/** Identities that key counters; a search needs some, and any will do. */
const IDENTITIES: Facts = {
  institutionCode: 'H99019900001',
  stayId: 'S1',
  diseaseCode: 'none',
  familyId: 'F1',
};

/**
 * Combinations of attribute values to try: all when there are at most `most`, else that many spread evenly over all
 * of them, always the same ones.
 */
export function sampleFacts(
  policy: PolicyModel,
  attributes: readonly string[],
  most: number,
): readonly Facts[] {
  const columns = attributes.flatMap((name) => {
    const attribute = policy.attributes.get(name);
    return attribute === undefined ? [] : [{ name, values: valuesOf(policy, name, attribute) }];
  });
  const all = columns.reduce((product, column) => product * column.values.length, 1);
  const count = Math.min(all, most);
  return Array.from({ length: count }, (_, i) => {
    let rest = count === all ? i : spread(i, all);
    const facts: Record<string, FactValue> = { ...IDENTITIES };
    for (const { name, values } of columns) {
      facts[name] = values[rest % values.length] ?? '';
      rest = Math.floor(rest / values.length);
    }
    return facts;
  });
}

/** The i-th of a low-discrepancy sequence of positions below `all`: multiples of the golden ratio. */
function spread(i: number, all: number): number {
  return Math.floor(((i * 0.618_033_988_749_895) % 1) * all);
}

function valuesOf(policy: PolicyModel, name: string, attribute: AttributeModel): readonly FactValue[] {
  switch (attribute.kind) {
    case 'category':
      return attribute.other ? [...attribute.values, 'other'] : attribute.values;
    case 'boolean':
      return [false, true];
    case 'number':
      return numbersOf(policy, name);
  }
}

/** Numbers at which a rule can change: both sides of every bound in a table cell or a figure in an expression. */
function numbersOf(policy: PolicyModel, name: string): readonly number[] {
  const bounds = [...boundsInTables(policy, name), ...figuresBeside(policy, name)];
  const numbers = new Set<number>([0, ...bounds.flatMap((n) => [n - 1, n])]);
  return [...numbers].filter((n) => n >= 0 && Number.isFinite(n)).sort((a, b) => a - b);
}

function boundsInTables(policy: PolicyModel, name: string): readonly number[] {
  const values = [...policy.parameters.values()].flatMap((parameter) => parameter.values);
  return values.flatMap(({ content }) => {
    if (content.kind !== 'table') return [];
    const column = content.by.indexOf(name);
    return column < 0 ? [] : content.rows.flatMap((row) => cellBounds(row.cells[column]));
  });
}

function cellBounds(cell: TableCell | undefined): readonly number[] {
  return cell?.kind === 'range' ? [cell.min, cell.max + 1] : [];
}

/** Figures in expressions that also read the attribute, such as `age >= 70`. */
function figuresBeside(policy: PolicyModel, name: string): readonly number[] {
  const steps = [...policy.benefits.values(), ...policy.fragments.values()].flatMap((list) => list.steps);
  return steps.flatMap(expressionsOf).flatMap((text) => {
    const parts = partsOf(text);
    if (!parts.some((part) => part.kind === 'name' && part.name === name)) return [];
    return parts.flatMap((part) =>
      part.kind === 'number' && /^\d{1,3}$/.test(part.text) ? [Number(part.text)] : [],
    );
  });
}
