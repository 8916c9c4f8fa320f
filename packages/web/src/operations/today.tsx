import type { OverviewView } from '@gongji/contract';
import { Link } from 'react-router';
import { Empty } from '../app/page-states.tsx';
import { useMay } from '../app/session.tsx';
import { colorOf } from '../assessment/split.ts';
import { dateText, money, yuan } from '../i18n/format.ts';
import { useLang } from '../i18n/language.ts';
import { useLabel, useText } from '../i18n/messages.ts';
import { operationsMessages } from './operations-messages.ts';

/** The day in four figures, each opening the bills that it is made of. */
export function Today({ overview }: { readonly overview: OverviewView }) {
  const t = useText(operationsMessages);
  const lang = useLang();
  const mayBills = useMay()('settlement.read');
  const figures = [
    [t('todayBills'), String(overview.settlements)],
    [t('todayReversals'), String(overview.reversals)],
    [t('todayTotal'), money(overview.totalFen)],
    [t('todayFund'), money(overview.fundFen)],
  ] as const;
  return (
    <>
      <header className="page-head">
        <div>
          <h1>{t('title')}</h1>
          <p>{t('intro', { day: dateText(overview.day, lang) })}</p>
        </div>
        {mayBills && overview.latestId !== undefined && (
          <Link className="button" to={`/settlements/${overview.latestId}`}>
            {t('seeLatest')}
          </Link>
        )}
      </header>
      <dl className="key-figures">
        {figures.map(([name, value]) => (
          <div key={name} className="panel">
            <dt>{name}</dt>
            <dd>{value}</dd>
            {mayBills && (
              <dd className="figure-link">
                <Link to={billsOf(overview.day)} aria-label={`${name}: ${t('seeBills')}`}>
                  {t('seeBills')}
                </Link>
              </dd>
            )}
          </div>
        ))}
      </dl>
    </>
  );
}

/** Payments by fund, as bars; each opens the bills of the day. */
export function FundPanel({ overview: { byFund, day } }: { readonly overview: OverviewView }) {
  const t = useText(operationsMessages);
  const label = useLabel();
  const mayBills = useMay()('settlement.read');
  const most = Math.max(1, ...byFund.map(({ amountFen }) => Math.abs(amountFen)));
  return (
    <section className="panel">
      <h2>{t('byFund')}</h2>
      {byFund.length === 0 && <Empty title={t('nothingToday')} />}
      <ul className="fund-bars">
        {byFund.map(({ payer, fundType, name, amountFen, bills }, i) => (
          <li key={`${payer} ${fundType}`}>
            <span>{label(name)}</span>
            <b>{yuan(amountFen)}</b>
            <i style={{ width: `${(Math.abs(amountFen) * 100) / most}%`, background: colorOf(i) }} />
            <small className="quiet">
              {mayBills ? (
                <Link to={billsOf(day)} aria-label={`${label(name)}: ${t('bills', { n: bills })}`}>
                  {t('bills', { n: bills })}
                </Link>
              ) : (
                t('bills', { n: bills })
              )}
            </small>
          </li>
        ))}
      </ul>
    </section>
  );
}

const billsOf = (day: string): string => `/settlements?from=${day}&to=${day}`;
