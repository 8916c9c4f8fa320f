import { expect, test } from 'vitest';
import { citeText } from './cite-text.ts';
import type { PolicyDocument } from './model.ts';

const documents = new Map<string, PolicyDocument>([
  ['D1', { title: { zh: '职工医保办法', en: 'Employee measures' }, at: { line: 1, col: 1 } }],
]);

test.each([
  ['D1 第二十二条第四款', '《职工医保办法》第二十二条第四款', 'Employee measures, Art. 22 (4)'],
  ['D1 第十条', '《职工医保办法》第十条', 'Employee measures, Art. 10'],
  ['D1 第二十条', '《职工医保办法》第二十条', 'Employee measures, Art. 20'],
  ['D1 附件2', '《职工医保办法》附件2', 'Employee measures, Annex 2'],
  ['D1 “诊察费”', '《职工医保办法》“诊察费”', 'Employee measures, “诊察费”'],
  ['D9 第三条', 'D9 第三条', 'D9 第三条'],
])('%s', (cite, zh, en) => {
  expect(citeText(cite, documents, 'zh')).toBe(zh);
  expect(citeText(cite, documents, 'en')).toBe(en);
});
