import { createHash } from 'node:crypto';
import type { LineSplit } from '@gongji/engine';
import type { SettlementRow } from './write-set.ts';

/**
 * SHA-256 over a settlement row: every column, in this order, JSON columns as their text. The splits of lines are a
 * `jsonb` column whose text the database rewrites, so they enter as values.
 */
export function settlementDigest(
  row: Omit<SettlementRow, 'digest' | 'lineSplitsJson'>,
  lineSplits: readonly LineSplit[],
): Uint8Array {
  const columns = [
    row.regionCode,
    row.personId,
    row.settlementId,
    row.kind,
    row.originId,
    row.cause,
    row.owedTo,
    row.scheme,
    row.insutype,
    row.institutionCode,
    row.visitId,
    row.benefit,
    row.medType,
    row.clrType,
    row.midStay,
    row.policyVersion,
    row.benefitYear,
    row.sequence,
    row.place,
    row.replacesId,
    row.familyId,
    row.familySequence,
    row.startedOn,
    row.endedOn,
    row.settledAt.toISOString(),
    row.medinsSetlId,
    row.invoiceNo,
    row.totalFen,
    row.selfPaidFen,
    row.overLimitFen,
    row.firstPayFen,
    row.inScopeFen,
    row.deductibleFen,
    row.fundFen,
    row.providerFen,
    row.accountFen,
    row.familyAccountFen,
    row.cashFen,
    row.accountBalanceFen,
    row.accountMovesJson,
    row.paymentsJson,
    row.counterMovesJson,
    row.billJson,
    row.traceJson,
    row.reason,
    lineSplits.map((l) => [l.id, l.selfPaidFen, l.overLimitFen, l.firstPayFen, l.inScopeFen, l.firstPayPpm]),
  ];
  return createHash('sha256').update(JSON.stringify(columns)).digest();
}
