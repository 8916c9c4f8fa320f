import { Link, useParams } from 'react-router';
import { useCurrentInView } from '../app/current-in-view.ts';
import { useTitle } from '../app/page-states.tsx';
import { useMay } from '../app/session.tsx';
import { Answered } from '../desk/desk-page.tsx';
import { useText } from '../i18n/messages.ts';
import { DeceasedTab } from './deceased-tab.tsx';
import { DuplicatesTab } from './duplicates-tab.tsx';
import { EnrolTab } from './enrol-tab.tsx';
import { enrolmentMessages } from './enrolment-messages.ts';
import { FindingsTab } from './findings-tab.tsx';
import { PersonsTab } from './persons-tab.tsx';
import { RequestsTab } from './requests-tab.tsx';
import { UnitsTab } from './units-tab.tsx';
import './enrolment.css';

const TABS = [
  { id: 'act', text: 'tabAct', action: 'register.change', Part: EnrolTab },
  { id: 'requests', text: 'tabRequests', action: 'register.read', Part: RequestsTab },
  { id: 'persons', text: 'tabPersons', action: 'register.read', Part: PersonsTab },
  { id: 'units', text: 'tabUnits', action: 'register.read', Part: UnitsTab },
  { id: 'findings', text: 'tabFindings', action: 'finding.read', Part: FindingsTab },
  { id: 'deceased', text: 'tabDeceased', action: 'account.requests', Part: DeceasedTab },
  { id: 'duplicates', text: 'tabDuplicates', action: 'register.correct', Part: DuplicatesTab },
] as const;

/** Enrolment 参保业务: act, decide, look up, units, duplicates; each part as far as one may. */
export function EnrolmentPage() {
  const { tab } = useParams();
  const t = useText(enrolmentMessages);
  const may = useMay();
  useTitle(t('title'));
  const parts = TABS.filter(({ action }) => may(action));
  const nav = useCurrentInView(parts.length);
  const chosen = parts.find(({ id }) => id === tab) ?? parts[0];
  return (
    <div className="page">
      <header className="page-head">
        <div>
          <h1>{t('title')}</h1>
          <p>{t('intro')}</p>
        </div>
      </header>
      <nav ref={nav} className="enrol-tabs" aria-label={t('tabs')}>
        {parts.map(({ id, text }) => (
          <Link key={id} to={`/enrolment/${id}`} aria-current={chosen?.id === id ? 'page' : undefined}>
            {t(text)}
          </Link>
        ))}
      </nav>
      {chosen === undefined ? <Answered query={NOTHING}>{() => null}</Answered> : <chosen.Part />}
    </div>
  );
}

/** For who may do nothing here: the page says what it says of every page that needs a sign-in. */
const NOTHING = { data: null, error: null, refetch: () => undefined } as const;
