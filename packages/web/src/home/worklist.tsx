import type { WorkKind, WorklistView } from '@gongji/contract';
import { Link } from 'react-router';
import { useApi } from '../api/client.ts';
import { useSession } from '../app/session.tsx';
import { Answered } from '../desk/desk-page.tsx';
import { useText } from '../i18n/messages.ts';
import { worklistMessages } from './worklist-messages.ts';

const RENEW_MS = 300_000;

/** Where each kind is done. */
const PLACES: Readonly<Record<WorkKind, string>> = {
  enrolmentRequests: '/enrolment/requests',
  accountRequests: '/account-requests',
  reversalRequests: '/reversals',
  declarations: '/contributions/declarations',
  lists: '/lists',
  listDecisions: '/lists',
  transfers: '/transfers',
  transferSheets: '/transfers',
  transferMoney: '/transfers',
  handovers: '/handovers',
  findings: '/enrolment/findings',
  bills: '/contributions/unit',
  counterCorrections: '/contributions/counter',
  counterDays: '/contributions/counter',
  receipts: '/contributions/receipts',
  days: '/contributions/days',
  refunds: '/contributions/refunds',
  refundsToPay: '/contributions/refunds',
  fundTransfers: '/contributions/books',
  waivers: '/contributions/arrears?list=waivers&state=open',
  debtPlans: '/contributions/arrears?list=plans&state=open',
  lateBills: '/contributions/arrears?list=refused&state=possible',
  levyFindings: '/levy-audits',
  levyResults: '/levy-audits',
  unenrolled: '/unenrolled-employers',
  censusPromises: '/census?tab=missing&due=true&sort=promisedBy',
  targetsBehind: '/figures?tab=targets',
  mappings: '/mappings',
  roleRequests: '/users',
};

/** 待办: what waits for whoever is signed in, counted by the server, each leading to where it is done. */
export function Worklist() {
  const t = useText(worklistMessages);
  const work = useApi<WorklistView>('/api/worklist', RENEW_MS);
  return (
    <section className="worklist" aria-label={t('title')}>
      <Answered query={work}>
        {({ items }) =>
          items.length === 0 ? (
            <p className="worklist-none">{t('none')}</p>
          ) : (
            <ul className="worklist-items">
              {items.map((item) => (
                <li key={item.kind}>
                  <Waiting {...item} />
                </li>
              ))}
            </ul>
          )
        }
      </Answered>
    </section>
  );
}

function Waiting({ kind, count, late }: WorklistView['items'][number]) {
  const t = useText(worklistMessages);
  const session = useSession();
  const own = session.kind === 'signedIn' && session.view.permissions[OWN] === 'person';
  return (
    <Link to={kind === 'bills' && own ? '/me' : PLACES[kind]} className="panel">
      <strong>{count}</strong>
      <span>{t(kind)}</span>
      {late > 0 && <span className="tag tag-warn">{t('late', { n: late })}</span>}
    </Link>
  );
}

/** Who reaches no further than himself pays on his own page. */
const OWN = 'payment.read';
