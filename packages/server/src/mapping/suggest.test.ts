import { pinyinInitials } from '@gongji/domain';
import type { CatalogueEntry } from '@gongji/store/office';
import { expect, test } from 'vitest';
import { suggest, suggestionIndex } from './suggest.ts';

function entry(listCode: string, name: string, more: Partial<CatalogueEntry> = {}): CatalogueEntry {
  const none = { listType: '101', spec: '', dosageForm: '', manufacturer: '' };
  return { listCode, name, pinyin: pinyinInitials(name), ...none, ...more };
}

const INDEX = suggestionIndex([
  entry('A1', '阿莫西林胶囊', { spec: '0.25g*24粒', manufacturer: '共济制药有限公司', dosageForm: '胶囊剂' }),
  entry('A2', '阿莫西林胶囊', { spec: '0.5g*12粒', manufacturer: '共济制药有限公司', dosageForm: '胶囊剂' }),
  entry('A3', '阿莫西林克拉维酸钾片', { spec: '0.375g*12片', manufacturer: '同心药业' }),
  entry('B1', '氨氯地平片', { spec: '5mg*14片' }),
  entry('S1', '静脉采血', { listType: '201' }),
  entry('C1', '一次性静脉采血针', { listType: '301' }),
]);

function codes(name: string, more: Partial<CatalogueEntry> = {}): readonly string[] {
  const { listCode: _, ...wanted } = entry('', name, { listType: '', ...more });
  return suggest(INDEX, wanted).map((found) => `${found.entry.listCode} ${found.score}`);
}

test('name, strength and maker agree, however they are written', () => {
  const own = { spec: '250mg×24', manufacturer: '共济制药', dosageForm: '胶囊剂' };
  expect(codes('阿莫西林胶囊（阿莫仙）', own)[0]).toBe('A1 100');
});

test('another strength is less likely than the same one', () => {
  const [first, second] = codes('阿莫西林胶囊', { spec: '0.5g*12粒' });
  expect(first).toBe('A2 100');
  // name 60 of 60, spec 0 of 22: 60 ÷ 82 = 73 %
  expect(second).toBe('A1 73');
});

test('a slip of the input method still finds by its initials', () => {
  expect(codes('安氯地平片')[0]?.slice(0, 2)).toBe('B1');
  expect(codes('氨绿滴平片')[0]?.slice(0, 2)).toBe('B1');
});

test('a consumable is not taken for a service of nearly the same name', () => {
  expect(codes('静脉采血针', { listType: '301' })[0]?.slice(0, 2)).toBe('C1');
  expect(codes('静脉采血', { listType: '201' })[0]).toBe('S1 100');
});

test('nothing alike, nothing suggested', () => {
  expect(codes('轮椅租借')).toEqual([]);
});

test('each of a thousand items is found in a catalogue of twenty thousand', () => {
  const makers = ['共济', '同心', '安澜', '望舒', '青岚'];
  const entries = Array.from({ length: 20_000 }, (_, i) =>
    entry(`N${i}`, `${String.fromCodePoint(0x4e00 + (i % 400), 0x5000 + (i % 397))}胶囊`, {
      spec: `${(i % 9) + 1}mg`,
      manufacturer: `${makers[i % 5]}药业`,
    }),
  );
  const index = suggestionIndex(entries);
  for (const one of entries.slice(0, 1_000)) expect(suggest(index, one)[0]?.score).toBe(100);
});
