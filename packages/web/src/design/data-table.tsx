import type { ReactNode } from 'react';
import { type ListOrder, SortHead } from './list-tools.tsx';
import { TableWrap } from './table-wrap.tsx';

/** One column of a table of data: its head, and what stands in it. */
export interface Column<Row> {
  readonly head: string;
  readonly cell: (row: Row) => ReactNode;
  /** A figure: stands to the right, with digits of one width. */
  readonly number?: boolean;
  /** The head is for those who hear it: one sees what the column is. */
  readonly quietHead?: boolean;
  /** Order that the list may have by it. */
  readonly sort?: string;
}

interface DataTableProps<Row> {
  /** What the table shows, for those who hear it. */
  readonly label: string;
  readonly columns: readonly Column<Row>[];
  readonly rows: readonly Row[];
  readonly keyOf: (row: Row) => string;
  /** How the list stands in order, where its columns sort it. */
  readonly order?: ListOrder | undefined;
  /** Rows of a foot, such as totals. */
  readonly foot?: ReactNode;
}

/** A table from its columns; what each shows is configuration. */
export function DataTable<Row>({ label, columns, rows, keyOf, order, foot }: DataTableProps<Row>) {
  const looks = ({ number }: { readonly number?: boolean | undefined }) =>
    number === true ? { className: 'number' } : {};
  return (
    <TableWrap label={label}>
      <table className="table">
        <thead>
          <tr>
            {columns.map(({ head, number, sort, quietHead }) =>
              sort === undefined || order === undefined ? (
                <th key={head} scope="col" {...looks({ number })}>
                  {quietHead === true ? <span className="sr-only">{head}</span> : head}
                </th>
              ) : (
                <SortHead
                  key={head}
                  sort={sort}
                  label={head}
                  {...order}
                  {...(number === true ? { number } : {})}
                />
              ),
            )}
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={keyOf(row)}>
              {columns.map((column) => (
                <td key={column.head} {...looks(column)}>
                  {column.cell(row)}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
        {foot !== undefined && <tfoot>{foot}</tfoot>}
      </table>
    </TableWrap>
  );
}
