import type { CountersView, PersonView } from '@gongji/contract';
import { Navigate, useParams } from 'react-router';
import { useApi } from '../api/client.ts';
import { Icon } from '../app/icons.tsx';
import { useTitle } from '../app/page-states.tsx';
import { useMay, useSession } from '../app/session.tsx';
import { Answered } from '../desk/desk-page.tsx';
import { MonthsPanel } from '../enrolment/months-counted.tsx';
import { useText } from '../i18n/messages.ts';
import { focusSearch } from '../search/focus-search.ts';
import { Papers } from '../self-service/papers.tsx';
import { AccountPanel } from './account-panel.tsx';
import { BillTimeline } from './bill-timeline.tsx';
import { CounterPanel } from './counter-panel.tsx';
import { CoveragePanel } from './coverage-panel.tsx';
import { FilingPanel, GroupPanel } from './filing-panel.tsx';
import { LookPanel } from './look-panel.tsx';
import { PersonHead } from './person-head.tsx';
import { personMessages } from './person-messages.ts';
import './person.css';

/** Insured person 参保人: who, cover, counters, account, filings, every bill, and who looked. Masked by the server. */
export function PersonPage() {
  const { psnNo } = useParams();
  const t = useText(personMessages);
  useTitle(t('title'));
  return (
    <div className="page">
      {psnNo === undefined ? (
        <NobodyYet />
      ) : (
        <Person key={psnNo} path={`/api/persons/${encodeURIComponent(psnNo)}`} />
      )}
    </div>
  );
}

/** An insured person goes to the own page; everybody else looks somebody up. */
function NobodyYet() {
  const t = useText(personMessages);
  const session = useSession();
  const may = useMay();
  if (session.kind === 'signedIn' && session.view.person !== undefined)
    return <Navigate replace to={`/persons/${encodeURIComponent(session.view.person)}`} />;
  // An institution finds by whole numbers alone.
  const isWide = session.kind === 'signedIn' && session.view.permissions.search === 'region';
  return (
    <>
      <header className="page-head">
        <h1>{t('title')}</h1>
      </header>
      {may('search') ? (
        <section className="state">
          <Icon name="search" />
          <p className="state-title">{t('findFirst')}</p>
          <p>{t(isWide ? 'findHint' : 'findByNumber')}</p>
          <button type="button" className="button button-strong" onClick={focusSearch}>
            {t('find')}
          </button>
        </section>
      ) : (
        <Answered query={NOTHING}>{() => null}</Answered>
      )}
    </>
  );
}

/** For who may not search: the page says what it says of every page that needs a sign-in. */
const NOTHING = { data: null, error: null, refetch: () => undefined } as const;

function Person({ path }: { readonly path: string }) {
  const may = useMay();
  const person = useApi<PersonView>(path);
  const counters = useApi<CountersView>(person.data === undefined ? undefined : `${path}/counters`);
  return (
    <Answered query={person}>
      {(data) => (
        <>
          <PersonHead person={data} path={path} />
          <div className="desk-columns">
            <div className="stack">
              <Answered query={counters}>
                {({ schemes }) => schemes.map((own) => <CounterPanel key={own.scheme} own={own} />)}
              </Answered>
              {may('account.read') && <AccountPanel path={path} />}
              {may('looks.read') && <LookPanel path={path} />}
            </div>
            <div className="stack">
              <CoveragePanel coverages={data.coverages} />
              {may('account.read') && <MonthsPanel path={path} />}
              <GroupPanel groups={data.groups} />
              <FilingPanel filings={data.filings} />
              {may('account.read') && <Papers path={path} person={data} />}
              {may('settlement.read') && <BillTimeline path={path} />}
            </div>
          </div>
        </>
      )}
    </Answered>
  );
}
