import type { Rejection } from '@gongji/domain';
import type { PoolClient } from '@gongji/store';
import {
  batchesWithLines,
  type FeeLine,
  insertBatches,
  type NewFeeBatch,
  type Visit,
} from '@gongji/store/provider-interface';
import type { Call } from '../call.ts';
import { resultNodes } from '../lines/line-nodes.ts';
import { priceLines } from '../lines/price-lines.ts';
import { refundProblems } from '../lines/refund-problems.ts';
import { readLine, rejectRepeats, type SentLine } from '../lines/sent-line.ts';
import type { FieldReader } from '../reading/field-reader.ts';
import { reject } from '../reading/rejections.ts';
import { done, effect, rejected, type Transaction } from '../transaction.ts';
import { findVisit, readVisitClaim, type VisitClaim, wrongState } from './visit-lookup.ts';

interface Upload {
  readonly claim: VisitClaim;
  readonly lines: readonly SentLine[];
}

/** 2204 and 2301: lines of one visit, all or none; the reply shows the catalogue's split of each. */
function feeUpload(infno: string, kind: 'outpatient' | 'inpatient'): Transaction {
  const zh = kind === 'inpatient' ? '住院费用明细上传' : '门诊费用明细信息上传';
  return effect({
    infno,
    name: { zh, en: `Upload ${kind} fee lines` },
    read: (input, call) => readUpload(input, call, kind),
    run: async (call, { claim, lines }, tx) => {
      const found = await findVisit(call, tx, claim);
      if (found.kind === 'rejected') return found;
      const { visit } = found;
      if (visit.kind !== kind) return rejected(wrongKind(kind));
      if (kind === 'inpatient' && found.liveSettlements.some((s) => !s.midStay))
        return rejected(
          wrongState(
            '已办理出院结算 (settled at discharge)',
            '先撤销结算（2305）再上传',
            'reverse with 2305 before uploading',
          ),
        );
      const priced = await priceLines(call, visit.insutype, lines);
      if (priced.kind === 'rejected') return priced;
      const problems = await lineProblems(tx, visit, lines, priced.lines);
      if (problems.length > 0) return rejected(...problems);
      await insertBatches(tx, visit, batchesOf(call, lines, priced.lines), call.receivedAt);
      return done(priced.lines);
    },
    write: (lines) => ({ result: resultNodes(lines) }),
  });
}

function readUpload(input: FieldReader, call: Call, kind: 'outpatient' | 'inpatient'): Upload {
  const rows = input.rows(['feedetail', 'data'], call.services.limits.lines);
  const lines = rows.map((row) => readLine(row, { refunds: kind === 'inpatient' }));
  if (kind === 'outpatient') for (const row of rows) row.text('chrg_bchno', 30);
  rejectRepeats(rows, lines);
  const claims = rows.map((row) => readVisitClaim(row));
  const claim = claims[0] ?? { psnNo: '', visitId: '' };
  claims.forEach((c, i) => {
    if (c.psnNo !== claim.psnNo || c.visitId !== claim.visitId)
      rows[i]?.problem(
        reject('field-malformed', {
          field: rows[i]?.field('mdtrt_id') ?? '',
          value: c.visitId,
          expected: '同一次就诊',
          expected_en: 'the same visit in all lines',
        }),
      );
  });
  return { claim, lines };
}

async function lineProblems(
  tx: PoolClient,
  visit: Visit,
  sent: readonly SentLine[],
  priced: readonly FeeLine[],
): Promise<readonly Rejection[]> {
  const named = sent.flatMap((line) => (line.refunds === undefined ? [line.id] : [line.id, line.refunds]));
  const live = await batchesWithLines(tx, visit, named);
  const ids = new Set(live.flatMap((batch) => batch.lines.map((line) => line.id)));
  const repeats = sent
    .filter((line) => ids.has(line.id))
    .map((line) => reject('line-duplicate', { field: `${line.path}.feedetl_sn`, value: line.id }));
  return [...repeats, ...refundProblems(sent, priced, live)];
}

/** Outpatient: one batch per charge batch number; inpatient: the upload is the batch. */
function batchesOf(call: Call, sent: readonly SentLine[], lines: readonly FeeLine[]): readonly NewFeeBatch[] {
  const groups = Map.groupBy(
    lines.map((line, i) => ({ line, sent: sent[i] })),
    (pair) => pair.sent?.chargeBatchNo ?? '',
  );
  return [...groups].map(([chargeBatchNo, pairs]) => {
    const own = pairs.map((pair) => pair.line);
    return {
      batchId: call.services.newId(),
      chargeBatchNo,
      diseaseCode: pairs.find((pair) => pair.sent?.diseaseCode !== undefined)?.sent?.diseaseCode ?? null,
      totalFen: own.reduce((sum, line) => sum + line.amountFen, 0),
      lines: own,
      covers: [
        ...new Set(own.flatMap((line) => (line.refunds === undefined ? [line.id] : [line.id, line.refunds]))),
      ],
    };
  });
}

function wrongKind(kind: 'outpatient' | 'inpatient'): Rejection {
  return kind === 'inpatient'
    ? wrongState('不是住院就诊 (not a stay)', '门诊费用用2204', 'use 2204 for outpatient fees')
    : wrongState('不是门诊就诊 (not an outpatient visit)', '住院费用用2301', 'use 2301 for inpatient fees');
}

export const FEE_UPLOAD: readonly Transaction[] = [
  feeUpload('2204', 'outpatient'),
  feeUpload('2301', 'inpatient'),
];
