import type { PoolClient } from '@gongji/store';
import { finishFindings as finish } from '@gongji/store/findings';
import type { BatchRow } from '@gongji/store/group-enrolment';
import type { DecidedRow } from './decide-list.ts';

/** Rows that were made from a finding of the night work it off. */
export async function finishFindings(
  tx: PoolClient,
  { batchId, regionCode }: BatchRow,
  rows: readonly DecidedRow[],
  { by, at }: { readonly by: string; readonly at: Date },
): Promise<void> {
  const found = rows.flatMap(({ row, acts }) => {
    const { finding } = row.values;
    const personId = acts[0]?.personId;
    return finding === undefined || personId === undefined || !/^\d{1,19}$/.test(finding)
      ? []
      : [{ personId, findingId: finding }];
  });
  if (found.length > 0) await finish(tx, regionCode, found, { batchId, by, at });
}
