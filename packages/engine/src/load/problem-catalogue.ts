import type { Bilingual } from '@gongji/domain';

interface ProblemInfo {
  readonly severity: 'error' | 'warning';
  readonly remedy: Bilingual;
}

const error = (zh: string, en: string): ProblemInfo => ({ severity: 'error', remedy: { zh, en } });
const warning = (zh: string, en: string): ProblemInfo => ({ severity: 'warning', remedy: { zh, en } });

/**
 * Everything that reading a policy, overlay or case file can find, with what to do about it.
 * docs/policy-checks.md has a line for each; a test holds the two together.
 */
const CATALOGUE = {
  'file-too-large': error('把文件拆小', 'split the file'),
  'yaml-syntax': error(
    '改正 YAML 语法；含逗号的文字在 { } 内要加引号',
    'correct the YAML; a text with a comma needs quotes inside { }',
  ),
  'yaml-alias': error('把内容写出来，不用引用', 'write the content out instead of referring to it'),
  'yaml-tag': error('去掉标签', 'remove the tag'),
  'duplicate-key': error('只保留一处', 'keep one of the two'),
  'unknown-key': error(
    '查对拼写；允许的键见 docs/policy-format.md',
    'check the spelling; docs/policy-format.md lists the keys',
  ),
  'missing-key': error('补上这个键', 'add the key'),
  'wrong-type': error('按 docs/policy-format.md 的形式书写', 'write it in the form of docs/policy-format.md'),
  'bad-value': error('改为允许的值', 'use one of the values allowed'),
  'bad-name': error(
    '名称用小写字母开头的英文字母与数字',
    'use letters and digits, starting with a lower-case letter',
  ),
  'name-taken': error('换一个名称', 'choose another name'),
  'flow-comma': error(
    '给表达式加引号，或分行书写这一步',
    'put the expression in quotes, or write the step on several lines',
  ),
  'unit-yuan': error(
    '金额写元，最多两位小数，例如 1300 或 12.50',
    'write yuan with at most two decimals, such as 1300 or 12.50',
  ),
  'unit-rate': error(
    '比例写百分数，最多四位小数，例如 85%',
    'write a percentage with at most four decimals, such as 85%',
  ),
  'unit-number': error('写整数，例如 3', 'write a whole number, such as 3'),
  'unit-boolean': error('写 true 或 false', 'write true or false'),
  'bad-date': error('日期写 yyyy-MM-dd', 'write dates as yyyy-MM-dd'),
  'date-gap': error('补上从有效期首日起的取值', 'add a value that holds from the first day in force'),
  'date-overlap': error(
    '按日期先后排列，每个生效日只写一次',
    'order the values by date and write each day once',
  ),
  'date-outside': error('改日期，或改政策有效期', 'change the date, or the days in force of the policy'),
  'value-unreachable': warning(
    '删去在有效期之前就已被替代的值',
    'remove the value that is replaced before the policy is in force',
  ),
  'cite-missing': error('写明文件与条款，例如 D1 第十二条', 'give document and article, such as D1 第十二条'),
  'cite-unknown': error('在 documents 中登记该文件', 'declare the document under documents'),
  'question-unknown': error('在 questions 中登记该问题', 'declare the question under questions'),
  'unknown-reference': error('先声明再引用，或改正拼写', 'declare it first, or correct the spelling'),
  'bad-cell': error(
    '单元格写 值、a|b、any，数字写 45、<45、<=44、>=45 或 45..59',
    'write a value, a|b or any; for numbers 45, <45, <=44, >=45 or 45..59',
  ),
  'row-length': error(
    '每行的单元格数等于 by 的个数，再加一个结果',
    'write one cell for each name in by, then the result',
  ),
  'step-misplaced': error(
    '账单步骤写在 benefits，缴款（pay）写在缴费等规则，cover 写在参保规则',
    'steps of a bill stand in benefits, pay in rules of money, cover in rules of cover',
  ),
  'bands-order': error('只有最后一段可以没有 upTo', 'only the last band may be without upTo'),
  'overlay-target': error(
    'overlay 的 of 要等于政策的 id，set 的路径要指向已有的内容',
    'of must be the id of the policy, and every path under set must lead to something in it',
  ),
  'counter-not-fed': error('在 feed 中写明由哪些待遇累计', 'say under feed which benefits move it'),
  'counter-not-read': error(
    '在步骤中使用 counter.名称，或删去该累计',
    'read it in a step as counter.name, or remove it',
  ),
  'med-type-shared': error(
    '给两个待遇都写上互斥的 when，或改 medTypes',
    'give both benefits a when that excludes the other, or change medTypes',
  ),
  'parameter-unused': warning(
    '在步骤中使用，或写明 use，或删去',
    'use it in a step, or give its use, or remove it',
  ),
  'attribute-unused': warning(
    '在表或表达式中使用，或删去',
    'use it in a table or an expression, or remove it',
  ),
  'payer-unused': warning('补上支付步骤，或删去', 'write the step in which it pays, or remove it'),
  'fragment-unused': warning('用 use 引用，或删去', 'bring it in with use, or remove it'),
  'document-unused': warning('在出处中引用，或删去', 'cite it, or remove it'),
  'value-unused': warning('使用它，或删去', 'use it, or remove it'),
  'value-unnamed': warning(
    '写 name：{zh: …, en: …}，用于向参保人解释',
    'give it a name: {zh: …, en: …}, for explanations to the insured',
  ),
  'step-uncited': error(
    '在步骤中写 cite，或把数值移到有出处的参数',
    'write cite on the step, or move the figure to a parameter with a citation',
  ),
  cliff: warning(
    '对照文件核对分段方式与起付线；文件确实如此规定的，保留即可',
    'check bands and deductible against the document; if it really says so, leave it',
  ),
  'non-monotone': warning('核对扣除与支付的先后', 'check the order of deducting and sharing'),
  'step-untouched': warning('为这一步骤补一个算例', 'write a case in which this step runs'),
  'row-untouched': warning('为这一行补一个算例', 'write a case that this row decides'),
  'case-idle': warning('核对算例的事实与金额', 'check the facts and amounts of the case'),
  'status-unbounded': warning(
    '在 statuses 中写明该人员类别的年龄；文件未载的写 assumes',
    'give the ages of the status under statuses, with assumes where the document gives none',
  ),
  'made-up-day-unread': error(
    '在该规则中用 madeUpOn 写明补缴断保年度后自哪天起享受待遇',
    'say with madeUpOn from which day benefits begin once missed years are paid for',
  ),
  implausible: warning('核对小数点、单位和来源', 'check decimal point, unit and source'),
} as const satisfies Record<string, ProblemInfo>;

export type ProblemCode = keyof typeof CATALOGUE;

export const PROBLEM_CODES = Object.keys(CATALOGUE) as readonly ProblemCode[];

export function problemInfo(code: ProblemCode): ProblemInfo {
  return CATALOGUE[code];
}
