import type { Bilingual } from '@gongji/domain';
import type { At, DatedValue, ParameterModel, PolicyModel, StepModel } from '../model.ts';
import { rowText, stepText, valueText } from './words.ts';

/** One difference between two policies, in words. `before` is absent for what is new, `after` for what is gone. */
export interface PolicyDifference {
  readonly kind: 'added' | 'removed' | 'changed';
  readonly what: 'setting' | 'declaration' | 'parameter' | 'value' | 'row' | 'step' | 'counter';
  /** e.g. `parameters.rate 2027-01-01 [secondary, <60]`. */
  readonly path: string;
  readonly before?: string;
  readonly after?: string;
  /** Place in the second policy, or in the first for what is gone. */
  readonly at: At;
  readonly message: Bilingual;
}

type What = PolicyDifference['what'];
interface Side {
  readonly text: string;
  readonly at: At;
}

const TOP: At = { line: 1, col: 1 };

/** All differences that can change what a bill costs or how it is explained; comments, order of keys and places do not count. */
export function diffPolicies(a: PolicyModel, b: PolicyModel): readonly PolicyDifference[] {
  return [
    ...diffSettings(a, b),
    ...diffTexts('declaration', 'documents', sides(a.documents, docText), sides(b.documents, docText)),
    ...diffTexts('declaration', 'questions', sides(a.questions, plain), sides(b.questions, plain)),
    ...diffTexts('declaration', 'attributes', sides(a.attributes, plain), sides(b.attributes, plain)),
    ...diffTexts('declaration', 'payers', sides(a.payers, plain), sides(b.payers, plain)),
    ...diffParameters(a, b),
    ...diffTexts('counter', 'counters', sides(a.counters, plain), sides(b.counters, plain)),
    ...diffTexts('declaration', 'benefits', sides(a.benefits, headOnly), sides(b.benefits, headOnly)),
    ...diffLists('benefits', a.benefits, b.benefits),
    ...diffTexts(
      'declaration',
      'fragments',
      sides(a.fragments, () => ''),
      sides(b.fragments, () => ''),
    ),
    ...diffLists('fragments', a.fragments, b.fragments),
  ];
}

function diffSettings(a: PolicyModel, b: PolicyModel): readonly PolicyDifference[] {
  const settings = (p: PolicyModel): ReadonlyMap<string, Side> => {
    const {
      id,
      name,
      region,
      scheme,
      insutype,
      inForce,
      policyDate,
      benefitYearStart,
      crossYear,
      reversal,
      missing,
    } = p;
    const all = {
      id,
      name,
      region,
      scheme,
      insutype,
      inForce,
      policyDate,
      benefitYearStart,
      crossYear,
      reversal,
      missing,
    };
    return new Map(Object.entries(all).map(([key, value]) => [key, { text: plain(value), at: TOP }]));
  };
  return diffTexts('setting', '', settings(a), settings(b));
}

function diffParameters(a: PolicyModel, b: PolicyModel): readonly PolicyDifference[] {
  const head = ({ name, unit, use }: ParameterModel): string => plain({ name, unit, use });
  const found = [
    ...diffTexts('parameter', 'parameters', sides(a.parameters, head), sides(b.parameters, head)),
  ];
  for (const [name, before] of a.parameters) {
    const after = b.parameters.get(name);
    if (after === undefined) continue;
    found.push(...diffTexts('value', `parameters.${name}`, valueSides(before), valueSides(after)));
    found.push(...diffTexts('row', `parameters.${name}`, rowSides(before), rowSides(after)));
  }
  return found;
}

/** Constants with citation, and tables by what they select on; rows are compared one by one. */
function valueSides(parameter: ParameterModel): ReadonlyMap<string, Side> {
  const text = (value: DatedValue): string => {
    const { content } = value;
    const what =
      content.kind === 'constant'
        ? valueText(content.value, parameter.unit)
        : `table by ${content.by.join(', ')}`;
    return `${what} (${value.cite}${value.assumes === undefined ? '' : `, ${value.assumes}`})`;
  };
  return new Map(parameter.values.map((value) => [value.from, { text: text(value), at: value.at }]));
}

function rowSides(parameter: ParameterModel): ReadonlyMap<string, Side> {
  const rows = parameter.values.flatMap(({ from, content }) =>
    content.kind === 'constant' ? [] : content.rows.map((row) => ({ from, row })),
  );
  return new Map(
    rows.map(({ from, row }) => [
      `${from} [${rowText(row)}]`,
      {
        text: `${valueText(row.value, parameter.unit)}${row.cite === undefined ? '' : ` (${row.cite})`}`,
        at: row.at,
      },
    ]),
  );
}

