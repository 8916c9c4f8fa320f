import type { OfficeItemsQuery, OfficeItemsView } from '@gongji/contract';
import { findItems } from '@gongji/store/office';
import { type Answer, ok, problemAnswer } from '../rest/answer.ts';
import type { Caller } from '../rest/caller.ts';
import type { RestDeps } from '../rest/deps.ts';
import { ownInstitution } from './place.ts';

/** Catalogue items as they count for this scheme, this institution's level and this day. */
export async function officeItems(
  deps: RestDeps,
  caller: Caller,
  { q, insutype, on, limit }: OfficeItemsQuery,
): Promise<Answer<OfficeItemsView>> {
  const own = await ownInstitution(deps, caller);
  if (own === undefined) return problemAnswer('not-found');
  const text = q.normalize('NFKC');
  const found = await findItems(deps.pool, {
    text,
    insutype,
    level: own.level,
    institutionCode: own.code,
    on,
    limit,
  });
  return ok({
    items: found.map(({ ceilingE4, ownName, ...item }) => ({
      ...item,
      ...(ownName === null || ownName === item.name ? {} : { ownName }),
      ...(ceilingE4 === null ? {} : { ceilingE4: Number(ceilingE4) }),
    })),
  });
}
