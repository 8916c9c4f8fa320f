import type { Bilingual } from '@gongji/domain';
import type { z } from 'zod';
import type { ProblemDetail } from '../http/problem.ts';
import { fieldWord } from './field-words.ts';

type Issue = z.core.$ZodIssue;
type Code = Issue['code'];
/** What is wrong and what to do; the name of the field comes before it. */
interface Text {
  readonly wrong: Bilingual;
  readonly remedy: Bilingual;
}

const say = (zh: string, en: string): Bilingual => ({ zh, en });
const FILL_IN: Text = { wrong: say('没有填写', 'is missing'), remedy: say('请填写', 'fill it in') };
/** Never said back. */
const SECRET = /password|code|secret|token|key|content/i;

/**
 * Everything that a reading by a schema found, as a person reads it: field, value, rule and remedy. Of a choice of forms
 * the one that fits best is taken.
 */
export function issueProblems(issues: readonly Issue[], input: unknown): readonly ProblemDetail[] {
  return issues.flatMap((issue) => inner(issue, input) ?? [problemOf(issue, input)]);
}

function inner(issue: Issue, input: unknown): readonly ProblemDetail[] | undefined {
  const nested =
    issue.code === 'invalid_union'
      ? issue.errors.toSorted((one, other) => one.length - other.length)[0]
      : issue.code === 'invalid_key' || issue.code === 'invalid_element'
        ? issue.issues
        : undefined;
  if (nested === undefined || nested.length === 0) return undefined;
  return issueProblems(
    nested.map((one) => ({ ...one, path: [...issue.path, ...one.path] })),
    input,
  );
}

function problemOf(issue: Issue, input: unknown): ProblemDetail {
  const path = issue.path.map(String);
  const value = path.reduce<unknown>(
    (part, key) =>
      typeof part === 'object' && part !== null ? (part as Record<string, unknown>)[key] : undefined,
    input,
  );
  const { wrong, remedy } = textOf(issue, value);
  const name = fieldWord(path);
  const shown = shownValue(path, value);
  return {
    code: issue.code,
    field: path.join('.'),
    ...(shown === undefined ? {} : { value: shown }),
    message: {
      zh: `${name.zh}${shown === undefined ? '' : `“${shown}”`}${wrong.zh}`,
      en: `${name.en}${shown === undefined ? '' : ` “${shown}”`} ${wrong.en}`,
    },
    remedy,
  };
}

function shownValue(path: readonly string[], value: unknown): string | undefined {
  if (path.some((name) => SECRET.test(name))) return undefined;
  if (typeof value !== 'string' && typeof value !== 'number' && typeof value !== 'boolean') return undefined;
  const text = String(value).trim();
  if (text === '') return undefined;
  return text.length > 40 ? `${text.slice(0, 40)}…` : text;
}

function textOf(issue: Issue, value: unknown): Text {
  const isBlank = value === undefined || value === null || (typeof value === 'string' && value.trim() === '');
  // A choice that was not made is missing whatever it is made from.
  if (isBlank && issue.code !== 'unrecognized_keys' && issue.code !== 'custom') return FILL_IN;
  // The compiler asks for each kind of issue there is.
  const texts = TEXTS as Readonly<Record<Code, (issue: never) => Text>>;
  return texts[issue.code](issue as never);
}

const TEXTS: { readonly [C in Code]: (issue: Extract<Issue, { code: C }>) => Text } = {
  invalid_type: ({ expected }) => {
    const form = FORMS[expected] ?? say('另一种内容', 'of another form');
    return {
      wrong: say(`应为${form.zh}`, `must be ${form.en}`),
      remedy: say(`请改为${form.zh}`, `make it ${form.en}`),
    };
  },
  too_small: ({ origin, minimum, inclusive = true, exact = false }) =>
    limit(origin, String(minimum), exact ? 'is' : inclusive ? 'least' : 'above'),
  too_big: ({ origin, maximum, inclusive = true, exact = false }) =>
    limit(origin, String(maximum), exact ? 'is' : inclusive ? 'most' : 'below'),
  invalid_format: ({ format, pattern }) => {
    const shape = SHAPES[pattern ?? ''] ?? SHAPES[format];
    return shape === undefined
      ? {
          wrong: say('格式不正确', 'is not written as it should be'),
          remedy: say('请检查有无多余或不可用的字符', 'look for characters too many or not allowed'),
        }
      : {
          wrong: say(`格式不正确，应为${shape.zh}`, `is not ${shape.en}`),
          remedy: say(`请写成${shape.zh}`, `write ${shape.en}`),
        };
  },
  not_multiple_of: ({ divisor }) => ({
    wrong: say(`不是 ${divisor} 的整数倍`, `is no multiple of ${divisor}`),
    remedy: say(`请改为 ${divisor} 的整数倍`, `make it a multiple of ${divisor}`),
  }),
  unrecognized_keys: ({ keys }) => ({
    wrong: say(`含有不存在的项：${keys.join('、')}`, `has parts that do not exist: ${keys.join(', ')}`),
    remedy: say('请去掉这些项，或核对名称', 'leave them out, or check their names'),
  }),
  invalid_union: (issue) => oneOf('options' in issue ? (issue.options ?? []) : []),
  invalid_key: () => NAMES_WRONG,
  invalid_element: () => NAMES_WRONG,
  invalid_value: ({ values }) => oneOf(values),
  custom: ({ message }) =>
    CUSTOM[message] ?? {
      wrong: say(
        '不符合要求，可能含有不可用的字符',
        'is not allowed; it may hold characters that cannot be used',
      ),
      remedy: say('请核对后改正', 'check and correct it'),
    },
};

