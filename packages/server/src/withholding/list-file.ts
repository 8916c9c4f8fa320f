import { parseYuan, type Rejection, rejection } from '@gongji/domain';
import { csvFile, gb18030Bytes, type SheetRow, xlsxFile } from '@gongji/sheets';
import type { CollectionListRow, ListedPerson, NewResult } from '@gongji/store/contribution';
import { publicPayerName } from '../contribution/names.ts';
import { yuan } from '../contribution/yuan.ts';
import { groupNames } from '../print/code-words.ts';
import { byColumn, type Column } from '../sheet/columns.ts';
import type { ListField, WithholdingLayout } from './layout.ts';

type ListOf = Pick<CollectionListRow, 'listNo' | 'period'>;

/** The list as the layout says it: who collects fills in the columns of the result. */
export function listFile(layout: WithholdingLayout, list: ListOf, rows: readonly ListedPerson[]): Uint8Array {
  const head = layout.columns.map((column) => column.title);
  const body = rows.map((row) => layout.columns.map(({ field }) => cellOf(field, list, row)));
  if (layout.file === 'csv') {
    const text = csvFile([head, ...body]);
    // A file in GB18030 has no mark of its order of bytes.
    return layout.encoding === 'gb18030' ? gb18030Bytes(text.slice(1)) : new TextEncoder().encode(text);
  }
  const results = layout.columns.map(({ field }) =>
    field === 'result' ? [layout.paid[0] ?? '', layout.failed[0] ?? ''] : undefined,
  );
  const columns = head.map((title, index) => ({
    width: Math.max(12, title.length * 3),
    ...(results[index] === undefined ? {} : { choices: results[index] }),
  }));
  const heads = head.map((value) => ({ value, style: 'head' as const }));
  return xlsxFile([{ name: list.listNo, columns, rows: [heads, ...body], frozenRows: 1 }]);
}

function cellOf(field: ListField, list: ListOf, row: ListedPerson): string {
  switch (field) {
    case 'listNo':
      return list.listNo;
    case 'period':
      return list.period;
    case 'rowNo':
      return String(row.rowNo);
    case 'amount':
      return yuan(row.amountFen);
    case 'groups':
      return groupNames(row.groups)?.zh ?? '';
    case 'payerName':
      return publicPayerName(row.payer, row.areaName).zh;
    case 'heads':
      return String(row.heads);
    case 'budgetCode':
    case 'bankName':
    case 'accountNo':
      return row[field] ?? '';
    case 'result':
      return '';
    case 'reason':
      return '';
    default:
      return row[field];
  }
}

export type ReadResult =
  | { readonly kind: 'read'; readonly rows: NewResult['rows'] }
  | { readonly kind: 'refused'; readonly rejections: readonly Rejection[] };

/** Reasons told at once. */
const MOST = 200;

/**
 * The list as it came back: each row found by bill and number, each result one of the words of the layout. A row without a
 * result has not come back. The whole file is refused when a row is wrong, with all of them. Pure.
 */
export function readResult(
  layout: WithholdingLayout,
  list: ListOf,
  listed: readonly ListedPerson[],
  sheet: readonly SheetRow[],
): ReadResult {
  const columns = Object.fromEntries(
    layout.columns.map(({ field, title }) => [field, { name: { zh: title, en: title } } satisfies Column]),
  ) as Readonly<Record<ListField, Column>>;
  const table = byColumn<ListField>(sheet, columns);
  const byKey = new Map(listed.map((row) => [`${row.rowNo}/${row.billNo}`, row]));
  const first = new Map<string, number>();
  const rejections: Rejection[] = [];
  const rows = table.rows.flatMap(({ row, cells }) => {
    if (cells.result === '') return [];
    const at = (field: ListField) => ({ field: `rows.${row}`, value: cells[field].slice(0, 60) });
    const no = String(row);
    const key = `${cells.rowNo}/${cells.billNo}`;
    const found = byKey.get(key);
    if (found === undefined) {
      const data = { row: no, bill: cells.billNo, no: cells.rowNo, list: list.listNo };
      rejections.push(rejection('list-row-unknown', data, at('billNo')));
      return [];
    }
    const before = first.get(key);
    if (before !== undefined) {
      rejections.push(rejection('list-row-twice', { row: no, first: String(before) }, at('billNo')));
      return [];
    }
    first.set(key, row);
    const paid = layout.paid.includes(cells.result);
    const wrong = wrongIn(layout, found, { no, cells, paid, at });
    rejections.push(...wrong);
    const { personId, regionCode, billId, amountFen } = found;
    return wrong.length > 0
      ? []
      : [{ personId, regionCode, billId, amountFen, paid, reason: paid ? '' : cells.reason.slice(0, 200) }];
  });
  if (rejections.length > 0) return { kind: 'refused', rejections: rejections.slice(0, MOST) };
  if (rows.length === 0) return { kind: 'refused', rejections: [rejection('list-file-empty', {})] };
  return { kind: 'read', rows };
}

interface RowRead {
  readonly no: string;
  readonly cells: Readonly<Record<ListField, string>>;
  readonly paid: boolean;
  readonly at: (field: ListField) => { readonly field: string; readonly value: string };
}

function wrongIn(
  layout: WithholdingLayout,
  found: ListedPerson,
  { no, cells, paid, at }: RowRead,
): readonly Rejection[] {
  const wrong: Rejection[] = [];
  if (!paid && !layout.failed.includes(cells.result)) {
    const known = [...layout.paid, ...layout.failed].join('、');
    wrong.push(rejection('list-row-result', { row: no, result: cells.result, known }, at('result')));
  } else if (!paid && cells.reason === '')
    wrong.push(rejection('list-row-reason', { row: no }, at('reason')));
  const amountFen = parseYuan(cells.amount.replaceAll(',', ''));
  if (amountFen !== found.amountFen)
    wrong.push(
      rejection(
        'list-row-amount',
        { row: no, amount: cells.amount, listed: yuan(found.amountFen) },
        at('amount'),
      ),
    );
  // A person whose payment came back already; whoever had failed may have paid since.
  if (found.paid === true) wrong.push(rejection('list-row-paid', { row: no }, at('billNo')));
  return wrong;
}
