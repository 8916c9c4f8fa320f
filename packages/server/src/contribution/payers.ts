import type { Rejection } from '@gongji/domain';
import { bilingualRejection, type PaymentLine, type PolicyModel } from '@gongji/engine';
import type { BillPayer, InsuredRow } from '@gongji/store/contribution';

/** Contributors of a policy who are billed as such; `government` is all levels together, where a document does not print their shares. */
const AS_NAMED: ReadonlySet<string> = new Set([
  ...['medicalAid', 'central', 'province', 'city', 'county', 'government', 'account'],
]);
const OWN: ReadonlySet<string> = new Set(['employer', 'person']);

/** On whose bill a payment stands: the employer withholds what his people owe; everybody else pays for himself. */
export function billTo(payer: string, row: Pick<InsuredRow, 'payerKind' | 'unitId'>): BillPayer {
  if (AS_NAMED.has(payer)) return payer as BillPayer;
  return row.payerKind === 'employer' && row.unitId !== null ? 'unit' : 'person';
}

/** Where a document does not print who bears what (个人与政府), nobody is billed for it. */
export function payerUnstated(policy: PolicyModel, lines: readonly PaymentLine[]): Rejection | undefined {
  const line = lines.find(({ payer }) => !AS_NAMED.has(payer) && !OWN.has(payer));
  if (line === undefined) return undefined;
  const { payer } = line;
  const name = policy.contributors.get(payer)?.name ??
    policy.payers.get(payer)?.name ?? { zh: payer, en: payer };
  return bilingualRejection('policy-value-missing', {
    zh: { what: `缴费中“${name.zh}”各自承担的数额` },
    en: { what: `what each of “${name.en}” pays of the contribution` },
  });
}
