import { date } from '@gongji/domain';
import { openSheet, type SheetRow } from '@gongji/sheets';
import { createTestDatabase, type TestDatabase } from '@gongji/store/testing';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { demoLists } from './demo-lists.ts';
import { CENSUS } from './kinds/census.ts';
import { STUDENTS } from './kinds/students.ts';
import { readListRow } from './list-row.ts';
import type { SheetKind } from './sheet-kind.ts';

const TODAY = date('2026-11-22');
let db: TestDatabase;
beforeAll(async () => {
  db = await createTestDatabase();
  await db.owner.query(`
    insert into region values ('990100', '共济市');
    insert into unit (unit_id, region_code, kind, code, name) values (990101001001, '990100', 'community', 'C1', '和平社区'),
      (8000001, '990100', 'school', 'S1', '实验小学');
    insert into person (region_code, person_id, psn_no, name, cert_no, sex, born_on, community_id) values
      ('990100', 21, 'P21', '苏和', '990100198001010018', '1', '1980-01-01', 990101001001),
      ('990100', 22, 'P22', '苏平', '990100201602020021', '1', '2016-02-02', 990101001001);
    insert into schooling (region_code, person_id, unit_id, class_name, valid_from) values ('990100', 22, 8000001, '四年级1班', '2026-09-01')`);
});
afterAll(() => db.drop());

/** What is wrong with the rows of a file, by name. */
async function faults(kind: SheetKind, bytes: Uint8Array): Promise<readonly string[]> {
  const rows: SheetRow[] = [];
  for await (const page of (await openSheet(bytes)).rows) rows.push(...page);
  const [head, ...data] = rows.filter(({ cells }) => cells.length > 1);
  const places = new Map(
    kind.columns.map(({ id, name }) => [
      id,
      head?.cells.findIndex((cell) => cell.replace('*', '') === name.zh) ?? -1,
    ]),
  );
  const reading = { kind, places, headings: head?.cells.length ?? 0, today: TODAY };
  return data.flatMap((row) =>
    readListRow(row, reading).problems.map(({ code }) => `${row.cells[places.get('name') ?? 0]} ${code}`),
  );
}

test('the sample lists read well but for the mistakes that are planted in them', async () => {
  const lists = await demoLists(db.pool, TODAY);
  const file = (name: string) => lists?.[name] ?? new Uint8Array();
  expect(await faults(CENSUS, file('census-heping.xlsx'))).toEqual(['易错号 certificate-check-digit']);
  expect(await faults(CENSUS, file('census-heping-gb18030.csv'))).toEqual(['易错号 certificate-check-digit']);
  expect(await faults(STUDENTS, file('pupils-shiyan.xlsx'))).toEqual([]);
  expect(await faults(STUDENTS, file('pupils-shiyan.csv'))).toEqual([]);
  expect((await openSheet(file('census-heping-gb18030.csv'))).encoding).toBe('gb18030');
});
