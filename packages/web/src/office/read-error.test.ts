import { expect, test } from 'vitest';
import { readError } from './read-error.ts';

test('several reasons in Chinese, each with field, value and remedy', () => {
  const text =
    '1) [item-unknown] feedetail[1].med_list_codg=NONE: 医保目录中没有该编码；处理：更新目录后更正。2) [amount-malformed] feedetail[1].cnt=-1: 金额不合法；处理：更正后重发。';
  expect(readError(text)).toEqual([
    { field: 'feedetail[1].med_list_codg=NONE', message: '医保目录中没有该编码', remedy: '更新目录后更正' },
    { field: 'feedetail[1].cnt=-1', message: '金额不合法', remedy: '更正后重发' },
  ]);
});

test('one reason in English, and one without a field', () => {
  expect(readError('[lines-changed] the fee lines changed; remedy: preview again, then settle.')).toEqual([
    { field: '', message: 'the fee lines changed', remedy: 'preview again, then settle' },
  ]);
  expect(readError('1) [a-b] x: no; remedy: do. 2) [c-d] y=2: bad; remedy: fix.')).toEqual([
    { field: 'x', message: 'no', remedy: 'do' },
    { field: 'y=2', message: 'bad', remedy: 'fix' },
  ]);
});

test('a fault has a text without codes, and nothing is nothing', () => {
  expect(readError('系统故障，处理结果未知；处理：用同一msgid原样重发，或发送2601冲正。')).toEqual([
    { field: '', message: '系统故障，处理结果未知', remedy: '用同一msgid原样重发，或发送2601冲正' },
  ]);
  expect(readError('')).toEqual([]);
});
