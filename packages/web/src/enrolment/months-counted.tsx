import type { MonthsView } from '@gongji/contract';
import { useApi } from '../api/client.ts';
import { money } from '../i18n/format.ts';
import { useText } from '../i18n/messages.ts';
import { enrolmentMessages } from './enrolment-messages.ts';

/** What the operation answers: nothing for who was never insured as an employee. */
export interface ContributionMonths {
  readonly months?: MonthsView;
}

const PARTS = [
  ['monthsCharged', 'chargedMonths'],
  ['monthsEarlier', 'earlierMonths'],
  ['monthsElsewhere', 'elsewhereMonths'],
  ['monthsMadeUp', 'madeUpMonths'],
  ['monthsDeemed', 'deemedMonths'],
] as const;

/** 缴费年限 of a person: paid, needed, missing. Shows nothing where there is none. */
export function MonthsPanel({ path }: { readonly path: string }) {
  const t = useText(enrolmentMessages);
  const { data } = useApi<ContributionMonths>(`${path}/contribution-months`);
  if (data?.months === undefined) return null;
  return (
    <section className="panel stack" data-testid="months-panel">
      <h2>{t('months')}</h2>
      <MonthsCounted months={data.months} />
    </section>
  );
}

export function MonthsCounted({ months }: { readonly months: MonthsView }) {
  const t = useText(enrolmentMessages);
  const { totalMonths, neededMonths, missingMonths, costFen, unpaid, waitingMonths } = months;
  const rows = [
    ...PARTS.flatMap(([name, part]) => (months[part] === 0 ? [] : [[name, months[part]] as const])),
    ['monthsTotal', totalMonths] as const,
    ...(neededMonths === undefined || missingMonths === undefined
      ? []
      : [['monthsNeeded', neededMonths] as const, ['monthsMissing', missingMonths] as const]),
  ];
  return (
    <>
      <dl className="facts-list">
        {rows.map(([name, n]) => (
          <div key={name}>
            <dt>{t(name)}</dt>
            <dd>{t('monthsN', { n })}</dd>
          </div>
        ))}
      </dl>
      {missingMonths !== undefined && missingMonths > 0 && costFen !== undefined && (
        <p className="notice notice-warn">{t('monthsCost', { amount: money(costFen) })}</p>
      )}
      {waitingMonths > 0 && <p className="notice notice-warn">{t('monthsWaiting', { n: waitingMonths })}</p>}
      {unpaid.length > 0 && <p className="quiet">{t('monthsUnpaid', { months: unpaid.join('、') })}</p>}
    </>
  );
}