const NAMES_WRONG: Text = {
  wrong: say('其中有名称不正确的项', 'has a part whose name is wrong'),
  remedy: say('请核对各项名称', 'check the names of its parts'),
};

function oneOf(values: readonly unknown[]): Text {
  const all = values.map(String);
  if (all.length === 0)
    return {
      wrong: say('不是任何一种可选内容', 'is none of what may stand here'),
      remedy: say('请从可选内容中选择', 'choose one of them'),
    };
  return {
    wrong: say(`不在可选范围`, `is none of what may be chosen`),
    remedy: say(`请选择：${all.join('、')}`, `choose one of ${all.join(', ')}`),
  };
}

type Bound = 'least' | 'most' | 'above' | 'below' | 'is';

function limit(origin: string, n: string, bound: Bound): Text {
  const words = {
    least: say('不能少于', 'at least'),
    most: say('不能超过', 'at most'),
    above: say('须大于', 'more than'),
    below: say('须小于', 'less than'),
    is: say('须正好是', 'exactly'),
  }[bound];
  const unit =
    origin === 'string'
      ? say(' 个字符', ' characters')
      : origin === 'array' || origin === 'set'
        ? say(' 项', ' entries')
        : say('', '');
  const verb = origin === 'string' || origin === 'array' || origin === 'set' ? 'must have' : 'must be';
  return {
    wrong: say(`${words.zh} ${n}${unit.zh}`, `${verb} ${words.en} ${n}${unit.en}`),
    remedy:
      bound === 'least' || bound === 'above'
        ? say('请补足', 'write more')
        : bound === 'is'
          ? say('请核对位数', 'count once more')
          : say('请缩短或减少', 'write less'),
  };
}

const FORMS: Readonly<Record<string, Bilingual>> = {
  string: say('文字', 'text'),
  number: say('数字', 'a number'),
  int: say('整数', 'a whole number'),
  bigint: say('整数', 'a whole number'),
  boolean: say('是或否', 'yes or no'),
  array: say('列表', 'a list'),
  object: say('一组字段', 'a group of fields'),
  record: say('一组字段', 'a group of fields'),
  date: say('日期', 'a day'),
};

/** What a text must look like, by the name of the format or by its pattern. */
const SHAPES: Readonly<Record<string, Bilingual>> = {
  date: say('年-月-日，如 2026-05-01', 'a day such as 2026-05-01'),
  datetime: say('日期时间，如 2026-05-01T08:00:00Z', 'a day and time such as 2026-05-01T08:00:00Z'),
  email: say('电子邮箱', 'an e-mail address'),
  url: say('网址', 'an address of the web'),
  base64: say('文件内容', 'the content of a file'),
  '/^20\\d\\d$/': say('四位年份，如 2026', 'a year such as 2026'),
  '/^\\d{4}$/': say('四位数字', 'four digits'),
  '/^\\d{6}$/': say('六位数字', 'six digits'),
  '/^\\d{1,19}$/': say('编号（数字）', 'a number of ours, digits only'),
  '/^\\d{4}-(0[1-9]|1[0-2])$/': say('年-月，如 2026-05', 'a month such as 2026-05'),
  '/^20\\d\\d-(0[1-9]|1[0-2])$/': say('年-月，如 2026-05', 'a month such as 2026-05'),
  '/^[\\d+ -]{6,20}$/': say('电话号码，6 至 20 位', 'a phone number of 6 to 20 digits'),
  '/^[a-z0-9][a-z0-9._-]{1,48}$/': say('小写字母和数字，2 至 49 位', '2 to 49 lower-case letters and digits'),
};

/** Rules that a schema states in a sentence of its own. */
const CUSTOM: Readonly<Record<string, Text>> = {
  'not a day that exists': {
    wrong: say('不是存在的日期', 'is not a day that exists'),
    remedy: say('请核对月份和日', 'check month and day'),
  },
  'more than nothing': {
    wrong: say('须大于零', 'must be more than nothing'),
    remedy: say('请填写大于零的数', 'give more than nothing'),
  },
  'not zero': { wrong: say('不能为零', 'must not be zero'), remedy: say('请填写金额', 'give an amount') },
  'a rejection needs a reason': {
    wrong: say('：不同意须写明原因，至少两个字', 'a refusal needs a reason of at least two characters'),
    remedy: say('请填写原因', 'give the reason'),
  },
  'a refusal needs a reason of at least two characters': {
    wrong: say('：不同意须写明原因，至少两个字', 'a refusal needs a reason of at least two characters'),
    remedy: say('请填写原因', 'give the reason'),
  },
  'an approval names the effects that were shown': {
    wrong: say('：同意前须先看过影响', 'an approval names the effects that were shown'),
    remedy: say('请查看影响后再同意', 'look at the effects, then approve'),
  },
  'two schemes within the region, one across regions': {
    wrong: say(
      '：统筹区内转接须为两个不同险种，跨统筹区须为同一险种',
      'two schemes within the region, one across regions',
    ),
    remedy: say('请核对转出和转入险种', 'check both schemes'),
  },
  'across regions the other agency is needed': {
    wrong: say('：跨统筹区转移须填写对方经办机构', 'across regions the other agency is needed'),
    remedy: say('请填写对方经办机构', 'give the other agency'),
  },
  'a rate is at most 100 %': {
    wrong: say('：参保率目标不超过 100%', 'a rate is at most 100 %'),
    remedy: say('请填写不超过 100% 的参保率', 'give a rate of at most 100 %'),
  },
};
export const CUSTOM_RULES = Object.keys(CUSTOM);
