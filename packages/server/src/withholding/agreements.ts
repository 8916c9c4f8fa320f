import type { AgreementBody, AgreementView } from '@gongji/contract';
import { addDays, rejection } from '@gongji/domain';
import { endAgreement, insertAgreement, openAgreement } from '@gongji/store/contribution';
import { registerPersonBy } from '@gongji/store/enrolment';
import { today } from '../contribution/bills.ts';
import { audited, type Deed } from '../identity/audited.ts';
import { type Answer, ok, problemAnswer } from '../rest/answer.ts';
import type { Caller } from '../rest/caller.ts';
import type { RestDeps } from '../rest/deps.ts';
import { maskNumber } from '../rest/mask.ts';

/** 代扣协议 of a person: the account is masked. */
export async function agreement(deps: RestDeps, caller: Caller, ref: string): Promise<Answer<AgreementView>> {
  const person = await registerPersonBy(deps.pool, caller, ref);
  if (person === undefined) return problemAnswer('not-found');
  const found = await openAgreement(deps.pool, person.personId);
  if (found === undefined) return ok({});
  const { bankName, accountNo, validFrom: from, agreedBy } = found;
  return ok({ agreement: { bankName, accountNo: maskNumber(accountNo), from, agreedBy } });
}

/** Records an agreement on paper; the one of before ends on the day before. */
export async function agree(
  deps: RestDeps,
  caller: Caller,
  ref: string,
  { bankName, accountNo, from }: AgreementBody,
): Promise<Answer<AgreementView>> {
  const person = await registerPersonBy(deps.pool, caller, ref);
  if (person === undefined) return problemAnswer('not-found');
  if (!/^\d{8,32}$/.test(accountNo) || from < today(deps))
    return problemAnswer('refused', [rejection('agreement-invalid', {}, { field: 'accountNo' })]);
  const { personId, regionCode } = person;
  const agreementId = deps.newId();
  const deed: Deed = { actor: caller.actor, action: 'withholding.agree', subject: `person:${personId}` };
  await audited(deps, { ...deed, detail: { agreementId } }, async (tx) => {
    await endAgreement(tx, personId, { on: addDays(from, -1), by: caller.actor });
    const row = { regionCode, personId, agreementId, bankName, accountNo, validFrom: from };
    await insertAgreement(tx, { ...row, agreedBy: caller.actor, agreedAt: deps.now() });
    return true;
  });
  return agreement(deps, caller, ref);
}

export async function endWithholding(
  deps: RestDeps,
  caller: Caller,
  ref: string,
  reason: string,
): Promise<Answer<AgreementView>> {
  const person = await registerPersonBy(deps.pool, caller, ref);
  if (person === undefined) return problemAnswer('not-found');
  const { personId } = person;
  const deed: Deed = { actor: caller.actor, action: 'withholding.end', subject: `person:${personId}` };
  await audited(deps, { ...deed, detail: { reason } }, async (tx) =>
    (await endAgreement(tx, personId, { on: today(deps), by: caller.actor })) ? true : undefined,
  );
  return agreement(deps, caller, ref);
}
