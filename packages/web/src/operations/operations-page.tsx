import type { FundsView, OverviewView } from '@gongji/contract';
import { Link } from 'react-router';
import { useApi } from '../api/client.ts';
import { Empty, useTitle } from '../app/page-states.tsx';
import { useMay } from '../app/session.tsx';
import { colorOf } from '../assessment/split.ts';
import { accountUseWord } from '../bill/account-words.ts';
import { deskMessages } from '../desk/desk-messages.ts';
import { Answered } from '../desk/desk-page.tsx';
import { dateText, money, yuan } from '../i18n/format.ts';
import { useLang } from '../i18n/language.ts';
import { useLabel, useText } from '../i18n/messages.ts';
import { fundName } from '../policy/catalogue.ts';
import { SCHEMES } from '../policy/words.ts';
import './operations.css';
import { TableWrap } from '../design/table-wrap.tsx';

const RENEW_MS = 15_000;

/** What is happening now: figures from postings, and whether they equal the settlements. */
export function OperationsPage() {
  const t = useText(deskMessages);
  useTitle(t('operationsTitle'));
  const mayFunds = useMay()('fund.read');
  const overview = useApi<OverviewView>('/api/overview', RENEW_MS);
  const funds = useApi<FundsView>(mayFunds ? '/api/funds' : undefined, RENEW_MS);
  return (
    <div className="page">
      <Answered query={overview}>
        {(data) => (
          <>
            <Today overview={data} />
            <div className="desk-columns">
              <ByFund overview={data} />
              {mayFunds && (
                <Answered query={funds}>{(ledger) => <Ledger ledger={ledger} overview={data} />}</Answered>
              )}
            </div>
          </>
        )}
      </Answered>
    </div>
  );
}

function Today({ overview }: { readonly overview: OverviewView }) {
  const t = useText(deskMessages);
  const lang = useLang();
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
          <h1>{t('operationsTitle')}</h1>
          <p>{t('operationsIntro', { day: dateText(overview.day, lang) })}</p>
        </div>
        {overview.latestId !== undefined && (
          <Link className="button" to={`/settlements/${overview.latestId}`}>
            {t('latest_')}
          </Link>
        )}
      </header>
      <dl className="key-figures">
        {figures.map(([name, value]) => (
          <div key={name} className="panel">
            <dt>{name}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
    </>
  );
}

function ByFund({ overview: { byFund } }: { readonly overview: OverviewView }) {
  const t = useText(deskMessages);
  const label = useLabel();
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
            <small className="quiet">{t('bills', { n: bills })}</small>
          </li>
        ))}
      </ul>
    </section>
  );
}

interface LedgerProps {
  readonly ledger: FundsView;
  readonly overview: OverviewView;
}

function Ledger({ ledger, overview }: LedgerProps) {
  const t = useText(deskMessages);
  const label = useLabel();
  const lang = useLang();
  return (
    <section className="panel">
      <h2>
        {t('ledger')}{' '}
        <span className={ledger.balanced ? 'tag tag-good' : 'tag tag-bad'}>
          {t(ledger.balanced ? 'balanced' : 'unbalanced')}
        </span>
      </h2>
      <dl className="facts-list">
        <div>
          <dt>{t('ledgerSettled')}</dt>
          <dd className="number">{yuan(ledger.settledFen)}</dd>
        </div>
        <div>
          <dt>{t('ledgerPayable')}</dt>
          <dd className="number">{yuan(ledger.payableFen)}</dd>
        </div>
        <div>
          <dt>{t('accounts')}</dt>
          <dd className="number">{yuan(ledger.accountsFen)}</dd>
        </div>
        <div>
          <dt>{t('registers')}</dt>
          <dd className="number">
            {t('personsCount', { n: overview.persons.toLocaleString('en') })} ·{' '}
            {t('institutionsCount', { n: overview.institutions })}
          </dd>
        </div>
      </dl>
      <h3>{t('fundTotals')}</h3>
      <TableWrap label={t('fundTotals')}>
        <table className="table">
          <thead>
            <tr>
              <th scope="col">{t('scheme')}</th>
              <th scope="col">{t('fundName')}</th>
              <th scope="col">{t('use')}</th>
              <th scope="col" className="number">
                {t('amount')}
              </th>
            </tr>
          </thead>
          <tbody>
            {ledger.funds.map(({ scheme, fund, use, netFen }) => (
              <tr key={`${scheme} ${fund} ${use}`}>
                <td>{scheme === 'employee' || scheme === 'resident' ? label(SCHEMES[scheme]) : scheme}</td>
                <td>{label(fundName(scheme, fund))}</td>
                <td>{accountUseWord(use, lang)}</td>
                <td className="number">{yuan(netFen)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </TableWrap>
    </section>
  );
}
