import type { Bilingual } from '@gongji/domain';
import { xlsxFile } from '@gongji/sheets';
import type { Column } from './columns.ts';

/** An empty table to fill in: the names of the columns, required ones with a star. */
export function templateOf(
  columns: Readonly<Record<string, Column>>,
  sheetName: Bilingual,
  lang: 'zh' | 'en',
): Uint8Array {
  const head = Object.values(columns).map(({ name, required }) => {
    const value = `${name[lang]}${required === true ? '*' : ''}`;
    return { value, style: required === true ? 'required' : 'head' } as const;
  });
  const widths = head.map(({ value }) => ({
    width: Math.max(12, value.length * (lang === 'zh' ? 2 : 1) + 4),
  }));
  return xlsxFile([{ name: sheetName[lang], columns: widths, rows: [head], frozenRows: 1 }]);
}
