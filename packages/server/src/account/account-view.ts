import type { AccountView } from '@gongji/contract';
import type { CalendarDate } from '@gongji/domain';
import { accountState, accountYears, type Consent, consentsOf, mergedMoneyOf } from '@gongji/store/account';
import { personFile } from '@gongji/store/rest';
import { personRef } from '../identity/person-ref.ts';
import { type Answer, ok, problemAnswer } from '../rest/answer.ts';
import type { Caller } from '../rest/caller.ts';
import { maskName } from '../rest/mask.ts';
import { chinaDay } from '../settlement/benefit-year.ts';
import type { AccountDeps } from './deps.ts';

/** 个人账户: how it stands, its years, and who may use it. */
export async function account(deps: AccountDeps, caller: Caller, ref: string): Promise<Answer<AccountView>> {
  const person = await personFile(deps.pool, caller, ref);
  if (person === undefined) return problemAnswer('not-found');
  const { personId } = person;
  const [state, years, consents, merged] = await Promise.all([
    accountState(deps.pool, personId),
    accountYears(deps.pool, personId),
    consentsOf(deps.pool, personId),
    mergedMoneyOf(deps.pool, personId),
  ]);
  const today = chinaDay(deps.now());
  return ok({
    ref: personRef(personId),
    name: maskName(person.name),
    ...(state === undefined
      ? {}
      : {
          account: {
            balanceFen: state.balanceFen,
            status: state.status,
            openedOn: state.openedOn,
            ...(state.closedOn === null ? {} : { closedOn: state.closedOn }),
            ...(state.closedReason === null ? {} : { closedReason: state.closedReason }),
            ...(state.interestTo === null ? {} : { interestTo: state.interestTo }),
          },
        }),
    years: years.map((year) => ({ ...year, byKind: { ...year.byKind } })),
    consents: consents.map((consent) => consentView(consent, personId, today)),
    mergedMoney: merged.map(({ numberId, staysId, balanceFen, why }) => ({
      ...{ number: personRef(numberId), stays: personRef(staysId), balanceFen, why },
    })),
  });
}

function consentView(
  consent: Consent,
  personId: string,
  today: CalendarDate,
): AccountView['consents'][number] {
  const given = consent.ownerId === personId;
  return {
    direction: given ? 'given' : 'received',
    relative: personRef(given ? consent.userId : consent.ownerId),
    relativeName: maskName(given ? consent.userName : consent.ownerName),
    relation: consent.relation,
    ...(consent.capFen === null ? {} : { capFen: consent.capFen }),
    usedFen: consent.usedFen,
    validFrom: consent.validFrom,
    validTo: consent.validTo,
    state: stateOf(consent, today),
    consentedAt: consent.consentedAt.toISOString(),
    ...(consent.revokedAt === null ? {} : { revokedAt: consent.revokedAt.toISOString() }),
  };
}

export function stateOf(
  { revokedAt, validFrom, validTo }: Pick<Consent, 'revokedAt' | 'validFrom' | 'validTo'>,
  today: CalendarDate,
): 'coming' | 'live' | 'over' | 'revoked' {
  if (revokedAt !== null) return 'revoked';
  if (today < validFrom) return 'coming';
  return validTo === null || today <= validTo ? 'live' : 'over';
}
