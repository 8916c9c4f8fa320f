import type { ContactBody, ContactView } from '@gongji/contract';
import { type ContactRow, debtorName, insertContact } from '@gongji/store/contribution';
import { today } from '../contribution/bills.ts';
import { audited, type Deed } from '../identity/audited.ts';
import { type Answer, ok, problemAnswer } from '../rest/answer.ts';
import type { Caller } from '../rest/caller.ts';
import type { RestDeps } from '../rest/deps.ts';
import { debtorOf } from './debtors.ts';

/** 走访、电话催缴: what was said, and what was promised. */
export async function recordContact(
  deps: RestDeps,
  caller: Caller,
  body: ContactBody,
): Promise<Answer<ContactView>> {
  const of = debtorOf(caller, body);
  if (of === undefined || (await debtorName(deps.pool, caller, of)) === undefined)
    return problemAnswer('not-found');
  if (body.heldOn > today(deps)) return problemAnswer('refused', [tooEarly(body.heldOn)]);
  const row: ContactRow = {
    ...{ regionCode: caller.regionCode, contactId: deps.newId() },
    ...('unitId' in of ? { personId: '0', unitId: of.unitId } : { personId: of.personId, unitId: null }),
    ...{ kind: body.kind, heldOn: body.heldOn, said: body.said, promisedOn: body.promisedOn ?? null },
    ...{ malicious: body.malicious, madeBy: caller.actor, madeAt: deps.now() },
  };
  const deed: Deed = { actor: caller.actor, action: 'arrears.contact', subject: `contact:${row.contactId}` };
  await audited(deps, deed, async (tx) => {
    await insertContact(tx, row);
    return row;
  });
  return ok(contactView(row));
}

export function contactView(row: ContactRow): ContactView {
  const { contactId, kind, heldOn, said, promisedOn, malicious, madeBy } = row;
  return {
    ...{ contactId, kind, heldOn, said, malicious, madeBy, madeAt: row.madeAt.toISOString() },
    ...(promisedOn === null ? {} : { promisedOn }),
  };
}

function tooEarly(value: string) {
  return {
    ...{ code: 'contact-in-future', field: 'heldOn', value },
    message: { zh: '走访日期不能晚于今天', en: 'the day of a contact lies in the future' },
    remedy: { zh: '请填写实际日期', en: 'give the day on which it was' },
  };
}
