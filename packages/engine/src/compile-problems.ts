import type { Bilingual } from '@gongji/domain';

/** Everything that compiling a policy can find, with what to do about it; all are errors. See docs/policy-checks.md. */
export const COMPILE_PROBLEMS = {
  'not-in-force': { zh: '选择有效期内的日期', en: 'choose a day in force' },
  'expression-syntax': { zh: '改正表达式', en: 'correct the expression' },
  'unknown-name': {
    zh: '先声明再使用，或改正拼写',
    en: 'declare the name before it is used, or correct the spelling',
  },
  'unknown-value': { zh: '使用已声明的取值', en: 'use one of the values declared' },
  'type-mismatch': {
    zh: '两边应为同一类型；金额乘比例后须先取整',
    en: 'both sides must be of one type; an amount times a rate is rounded before it is an amount again',
  },
  'bad-literal': {
    zh: '金额最多两位小数，比例带百分号，计数为整数',
    en: 'amounts have at most two decimals, rates carry %, counts are whole numbers',
  },
  'wrong-arguments': { zh: '核对函数的参数', en: 'check the arguments of the function' },
  'not-running-amount': {
    zh: '先用 let 取一个金额，再从中扣除或支付',
    en: 'name an amount with let first, then take from it',
  },
  'name-reused': { zh: '换一个名称', en: 'choose another name' },
  'step-order': {
    zh: 'classify 为第一步，account 为最后',
    en: 'classify comes first, account steps come last',
  },
  'fragment-loop': { zh: '片段不能直接或间接引用自己', en: 'a fragment cannot use itself' },
  'bands-not-rising': { zh: '按上限由低到高排列', en: 'order the bands by rising upper edge' },
  'table-gap': { zh: '补上缺少的行', en: 'add a row for what is not covered' },
  'table-overlap': { zh: '删改其中一行', en: 'change or remove one of the rows' },
  'table-too-large': { zh: '拆分为几张表', en: 'split it into several tables' },
  'table-column': { zh: '核对 by 中的名称和单元格', en: 'check the name in by and the cells under it' },
  'attribute-mismatch': {
    zh: '按 docs/policy-format.md 第9节声明属性',
    en: 'declare the attribute as in section 9 of docs/policy-format.md',
  },
  'no-result': {
    zh: '写出至少一个缴款或享受期步骤',
    en: 'write a step that pays, or one that says the days covered',
  },
  'no-steps': { zh: '写出至少一个步骤', en: 'write at least one step' },
} as const satisfies Readonly<Record<string, Bilingual>>;

export type CompileProblemCode = keyof typeof COMPILE_PROBLEMS;
