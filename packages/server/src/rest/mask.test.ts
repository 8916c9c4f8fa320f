import { expect, test } from 'vitest';
import { maskName, maskNumber, maskPersonNumber } from './mask.ts';

test.each([
  ['张三', '张*'],
  ['王小明', '王**'],
  ['欧阳修', '欧阳*'],
  ['欧阳', '欧*'],
  ['李', '李*'],
  ['', ''],
])('name %s is shown as %s', (name, shown) => {
  expect(maskName(name)).toBe(shown);
});

test('an identity number shows three and four, a short one nothing', () => {
  expect(maskNumber('990100198002290015')).toBe('990***********0015');
  expect(maskNumber('12345')).toBe('*****');
});

test('a person number shows its last four', () => {
  expect(maskPersonNumber('9901000000012345')).toBe('************2345');
});
