import { type CalendarDate, idCheckDigit } from '@gongji/domain';
import { csvFile, gb18030Bytes, type XlsxCell, xlsxFile } from '@gongji/sheets';
import type { Pool } from '@gongji/store';
import { DATA_SHEET, type SheetKind, type SheetKindId } from './sheet-kind.ts';
import { SHEET_KINDS } from './sheet-kinds.ts';
import { headings } from './template.ts';

type Row = Readonly<Record<string, string>>;

const COMMUNITY = '990101001001';
const SCHOOL = '8000001';

/**
 * Lists to try 名单样例, by name of the file: people of the city beside new ones, with mistakes as they come in real lists.
 * Undefined where the city is too small to have them.
 */
export async function demoLists(
  pool: Pool,
  asOf: CalendarDate,
): Promise<Readonly<Record<string, Uint8Array>> | undefined> {
  const [neighbours, pupils] = await Promise.all([
    known(
      pool,
      'select name, cert_no as "certNo" from person where community_id = $1 and person_id > 20',
      COMMUNITY,
    ),
    known(
      pool,
      `select p.name, p.cert_no as "certNo", s.class_name as "className" from person p join schooling s using (person_id)
        where s.unit_id = $1 and person_id > 20`,
      SCHOOL,
    ),
  ]);
  if (neighbours.length === 0) return undefined;
  const year = Number(asOf.slice(0, 4));
  const census = [
    ...neighbours.map((one, i) => ({ ...one, household: String(i + 1), living: '常住' })),
    { household: '91', ...person('温晓岚', `${year - 41}0612`, 901), living: '常住', phone: '10000000911' },
    { household: '91', ...person('温致远', `${year - 9}0903`, 903), living: '常住' },
    { household: '92', ...person('缪广平', `${year - 67}1120`, 905), living: '空挂户' },
    {
      household: '93',
      ...person('柏文涛', `${year - 20}0315`, 907),
      exempt: '在外地就读',
      proof: '安澜大学学生证',
    },
    { household: '94', ...person('祁守边', `${year - 22}0801`, 909), exempt: '现役军人' },
    // The last digit is wrong: the error file says so.
    { household: '95', name: '易错号', certNo: wrongly(`${year - 30}0101`), living: '常住' },
  ];
  const classes = [
    ...pupils,
    {
      className: '一年级1班',
      studentNo: 'G9001',
      ...person('蓝小禾', `${year - 7}0110`, 911),
      guardian: '蓝天成',
    },
    {
      className: '一年级1班',
      studentNo: 'G9002',
      ...person('丁米朵', `${year - 7}0420`, 912),
      guardian: '丁向东',
    },
    {
      className: '二年级2班',
      studentNo: 'G9003',
      ...person('尤星宇', `${year - 8}0730`, 913),
      guardian: '尤建业',
    },
    // Under 18 without a guardian: refused with the reason.
    { className: '二年级2班', studentNo: 'G9004', ...person('安可', `${year - 8}0809`, 914) },
  ];
  return {
    'census-heping.xlsx': asXlsx('census', census),
    'census-heping-gb18030.csv': gb18030Bytes(asCsv('census', census).slice(1)),
    'pupils-shiyan.xlsx': asXlsx('students', classes),
    'pupils-shiyan.csv': new TextEncoder().encode(asCsv('students', classes)),
  };
}

async function known(pool: Pool, sql: string, unitId: string): Promise<readonly Row[]> {
  const { rows } = await pool.query<Row>(`${sql} order by person_id limit 5`, [unitId]);
  return rows;
}

/** A made-up person of division 99 with a number that the city does not give out. */
function person(
  name: string,
  born: string,
  serial: number,
): { readonly name: string; readonly certNo: string } {
  const first17 = `990100${born}${serial}`;
  return { name, certNo: first17 + idCheckDigit(first17) };
}

/** A number whose check digit does not fit. */
function wrongly(born: string): string {
  const { certNo } = person('', born, 915);
  return certNo.slice(0, 17) + (certNo.endsWith('0') ? '1' : '0');
}

function cellsOf({ columns }: SheetKind, row: Row): readonly string[] {
  return columns.map(({ id }) => row[id] ?? '');
}

function asXlsx(id: SheetKindId, rows: readonly Row[]): Uint8Array {
  const kind = SHEET_KINDS[id];
  const title: XlsxCell = { value: kind.name.zh, style: 'title' };
  return xlsxFile([
    {
      name: DATA_SHEET,
      columns: kind.columns.map(() => ({ width: 20 })),
      frozenRows: 2,
      rows: [[title], headings(kind), ...rows.map((row) => cellsOf(kind, row))],
    },
  ]);
}

function asCsv(id: SheetKindId, rows: readonly Row[]): string {
  const kind = SHEET_KINDS[id];
  return csvFile([headings(kind).map(({ value }) => value), ...rows.map((row) => cellsOf(kind, row))]);
}
