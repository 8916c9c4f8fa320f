import { expect, test } from 'vitest';
import { openSheet } from '../read/read-sheet.ts';
import { gb18030Bytes } from './gb18030.ts';

test('what is written is read again, and the bytes are those of the standard', async () => {
  // 中 is D6 D0, 啊 is B0 A1 in GB 2312 and so in GB18030.
  expect([...gb18030Bytes('中a啊')]).toEqual([0xd6, 0xd0, 0x61, 0xb0, 0xa1]);
  const opened = await openSheet(gb18030Bytes('姓名,证件号码\r\n阿依古丽·买买提,990100\r\n'));
  expect(opened.encoding).toBe('gb18030');
  const rows: (readonly string[])[] = [];
  for await (const page of opened.rows) rows.push(...page.map(({ cells }) => cells));
  expect(rows).toEqual([
    ['姓名', '证件号码'],
    ['阿依古丽·买买提', '990100'],
  ]);
});

test('a character outside becomes a question mark, not another one', () => {
  expect([...gb18030Bytes('张𠮷')]).toEqual([0xd5, 0xc5, 0x3f]);
});
