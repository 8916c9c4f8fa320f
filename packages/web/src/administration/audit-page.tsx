import type { AuditChainView, AuditPage as Page } from '@gongji/contract';
import { type SyntheticEvent, useState } from 'react';
import { Link, useSearchParams } from 'react-router';
import { useApi } from '../api/client.ts';
import { Empty, useTitle } from '../app/page-states.tsx';
import { TextField } from '../design/fields.tsx';
import { TableWrap } from '../design/table-wrap.tsx';
import { Answered } from '../desk/desk-page.tsx';
import { timeText } from '../i18n/format.ts';
import { useLang } from '../i18n/language.ts';
import { useText } from '../i18n/messages.ts';
import { administrationMessages } from './administration-messages.ts';

const FILTERS = ['actor', 'action', 'subject', 'from', 'to', 'before'] as const;
const TYPED = ['actor', 'action', 'subject'] as const;

/** 审计日志, latest first, with the state of its chains. The filter stands in the address. */
export function AuditPage() {
  const t = useText(administrationMessages);
  useTitle(t('audit'));
  const [query, setQuery] = useSearchParams();
  const asked = new URLSearchParams(
    FILTERS.flatMap((key) => (query.has(key) ? [[key, query.get(key) ?? '']] : [])),
  );
  const entries = useApi<Page>(`/api/audit?limit=50&${asked}`);
  return (
    <div className="page">
      <header className="page-head">
        <div>
          <h1>{t('audit')}</h1>
          <p>{t('auditIntro')}</p>
        </div>
      </header>
      <div className="stack">
        <Chain />
        <section className="panel">
          <Filter key={query.toString()} query={query} onChange={setQuery} />
          <Answered query={entries}>
            {({ items, next }) => (
              <>
                {items.length === 0 ? <Empty title={t('noEntries')} /> : <Entries items={items} />}
                <nav className="pager" aria-label={t('audit')}>
                  {query.has('before') && (
                    <Link className="button" to="/audit">
                      {t('latest')}
                    </Link>
                  )}
                  {next !== undefined && (
                    <Link className="button" to={`?${older(asked, next)}`}>
                      {t('older')}
                    </Link>
                  )}
                </nav>
              </>
            )}
          </Answered>
        </section>
      </div>
    </div>
  );
}

function older(asked: URLSearchParams, before: string): URLSearchParams {
  const next = new URLSearchParams(asked);
  next.set('before', before);
  return next;
}

function Chain() {
  const t = useText(administrationMessages);
  const lang = useLang();
  const chain = useApi<AuditChainView>('/api/audit/chain');
  return (
    <section className="panel">
      <h2>{t('chain')}</h2>
      <Answered query={chain}>
        {({ whole, chains, entries, checked, broken, lastVerified }) => (
          <>
            <p className={whole ? 'notice' : 'notice notice-bad'} role="status">
              {whole ? t('whole', { chains, entries, checked }) : t('broken', { n: broken.length })}
            </p>
            {lastVerified !== undefined && (
              <p className="small quiet">
                {t('verified', {
                  at: timeText(lastVerified.at, lang),
                  entries: lastVerified.auditEntries,
                  n: lastVerified.differences,
                })}
              </p>
            )}
          </>
        )}
      </Answered>
    </section>
  );
}

interface FilterProps {
  readonly query: URLSearchParams;
  readonly onChange: (query: URLSearchParams) => void;
}

function Filter({ query, onChange }: FilterProps) {
  const t = useText(administrationMessages);
  const [typed, setTyped] = useState({
    actor: query.get('actor') ?? '',
    action: query.get('action') ?? '',
    subject: query.get('subject') ?? '',
  });
  const search = (event: SyntheticEvent): void => {
    event.preventDefault();
    const wanted = Object.entries(typed).map(([key, value]) => [key, value.trim()]);
    onChange(new URLSearchParams(wanted.filter(([, value]) => value !== '')));
  };
  return (
    <form className="desk-filter" onSubmit={search}>
      {TYPED.map((key) => (
        <TextField
          key={key}
          label={t(key)}
          value={typed[key]}
          onChange={(value) => setTyped({ ...typed, [key]: value })}
        />
      ))}
      <button type="submit" className="button button-strong">
        {t('search')}
      </button>
    </form>
  );
}

/** Names of deeds and what they are about are codes of the log, the same in every language. */
function Entries({ items }: Pick<Page, 'items'>) {
  const t = useText(administrationMessages);
  const lang = useLang();
  return (
    <TableWrap label={t('audit')}>
      <table className="table">
        <thead>
          <tr>
            {(['at', 'actor', 'action', 'subject', 'detail'] as const).map((head) => (
              <th key={head} scope="col">
                {t(head)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {items.map(({ id, at, actor, action, subject, detail }) => (
            <tr key={id}>
              <td className="nowrap">{timeText(at, lang)}</td>
              <td>
                <code>{actor}</code>
              </td>
              <td>
                <code>{action}</code>
              </td>
              <td>
                <code>{subject}</code>
              </td>
              <td>
                <code className="small">{JSON.stringify(detail)}</code>
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </TableWrap>
  );
}
