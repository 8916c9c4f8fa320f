import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { z } from 'zod';
import { CUSTOM_RULES, issueProblems } from './issue-text.ts';

function said(schema: z.ZodType, input: unknown): readonly (readonly [string, string, string])[] {
  const { error } = schema.safeParse(input);
  return issueProblems(error?.issues ?? [], input).map(({ field = '', message, remedy }) => [
    field,
    `${message.zh}；${remedy.zh}`,
    `${message.en}; ${remedy.en}`,
  ]);
}
const form = z.strictObject({
  reason: z.string().trim().min(2).max(5),
  amountFen: z.int().positive().multipleOf(5),
  day: z.iso.date(),
  state: z.enum(['open', 'done']),
  lines: z.array(z.object({ quantity: z.number().max(9) })).max(2),
});
const whole = { reason: '多缴', amountFen: 5, day: '2026-05-01', state: 'open', lines: [] };

test.each([
  [{ reason: undefined }, 'reason', '事由没有填写；请填写', 'reason is missing; fill it in'],
  [{ reason: '  ' }, 'reason', '事由没有填写；请填写', 'reason is missing; fill it in'],
  [
    { reason: '错' },
    'reason',
    '事由“错”不能少于 2 个字符；请补足',
    'reason “错” must have at least 2 characters; write more',
  ],
  [
    { reason: '一二三四五六' },
    'reason',
    '事由“一二三四五六”不能超过 5 个字符；请缩短或减少',
    'reason “一二三四五六” must have at most 5 characters; write less',
  ],
  [{ reason: 7 }, 'reason', '事由“7”应为文字；请改为文字', 'reason “7” must be text; make it text'],
  [{ amountFen: -5 }, 'amountFen', '金额“-5”须大于 0；请补足', 'amount “-5” must be more than 0; write more'],
  [
    { amountFen: 7 },
    'amountFen',
    '金额“7”不是 5 的整数倍；请改为 5 的整数倍',
    'amount “7” is no multiple of 5; make it a multiple of 5',
  ],
  [
    { day: '1.5.2026' },
    'day',
    '日期“1.5.2026”格式不正确，应为年-月-日，如 2026-05-01；请写成年-月-日，如 2026-05-01',
    'day “1.5.2026” is not a day such as 2026-05-01; write a day such as 2026-05-01',
  ],
  [
    { state: 'x' },
    'state',
    '状态“x”不在可选范围；请选择：open、done',
    'state “x” is none of what may be chosen; choose one of open, done',
  ],
  [
    { lines: [{ quantity: 1 }, { quantity: 10 }] },
    'lines.1.quantity',
    '第 2 行数量“10”不能超过 9；请缩短或减少',
    'row 2: quantity “10” must be at most 9; write less',
  ],
  [
    { lines: [{ quantity: 1 }, { quantity: 1 }, { quantity: 1 }] },
    'lines',
    '明细不能超过 2 项；请缩短或减少',
    'lines must have at most 2 entries; write less',
  ],
  [
    { other: 1 },
    '',
    '请求内容含有不存在的项：other；请去掉这些项，或核对名称',
    'the request has parts that do not exist: other; leave them out, or check their names',
  ],
] as const)('%o', (part, field, zh, en) => {
  expect(said(form, { ...whole, ...part })).toEqual([[field, zh, en]]);
});

test('of several forms the nearest is taken; a kind that there is not is named; keys are read too', () => {
  const union = z.discriminatedUnion('kind', [
    z.object({ kind: z.literal('death'), on: z.iso.date() }),
    z.object({ kind: z.literal('change'), values: z.record(z.enum(['name']), z.string()) }),
  ]);
  expect(said(union, { kind: 'birth' })).toEqual([
    [
      'kind',
      '种类“birth”不在可选范围；请选择：death、change',
      'kind “birth” is none of what may be chosen; choose one of death, change',
    ],
  ]);
  const [amount] = said(z.union([z.int(), z.object({ fen: z.int(), more: z.int() })]), 'x');
  expect(amount?.[1]).toBe('请求内容“x”应为数字；请改为数字');
  expect(said(z.record(z.string().regex(/^\d{6}$/), z.int()), { abc: 1 })).toHaveLength(1);
});

test('a secret is never said back', () => {
  const [secret] = said(z.object({ password: z.string().min(12) }), { password: 'hunter2' });
  expect(secret?.[1]).toBe('密码不能少于 12 个字符；请补足');
});

test('every rule that the contract states in a sentence has its words', () => {
  const folder = fileURLToPath(new URL('../../../contract/src/', import.meta.url));
  const rules = readdirSync(folder)
    .filter((file) => !file.includes('.test.'))
    .flatMap((file) => [
      ...readFileSync(folder + file, 'utf8').matchAll(/refine\([\s\S]{0,300}?(?:error|message): '([^']+)'/g),
    ])
    .map((match) => match[1] ?? '');
  expect(rules.length).toBeGreaterThan(5);
  expect([...new Set(rules)].filter((rule) => !CUSTOM_RULES.includes(rule))).toEqual([]);
});
