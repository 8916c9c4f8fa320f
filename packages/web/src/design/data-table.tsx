import type { ReactNode } from 'react';
import { TableWrap } from './table-wrap.tsx';

/** One column of a table of data: its head, and what stands in it. */
export interface Column<Row> {
  readonly head: string;
  readonly cell: (row: Row) => ReactNode;
  /** A figure: stands to the right, with digits of one width. */
  readonly number?: boolean;
}

interface DataTableProps<Row> {
  /** What the table shows, for those who hear it. */
  readonly label: string;
  readonly columns: readonly Column<Row>[];
  readonly rows: readonly Row[];
  readonly keyOf: (row: Row) => string;
  /** Rows of a foot, such as totals. */
  readonly foot?: ReactNode;
}

/** A table from its columns; what each shows is configuration. */
export function DataTable<Row>({ label, columns, rows, keyOf, foot }: DataTableProps<Row>) {
  const looks = (column: Column<Row>) => (column.number === true ? { className: 'number' } : {});
  return (
    <TableWrap label={label}>
      <table className="table">
        <thead>
          <tr>
            {columns.map((column) => (
              <th key={column.head} scope="col" {...looks(column)}>
                {column.head}
              </th>
            ))}
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
