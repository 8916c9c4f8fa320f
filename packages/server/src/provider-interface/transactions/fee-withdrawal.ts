import type { PoolClient } from '@gongji/store';
import {
  type FeeBatch,
  insertBatches,
  openBatches,
  type Visit,
  withdrawBatches,
} from '@gongji/store/provider-interface';
import type { Call } from '../call.ts';
import { reject } from '../reading/rejections.ts';
import { done, effect, rejected, type Transaction } from '../transaction.ts';
import { findVisit, readVisitClaim, wrongState } from './visit-lookup.ts';

const ALL = '0000';

const withdraw2205 = effect({
  infno: '2205',
  name: { zh: '门诊费用明细信息撤销', en: 'Withdraw outpatient fee lines' },
  openToSuspended: true,
  read: (input) => {
    const f = input.one('data');
    return { claim: readVisitClaim(f), batchNo: f.text('chrg_bchno', 30) };
  },
  run: async (call, { claim, batchNo }, tx) => {
    const found = await findVisit(call, tx, claim);
    if (found.kind === 'rejected') return found;
    const open = await openBatches(tx, found.visit, batchNo === ALL ? undefined : batchNo);
    if (open.length === 0 && batchNo !== ALL) return rejected(nothingOpen(batchNo));
    await withdrawBatches(
      tx,
      found.visit,
      open.map((b) => b.batchId),
      call.receivedAt,
    );
    return done(null);
  },
  write: () => null,
});

const withdraw2302 = effect({
  infno: '2302',
  name: { zh: '住院费用明细撤销', en: 'Withdraw inpatient fee lines' },
  openToSuspended: true,
  read: (input, call) => {
    const rows = input.rows('data', call.services.limits.lines);
    const claims = rows.map((row) => readVisitClaim(row));
    return {
      claim: claims[0] ?? { psnNo: '', visitId: '' },
      lineIds: rows.map((row) => row.text('feedetl_sn', 30)),
    };
  },
  run: async (call, { claim, lineIds }, tx) => {
    const found = await findVisit(call, tx, claim);
    if (found.kind === 'rejected') return found;
    const open = await openBatches(tx, found.visit);
    const wanted = new Set(lineIds.includes(ALL) ? open.flatMap((b) => b.lines.map((l) => l.id)) : lineIds);
    const lines = open.flatMap((b) => b.lines);
    const unknown = [...wanted].filter((id) => !lines.some((line) => line.id === id));
    if (unknown.length > 0)
      return rejected(...unknown.map((id) => reject('record-unknown', { field: 'feedetl_sn', value: id })));
    const orphan = lines.find(
      (line) => line.refunds !== undefined && wanted.has(line.refunds) && !wanted.has(line.id),
    );
    if (orphan !== undefined)
      return rejected(
        wrongState(
          `退费明细${orphan.id}依赖所撤明细 (a refund refers to it)`,
          '一并撤销退费明细',
          'withdraw the refund line as well',
        ),
      );
    for (const batch of open) await withdrawLines(call, tx, found.visit, batch, wanted);
    return done(null);
  },
  write: () => null,
});

/** Withdraws the batch; lines that stay move to a new one. The withdrawn row keeps what was there before. */
async function withdrawLines(
  call: Call,
  tx: PoolClient,
  visit: Visit,
  batch: FeeBatch,
  wanted: ReadonlySet<string>,
): Promise<void> {
  const kept = batch.lines.filter((line) => !wanted.has(line.id));
  if (kept.length === batch.lines.length) return;
  await withdrawBatches(tx, visit, [batch.batchId], call.receivedAt);
  if (kept.length === 0) return;
  await insertBatches(
    tx,
    visit,
    [
      {
        ...batch,
        batchId: call.services.newId(),
        lines: kept,
        totalFen: kept.reduce((sum, line) => sum + line.amountFen, 0),
        covers: [
          ...new Set(
            kept.flatMap((line) => (line.refunds === undefined ? [line.id] : [line.id, line.refunds])),
          ),
        ],
      },
    ],
    call.receivedAt,
  );
}

function nothingOpen(batchNo: string) {
  return wrongState(
    `批次${batchNo}没有未结算明细 (no unsettled lines in the batch)`,
    '已结算的先撤销结算（2208）；已撤销的无需再撤',
    'reverse a settled batch with 2208 first; a withdrawn one needs nothing',
  );
}

export const FEE_WITHDRAWAL: readonly Transaction[] = [withdraw2205, withdraw2302];
