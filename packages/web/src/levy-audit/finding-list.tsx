import type { FindingsView, FindingView, LevyAuditPage } from '@gongji/contract';
import { useState } from 'react';
import { Link } from 'react-router';
import { useApi } from '../api/client.ts';
import { Empty } from '../app/page-states.tsx';
import { useMay } from '../app/session.tsx';
import { SelectField } from '../design/fields.tsx';
import { TableWrap } from '../design/table-wrap.tsx';
import { Answered } from '../desk/desk-page.tsx';
import { yuan } from '../i18n/format.ts';
import { usePick, useText } from '../i18n/messages.ts';
import { type Asked, FindingDialog } from './finding-dialog.tsx';
import { levyMessages } from './levy-messages.ts';

interface FindingListProps {
  readonly audit: LevyAuditPage;
  readonly works: boolean;
  readonly query: URLSearchParams;
  readonly onQuery: (query: URLSearchParams) => void;
}

const STATES = ['open', 'noticed', 'rectified', 'dismissed', 'gone'] as const;

/** What the checks found, the largest sums first; filter and page stand in the address. */
export function FindingList({ audit, works, query, onQuery }: FindingListProps) {
  const t = useText(levyMessages);
  const asked = new URLSearchParams([...query].filter(([key]) => ['check', 'state', 'page'].includes(key)));
  const findings = useApi<FindingsView>(`/api/levy-audits/${audit.auditId}/findings?${asked}`);
  const set = (key: string, value: string): void => {
    const next = new URLSearchParams(query);
    if (key !== 'page') next.delete('page');
    if (value === '') next.delete(key);
    else next.set(key, value);
    onQuery(next);
  };
  const page = Number(query.get('page') ?? '1');
  return (
    <section className="panel levy-findings">
      <div className="levy-findings-head">
        <h2>{t('found')}</h2>
        <SelectField
          label={t('state')}
          value={query.get('state') ?? ''}
          onChange={(value) => set('state', value)}
          options={[
            { value: '', text: t('all') },
            ...STATES.map((state) => ({ value: state, text: t(state) })),
          ]}
        />
      </div>
      <Answered query={findings}>
        {({ items, total, pageSize }) =>
          items.length === 0 ? (
            <Empty title={t('noFindings')} hint={t('noFindingsHint')} />
          ) : (
            <>
              <Table items={items} audit={audit} works={works} />
              <div className="row levy-pager">
                {page > 1 && (
                  <button
                    type="button"
                    className="button button-small"
                    onClick={() => set('page', String(page - 1))}
                  >
                    {t('previous')}
                  </button>
                )}
                <span className="quiet">{t('pageOf', { page, total })}</span>
                {page * pageSize < total && (
                  <button
                    type="button"
                    className="button button-small"
                    onClick={() => set('page', String(page + 1))}
                  >
                    {t('next')}
                  </button>
                )}
              </div>
            </>
          )
        }
      </Answered>
    </section>
  );
}

interface TableProps extends Pick<FindingListProps, 'audit' | 'works'> {
  readonly items: FindingsView['items'];
}

function Table({ items, audit, works }: TableProps) {
  const t = useText(levyMessages);
  const pick = usePick();
  const [asked, setAsked] = useState<Asked>();
  return (
    <>
      <TableWrap label={t('found')}>
        <table className="table">
          <thead>
            <tr>
              <th scope="col">{t('subject')}</th>
              <th scope="col">{t('what')}</th>
              <th scope="col" className="number">
                {t('short')}
              </th>
              <th scope="col">{t('state')}</th>
              <th scope="col">{t('result')}</th>
            </tr>
          </thead>
          <tbody>
            {items.map((one) => (
              <tr key={one.findingId}>
                <td translate="no" lang="zh-CN">
                  {one.subject.person === undefined ? (
                    one.subject.name
                  ) : (
                    <Link to={`/persons/${one.subject.person}`}>{one.subject.name}</Link>
                  )}
                  <br />
                  <small className="quiet">{one.subject.key}</small>
                </td>
                <td>
                  {pick(one.text)}
                  {one.rowNos.length > 0 && (
                    <>
                      <br />
                      <small className="quiet">{t('row', { rows: one.rowNos.slice(0, 5).join(', ') })}</small>
                    </>
                  )}
                </td>
                <td className="number">{one.amountFen === undefined ? '' : yuan(one.amountFen)}</td>
                <td>
                  <State finding={one} />
                </td>
                <td>
                  <Todo finding={one} works={works} onAsk={setAsked} />
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </TableWrap>
      {asked !== undefined && (
        <FindingDialog asked={asked} auditId={audit.auditId} onClose={() => setAsked(undefined)} />
      )}
    </>
  );
}

function State({ finding }: { readonly finding: FindingView }) {
  const t = useText(levyMessages);
  const { state, overdue, proposed, notice } = finding;
  if (proposed !== undefined && (state === 'open' || state === 'noticed'))
    return (
      <span className="tag tag-warn">
        {t(proposed.state === 'rectified' ? 'proposedRectified' : 'proposedDismissed')}
      </span>
    );
  const tone = {
    open: 'tag-bad',
    noticed: 'tag-warn',
    rectified: 'tag-good',
    dismissed: 'tag-quiet',
    gone: 'tag-quiet',
  };
  return (
    <>
      <span className={`tag ${overdue ? 'tag-bad' : tone[state]}`}>{t(overdue ? 'overdue' : state)}</span>
      {notice !== undefined && (
        <>
          <br />
          <small className="quiet">
            {notice.noticeNo} · <span className="nowrap">{notice.dueOn}</span>
          </small>
        </>
      )}
    </>
  );
}

interface TodoProps {
  readonly finding: FindingView;
  readonly works: boolean;
  readonly onAsk: (asked: Asked) => void;
}

/** What this reader may do about it now. */
function Todo({ finding, works, onAsk }: TodoProps) {
  const t = useText(levyMessages);
  const may = useMay();
  const { state, proposed, result } = finding;
  if (state !== 'open' && state !== 'noticed')
    return (
      <small translate="no" lang="zh-CN">
        {result}
      </small>
    );
  if (proposed !== undefined) {
    if (proposed.mine || !may('levy.decide')) return <small className="quiet">{t('waitsForOther')}</small>;
    return (
      <div className="row">
        <small translate="no" lang="zh-CN">
          {result}
        </small>
        <button
          type="button"
          className="button button-small"
          onClick={() => onAsk({ kind: 'decide', finding, agreed: true })}
        >
          {t('agree')}
        </button>
        <button
          type="button"
          className="button button-small"
          onClick={() => onAsk({ kind: 'decide', finding, agreed: false })}
        >
          {t('disagree')}
        </button>
      </div>
    );
  }
  if (!works) return null;
  return (
    <div className="row">
      {state === 'open' && (
        <button
          type="button"
          className="button button-small"
          onClick={() => onAsk({ kind: 'notice', finding })}
        >
          {t('notice')}
        </button>
      )}
      <button
        type="button"
        className="button button-small"
        onClick={() => onAsk({ kind: 'result', finding })}
      >
        {t('result')}
      </button>
    </div>
  );
}
