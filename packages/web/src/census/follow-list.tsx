import {
  AGE_BANDS,
  type AssignedView,
  type CensusPeopleView,
  type CollectorsView,
  EXEMPT_REASONS,
  type RenewalsView,
  VISIT_RESULTS,
  valueWord,
} from '@gongji/contract';
import { type Bilingual, GROUP_NAMES } from '@gongji/domain';
import { useState } from 'react';
import { useApi } from '../api/client.ts';
import { useDeed } from '../api/use-deed.ts';
import { Empty } from '../app/page-states.tsx';
import { useMay } from '../app/session.tsx';
import { Flag, SelectField, TextField } from '../design/fields.tsx';
import { addressWith, askedOf, ExportLinks, RowsNav } from '../design/list-tools.tsx';
import { Problems } from '../design/problems.tsx';
import { Answered } from '../desk/desk-page.tsx';
import { YearField } from '../figures/year-field.tsx';
import { chinaToday } from '../i18n/china-today.ts';
import { usePick, useText } from '../i18n/messages.ts';
import { groupWord } from '../person/person-words.ts';
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

const FILTER = [
  'q',
  'group',
  'collectorId',
  'result',
  'exempt',
  'age',
  'residence',
  'due',
  'sort',
  'order',
  'after',
];
const LIMIT = 50;

/** A list that collectors work off: searched, filtered, ordered, given out, visited, taken along as a file. */
export function FollowList({ list, unitId, query, onQuery }: Props) {
  const t = useText(censusMessages);
  const gives = useMay()('census.work') && unitId !== undefined;
  const [chosen, setChosen] = useState<readonly string[]>([]);
  const year = query.get('year') ?? (list === 'renewals' ? yearDue() : '');
  const asked = askedOf(query, FILTER);
  if (year !== '') asked.set('year', year);
  if (unitId !== undefined) asked.set('unitId', unitId);
  const page = useApi<{ readonly items: readonly FollowItem[]; readonly total: number }>(
    `/api/census/${list === 'renewals' ? 'renewals?' : `people?state=${list}&`}limit=${LIMIT}&${asked}`,
  );
  return (
    <section className="panel stack census-stack">
      <Filter
        list={list}
        unitId={unitId}
        query={query}
        onSet={(change) => {
          setChosen([]);
          onQuery(new URLSearchParams(addressWith(query, change)));
        }}
      />
      <ExportLinks path="/api/census/export" asked={new URLSearchParams([['list', list], ...asked])} />
      <Answered query={page}>
        {({ items, total }) =>
          items.length === 0 ? (
            <Empty title={t('none')} hint={t('noneHint')} />
          ) : (
            <>
              <Assign unitId={unitId} chosen={chosen} onDone={() => setChosen([])} />
              <FollowTable
                list={list}
                items={items}
                query={query}
                chosen={chosen}
                onChoose={gives ? setChosen : undefined}
              />
              <RowsNav label={t(list)} query={query} limit={LIMIT} shown={items.length} total={total} />
            </>
          )
        }
      </Answered>
    </section>
  );
}

interface FilterProps {
  readonly list: ListName;
  readonly unitId: string | undefined;
  readonly query: URLSearchParams;
  readonly onSet: (change: Readonly<Record<string, string>>) => void;
}

function Filter({ list, unitId, query, onSet }: FilterProps) {
  const t = useText(censusMessages);
  const pick = usePick();
  const [q, setQ] = useState(query.get('q') ?? '');
  const collectors = useCollectors(unitId);
  const lives = query.get('residence') ?? '';
  const all = { value: '', text: t('all') };
  const choice = (key: string, label: string, options: readonly Option[]) => (
    <SelectField
      label={label}
      value={query.get(key) ?? ''}
      options={[all, ...options]}
      onChange={(value) => onSet({ [key]: value })}
    />
  );
  const of = (words: Readonly<Record<string, Bilingual>>) =>
    Object.entries(words).map(([value, name]) => ({ value, text: pick(name) }));
  return (
    <form
      className="census-filter"
      onSubmit={(event) => {
        event.preventDefault();
        onSet({ q: q.trim() });
      }}
    >
      <TextField label={t('find')} value={q} onChange={setQ} />
      <button type="submit" className="button">
        {t('search')}
      </button>
      {list === 'renewals' ? (
        <YearDue query={query} onSet={onSet} />
      ) : (
        <YearField on="" value={query.get('year') ?? ''} onChange={(year) => onSet({ year })} />
      )}
      {choice('group', t('groups'), [
        { value: 'any', text: t('anyGroup') },
        ...GROUP_NAMES.map((value) => ({ value, text: pick(groupWord(value)) })),
      ])}
      {choice('collectorId', t('collector'), [
        { value: '0', text: t('nobody') },
        ...collectors.map((one) => ({ value: one.collectorId, text: one.name, given: true })),
      ])}
      {choice('result', t('result'), [{ value: 'none', text: t('notVisited') }, ...of(VISIT_RESULTS)])}
      {list === 'exempt' && choice('exempt', t('exemptReason'), of(EXEMPT_REASONS))}
      {query.get('age') !== null && choice('age', t('age'), of(AGE_BANDS))}
      {lives !== '' && choice('residence', t('residence'), of({ [lives]: valueWord('residence', lives) }))}
      {list !== 'exempt' && (
        <Flag
          label={t('promiseDue')}
          checked={query.get('due') === 'true'}
          onChange={(on) => onSet({ due: on ? 'true' : '' })}
        />
      )}
    </form>
  );
}

interface Option {
  readonly value: string;
  readonly text: string;
  readonly given?: boolean;
}

/** Year to be paid of a renewal. */
function YearDue({ query, onSet }: Pick<FilterProps, 'query' | 'onSet'>) {
  const t = useText(censusMessages);
  const [year, setYear] = useState(query.get('year') ?? yearDue());
  return (
    <TextField
      label={t('year')}
      value={year}
      numeric
      onChange={(value) => {
        setYear(value);
        if (/^20\d\d$/.test(value)) onSet({ year: value });
      }}
    />
  );
}

function useCollectors(unitId: string | undefined): CollectorsView['items'] {
  const path = unitId === undefined ? undefined : `/api/census/collectors?unitId=${unitId}`;
  return useApi<CollectorsView>(path).data?.items ?? [];
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
  const active = useCollectors(unitId).filter(({ endedOn }) => endedOn === undefined);
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
