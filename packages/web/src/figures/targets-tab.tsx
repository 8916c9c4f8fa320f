import type { TargetMetric, TargetsView } from '@gongji/contract';
import { type SyntheticEvent, useState } from 'react';
import { Link } from 'react-router';
import { useApi } from '../api/client.ts';
import { useDeed } from '../api/use-deed.ts';
import { Empty } from '../app/page-states.tsx';
import { type Column, DataTable } from '../design/data-table.tsx';
import { SelectField, TextField } from '../design/fields.tsx';
import { AsTyped, GivenName } from '../design/given-name.tsx';
import { Problems } from '../design/problems.tsx';
import { Answered } from '../desk/desk-page.tsx';
import { percent, timeText, yuan } from '../i18n/format.ts';
import { useLang } from '../i18n/language.ts';
import { useText } from '../i18n/messages.ts';
import { figuresMessages } from './figures-messages.ts';

const METRICS = {
  employees: 'mEmployees',
  residents: 'mResidents',
  ratePpm: 'mRate',
  levyFen: 'mLevy',
  employeeLevyFen: 'mEmployeeLevy',
  residentLevyFen: 'mResidentLevy',
} as const satisfies Record<TargetMetric, string>;
const PERSONS: ReadonlySet<TargetMetric> = new Set(['employees', 'residents']);
type Target = TargetsView['items'][number];

/** To a hundredth of a per cent. */
const rounded = (ppm: number): string => percent(Math.round(ppm / 100) * 100);

/** Persons, per cent or yuan, as the figure is. */
function amount(metric: TargetMetric, value: number): string {
  if (PERSONS.has(metric)) return value.toLocaleString('en');
  return metric === 'ratePpm' ? rounded(value) : yuan(value);
}

/** Where the records behind what was reached are. */
function recordsOf({ place, metric }: Target, year: number): string {
  const level =
    place.length === 0 || place.length === 6 ? 'county' : place.length === 9 ? 'street' : 'community';
  const money = metric.toLowerCase().includes('levy');
  const days = { from: `${year}-01-01`, to: `${year}-12-31` };
  const asked = money ? { tab: 'levy', ...days } : { tab: 'enrolment', level, year: String(year) };
  return `/figures?${new URLSearchParams(asked)}`;
}

/** 目标责任书: the targets of a year, and a way to set them for who may. */
export function TargetsTab({ maySet }: { readonly maySet: boolean }) {
  const t = useText(figuresMessages);
  const [year, setYear] = useState(String(new Date(Date.now() + 8 * 3_600_000).getUTCFullYear()));
  const known = /^20\d\d$/.test(year);
  const targets = useApi<TargetsView>(known ? `/api/targets?year=${year}` : undefined);
  const columns: readonly Column<Target>[] = [
    {
      head: t('place'),
      cell: (one) => (one.place === '' ? t('wholeRegion') : <GivenName name={one.placeName ?? one.place} />),
    },
    { head: t('metric'), cell: (one) => t(METRICS[one.metric]) },
    { head: t('value'), number: true, cell: (one) => amount(one.metric, one.value) },
    {
      head: t('done'),
      number: true,
      cell: (one) =>
        one.done === undefined ? (
          '–'
        ) : (
          <Link to={recordsOf(one, Number(year))}>{amount(one.metric, one.done)}</Link>
        ),
    },
    { head: t('met'), number: true, cell: (one) => (one.metPpm === undefined ? '–' : rounded(one.metPpm)) },
    { head: t('responsible'), cell: (one) => <GivenName name={one.responsible} /> },
    { head: t('signedOn'), cell: (one) => <span className="nowrap">{one.signedOn ?? ''}</span> },
    { head: t('setBy'), cell: (one) => <SetBy one={one} /> },
  ];
  return (
    <div className="stack figures-stack">
      {maySet && known && <SetTarget year={Number(year)} />}
      <section className="panel">
        <div className="figures-filter">
          <TextField label={t('year')} numeric value={year} onChange={setYear} />
        </div>
        <Answered query={targets}>
          {({ items }) =>
            items.length === 0 ? (
              <Empty title={t('noTargets')} />
            ) : (
              <DataTable
                label={t('targets')}
                rows={items}
                keyOf={(one) => `${one.place} ${one.metric}`}
                columns={columns}
              />
            )
          }
        </Answered>
      </section>
    </div>
  );
}

