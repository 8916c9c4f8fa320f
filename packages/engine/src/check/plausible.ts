import { valueText } from '../diff/words.ts';
import type { At, ParameterModel, PolicyModel, Problem } from '../model.ts';
import { finding } from './finding.ts';

interface Range {
  readonly min: number;
  readonly max: number;
}

/** Wide enough for every real figure seen so far, narrow enough to catch a slipped decimal point: 0.85% for 85%. */
const RATE_OF_BENEFIT: Range = { min: 10_000, max: 1_000_000 };
/** Contribution bases run to 300 % of a wage, late fees to 0.05 % a day. */
const RATE_OF_OTHERS: Range = { min: 1, max: 10_000_000 };
/** Up to ten million yuan. */
const AMOUNT: Range = { min: 0, max: 1_000_000_000 };
const COUNT: Range = { min: 0, max: 10_000 };

/** Values far from anything that a region has ever decided. Zero is always plausible: "nothing" is a decision. */
export function checkPlausible(policy: PolicyModel): readonly Problem[] {
  return [...policy.parameters].flatMap(([name, parameter]) => {
    const range = rangeOf(parameter);
    return valuesOf(parameter).flatMap(({ value, at }) => {
      if (value === 0 || (value >= range.min && value <= range.max)) return [];
      const [text, low, high] = [value, range.min, range.max].map((n) => valueText(n, parameter.unit));
      return [
        finding(policy, at, 'implausible', {
          zh: `参数 ${name} 的值 ${text} 不在常见范围 ${low} 至 ${high}`,
          en: `${text} of parameter ${name} is outside the usual ${low} to ${high}`,
        }),
      ];
    });
  });
}

function rangeOf({ unit, use }: ParameterModel): Range {
  switch (unit) {
    case 'yuan':
      return AMOUNT;
    case 'rate':
      return use === 'benefit' ? RATE_OF_BENEFIT : RATE_OF_OTHERS;
    case 'number':
      return COUNT;
    case 'boolean':
      return { min: 0, max: 1 };
  }
}

function valuesOf(parameter: ParameterModel): readonly { readonly value: number; readonly at: At }[] {
  return parameter.values.flatMap(({ content, at }) =>
    content.kind === 'constant'
      ? [{ value: content.value, at }]
      : content.rows.map((row) => ({ value: row.value, at: row.at })),
  );
}
