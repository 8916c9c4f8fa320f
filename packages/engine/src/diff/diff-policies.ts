import type { DatedValue, ParameterModel, PolicyModel } from '../model.ts';
import {
  attributeText,
  benefitText,
  counterText,
  documentText,
  parameterText,
  payerText,
  questionText,
  settingTexts,
} from './declaration-words.ts';
import { diffLists } from './diff-steps.ts';
import { diffTexts, type PolicyDifference, type Side, sides, TOP } from './difference.ts';
import { rowText, valueText } from './words.ts';

/** All differences that can change what a bill costs or how it is explained; comments, order of keys and places do not count. */
export function diffPolicies(a: PolicyModel, b: PolicyModel): readonly PolicyDifference[] {
  const nothing = (): string => '';
  return [
    ...diffTexts('setting', '', settingSides(a), settingSides(b)),
    ...diffTexts(
      'declaration',
      'documents',
      sides(a.documents, documentText),
      sides(b.documents, documentText),
    ),
    ...diffTexts(
      'declaration',
      'questions',
      sides(a.questions, questionText),
      sides(b.questions, questionText),
    ),
    ...diffTexts(
      'declaration',
      'attributes',
      sides(a.attributes, attributeText),
      sides(b.attributes, attributeText),
    ),
    ...diffTexts('declaration', 'payers', sides(a.payers, payerText), sides(b.payers, payerText)),
    ...diffTexts(
      'parameter',
      'parameters',
      sides(a.parameters, parameterText),
      sides(b.parameters, parameterText),
    ),
    ...diffValues(a, b),
    ...diffTexts('counter', 'counters', sides(a.counters, counterText), sides(b.counters, counterText)),
    ...diffTexts('declaration', 'benefits', sides(a.benefits, benefitText), sides(b.benefits, benefitText)),
    ...diffLists('benefits', a.benefits, b.benefits),
    ...diffTexts('declaration', 'fragments', sides(a.fragments, nothing), sides(b.fragments, nothing)),
    ...diffLists('fragments', a.fragments, b.fragments),
  ];
}

function settingSides(policy: PolicyModel): ReadonlyMap<string, Side> {
  return new Map([...settingTexts(policy)].map(([key, text]) => [key, { text, at: TOP }]));
}

/** Values and rows of the parameters of the second policy; all of them for a parameter that is new. */
function diffValues(a: PolicyModel, b: PolicyModel): readonly PolicyDifference[] {
  return [...b.parameters].flatMap(([name, after]) => {
    const before = a.parameters.get(name);
    const path = `parameters.${name}`;
    return [
      ...diffTexts('value', path, valueSides(before), valueSides(after)),
      ...diffTexts('row', path, rowSides(a, before), rowSides(b, after)),
    ];
  });
}

/** Constants with citation, and tables by what they select on; rows are compared one by one. */
function valueSides(parameter: ParameterModel | undefined): ReadonlyMap<string, Side> {
  if (parameter === undefined) return new Map();
  const text = ({ content, cite, assumes }: DatedValue): string => {
    const constant = content.kind === 'constant';
    const what = constant ? valueText(content.value, parameter.unit) : `table by ${content.by.join(', ')}`;
    return `${what} (${cite}${assumes === undefined ? '' : `, ${assumes}`})`;
  };
  return new Map(parameter.values.map((value) => [value.from, { text: text(value), at: value.at }]));
}

function rowSides(policy: PolicyModel, parameter: ParameterModel | undefined): ReadonlyMap<string, Side> {
  if (parameter === undefined) return new Map();
  const { unit, values } = parameter;
  return new Map(
    values.flatMap(({ from, content }) =>
      (content.kind === 'table' ? content.rows : []).map((row): readonly [string, Side] => {
        const cited = row.cite === undefined ? '' : ` (${row.cite})`;
        const by = content.kind === 'table' ? content.by : [];
        return [
          `${from} [${rowText(policy, by, row)}]`,
          { text: `${valueText(row.value, unit)}${cited}`, at: row.at },
        ];
      }),
    ),
  );
}
