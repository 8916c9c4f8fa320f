import type { Bilingual, Rejection } from '@gongji/domain';
import {
  citeText,
  type ExplainedStep,
  factName,
  factValueText,
  inputName,
  type PolicyModel,
  type StepModel,
} from '@gongji/engine';
import type { Lang } from '../i18n/language.ts';
import { operationWord, valueWord } from './value-words.ts';
import { lineKindWord } from './words.ts';

/** The engine's explanation, with the codes of facts in words and thousands grouped. */
export function plainStep(step: ExplainedStep, model: PolicyModel): ExplainedStep {
  const codes = codeWords(model);
  const plain = (text: string, lang: Lang): string =>
    capital(
      tidy(
        text.replaceAll(CODE, (code) => codes.get(code)?.[lang] ?? code),
        lang,
      ),
    );
  return {
    ...step,
    title: both((lang) => plain(step.title[lang], lang)),
    sentence: both((lang) => plain(step.sentence[lang], lang)),
  };
}

/** Codes of national lists, such as `M03900`. */
const CODE = /\b[A-Z]{1,3}\d{2,}\b/g;

function codeWords(model: PolicyModel): Words {
  const values = [...model.attributes].flatMap(([name, { values: known }]) =>
    known.map((value): [string, Bilingual] => [value, factValueText(name, value)]),
  );
  return new Map(values);
}

/** A step of a stored explanation, which has its texts only. The lines of the bill have a table of their own. */
export function plainStored(
  step: Pick<ExplainedStep, 'title' | 'formula' | 'sentence'>,
  model: PolicyModel | undefined,
  lang: Lang,
): { readonly title: string; readonly formula: string; readonly sentence: string } {
  const { title, formula, sentence } = step;
  if (model === undefined) return { title: title[lang], formula, sentence: sentence[lang] };
  const whole: ExplainedStep = {
    ...step,
    step: '',
    kind: '',
    name: '',
    result: 0,
    unit: 'count',
    inputs: [],
    clause: '',
  };
  const plain = plainStep(whole, model);
  const summed = {
    ...whole,
    formula: formula
      .split('\n')
      .filter((line) => !line.startsWith('#'))
      .join('\n'),
  };
  return {
    title: plain.title[lang],
    formula: plainFormula(summed, model, lang),
    sentence: plain.sentence[lang],
  };
}

