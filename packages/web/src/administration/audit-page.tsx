import type { AuditChainView, AuditPage as Page } from '@gongji/contract';
import { AUDIT_ACTIONS, auditActionWord, ENROLMENT_ACTS } from '@gongji/domain';
import { type SyntheticEvent, useState } from 'react';
import { Link, useSearchParams } from 'react-router';
import { useApi } from '../api/client.ts';
import { Empty, useTitle } from '../app/page-states.tsx';
import { SelectField, TextField } from '../design/fields.tsx';
import { addressWith, askedOf, ExportLinks, SortHead } from '../design/list-tools.tsx';
import { TableWrap } from '../design/table-wrap.tsx';
import { Answered } from '../desk/desk-page.tsx';
import { timeText } from '../i18n/format.ts';
import { useLang } from '../i18n/language.ts';
import { useLabel, useText } from '../i18n/messages.ts';
import { transactionName } from '../office/transaction-names.ts';
import { administrationMessages } from './administration-messages.ts';
import { Details, Subject } from './audit-details.tsx';

const FILTERS = ['actor', 'action', 'subject', 'from', 'to', 'sort', 'order', 'before'] as const;
/** By word of the first group; the server takes the beginning of a deed too. */
const ACTIONS = [
  ...Object.keys(AUDIT_ACTIONS),
  ...Object.keys(ENROLMENT_ACTS).map((act) => `enrolment.${act}`),
  'interface.',
].toSorted();

/** 审计日志, latest first, with the state of its chains. The filter stands in the address. */
export function AuditPage() {
  const t = useText(administrationMessages);
  useTitle(t('audit'));
  const [query, setQuery] = useSearchParams();
  const asked = askedOf(query, FILTERS);
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
            {({ items, total, more, next }) => (
              <>
                {items.length === 0 ? (
                  <Empty title={t('noEntries')} />
                ) : (
                  <Entries items={items} query={query} />
                )}
                <nav className="pager" aria-label={t('audit')}>
                  <span className="quiet">{t(more ? 'moreThan' : 'inAll', { n: total })}</span>
                  {query.has('before') && (
                    <Link className="button" to={addressWith(query, {})}>
                      {t('first')}
                    </Link>
                  )}
                  {next !== undefined && (
                    <Link className="button" to={`${addressWith(query, {})}&before=${next}`}>
                      {t('next')}
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
  const actionText = useActionText();
  const [typed, setTyped] = useState({
    actor: query.get('actor') ?? '',
    action: query.get('action') ?? '',
    subject: query.get('subject') ?? '',
    from: dayOf(query.get('from')),
    to: dayOf(query.get('to')),
  });
  const search = (event: SyntheticEvent): void => {
    event.preventDefault();
    const { from, to, ...texts } = typed;
    const wanted = [
      ...Object.entries(texts).map(([key, value]) => [key, value.trim()]),
      ['from', momentOf(from, '00:00:00.000')],
      ['to', momentOf(to, '23:59:59.999')],
    ];
    onChange(new URLSearchParams(addressWith(query, Object.fromEntries(wanted))));
  };
  return (
    <form className="desk-filter" onSubmit={search}>
      <TextField label={t('actor')} value={typed.actor} onChange={(actor) => setTyped({ ...typed, actor })} />
      <SelectField
        label={t('action')}
        value={typed.action}
        options={[
          { value: '', text: t('anyAction') },
          ...ACTIONS.map((value) => ({ value, text: actionText(value) })),
        ]}
        onChange={(action) => setTyped({ ...typed, action })}
      />
      <TextField
        label={t('subject')}
        value={typed.subject}
        onChange={(subject) => setTyped({ ...typed, subject })}
      />
      <TextField
        type="date"
        label={t('since')}
        value={typed.from}
        onChange={(from) => setTyped({ ...typed, from })}
      />
      <TextField
        type="date"
        label={t('until')}
        value={typed.to}
        onChange={(to) => setTyped({ ...typed, to })}
      />
      <button type="submit" className="button button-strong">
        {t('search')}
      </button>
      <ExportLinks path="/api/audit/file" asked={askedOf(query, FILTERS)} />
    </form>
  );
}

/** Days in Beijing, as the filter has them, and the moments that they begin and end with. */
function dayOf(moment: string | null): string {
  if (moment === null) return '';
  return new Date(new Date(moment).getTime() + 8 * 3_600_000).toISOString().slice(0, 10);
}

function momentOf(day: string, time: string): string {
  const moment = new Date(`${day}T${time}+08:00`);
  return Number.isNaN(moment.getTime()) ? '' : moment.toISOString();
}

/** A deed in words; a transaction of the interface by its number and name. */
function useActionText(): (action: string) => string {
  const t = useText(administrationMessages);
  const label = useLabel();
  return (action) => {
    const word = auditActionWord(action);
    if (word !== undefined) return label(word);
    const infno = action.replace(/^interface\./, '');
    return `${t('interfaceAction')} ${infno} ${label(transactionName(infno))}`;
  };
}

/** Deeds in words, what they are about, and their details row by row. */
function Entries({ items, query }: Pick<Page, 'items'> & { readonly query: URLSearchParams }) {
  const t = useText(administrationMessages);
  const actionText = useActionText();
  const lang = useLang();
  return (
    <TableWrap label={t('audit')}>
      <table className="table">
        <thead>
          <tr>
            <SortHead sort="at" label={t('at')} query={query} first={{ sort: 'at', order: 'desc' }} />
            {(['actor', 'action', 'subject', 'detail'] as const).map((head) => (
              <th key={head} scope="col">
                {t(head)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {items.map(({ id, at, actor, action, subject, detail }) => (
            <tr key={id}>
              <td className="nowrap">{timeText(at, lang, 'second')}</td>
              <td>
                <code>{actor}</code>
              </td>
              <td>
                {actionText(action)}
                <br />
                <code className="small quiet">{action}</code>
              </td>
              <td>
                <Subject subject={subject} />
              </td>
              <td>
                <Details detail={detail} />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </TableWrap>
  );
}