type WithSteps = ReadonlyMap<string, { readonly steps: readonly StepModel[] }>;

function diffLists(part: string, a: WithSteps, b: WithSteps): readonly PolicyDifference[] {
  return [...b].flatMap(([name, after]) => {
    const before = a.get(name);
    const path = `${part}.${name}.steps`;
    const found = diffTexts('step', path, stepSides(before?.steps ?? []), stepSides(after.steps));
    return found.length > 0 || before === undefined ? found : diffOrder(path, before.steps, after.steps);
  });
}

function stepSides(steps: readonly StepModel[]): ReadonlyMap<string, Side> {
  return new Map(stepKeys(steps).map(([key, step]) => [key, { text: stepText(step), at: step.at }]));
}

/** Steps are recognised by kind and name, so that an inserted step does not make all later ones look changed. */
function stepKeys(steps: readonly StepModel[]): readonly (readonly [string, StepModel])[] {
  const seen = new Map<string, number>();
  return steps.map((step) => {
    const key = `${step.kind} ${stepId(step)}`.trim();
    const count = (seen.get(key) ?? 0) + 1;
    seen.set(key, count);
    return [count === 1 ? key : `${key} (${count})`, step];
  });
}

function stepId(step: StepModel): string {
  switch (step.kind) {
    case 'classify':
      return '';
    case 'refuse':
      return step.code;
    case 'account':
      return step.which;
    case 'use':
      return step.fragment;
    default:
      return step.name;
  }
}

function diffOrder(
  path: string,
  a: readonly StepModel[],
  b: readonly StepModel[],
): readonly PolicyDifference[] {
  const order = (steps: readonly StepModel[]): string =>
    stepKeys(steps)
      .map(([key]) => key)
      .join(' → ');
  const [before, after] = [order(a), order(b)];
  return before === after
    ? []
    : [difference('step', path, { text: before, at: TOP }, { text: after, at: b[0]?.at ?? TOP })];
}

function diffTexts(
  what: What,
  part: string,
  a: ReadonlyMap<string, Side>,
  b: ReadonlyMap<string, Side>,
): readonly PolicyDifference[] {
  const names = [...new Set([...a.keys(), ...b.keys()])];
  return names.flatMap((name) => {
    const [before, after] = [a.get(name), b.get(name)];
    return before?.text === after?.text ? [] : [difference(what, joined(part, name), before, after)];
  });
}

function joined(part: string, name: string): string {
  if (part === '') return name;
  return /^[A-Za-z]\w*$/.test(name) ? `${part}.${name}` : `${part} ${name}`;
}

function difference(
  what: What,
  path: string,
  before: Side | undefined,
  after: Side | undefined,
): PolicyDifference {
  const kind = before === undefined ? 'added' : after === undefined ? 'removed' : 'changed';
  return {
    kind,
    what,
    path,
    ...(before === undefined ? {} : { before: before.text }),
    ...(after === undefined ? {} : { after: after.text }),
    at: after?.at ?? before?.at ?? TOP,
    message: sentence(kind, path, before?.text ?? '', after?.text ?? ''),
  };
}

function sentence(kind: PolicyDifference['kind'], path: string, before: string, after: string): Bilingual {
  const tail = (text: string): string => (text === '' ? '' : `: ${text}`);
  switch (kind) {
    case 'added':
      return { zh: `新增 ${path}${tail(after)}`, en: `${path} is new${tail(after)}` };
    case 'removed':
      return { zh: `取消 ${path}${tail(before)}`, en: `${path} is gone${tail(before)}` };
    case 'changed':
      return { zh: `${path} 由 ${before} 改为 ${after}`, en: `${path} changes from ${before} to ${after}` };
  }
}

function sides<T extends { readonly at: At }>(map: ReadonlyMap<string, T>, text: (value: T) => string) {
  return new Map<string, Side>([...map].map(([name, value]) => [name, { text: text(value), at: value.at }]));
}

const docText = ({
  title,
  number,
  date,
}: {
  readonly title: Bilingual;
  readonly number?: string;
  readonly date?: string;
}) => [title.zh, title.en, number, date].filter((part) => part !== undefined).join(' · ');

function headOnly(benefit: { readonly steps: unknown }): string {
  const { steps: _steps, ...head } = benefit;
  return plain(head);
}

/** Any declaration as text, without the places of its parts. */
function plain(value: unknown): string {
  return JSON.stringify(value, (key, part: unknown) => {
    if (key === 'at') return undefined;
    return part instanceof Map ? Object.fromEntries(part) : part;
  });
}
