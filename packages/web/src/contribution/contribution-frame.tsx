import type { ReactNode } from 'react';
import { NavLink } from 'react-router';
import { useCurrentInView } from '../app/current-in-view.ts';
import { useTitle } from '../app/page-states.tsx';
import { useMay, useSession } from '../app/session.tsx';
import { useText } from '../i18n/messages.ts';
import { contributionMessages } from './contribution-messages.ts';
import '../office/office.css';
import './contribution.css';

const TABS = [
  ['/contributions', 'tabBills', 'contribution.read'],
  ['/contributions/unit', 'tabUnit', 'contribution.read'],
  ['/contributions/notices', 'tabNotices', 'notice.print'],
  ['/contributions/declarations', 'tabDeclare', 'contribution.read'],
  ['/contributions/assessment', 'tabAssess', 'contribution.region'],
  ['/contributions/counter', 'tabCounter', 'contribution.region'],
  ['/contributions/lists', 'tabLists', 'collect.list'],
  ['/contributions/receipts', 'tabReceipts', 'receipt.take'],
  ['/contributions/arrears', 'tabArrears', 'contribution.region'],
  ['/contributions/days', 'tabDays', 'contribution.region'],
  ['/contributions/books', 'tabBooks', 'fund.read'],
  ['/contributions/refunds', 'tabRefunds', 'contribution.region'],
] as const;

/** Frame of the pages of contributions 征缴: the parts that this person may open. */
export function ContributionFrame({
  title,
  children,
}: {
  readonly title: string;
  readonly children: ReactNode;
}) {
  const t = useText(contributionMessages);
  const may = useMay();
  const session = useSession();
  const isOfUnit = session.kind === 'signedIn' && session.view.unitId !== undefined;
  // Who pays for a unit sees its own arrears, not the ledger.
  const own = may('contribution.read') && !may('contribution.region');
  useTitle(title);
  const tabs = TABS.filter(([path, , action]) => may(action) && (isOfUnit || path !== '/contributions/unit'));
  const count = tabs.length + Number(own);
  const nav = useCurrentInView(count);
  return (
    <div className="page contribution">
      <header className="office-head">
        <h1>{title}</h1>
        {count > 1 && (
          <nav ref={nav} className="office-tabs" aria-label={t('tabs')}>
            {tabs.map(([path, text]) => (
              <NavLink key={path} to={path} end={path === '/contributions'}>
                {t(text)}
              </NavLink>
            ))}
            {own && <NavLink to="/contributions/arrears/account">{t('tabArrears')}</NavLink>}
          </nav>
        )}
      </header>
      {children}
    </div>
  );
}
