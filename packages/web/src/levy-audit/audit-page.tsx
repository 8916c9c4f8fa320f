import type { LevyAuditPage, LevyChecksView } from '@gongji/contract';
import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { Link, useParams, useSearchParams } from 'react-router';
import { useApi } from '../api/client.ts';
import { usePost } from '../api/use-post.ts';
import { useTitle } from '../app/page-states.tsx';
import { useMay } from '../app/session.tsx';
import { Answered } from '../desk/desk-page.tsx';
import { useText } from '../i18n/messages.ts';
import { type DeskProblem, serverProblems } from '../office/draft-problems.ts';
import { CheckList } from './check-list.tsx';
import { EvidencePanel } from './evidence-panel.tsx';
import { FindingList } from './finding-list.tsx';
import { levyMessages } from './levy-messages.ts';
import { NoticeTable } from './notice-table.tsx';
import { Problems } from './problems.tsx';
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
  const queries = useQueryClient();
  const { post } = usePost();
  const [query, setQuery] = useSearchParams();
  const [problems, setProblems] = useState<readonly DeskProblem[]>([]);
  const closed = audit.closedAt !== undefined;
  const works = may('levy.audit') && !closed;
  const close = async (): Promise<void> => {
    setProblems([]);
    try {
      await post(`/api/levy-audits/${audit.auditId}/close`, {});
      await queries.invalidateQueries({ queryKey: ['api'] });
    } catch (error) {
      setProblems(serverProblems(error) ?? []);
    }
  };
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
          <button type="button" className="button" onClick={() => void close()}>
            {t('close')}
          </button>
        )}
        {closed && <span className="tag tag-good">{t('closed')}</span>}
      </header>
      <Problems problems={problems} />
      {works && <EvidencePanel audit={audit} checks={checks} />}
      {audit.notices.length > 0 && <NoticeTable notices={audit.notices} />}
      <div className="levy-columns">
        <CheckList
          audit={audit}
          checks={checks}
          chosen={query.get('check') ?? ''}
          onChoose={(check) => setQuery(check === '' ? {} : { check })}
        />
        <FindingList audit={audit} works={works} query={query} onQuery={setQuery} />
      </div>
    </div>
  );
}
