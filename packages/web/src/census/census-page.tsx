import { Link, useSearchParams } from 'react-router';
import { useTitle } from '../app/page-states.tsx';
import { useMay, useSession } from '../app/session.tsx';
import { useText } from '../i18n/messages.ts';
import { useMaySendCensus } from './census-list.ts';
import { censusMessages } from './census-messages.ts';
import { FollowList } from './follow-list.tsx';
import { ProgressTab } from './progress-tab.tsx';
import '../figures/figures.css';
import './census.css';

const TABS = ['progress', 'missing', 'away', 'exempt', 'renewals'] as const;

/** 参保普查: progress by community, and the lists that collectors work off. What is shown stands in the address. */
export function CensusPage() {
  const t = useText(censusMessages);
  useTitle(t('title'));
  const may = useMay();
  const maySend = useMaySendCensus();
  const session = useSession();
  const [query, setQuery] = useSearchParams();
  const own = session.kind === 'signedIn' ? session.view.unitId : undefined;
  const tab = TABS.find((one) => one === query.get('tab')) ?? 'progress';
  const unitId = own ?? query.get('unit') ?? undefined;
  const year = query.get('year') ?? '';
  const counted = year === '' ? undefined : { year };
  const unit = own === undefined && unitId !== undefined ? { unit: unitId } : undefined;
  return (
    <div className="page">
      <header className="page-head">
        <div>
          <h1>{t('title')}</h1>
          <p>{t('intro')}</p>
        </div>
        <div className="row">
          {may('unenrolled.read') && (
            <Link className="button" to="/unenrolled-employers">
              {t('employers')}
            </Link>
          )}
          {maySend && (
            <Link className="button" to="/lists">
              {t('upload')}
            </Link>
          )}
        </div>
      </header>
      <nav className="census-tabs" aria-label={t('title')}>
        {TABS.map((one) => (
          <button
            type="button"
            key={one}
            className="button button-small"
            aria-current={one === tab ? 'page' : undefined}
            onClick={() => setQuery({ tab: one, ...unit, ...counted })}
          >
            {t(one)}
          </button>
        ))}
        {own === undefined && unitId !== undefined && (
          <button type="button" className="button button-small" onClick={() => setQuery({ tab, ...counted })}>
            {t('allUnits')}
          </button>
        )}
      </nav>
      {tab === 'progress' ? (
        <ProgressTab
          unitId={unitId}
          year={year}
          onUnit={(key) => setQuery({ tab, unit: key, ...counted })}
          onYear={(to) => setQuery({ tab, ...unit, ...(to === '' ? {} : { year: to }) })}
        />
      ) : (
        <FollowList key={tab} list={tab} unitId={unitId} query={query} onQuery={setQuery} />
      )}
    </div>
  );
}
