import { valueOn } from '../check/segments.ts';
import type { DatedValue, ParameterModel, PolicyModel } from '../model.ts';
import {
  agesText,
  attributeText,
  benefitText,
  contributorText,
  counterText,
  documentText,
  parameterText,
  payerText,
  questionText,
  ruleText,
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
    ...diffTexts(
      'declaration',
      'contributors',
      sides(a.contributors, contributorText),
      sides(b.contributors, contributorText),
    ),
    ...diffTexts('declaration', 'statuses', ageSides(a), ageSides(b)),
    ...diffTexts('declaration', 'rules', sides(a.rules, ruleText), sides(b.rules, ruleText)),
    ...diffLists('rules', a.rules, b.rules),
  ];
}

function settingSides(policy: PolicyModel): ReadonlyMap<string, Side> {
  return new Map([...settingTexts(policy)].map(([key, text]) => [key, { text, at: TOP }]));
}

function ageSides({ statuses }: PolicyModel): ReadonlyMap<string, Side> {
  return new Map(
    [...statuses].map(([name, ages]) => [name, { text: agesText(ages), at: ages[0]?.at ?? TOP }]),
  );
}

/**
 * Values and rows of the parameters of the second policy, on every day on which a value of either starts: what holds
 * on that day in the one beside what holds in the other, so that next year's rate is told against this year's.
 */
function diffValues(a: PolicyModel, b: PolicyModel): readonly PolicyDifference[] {
  return [...b.parameters].flatMap(([name, after]) => {
    const before = a.parameters.get(name);
    const path = `parameters.${name}`;
    const starts = [...(before?.values ?? []), ...after.values].map((value) => value.from);
    return [...new Set(starts)].sort().flatMap((day) => {
      const [old, now] = [before && valueOn(before.values, day), valueOn(after.values, day)];
      return [
        ...diffTexts('value', path, valueSide(before, old, day), valueSide(after, now, day)),
        ...diffTexts('row', path, rowSides(a, before, old, day), rowSides(b, after, now, day)),
      ];
    });
  });
}

type Sides = ReadonlyMap<string, Side>;

/** A constant with its citation, or what a table selects on; rows are compared one by one. */
function valueSide(parameter: ParameterModel | undefined, value: DatedValue | undefined, day: string): Sides {
  if (parameter === undefined || value === undefined) return new Map();
  const { content, cite, assumes, at } = value;
  const constant = content.kind === 'constant';
  const what = constant ? valueText(content.value, parameter.unit) : `table by ${content.by.join(', ')}`;
  return new Map([[day, { text: `${what} (${cite}${assumes === undefined ? '' : `, ${assumes}`})`, at }]]);
}

function rowSides(
  policy: PolicyModel,
  parameter: ParameterModel | undefined,
  value: DatedValue | undefined,
  day: string,
): Sides {
  const content = value?.content;
  if (parameter === undefined || content?.kind !== 'table') return new Map();
  return new Map(
    content.rows.map((row) => {
      const cited = row.cite === undefined ? '' : ` (${row.cite})`;
      const text = `${valueText(row.value, parameter.unit)}${cited}`;
      return [`${day} [${rowText(policy, content.by, row)}]`, { text, at: row.at }];
    }),
  );
}
