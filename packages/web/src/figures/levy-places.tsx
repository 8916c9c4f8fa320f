import type { LevyPlace, LevyPlacesView } from '@gongji/contract';
import { useState } from 'react';
import { useApi } from '../api/client.ts';
import { useMay } from '../app/session.tsx';
import { SelectField } from '../design/fields.tsx';
import { TableWrap } from '../design/table-wrap.tsx';
import { Answered } from '../desk/desk-page.tsx';
import { percent, yuan } from '../i18n/format.ts';
import { useText } from '../i18n/messages.ts';
import type { TabProps } from './enrolment-tab.tsx';
import { figuresMessages } from './figures-messages.ts';
import { LevyBehind } from './levy-behind.tsx';
import { NoLevy } from './no-levy.tsx';

const LEVELS = ['county', 'street', 'community'] as const;
type Level = (typeof LEVELS)[number];

interface Props extends TabProps {
  readonly from: string;
  readonly to: string;
}

/** Collection by the place of the payer, opening from the county to the community and down to the bills. */
export function LevyPlacesPanel({ query, onQuery, from, to }: Props) {
  const t = useText(figuresMessages);
  const level = LEVELS.find((one) => one === query.get('level')) ?? 'county';
  const within = query.get('within') ?? '';
  const asked = new URLSearchParams({ from, to, level, ...(within === '' ? {} : { within }) }).toString();
  const [opened, setOpened] = useState<LevyPlace & { readonly asked: string }>();
  const places = useApi<LevyPlacesView>(`/api/levy-figures/places?${asked}`);
  const go = (to: Level, inside: string): void => {
    const next = new URLSearchParams(query);
    next.set('level', to);
    if (inside === '') next.delete('within');
    else next.set('within', inside);
    onQuery(next);
  };
  const name = useLevyPlaceName();
  return (
    <section className="panel">
      <h2>{t('levyPlaces')}</h2>
      <p className="quiet">{t('levyPlacesHint')}</p>
      <div className="figures-filter">
        <SelectField
          label={t('level')}
          value={level}
          options={LEVELS.map((one) => ({ value: one, text: t(one) }))}
          onChange={(value) => go(LEVELS.find((one) => one === value) ?? 'county', '')}
        />
        {within !== '' && (
          <button type="button" className="button" onClick={() => go('county', '')}>
            {t('allCounties')}
          </button>
        )}
      </div>
      <Answered query={places}>
        {(view) =>
          view.places.length === 0 ? (
            <NoLevy />
          ) : (
            <>
              {!view.equal && (
                <p className="notice notice-bad" role="status">
                  {t('placesDiffer')}
                </p>
              )}
              <Places
                view={view}
                level={level}
                onDeeper={(key) => go(level === 'county' ? 'street' : 'community', key)}
                onOpen={(place) => setOpened({ ...place, asked })}
              />
            </>
          )
        }
      </Answered>
      {opened !== undefined && opened.asked === asked && (
        <LevyBehind
          key={`${asked} ${opened.key}`}
          path={`/api/levy-figures/bills?${asked}&key=${opened.key}`}
          what={name(opened)}
          onClose={() => setOpened(undefined)}
        />
      )}
    </section>
  );
}

/** Name of a place of payers, also of those that no place of the level has. */
function useLevyPlaceName(): (place: Pick<LevyPlace, 'key' | 'name'>) => string {
  const t = useText(figuresMessages);
  return ({ key, name }) => (key === '' ? t('levyNowhere') : key === 'undivided' ? t('levyUndivided') : name);
}

interface PlacesProps {
  readonly view: LevyPlacesView;
  readonly level: Level;
  readonly onDeeper: (key: string) => void;
  readonly onOpen: (place: LevyPlace) => void;
}

const MONEY = [
  'employeeBilledFen',
  'employeePaidFen',
  'residentBilledFen',
  'residentPaidFen',
  'billedFen',
  'paidFen',
] as const;

function Places({ view, level, onDeeper, onOpen }: PlacesProps) {
  const t = useText(figuresMessages);
  const name = useLevyPlaceName();
  const mayOpen = useMay()('figures.open');
  const targets = [...view.places, view.total].some((one) => one.targetFen !== undefined);
  return (
    <TableWrap label={t('levyPlaces')}>
      <table className="table levy-places">
        <thead>
          <tr>
            <th scope="col">{t(level)}</th>
            {MONEY.map((key) => (
              <th scope="col" className="number" key={key}>
                {t(key)}
              </th>
            ))}
            {(['collectionRate', ...(targets ? (['levyTarget', 'levyMet'] as const) : [])] as const).map(
              (key) => (
                <th scope="col" className="number" key={key}>
                  {t(key)}
                </th>
              ),
            )}
            {mayOpen && <th scope="col">{t('levyBills')}</th>}
          </tr>
        </thead>
        <tbody>
          {view.places.map((one) => (
            <tr key={one.key}>
              <td translate={one.name === '' ? undefined : 'no'} lang={one.name === '' ? undefined : 'zh-CN'}>
                {level === 'community' || one.name === '' ? (
                  name(one)
                ) : (
                  <button type="button" className="figures-link" onClick={() => onDeeper(one.key)}>
                    {name(one)}
                  </button>
                )}
              </td>
              <Numbers one={one} targets={targets} />
              {mayOpen && (
                <td>
                  <button
                    type="button"
                    className="figures-link"
                    aria-label={`${t('levyBills')} ${name(one)}`}
                    onClick={() => onOpen(one)}
                  >
                    {t('levyOpen')}
                  </button>
                </td>
              )}
            </tr>
          ))}
        </tbody>
        <tfoot>
          <tr>
            <th scope="row">{t('total')}</th>
            <Numbers one={view.total} targets={targets} />
            {mayOpen && <td />}
          </tr>
        </tfoot>
      </table>
    </TableWrap>
  );
}

function Numbers({ one, targets }: { readonly one: LevyPlace; readonly targets: boolean }) {
  const share = (ppm: number | undefined): string =>
    ppm === undefined ? '–' : percent(Math.round(ppm / 100) * 100);
  return (
    <>
      {MONEY.map((key) => (
        <td className="number" key={key}>
          {yuan(one[key])}
        </td>
      ))}
      <td className="number">{share(one.ratePpm)}</td>
      {targets && (
        <>
          <td className="number">{one.targetFen === undefined ? '–' : yuan(one.targetFen)}</td>
          <td className="number">{share(one.targetMetPpm)}</td>
        </>
      )}
    </>
  );
}
