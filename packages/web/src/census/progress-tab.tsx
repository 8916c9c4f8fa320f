import type { CensusProgressItem, CensusProgressView } from '@gongji/contract';
import { useApi } from '../api/client.ts';
import { Empty } from '../app/page-states.tsx';
import { useMay } from '../app/session.tsx';
import { GivenName } from '../design/given-name.tsx';
import { TableWrap } from '../design/table-wrap.tsx';
import { Answered } from '../desk/desk-page.tsx';
import { YearField } from '../figures/year-field.tsx';
import { percent } from '../i18n/format.ts';
import { useText } from '../i18n/messages.ts';
import { useMaySendCensus } from './census-list.ts';
import { censusMessages } from './census-messages.ts';
import { CollectorsPanel } from './collectors-panel.tsx';
import { StructurePanel } from './structure-panel.tsx';

const NUMBERS = [
  'people',
  'covered',
  'missing',
  'away',
  'exempt',
  'assigned',
  'visited',
  'promised',
  'refused',
  'notFound',
  'won',
] as const;

/** Places that a phone shows at once. */
const MOST = 20;

/** By community, where most are missing first; in a community by collector, with who they are. */
export function ProgressTab({
  unitId,
  year,
  onUnit,
  onYear,
}: {
  readonly unitId: string | undefined;
  readonly year: string;
  readonly onUnit: (unitId: string) => void;
  readonly onYear: (year: string) => void;
}) {
  const t = useText(censusMessages);
  const asked = unitId === undefined ? 'by=unit' : `by=collector&unitId=${unitId}`;
  const maySend = useMaySendCensus();
  const works = useMay()('census.work');
  const hint = maySend ? t('noCensusHint') : works ? t('noCensusSchool') : undefined;
  const counted = year === '' ? '' : `&year=${year}`;
  const progress = useApi<CensusProgressView>(`/api/census/progress?${asked}${counted}`);
  return (
    <div className="stack census-stack">
      <div className="census-filter">
        <YearField on="" value={year} onChange={onYear} />
      </div>
      <Answered query={progress}>
        {(view) =>
          view.items.length === 0 ? (
            <Empty title={t('noCensus')} hint={hint} />
          ) : (
            <>
              <section className="panel">
                <ProgressTable
                  view={{ ...view, items: view.items.toSorted((a, b) => b.missing - a.missing) }}
                  onUnit={unitId === undefined ? onUnit : undefined}
                />
              </section>
              <StructurePanel unitId={unitId} year={year} />
            </>
          )
        }
      </Answered>
      {unitId !== undefined && <CollectorsPanel unitId={unitId} />}
    </div>
  );
}

function ProgressTable({
  view,
  onUnit,
}: {
  readonly view: CensusProgressView;
  readonly onUnit: ((unitId: string) => void) | undefined;
}) {
  const t = useText(censusMessages);
  const isLater = (one: CensusProgressItem, i: number): boolean =>
    onUnit !== undefined && (one.missing === 0 || i >= MOST);
  const n = view.items.filter(isLater).length;
  return (
    <TableWrap label={t('progress')} later={n > 0 ? t('later', { n }) : undefined}>
      <table className="table census-progress">
        <thead>
          <tr>
            <th scope="col">{view.by === 'unit' ? t('unit') : t('collector')}</th>
            <th scope="col" className="number">
              {t('rate')}
            </th>
            <th scope="col" className="number">
              {t('rateWithout')}
            </th>
            {NUMBERS.map((name) => (
              <th scope="col" className="number" key={name}>
                {t(name)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {view.items.map((one, i) => (
            <tr key={one.key} className={isLater(one, i) ? 'later' : undefined}>
              <td>
                {one.name === '' ? (
                  t('nobody')
                ) : onUnit === undefined ? (
                  <GivenName name={one.name} />
                ) : (
                  <button type="button" className="figures-link" onClick={() => onUnit(one.key)}>
                    <GivenName name={one.name} />
                  </button>
                )}
              </td>
              <Numbers one={one} />
            </tr>
          ))}
        </tbody>
        <tfoot>
          <tr>
            <th scope="row">{t('total')}</th>
            <Numbers one={view.total} />
          </tr>
        </tfoot>
      </table>
    </TableWrap>
  );
}

function Numbers({ one }: { readonly one: CensusProgressItem }) {
  const rate = (ppm: number | undefined): string =>
    ppm === undefined ? '–' : percent(Math.round(ppm / 100) * 100);
  return (
    <>
      <td className="number">{rate(one.ratePpm)}</td>
      <td className="number">{rate(one.ratePpmWithoutAway)}</td>
      {NUMBERS.map((name) => (
        <td className={one[name] === 0 ? 'number nothing' : 'number'} key={name}>
          {one[name].toLocaleString('en')}
        </td>
      ))}
    </>
  );
}
