import type { LevyAuditPage, LevyChecksView } from '@gongji/contract';
import { Link, useParams, useSearchParams } from 'react-router';
import { useApi } from '../api/client.ts';
import { useDeed } from '../api/use-deed.ts';
import { useTitle } from '../app/page-states.tsx';
import { useMay } from '../app/session.tsx';
import { addressWith } from '../design/list-tools.tsx';
import { Problems } from '../design/problems.tsx';
import { Answered } from '../desk/desk-page.tsx';
import { useText } from '../i18n/messages.ts';
import { CheckList } from './check-list.tsx';
import { EvidencePanel } from './evidence-panel.tsx';
import { FindingList } from './finding-list.tsx';
import { levyMessages } from './levy-messages.ts';
import { NoticeList } from './notice-list.tsx';
import { ReasonList } from './reason-list.tsx';
import { selectionMessages } from './selection-messages.ts';
import './levy.css';

/** One audit: its files, its checks, what they found and what came of it. */
export function LevyAuditPageView() {
  const t = useText(levyMessages);
  const { id = '' } = useParams();
  useTitle(t('title'));
  const audit = useApi<LevyAuditPage>(`/api/levy-audits/${id}`);
  const checks = useApi<LevyChecksView>('/api/levy-checks');
  return (
    <div className="page">
      <Answered query={audit}>
        {(one) => <Answered query={checks}>{(all) => <Audit audit={one} checks={all} />}</Answered>}
      </Answered>
    </div>
  );
}

interface AuditProps {
  readonly audit: LevyAuditPage;
  readonly checks: LevyChecksView;
}

function Audit({ audit, checks }: AuditProps) {
  const t = useText(levyMessages);
  const may = useMay();
  const { wrong, run } = useDeed();
  const [query, setQuery] = useSearchParams();
  const closed = audit.closedAt !== undefined;
  const works = may('levy.audit') && !closed;
  return (
    <div className="stack">
      <header className="page-head">
        <div>
          <p>
            <Link to="/levy-audits">← {t('back')}</Link>
          </p>
          <h1 translate="no" lang="zh-CN">
            {audit.name}
          </h1>
          <p>
            <span translate="no" lang="zh-CN">
              {audit.unit === undefined ? t('wholeRegion') : `${audit.unit.name} ${audit.unit.uscc}`}
            </span>{' '}
            · {audit.from} – {audit.to}
          </p>
        </div>
        {works && (
          <button
            type="button"
            className="button"
            onClick={() => void run(`/api/levy-audits/${audit.auditId}/close`, {})}
          >
            {t('close')}
          </button>
        )}
        {closed && <span className="tag tag-good">{t('closed')}</span>}
      </header>
      <Problems wrong={wrong} />
      {audit.chosen !== undefined && <Chosen chosen={audit.chosen} />}
      {works && <EvidencePanel audit={audit} checks={checks} />}
      <NoticeList auditId={audit.auditId} />
      <div className="levy-columns">
        <CheckList
          audit={audit}
          checks={checks}
          chosen={query.get('check') ?? ''}
          onChoose={(check) => setQuery(new URLSearchParams(addressWith(query, { check })))}
        />
        <FindingList audit={audit} works={works} query={query} onQuery={setQuery} />
      </div>
    </div>
  );
}

/** 选户理由, as the selection said them when the audit began. */
function Chosen({ chosen }: { readonly chosen: NonNullable<LevyAuditPage['chosen']> }) {
  const t = useText(selectionMessages);
  const { score, from, to, reasons } = chosen;
  return (
    <section className="panel">
      <h2>{t('whyChosen')}</h2>
      <p className="quiet">{t('chosenScore', { score, from, to })}</p>
      <ReasonList reasons={reasons} />
    </section>
  );
}
