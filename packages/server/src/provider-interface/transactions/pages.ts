import type { Page, Paged } from '@gongji/store/provider-interface';
import type { FieldReader } from '../reading/field-reader.ts';

const MOST_ROWS = 1000;

/** page_num and page_size, with defaults; at most 1000 rows a page. */
export function readPage(f: FieldReader): Page {
  return {
    number: Math.max(1, f.maybeInteger('page_num') ?? 1),
    size: Math.min(MOST_ROWS, Math.max(1, f.maybeInteger('page_size') ?? 100)),
  };
}

/** Output of a paged query: the rows, and where they stand in the whole. */
export function pageNodes<Row>(page: Page, { rows, total }: Paged<Row>, node: (row: Row) => unknown) {
  const pages = Math.ceil(total / page.size);
  const startRow = (page.number - 1) * page.size + 1;
  return {
    data: rows.map(node),
    pageNum: page.number,
    pageSize: page.size,
    recordCounts: total,
    pages,
    size: rows.length,
    startRow: rows.length === 0 ? 0 : startRow,
    endRow: rows.length === 0 ? 0 : startRow + rows.length - 1,
    firstPage: page.number === 1,
    lastPage: page.number >= pages,
  };
}
