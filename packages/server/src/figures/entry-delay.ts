import type { EntryDelaysQuery, EntryDelaysView } from '@gongji/contract';
import type { CalendarDate } from '@gongji/domain';
import { entryDelays, LATE_AFTER, sumEntryDelays } from '@gongji/store/figures';
import { type Answer, ok, problemAnswer } from '../rest/answer.ts';
import type { Caller } from '../rest/caller.ts';
import type { RestDeps } from '../rest/deps.ts';
import { pagePlace } from '../rest/paged.ts';
import { DAYS_REVERSED } from './levy-figures.ts';
import { todayOf } from './place-figures.ts';

type Kind = NonNullable<EntryDelaysView['items'][number]['kind']>;

/** How soon acts of enrolment are entered 录入及时性: until they are, nobody in a hospital knows of the cover. */
export async function entryDelay(
  deps: RestDeps,
  caller: Caller,
  asked: EntryDelaysQuery,
): Promise<Answer<EntryDelaysView>> {
  const { pool } = deps;
  const { to = todayOf(deps) } = asked;
  const query = { ...asked, to, from: asked.from ?? (`${to.slice(0, 4)}-01-01` as CalendarDate) };
  if (query.from > query.to) return problemAnswer('refused', [DAYS_REVERSED]);
  const [rows, { total, ...sums }] = await Promise.all([
    entryDelays(pool, caller, query),
    sumEntryDelays(pool, caller, query),
  ]);
  return ok({
    ...{ from: query.from, to, lateAfterDays: LATE_AFTER },
    items: rows.map(({ unitId, name, kind, ...row }) => ({
      ...row,
      ...(unitId === null ? {} : { unitId }),
      ...(name === null ? {} : { name }),
      ...(kind === null ? {} : { kind: kind as Kind }),
    })),
    ...sums,
    ...pagePlace(query.after, rows.length, total),
  });
}
