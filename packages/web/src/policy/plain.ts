import type { Bilingual, Rejection } from '@gongji/domain';
import { type ExplainedStep, factName, type PolicyModel, type StepModel } from '@gongji/engine';
import type { Lang } from '../i18n/language.ts';
import { citeText } from './cite.ts';
import { operationWord, valueWord } from './value-words.ts';
import { factValueWord, lineKindWord } from './words.ts';

/**
 * The engine's explanation for people who never saw a policy file: names of working amounts, fact values and
 * operations become words, document numbers become titles. Figures and formulas stay as they are.
 */
export function plainStep(step: ExplainedStep, model: PolicyModel): ExplainedStep {
  return {
    ...step,
    title: both((lang) => titleText(step, model, lang)),
    sentence: both((lang) => sentenceText(step, model, lang)),
  };
}

/** What a step sets is its title, in words or as the policy notes it; other steps are titled by the engine. */
function titleText({ title }: Pick<ExplainedStep, 'title'>, model: PolicyModel, lang: Lang): string {
  const [head = '', note] = title[lang].split(/：|: /, 2);
  const name = /(?:^|\s)([a-z]\w*)$/.exec(head)?.[1] ?? '';
  const known =
    model.payers.size > 0 && isStepName(name, model) ? (valueWord(name)?.[lang] ?? note) : undefined;
  return capital(tidy(known ?? plainText(head, lang, stepNames(model, lang)), lang));
}

function isStepName(name: string, model: PolicyModel): boolean {
  const lists = [...model.benefits.values(), ...model.fragments.values()];
  return lists.some(({ steps }) => steps.some((step) => namesOf(step).includes(name)));
}

/** First what happened, with the names of amounts; then the values used, which are in words but for facts. */
function sentenceText(step: ExplainedStep, model: PolicyModel, lang: Lang): string {
  const mark = lang === 'zh' ? '取值：' : ' Values: ';
  const [what = '', values] = step.sentence[lang].split(mark);
  const first = plainText(what, lang, stepNames(model, lang));
  const second =
    values === undefined ? '' : `${mark}${plainText(values, lang, factWords(step, model), false)}`;
  return capital(tidy(`${first}${second}`, lang));
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
    known.map((value): [string, Bilingual] => [value, factValueWord(name, value)]),
  );
  const own = inputs.flatMap(({ name, value }): [string, Bilingual][] =>
    typeof value === 'string' ? [[value, factValueWord(name, value)]] : [],
  );
  return new Map([...values, ...own]);
}

/** Names that steps of the policy give, in words; in English only those that are no words of a payer's name. */
function stepNames(model: PolicyModel, lang: Lang): Words {
  const taken = lang === 'zh' ? '' : [...model.payers.values()].map(({ name }) => name.en).join(' ');
  const lists = [...model.benefits.values(), ...model.fragments.values()];
  const names = lists
    .flatMap(({ steps }) => steps.flatMap(namesOf))
    .filter((name) => !taken.split(/\W+/).includes(name));
  return new Map(names.flatMap((name): [string, Bilingual][] => entry(name, valueWord(name))));
}

function namesOf(step: StepModel): readonly string[] {
  if (step.kind === 'classify') return [...step.sums.keys()];
  const over = step.kind === 'share' && step.overCap !== undefined ? [step.overCap] : [];
  return 'name' in step ? [step.name, ...over] : [];
}

function entry(name: string, word: Bilingual | undefined): [string, Bilingual][] {
  return word === undefined ? [] : [[name, word]];
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

/** Words for anything that a policy declares, for expressions as an officer reads them. */
export function declared(name: string, model: PolicyModel): Bilingual | undefined {
  if (name.startsWith('counter.')) return model.counters.get(name.slice(8))?.name;
  if (name.startsWith('paid.'))
    return prefixed(model.payers.get(name.slice(5))?.name, '已由', '支付', 'paid by ');
  if (name === 'line.kind') return { zh: '项目类别', en: 'kind of item' };
  if (name === 'line.class') return { zh: '费用等级', en: 'item class' };
  if (name === 'line.firstPay') return { zh: '目录先行自付比例', en: 'first-pay ratio of the catalogue' };
  if (name === 'line.amount') return { zh: '明细金额', en: 'amount of the line' };
  if (name === 'line.refused') return { zh: '限制用药未通过', en: 'restricted use refused' };
  const own = model.parameters.get(name)?.name ?? model.payers.get(name)?.name;
  if (own !== undefined) return own;
  return model.attributes.has(name) ? factName(name) : undefined;
}

/** A refusal for people: without the identifiers that integrators need, and with fact values in words. */
export function rejectionText({ message, field }: Rejection, lang: Lang): string {
  const attribute = field?.startsWith('facts.') === true ? field.slice('facts.'.length) : '';
  const plain = message[lang].replaceAll(/[（(][a-z]\w*[）)]/g, '').replaceAll(/ +/g, ' ');
  return plain.replaceAll(NAME, (name) => factValueWord(attribute, name)[lang]);
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
  const values = new Map<string, Bilingual>();
  for (const [name, { values: known }] of model.attributes)
    for (const v of known) values.set(v, factValueWord(name, v));
  const signs = text
    .replaceAll(/'([^']*)'/g, (_all, quoted: string) => (values.get(quoted) ?? kindWord(quoted))[lang])
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

function kindWord(value: string): Bilingual {
  return lineKindWord(value);
}

/** Sentences and titles start with a capital letter; Chinese is not touched. */
function capital(text: string): string {
  return text.replace(/^[a-z]/, (letter) => letter.toUpperCase());
}

function both(text: (lang: Lang) => string): Bilingual {
  return { zh: text('zh'), en: text('en') };
}
