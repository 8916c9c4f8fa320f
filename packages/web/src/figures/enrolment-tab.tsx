import type { PlaceFigure, PlaceFiguresView } from '@gongji/contract';
import { useApi } from '../api/client.ts';
import { Empty } from '../app/page-states.tsx';
import { useSession } from '../app/session.tsx';
import { SelectField, TextField } from '../design/fields.tsx';
import { AsTyped } from '../design/given-name.tsx';
import { TableWrap } from '../design/table-wrap.tsx';
import { Answered } from '../desk/desk-page.tsx';
import { dateText, percent } from '../i18n/format.ts';
import { useLang } from '../i18n/language.ts';
import { useText } from '../i18n/messages.ts';
import { figuresMessages } from './figures-messages.ts';
import { SplitPanel } from './split-panel.tsx';
import { YearField } from './year-field.tsx';

export interface TabProps {
  readonly query: URLSearchParams;
  readonly onQuery: (query: URLSearchParams) => void;
}

const LEVELS = ['county', 'street', 'community'] as const;
type Level = (typeof LEVELS)[number];

/** Participation by place, opening from the county to the community; below it, the insured by kind. */
export function EnrolmentTab({ query, onQuery }: TabProps) {
  const t = useText(figuresMessages);
  const lang = useLang();
  const session = useSession();
  const ofUnit = session.kind === 'signedIn' && session.view.unitId !== undefined;
  const level = LEVELS.find((one) => one === query.get('level')) ?? (ofUnit ? 'community' : 'county');
  const within = query.get('within') ?? '';
  const on = query.get('on') ?? '';
  const year = query.get('year') ?? '';
  const counted = { ...(on === '' ? {} : { on }), ...(year === '' ? {} : { year }) };
  const asked = new URLSearchParams({ level, ...(within === '' ? {} : { within }), ...counted });
  const figures = useApi<PlaceFiguresView>(`/api/enrolment-figures?${asked}`);
  const set = (change: Readonly<Record<string, string>>): void => {
    const next = new URLSearchParams(query);
    for (const [key, value] of Object.entries(change)) {
      if (value === '') next.delete(key);
      else next.set(key, value);
    }
    onQuery(next);
  };
  return (
    <div className="stack figures-stack">
      <section className="panel">
        <div className="figures-filter">
          <SelectField
            label={t('level')}
            value={level}
            options={LEVELS.map((one) => ({ value: one, text: t(one) }))}
            onChange={(value) => set({ level: value, within: '' })}
          />
          <TextField
            type="date"
            label={t('on')}
            value={on}
            onChange={(value) => set({ on: value, year: '' })}
          />
          <YearField on={on} value={year} onChange={(value) => set({ year: value })} />
          {within !== '' && (
            <button type="button" className="button" onClick={() => set({ level: 'county', within: '' })}>
              {t('allCounties')}
            </button>
          )}
          <a
            className="button"
            download
            href={`/api/enrolment-bulletin.xlsx?${new URLSearchParams({ lang, ...counted })}`}
          >
            {t('bulletin')}
          </a>
        </div>
        <Answered query={figures}>
          {(view) => (
            <>
              <p className="quiet">
                {view.census === undefined ? (
                  t('noCensus')
                ) : (
                  <AsTyped
                    text={t('census', {
                      asOf: dateText(view.census.asOf, lang),
                      source: view.census.source,
                    })}
                  />
                )}
              </p>
              {view.places.length === 0 ? (
                <Empty title={t('noPlaces')} hint={t('noPlacesHint')} />
              ) : (
                <Places view={view} level={level} onOpen={(key) => set(deeper(level, key))} />
              )}
            </>
          )}
        </Answered>
      </section>
      <SplitPanel counted={counted} />
    </div>
  );
}

function deeper(level: Level, key: string): Readonly<Record<string, string>> {
  return { level: level === 'county' ? 'street' : 'community', within: key };
}

interface PlacesProps {
  readonly view: PlaceFiguresView;
  readonly level: Level;
  readonly onOpen: (key: string) => void;
}

function Places({ view, level, onOpen }: PlacesProps) {
  const t = useText(figuresMessages);
  const targets = view.places.some((one) => one.target !== undefined) || view.total.target !== undefined;
  const rates = [...view.places, view.total].some((one) => one.targetRatePpm !== undefined);
  return (
    <TableWrap label={t('enrolment')}>
      <table className="table">
        <thead>
          <tr>
            <th scope="col">{t(level)}</th>
            {(
              [
                'employees',
                'residents',
                'insured',
                'newToday',
                'eligible',
                'away',
                'missing',
                'rate',
                'employeeRate',
                'residentRate',
                'rateWithout',
                'rank',
              ] as const
            ).map((key) => (
              <th scope="col" className="number" key={key}>
                {t(key)}
              </th>
            ))}
            {rates && (
              <th scope="col" className="number">
                {t('targetRate')}
              </th>
            )}
            {targets && (
              <>
                <th scope="col" className="number">
                  {t('target')}
                </th>
                <th scope="col" className="number">
                  {t('gap')}
                </th>
              </>
            )}
          </tr>
        </thead>
        <tbody>
          {view.places.map((one) => (
            <tr key={one.key}>
              <td translate="no" lang="zh-CN">
                {level === 'community' || one.key === '' ? (
                  one.name || t('unplaced')
                ) : (
                  <button type="button" className="figures-link" onClick={() => onOpen(one.key)}>
                    {one.name}
                  </button>
                )}
              </td>
              <Numbers one={one} targets={targets} rates={rates} />
            </tr>
          ))}
        </tbody>
        <tfoot>
          <tr>
            <th scope="row">{t('total')}</th>
            <Numbers one={view.total} targets={targets} rates={rates} />
          </tr>
        </tfoot>
      </table>
    </TableWrap>
  );
}

interface NumbersProps {
  readonly one: PlaceFigure;
  /** Whether there are targets of persons and of the rate. */
  readonly targets: boolean;
  readonly rates: boolean;
}

function Numbers({ one, targets, rates }: NumbersProps) {
  const n = (value: number | undefined): string => (value === undefined ? '–' : value.toLocaleString('en'));
  const rate = (value: number | undefined): string =>
    value === undefined ? '–' : percent(Math.round(value / 100) * 100);
  return (
    <>
      <td className="number">{n(one.employees)}</td>
      <td className="number">{n(one.residents)}</td>
      <td className="number">{n(one.employees + one.residents)}</td>
      <td className="number">{n(one.newToday)}</td>
      <td className="number">{n(one.eligible)}</td>
      <td className="number">{n(one.away)}</td>
      <td className="number">{n(one.missing)}</td>
      <td className="number">{rate(one.ratePpm)}</td>
      <td className="number">{rate(one.employeeRatePpm)}</td>
      <td className="number">{rate(one.residentRatePpm)}</td>
      <td className="number">{rate(one.ratePpmWithoutAway)}</td>
      <td className="number">{n(one.rank)}</td>
      {rates && <td className="number">{rate(one.targetRatePpm)}</td>}
      {targets && (
        <>
          <td className="number">{n(one.target)}</td>
          <td className="number">{n(one.gap)}</td>
        </>
      )}
    </>
  );
}
