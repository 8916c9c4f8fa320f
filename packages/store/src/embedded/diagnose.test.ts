import { expect, test } from 'vitest';
import { diagnose } from './diagnose.ts';

test.each([
  ['FATAL: could not write: No space left on device', /磁盘已满/, /腾出空间/],
  ['FATAL: data directory "/x" has wrong ownership', /没有权限/, /GONGJI_DATA/],
  [
    'FATAL: could not map anonymous shared memory: Cannot allocate memory',
    /内存不足/,
    /GONGJI_SHARED_BUFFERS/,
  ],
  ['FATAL: something new', /something new/, /server\.log/],
])('%s', (output, zh, remedyZh) => {
  const error = diagnose(output, '/data/postgres');
  expect(error.zh).toMatch(zh);
  expect(error.remedy.zh).toMatch(remedyZh);
});
