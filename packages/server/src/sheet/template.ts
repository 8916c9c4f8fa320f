import type { Bilingual } from '@gongji/domain';
import type { Column } from './columns.ts';
import { writeXlsx } from './write-xlsx.ts';

/** An empty table to fill in: the names of the columns, required ones with a star. */
export function templateOf(
  columns: Readonly<Record<string, Column>>,
  sheetName: Bilingual,
  lang: 'zh' | 'en',
): Uint8Array {
  const head = Object.values(columns).map(
    ({ name, required }) => `${name[lang]}${required === true ? '*' : ''}`,
  );
  return writeXlsx(sheetName[lang], [head]);
}
