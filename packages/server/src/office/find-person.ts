import type { OfficePersonsView } from '@gongji/contract';
import { findPersons } from '@gongji/store/rest';
import { type Answer, ok } from '../rest/answer.ts';
import type { Caller } from '../rest/caller.ts';
import type { RestDeps } from '../rest/deps.ts';
import { person } from '../rest/person-operations.ts';
import { claimOf } from './person-claim.ts';

/** Numbers that one person alone has: a desk finds whom it has before it, it does not browse the register. */
const KEYS = ['certNo', 'psnNo', 'cardNo'] as const;

/** 找人 by identity number, person number or card; the number stands in the body, never in an address. */
export async function officePersons(
  deps: RestDeps,
  caller: Caller,
  { q }: { readonly q: string },
): Promise<Answer<OfficePersonsView>> {
  const text = q.normalize('NFKC').replaceAll(/\s/g, '').toUpperCase();
  const found = await Promise.all(KEYS.map((key) => findPersons(deps.pool, caller, key, text, 5)));
  const rows = new Map(found.flat().map((row) => [row.personId, row]));
  const items: OfficePersonsView['items'][number][] = [];
  for (const row of rows.values()) {
    const view = await person(deps, caller, row.psnNo);
    if (view.kind === 'ok')
      items.push({ claim: await claimOf(deps, caller, row.personId), person: view.body });
  }
  return ok({ items });
}
