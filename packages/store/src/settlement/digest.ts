import { createHash } from 'node:crypto';
import type { SettlementRow } from './write-set.ts';

/** Separates the parts of the digest; stands in no JSON text. */
const SEPARATOR = '\u001e';

/**
 * SHA-256 over a settlement row: its short columns as one JSON list in this order, then the JSON columns as their text.
 */
export function settlementDigest(row: Omit<SettlementRow, 'digest'>): Uint8Array {
  const short = [
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
    row.reason,
  ];
  const documents = [
    row.accountMovesJson,
    row.paymentsJson,
    row.counterMovesJson,
    row.billJson,
    row.traceJson,
    row.lineSplitsJson,
  ];
  const text = JSON.stringify(short) + SEPARATOR + documents.join(SEPARATOR);
  return createHash('sha256').update(text).digest();
}