/** The formula in a language: only its words differ. */
export function plainFormula(step: ExplainedStep, model: PolicyModel, lang: Lang): string {
  const lines = step.formula.split('\n').filter((line) => !isRepeated(line));
  const classes = {
    '#A': { zh: '甲类', en: 'class A' },
    '#B': { zh: '乙类', en: 'class B' },
    '#C': { zh: '丙类', en: 'class C' },
  };
  const named = lines.map((line) =>
    line.replace(/^#[ABC](?=:)/, (id) => classes[id as keyof typeof classes][lang]),
  );
  return tidy(plainText(named.join('\n'), lang, factWords(step, model)), lang);
}

/** `rate1 = 84%` says nothing that the result beside it does not say. */
function isRepeated(line: string): boolean {
  return /^[A-Za-z]\w* = [\d.,−-]+%?$/.test(line);
}

export function clauseText(clause: string, model: PolicyModel, lang: Lang): string {
  const cites = clause.split('; ').filter((part) => part !== '');
  return cites.map((cite) => citeText(cite, model.documents, lang)).join(lang === 'zh' ? '；' : '; ');
}

type Words = ReadonlyMap<string, Bilingual>;

/** Fact values that this step looked at, in words. */
function factWords({ inputs }: ExplainedStep, model: PolicyModel): Words {
  const values = [...model.attributes].flatMap(([name, { values: known }]) =>
    known.map((value): [string, Bilingual] => [value, factValueText(name, value)]),
  );
  const own = inputs.flatMap(({ name, value }): [string, Bilingual][] =>
    typeof value === 'string' ? [[value, factValueText(name, value)]] : [],
  );
  return new Map([...values, ...own]);
}

const NAME = /(?<![\w.])[A-Za-z_]\w*(?:\.[A-Za-z]\w*)?(?![\w(]|\.\w)|(?<![\w.])[A-Za-z]+(?=\()/g;

function plainText(text: string, lang: Lang, words: Words, operations = true): string {
  return text.replaceAll(NAME, (name) => {
    const found = words.get(name) ?? (operations || lang === 'zh' ? operationFor(name, lang) : undefined);
    return found === undefined ? name : found[lang];
  });
}

/** Grouped thousands, and no gaps between Chinese words where names stood. */
function tidy(text: string, lang: Lang): string {
  const grouped = text.replaceAll(/\d{4,}(?=\.\d\d(?!\d))/g, (digits) =>
    digits.replace(/\B(?=(\d{3})+$)/g, ','),
  );
  if (lang === 'en') return grouped;
  return grouped.replaceAll(/(?<=[\u4e00-\u9fff：]) (?=[\u4e00-\u9fff])/g, '');
}

/** English sentences have their own `in`, `or` and `not`; only formulas' functions and truth values are replaced there. */
function operationFor(name: string, lang: Lang): Bilingual | undefined {
  return lang === 'zh' || ['true', 'false'].includes(name) || name.startsWith('round')
    ? operationWord(name)
    : undefined;
}

const LABELS = new WeakMap<PolicyModel, Words>();

/** What steps call the values they name. */
function labelsOf(model: PolicyModel): Words {
  const known = LABELS.get(model);
  if (known !== undefined) return known;
  const steps = [model.benefits, model.fragments, model.rules].flatMap((map) =>
    [...map.values()].flatMap((list) => list.steps),
  );
  const labels = new Map(steps.flatMap(labelsIn));
  LABELS.set(model, labels);
  return labels;
}

function labelsIn(step: StepModel): readonly (readonly [string, Bilingual])[] {
  if (step.kind === 'classify') {
    return [...step.sums].flatMap(([name, { label }]) =>
      label === undefined ? [] : [[name, label] as const],
    );
  }
  return 'name' in step && step.label !== undefined ? [[step.name, step.label]] : [];
}

/** Words for anything that a policy declares, for expressions as an officer reads them. */
export function declared(name: string, model: PolicyModel): Bilingual | undefined {
  if (name.startsWith('counter.previous.'))
    return prefixed(model.counters.get(name.slice(17))?.name, '上期', '', 'last period: ');
  if (name.startsWith('counter.')) return model.counters.get(name.slice(8))?.name;
  if (name.startsWith('paid.'))
    return prefixed(model.payers.get(name.slice(5))?.name, '已由', '支付', 'paid by ');
  if (name === 'line.kind') return { zh: '项目类别', en: 'kind of item' };
  if (name === 'line.class') return { zh: '费用等级', en: 'item class' };
  if (name === 'line.firstPay') return { zh: '目录先行自付比例', en: 'first-pay ratio of the catalogue' };
  if (name === 'line.amount') return { zh: '明细金额', en: 'amount of the line' };
  if (name === 'line.refused') return { zh: '限制用药未通过', en: 'restricted use refused' };
  const own = model.parameters.get(name)?.name ?? labelsOf(model).get(name) ?? model.payers.get(name)?.name;
  if (own !== undefined) return own;
  const input = inputName(name);
  if (input !== undefined && !model.attributes.has(name)) return input;
  return model.attributes.has(name) ? factName(name) : undefined;
}

/** A refusal for people: without the identifiers that integrators need, and with fact values in words. */
export function rejectionText({ message, field }: Rejection, lang: Lang): string {
  const attribute = field?.startsWith('facts.') === true ? field.slice('facts.'.length) : '';
  const plain = message[lang].replaceAll(/[（(][a-z]\w*[）)]/g, '').replaceAll(/ +/g, ' ');
  return plain.replaceAll(NAME, (name) => factValueText(attribute, name)[lang]);
}

function prefixed(
  name: Bilingual | undefined,
  before: string,
  after: string,
  en: string,
): Bilingual | undefined {
  return name === undefined ? undefined : { zh: `${before}${name.zh}${after}`, en: `${en}${name.en}` };
}

/** An expression of a policy file in words: `max(0, outDeductible − counter.outDeductibleUsed)`. */
export function expressionText(text: string, model: PolicyModel, lang: Lang): string {
  let attribute = '';
  const signs = text
    .replaceAll(/'([^']*)'|[A-Za-z_][\w.]*/g, (part, quoted: string | undefined) => {
      if (quoted !== undefined) return quotedWord(attribute, quoted, model)[lang];
      if (model.attributes.has(part) || part === 'line.kind') attribute = part;
      return part;
    })
    .replaceAll(' - ', ' − ')
    .replaceAll(' * ', ' × ')
    .replaceAll('==', '=')
    .replaceAll('!=', '≠')
    .replaceAll('>=', '≥')
    .replaceAll('<=', '≤');
  return signs.replaceAll(
    NAME,
    (name) =>
      (declared(name, model) ?? operationFor(name, lang) ?? valueWord(name) ?? { zh: name, en: name })[lang],
  );
}

/** A text in quotes belongs to the attribute that was named last: `filing in ['local', 'unfiled']`. */
function quotedWord(attribute: string, value: string, model: PolicyModel): Bilingual {
  if (model.attributes.get(attribute)?.values.includes(value) === true)
    return factValueText(attribute, value);
  return attribute === 'line.kind' ? lineKindWord(value) : { zh: value, en: value };
}

/** Sentences and titles start with a capital letter; Chinese is not touched. */
function capital(text: string): string {
  return text.replace(/^[a-z]/, (letter) => letter.toUpperCase());
}

function both(text: (lang: Lang) => string): Bilingual {
  return { zh: text('zh'), en: text('en') };
}