/** Who set it and when, and what was set before. */
function SetBy({ one }: { readonly one: Target }) {
  const t = useText(figuresMessages);
  const lang = useLang();
  const line = (set: Pick<Target, 'setBy' | 'setAt'>): string =>
    t('setLine', { who: set.setBy, day: timeText(set.setAt, lang) });
  return (
    <>
      <AsTyped text={line(one)} />
      {one.earlier.length > 0 && (
        <details>
          <summary>{t('earlierTargets', { n: one.earlier.length })}</summary>
          <ul>
            {one.earlier.map((was) => (
              <li key={was.setAt}>
                {amount(one.metric, was.value)} <AsTyped text={line(was)} />
              </li>
            ))}
          </ul>
        </details>
      )}
    </>
  );
}

function SetTarget({ year }: { readonly year: number }) {
  const t = useText(figuresMessages);
  const deed = useDeed();
  const [draft, setDraft] = useState({
    place: '',
    metric: 'residents',
    value: '',
    responsible: '',
    signedOn: '',
  });
  const [wrong, setWrong] = useState<string>();
  const set = (key: keyof typeof draft) => (value: string) => setDraft({ ...draft, [key]: value });
  const submit = async (event: SyntheticEvent): Promise<void> => {
    event.preventDefault();
    const value = typedValue(draft.value, draft.metric as TargetMetric);
    if (value === undefined) return setWrong(t('valueWrong'));
    setWrong(undefined);
    const { signedOn, ...rest } = draft;
    const body = { ...rest, year, value, ...(signedOn === '' ? {} : { signedOn }) };
    if ((await deed.run('/api/targets', body)) !== undefined) setDraft({ ...draft, value: '' });
  };
  return (
    <form className="panel" onSubmit={(event) => void submit(event)}>
      <h2>{t('setTarget')}</h2>
      <Problems wrong={deed.wrong} />
      <div className="figures-fields">
        <TextField label={t('place')} hint={t('placeHint')} value={draft.place} onChange={set('place')} />
        <SelectField
          label={t('metric')}
          value={draft.metric}
          options={Object.entries(METRICS).map(([value, text]) => ({ value, text: t(text) }))}
          onChange={set('metric')}
        />
        <TextField
          label={t('value')}
          hint={t('valueHint')}
          numeric
          value={draft.value}
          error={wrong}
          onChange={set('value')}
        />
        <TextField label={t('responsible')} value={draft.responsible} onChange={set('responsible')} />
        <TextField type="date" label={t('signedOn')} value={draft.signedOn} onChange={set('signedOn')} />
      </div>
      <button type="submit" className="button button-strong" aria-busy={deed.busy}>
        {t('setTarget')}
      </button>
    </form>
  );
}

/** Persons as typed, per cent in millionths, or yuan in fen; undefined when it is none of them. */
function typedValue(text: string, metric: TargetMetric): number | undefined {
  const typed = /^(\d{1,10})(?:\.(\d{1,2}))?$/.exec(text.trim());
  if (typed === null) return undefined;
  if (PERSONS.has(metric)) return typed[2] === undefined ? Number(typed[1]) : undefined;
  const hundredths = Number(typed[1]) * 100 + Number((typed[2] ?? '').padEnd(2, '0'));
  if (metric !== 'ratePpm') return hundredths;
  return hundredths <= 10_000 ? hundredths * 100 : undefined;
}
