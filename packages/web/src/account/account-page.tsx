import type { AccountView } from '@gongji/contract';
import { Link, useParams } from 'react-router';
import { useApi } from '../api/client.ts';
import { useTitle } from '../app/page-states.tsx';
import { useMay } from '../app/session.tsx';
import { GivenName } from '../design/given-name.tsx';
import { TableWrap } from '../design/table-wrap.tsx';
import { Answered } from '../desk/desk-page.tsx';
import { dateText, money, yuan } from '../i18n/format.ts';
import { useLang } from '../i18n/language.ts';
import { useText } from '../i18n/messages.ts';
import { AccountPanel } from '../person/account-panel.tsx';
import { accountMessages } from './account-messages.ts';
import { ConsentPanel } from './consent-panel.tsx';
import { RequestForm } from './request-form.tsx';
import './account.css';

/** Personal account 个人账户 of one person: how it stands, its years, its movements, who may use it, what can be asked. */
export function AccountPage() {
  const { psnNo = '' } = useParams();
  const t = useText(accountMessages);
  const may = useMay();
  useTitle(t('title'));
  const path = `/api/persons/${encodeURIComponent(psnNo)}`;
  const query = useApi<AccountView>(`${path}/account`);
  return (
    <div className="page">
      <Answered query={query}>
        {(view) => (
          <>
            <header className="page-head">
              <h1>
                {t('title')} <GivenName name={view.name} />
              </h1>
              <Link to={`/persons/${encodeURIComponent(view.ref)}`}>{t('back')}</Link>
            </header>
            <div className="desk-columns">
              <div className="stack">
                <MergedMoney view={view} />
                <AccountStanding view={view} papersOf={view.ref} />
                <AccountPanel path={path} bare />
              </div>
              <div className="stack">
                <ConsentPanel view={view} path={path} />
                {may('account.request') && view.account !== undefined && <RequestForm path={path} />}
              </div>
            </div>
          </>
        )}
      </Answered>
    </div>
  );
}

/** Money under merged numbers that has not gone on to who stays, with what to do; on the page of either. */
function MergedMoney({ view: { ref, mergedMoney } }: { readonly view: AccountView }) {
  const t = useText(accountMessages);
  return mergedMoney.map(({ number, stays, balanceFen, why }) => (
    <p className="notice notice-warn" key={number}>
      {t(number === ref ? 'moneyHere' : 'moneyThere', { amount: yuan(balanceFen) })} {t(`waits_${why}`)}{' '}
      <Link to={`/persons/${encodeURIComponent(number === ref ? stays : number)}/account`}>
        {t(number === ref ? 'accountOfStays' : 'accountOfNumber')}
      </Link>
    </p>
  ));
}

export function AccountStanding({
  view,
  papersOf: ref,
}: {
  readonly view: AccountView;
  readonly papersOf?: string;
}) {
  const t = useText(accountMessages);
  const lang = useLang();
  const { account, years } = view;
  if (account === undefined) return <p className="notice">{t('none')}</p>;
  return (
    <section className="panel">
      <p className="account-balance">
        <span className="quiet">{t('balance')}</span> <b>{money(account.balanceFen)}</b>{' '}
        <span className={account.status === 'open' ? 'tag tag-good' : 'tag tag-warn'}>
          {t(account.status)}
        </span>
      </p>
      <p className="quiet small">
        {t('opened', { day: dateText(account.openedOn, lang) })}
        {account.interestTo === undefined
          ? ''
          : ` · ${t('interestTo', { day: dateText(account.interestTo, lang) })}`}
      </p>
      <Years years={years} />
      {ref !== undefined && (
        <p className="row">
          {(['account-statement', 'yearly-record'] as const).map((paper) => (
            <a
              key={paper}
              className="button button-small"
              href={`/api/persons/${encodeURIComponent(ref)}/print/${paper}?lang=${lang}`}
              target="_blank"
              rel="noreferrer"
            >
              {t(paper === 'account-statement' ? 'statement' : 'benefits')}
            </a>
          ))}
        </p>
      )}
    </section>
  );
}

function Years({ years }: Pick<AccountView, 'years'>) {
  const t = useText(accountMessages);
  if (years.length === 0) return null;
  return (
    <>
      <h2>{t('years')}</h2>
      <TableWrap label={t('years')}>
        <table className="table">
          <thead>
            <tr>
              <th scope="col">{t('year')}</th>
              {(['opening', 'in', 'interest', 'out', 'closing'] as const).map((name) => (
                <th scope="col" className="number" key={name}>
                  {t(name)}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {years.map((year) => {
              const sums = sumsOf(year.byKind);
              return (
                <tr key={year.year}>
                  <th scope="row">{year.year}</th>
                  {[year.openingFen, sums.in, sums.interest, sums.out, year.closingFen].map((amount, at) => (
                    // biome-ignore lint/suspicious/noArrayIndexKey: the columns never change
                    <td className="number" key={at}>
                      {yuan(amount)}
                    </td>
                  ))}
                </tr>
              );
            })}
          </tbody>
        </table>
      </TableWrap>
    </>
  );
}

function sumsOf(byKind: Readonly<Record<string, number>>) {
  const sums = { in: 0, interest: 0, out: 0 };
  for (const [kind, fen] of Object.entries(byKind)) {
    if (kind === 'interest') sums.interest += fen;
    else if (fen > 0) sums.in += fen;
    else sums.out += fen;
  }
  return sums;
}
