import type { Action } from '@gongji/contract';
import { useSearchParams } from 'react-router';
import { useTitle } from '../app/page-states.tsx';
import { useMay } from '../app/session.tsx';
import { useText } from '../i18n/messages.ts';
import { EarlyTab } from './early-tab.tsx';
import { EnrolmentTab } from './enrolment-tab.tsx';
import { EntryTab } from './entry-tab.tsx';
import { figuresMessages } from './figures-messages.ts';
import { LevyTab } from './levy-tab.tsx';
import { ReportsTab } from './reports-tab.tsx';
import { TargetsTab } from './targets-tab.tsx';
import './figures.css';

const TABS = ['enrolment', 'early', 'entry', 'levy', 'targets', 'reports'] as const;

/** What of the figures not everybody reads. */
const NEEDED: Partial<Record<(typeof TABS)[number], Action>> = {
  early: 'figures.early',
  targets: 'target.read',
};

/** 参保与征缴: figures that open down to their records, targets and reports. What is shown stands in the address. */
export function FiguresPage() {
  const t = useText(figuresMessages);
  useTitle(t('title'));
  const may = useMay();
  const [query, setQuery] = useSearchParams();
  const tabs = TABS.filter((one) => NEEDED[one] === undefined || may(NEEDED[one]));
  const tab = tabs.find((one) => one === query.get('tab')) ?? 'enrolment';
  return (
    <div className="page">
      <header className="page-head">
        <div>
          <h1>{t('title')}</h1>
          <p>{t(may('figures.open') ? 'intro' : 'introClosed')}</p>
        </div>
      </header>
      <nav className="figures-tabs" aria-label={t('title')}>
        {tabs.map((one) => (
          <button
            type="button"
            key={one}
            className="button button-small"
            aria-current={one === tab ? 'page' : undefined}
            onClick={() => setQuery({ tab: one })}
          >
            {t(one)}
          </button>
        ))}
      </nav>
      {tab === 'enrolment' && <EnrolmentTab query={query} onQuery={setQuery} />}
      {tab === 'early' && <EarlyTab query={query} onQuery={setQuery} />}
      {tab === 'entry' && <EntryTab query={query} onQuery={setQuery} />}
      {tab === 'levy' && <LevyTab query={query} onQuery={setQuery} />}
      {tab === 'targets' && <TargetsTab maySet={may('target.set')} />}
      {tab === 'reports' && <ReportsTab />}
    </div>
  );
}
