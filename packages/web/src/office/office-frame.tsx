import type { OfficeView } from '@gongji/contract';
import type { ReactNode } from 'react';
import { NavLink } from 'react-router';
import { useApi } from '../api/client.ts';
import { useCurrentInView } from '../app/current-in-view.ts';
import { useTitle } from '../app/page-states.tsx';
import { useMay } from '../app/session.tsx';
import { GivenName } from '../design/given-name.tsx';
import { Answered } from '../desk/desk-page.tsx';
import { useText } from '../i18n/messages.ts';
import { officeMessages } from './office-messages.ts';
import './office.css';

const TABS = [
  ['/office', 'tabDesk'],
  ['/office/stays', 'tabStays'],
  ['/office/bills', 'tabBills'],
  ['/office/reconciliation', 'tabReconciliation'],
  ['/office/mapping', 'tabMapping'],
  ['/office/messages', 'tabMessages'],
] as const;

interface FrameProps {
  readonly title: string;
  readonly children: (office: OfficeView) => ReactNode;
}

/** Frame of the pages of an institution: whose office it is, its parts, and whether it may settle at all. */
export function OfficeFrame({ title, children }: FrameProps) {
  const t = useText(officeMessages);
  useTitle(title);
  const office = useApi<OfficeView>('/api/office');
  return (
    <div className="page office">
      <Answered query={office}>
        {(own) => (
          <>
            <header className="office-head">
              <h1>
                <GivenName name={own.institutionName} />
              </h1>
              <OfficeTabs />
            </header>
            {!own.inAgreement && <p className="notice notice-warn">{t('notInAgreement')}</p>}
            {children(own)}
          </>
        )}
      </Answered>
    </div>
  );
}

/** Only for who has an office; stays only where there are beds. */
export function OfficeTabs() {
  const t = useText(officeMessages);
  const may = useMay();
  const office = useApi<OfficeView>(may('office') ? '/api/office' : undefined);
  const tabs = TABS.filter(([path]) => path !== '/office/stays' || office.data?.inpatient === true);
  const nav = useCurrentInView(tabs.length);
  if (!may('office')) return null;
  return (
    <nav ref={nav} className="office-tabs" aria-label={t('tabs')}>
      {tabs.map(([path, text]) => (
        <NavLink key={path} to={path} end={path === '/office'}>
          {t(text)}
        </NavLink>
      ))}
    </nav>
  );
}
