import { date } from '@gongji/domain';
import { xlsxFile } from '@gongji/sheets';
import { expect, test } from 'vitest';
import { readList } from '../read-list.ts';
import { SHEET_KINDS } from '../sheet-kinds.ts';
import { cellsOf, HOUSEHOLD_HEADINGS } from './household-rows.ts';
import { faultyList } from './planted-faults.ts';

/** What rows say by themselves and against each other; the last three of the 37 need the register. */
const SAID_BY_THE_LIST = [
  'number-rounded certNo',
  'certificate-length certNo',
  'certificate-length certNo',
  'certificate-format certNo',
  'certificate-check-digit certNo',
  'certificate-birthday certNo',
  'certificate-birthday certNo',
  'certificate-format certNo',
  'certificate-format certNo',
  'certificate-mismatch sex',
  'certificate-mismatch bornOn',
  'cell-missing name',
  'cell-missing certNo',
  'cell-missing household',
  'cell-missing relation',
  'cell-missing bornOn',
  'name-invalid name',
  'name-invalid name',
  'name-invalid guardian',
  'cell-error name',
  'day-unreadable bornOn',
  'day-unreadable bornOn',
  'day-in-future bornOn',
  'phone-invalid phone',
  'phone-invalid phone',
  'choice-unknown tier',
  'choice-unknown relation',
  'choice-unknown certType',
  'choice-unknown sex',
  'cell-too-long address',
  'row-repeated certNo',
  'row-conflicts certNo',
  'household-without-head household',
  'household-with-two-heads household',
];
/** Found with the register: row-name-differs, person-not-active, enrolled-elsewhere. */
const SAID_BY_THE_REGISTER = 3;

test('each planted fault is said once, in its row and column, and no good row is blamed', async () => {
  const { rows, at } = faultyList(400);
  const file = xlsxFile([{ name: '数据', columns: [], rows: [HOUSEHOLD_HEADINGS, ...rows.map(cellsOf)] }]);
  const list = await readList(SHEET_KINDS.household, file, date('2026-11-26'));
  if (list.kind === 'refused') throw new Error(JSON.stringify(list.rejections));
  const found = list.rows.filter(({ problems }) => problems.length > 0);
  expect(found.map(({ problems }) => problems.map(({ code, field }) => `${code} ${field}`).join())).toEqual(
    SAID_BY_THE_LIST,
  );
  expect(found.map(({ rowNo }) => rowNo)).toEqual(at.slice(0, -SAID_BY_THE_REGISTER));
});
