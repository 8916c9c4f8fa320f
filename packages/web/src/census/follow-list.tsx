import {
  type AssignedView,
  type CensusPeopleView,
  type CollectorsView,
  type RenewalsView,
  VISIT_RESULTS,
} from '@gongji/contract';
import { useState } from 'react';
import { useApi } from '../api/client.ts';
import { useDeed } from '../api/use-deed.ts';
import { Empty } from '../app/page-states.tsx';
import { useMay } from '../app/session.tsx';
import { SelectField, TextField } from '../design/fields.tsx';
import { Problems } from '../design/problems.tsx';
import { Answered } from '../desk/desk-page.tsx';
import { YearField } from '../figures/year-field.tsx';
import { chinaToday } from '../i18n/china-today.ts';
import { useLang } from '../i18n/language.ts';
import { usePick, useText } from '../i18n/messages.ts';
import { censusMessages } from './census-messages.ts';
import { FollowTable } from './follow-table.tsx';

export type ListName = 'missing' | 'away' | 'exempt' | 'renewals';
export type FollowItem = CensusPeopleView['items'][number] | RenewalsView['items'][number];

interface Props {
  readonly list: ListName;
  readonly unitId: string | undefined;
  readonly query: URLSearchParams;
  readonly onQuery: (query: URLSearchParams) => void;
}

/** From September on people pay for the next year. */
function yearDue(): string {
  const today = chinaToday();
  return String(Number(today.slice(0, 4)) + (today.slice(5, 7) >= '09' ? 1 : 0));
}

/** A list that collectors work off: filtered, given out, visited, taken along as a spreadsheet. */
export function FollowList({ list, unitId, query, onQuery }: Props) {
  const t = useText(censusMessages);
  const lang = useLang();
  const gives = useMay()('census.work') && unitId !== undefined;
  const [chosen, setChosen] = useState<readonly string[]>([]);
  const set = (change: Readonly<Record<string, string>>): void => {
    const next = new URLSearchParams(query);
    next.delete('after');
    for (const [key, value] of Object.entries(change)) {
      if (value === '') next.delete(key);
      else next.set(key, value);
    }
    setChosen([]);
    onQuery(next);
  };
  const year = query.get('year') ?? '';
  const counted = year === '' ? undefined : { year };
  const filter = new URLSearchParams({
    ...(list === 'renewals' ? { year: query.get('year') ?? yearDue() } : { state: list, ...counted }),
    ...(unitId === undefined ? {} : { unitId }),
  });
  for (const key of ['result', 'collectorId', 'after']) {
    const value = query.get(key);
    if (value !== null) filter.set(key, value);
  }
  const path = list === 'renewals' ? 'renewals' : 'people';
  const page = useApi<{ readonly items: readonly FollowItem[]; readonly next?: string }>(
    `/api/census/${path}?${filter}`,
  );
  const taken = new URLSearchParams(filter);
  for (const key of ['state', 'result', 'after']) taken.delete(key);
  return (
    <section className="panel stack census-stack">
      <div className="census-filter">
        <Filter list={list} query={query} onSet={set} />
        <a className="button" download href={`/api/census/export.xlsx?list=${list}&lang=${lang}&${taken}`}>
          {t('export')}
        </a>
      </div>
      <Answered query={page}>
        {({ items, next }) =>
          items.length === 0 ? (
            <Empty title={t('none')} hint={t('noneHint')} />
          ) : (
            <>
              <Assign unitId={unitId} chosen={chosen} onDone={() => setChosen([])} />
              <FollowTable
                list={list}
                items={items}
                chosen={chosen}
                onChoose={gives ? setChosen : undefined}
              />
              <p className="row">
                {query.get('after') !== null && (
                  <button type="button" className="button" onClick={() => set({})}>
                    {t('first')}
                  </button>
                )}
                {next !== undefined && (
                  <button
                    type="button"
                    className="button"
                    onClick={() =>
                      onQuery(
                        new URLSearchParams(
                          [...query].filter(([k]) => k !== 'after').concat([['after', next]]),
                        ),
                      )
                    }
                  >
                    {t('more')}
                  </button>
                )}
              </p>
            </>
          )
        }
      </Answered>
    </section>
  );
}

function Filter({
  list,
  query,
  onSet,
}: {
  readonly list: ListName;
  readonly query: URLSearchParams;
  readonly onSet: (change: Readonly<Record<string, string>>) => void;
}) {
  const t = useText(censusMessages);
  const pick = usePick();
  const [year, setYear] = useState(query.get('year') ?? yearDue());
  return (
    <>
      {list === 'renewals' ? (
        <TextField
          label={t('year')}
          value={year}
          numeric
          onChange={(value) => {
            setYear(value);
            if (/^20\d\d$/.test(value)) onSet({ year: value });
          }}
        />
      ) : (
        <YearField on="" value={query.get('year') ?? ''} onChange={(to) => onSet({ year: to })} />
      )}
      <SelectField
        label={t('result')}
        value={query.get('result') ?? ''}
        options={[
          { value: '', text: t('all') },
          { value: 'none', text: t('notVisited') },
          ...Object.entries(VISIT_RESULTS).map(([value, name]) => ({ value, text: pick(name) })),
        ]}
        onChange={(result) => onSet({ result })}
      />
    </>
  );
}

/** Gives the chosen people to a collector of the unit. */
function Assign({
  unitId,
  chosen,
  onDone,
}: {
  readonly unitId: string | undefined;
  readonly chosen: readonly string[];
  readonly onDone: () => void;
}) {
  const t = useText(censusMessages);
  const may = useMay();
  const { busy, wrong, run } = useDeed();
  const [to, setTo] = useState('');
  const [done, setDone] = useState<number>();
  const [nobody, setNobody] = useState(false);
  const collectors = useApi<CollectorsView>(
    unitId === undefined ? undefined : `/api/census/collectors?unitId=${unitId}`,
  );
  const active = collectors.data?.items.filter(({ endedOn }) => endedOn === undefined) ?? [];
  if (!may('census.work') || unitId === undefined || active.length === 0) return null;
  const collectorId = to === '' ? (active[0]?.collectorId ?? '') : to;
  const assign = async (): Promise<void> => {
    setDone(undefined);
    setNobody(chosen.length === 0);
    if (chosen.length === 0) return;
    const given = await run<AssignedView>('/api/census/assignments', { collectorId, persons: chosen });
    setDone(given?.assigned);
    if (given !== undefined) onDone();
  };
  return (
    <div className="census-filter">
      <SelectField
        label={t('assignTo')}
        value={collectorId}
        options={active.map((one) => ({ value: one.collectorId, text: one.name, given: true }))}
        onChange={setTo}
      />
      <button type="button" className="button button-strong" aria-busy={busy} onClick={() => void assign()}>
        {t('assign', { n: chosen.length })}
      </button>
      <span role="status">
        {nobody && t('choosePeople')}
        {done !== undefined && t('assignedDone', { n: done })}
      </span>
      <Problems wrong={wrong} />
    </div>
  );
}
