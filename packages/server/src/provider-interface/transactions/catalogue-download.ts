import {
  diseasesOfKind,
  insertFile,
  itemsAbove,
  recentCatalogueFile,
} from '@gongji/store/provider-interface';
import type { Call } from '../call.ts';
import { beijingTime } from '../message/beijing-time.ts';
import { done, query, type Transaction } from '../transaction.ts';
import { CATALOGUE_FILES, type CatalogueFile, type Cells } from './catalogue-columns.ts';
import { type Rows, zipOfRows } from './text-file.ts';

const DAY_MS = 86_400_000;
/** One file serves everybody who asks within this time: many hospitals download at the same hour. */
const SHARED_MS = 10 * 60_000;

/** 1301–1303, 1305–1310: everything above the version held, as a file to fetch by 9102. */
function download(file: CatalogueFile): Transaction {
  return query({
    infno: file.infno,
    name: { zh: file.zh, en: file.en },
    read: (input) => ({
      held: Number((input.one('data').text('ver', 30).match(/\d/g) ?? ['0']).join('').slice(0, 15)),
    }),
    run: async (call, { held }) => {
      const { pool, newId } = call.services;
      const rows = await rowsAbove(call, file, held);
      const filename = `${file.infno}_${held}_${rows.length}.zip`;
      const shared = await recentCatalogueFile(
        pool,
        filename,
        new Date(call.receivedAt.getTime() - SHARED_MS),
      );
      const expiresAt = new Date(call.receivedAt.getTime() + DAY_MS);
      const fileNo = shared?.fileNo ?? newId();
      if (shared === undefined)
        await insertFile(pool, {
          fileNo,
          institutionCode: 'plc',
          filename,
          purpose: 'catalogue',
          content: zipOfRows(`${file.infno}.txt`, rows),
          createdAt: call.receivedAt,
          expiresAt,
        });
      return done({ fileNo, filename, expiresAt: shared?.expiresAt ?? expiresAt, count: rows.length });
    },
    write: ({ fileNo, filename, expiresAt, count }) => ({
      file_qury_no: fileNo,
      filename,
      dld_end_time: beijingTime(expiresAt),
      data_cnt: count,
    }),
  });
}

async function rowsAbove(call: Call, { columns, source }: CatalogueFile, held: number): Promise<Rows> {
  const { pool } = call.services;
  if (source.kind === 'items')
    return (await itemsAbove(pool, source.listTypes, held)).map((row) => cells(row, columns, source.cells));
  // Disease lists have one version so far.
  if (held >= 1) return [];
  return (await diseasesOfKind(pool, source.diseases)).map((row) => cells(row, columns, source.cells));
}

function cells<Row>(row: Row, columns: number, known: Cells<Row>): readonly (string | null)[] {
  return Array.from({ length: columns }, (_, i) => known[i + 1]?.(row) ?? null);
}

export const CATALOGUE_DOWNLOAD: readonly Transaction[] = CATALOGUE_FILES.map(download);
