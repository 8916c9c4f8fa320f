import type { FindingsView, FindingView, LevyAuditPage } from '@gongji/contract';
import { useState } from 'react';
import { Link } from 'react-router';
import { useApi } from '../api/client.ts';
import { Empty } from '../app/page-states.tsx';
import { useMay } from '../app/session.tsx';
import { DataTable } from '../design/data-table.tsx';
import { SelectField } from '../design/fields.tsx';
import { addressWith, askedOf, ExportLinks, RowsNav } from '../design/list-tools.tsx';
import { Answered } from '../desk/desk-page.tsx';
import { dateText, yuan } from '../i18n/format.ts';
import { useLang } from '../i18n/language.ts';
import { usePick, useText } from '../i18n/messages.ts';
import { type Asked, FindingDialog } from './finding-dialog.tsx';
import { levyMessages } from './levy-messages.ts';
import { TakeAll, TakeOne } from './take-unenrolled.tsx';

interface FindingListProps {
  readonly audit: LevyAuditPage;
  readonly works: boolean;
  readonly query: URLSearchParams;
  readonly onQuery: (query: URLSearchParams) => void;
}

const FILTER = ['check', 'state', 'sort', 'order', 'after'];
const FIRST = { sort: 'amountFen', order: 'desc' } as const;
const LIMIT = 50;
const STATES = ['open', 'noticed', 'rectified', 'dismissed', 'gone'] as const;

/** What the checks found, the largest sums first; filter, order and page stand in the address. */
export function FindingList({ audit, works, query, onQuery }: FindingListProps) {
  const t = useText(levyMessages);
  const asked = askedOf(query, FILTER);
  const path = `/api/levy-audits/${audit.auditId}/findings`;
  const findings = useApi<FindingsView>(`${path}?limit=${LIMIT}&${asked}`);
  return (
    <section className="panel levy-findings">
      <div className="levy-findings-head">
        <h2>{t('found')}</h2>
        <SelectField
          label={t('state')}
          value={query.get('state') ?? ''}
          onChange={(state) => onQuery(new URLSearchParams(addressWith(query, { state })))}
          options={[
            { value: '', text: t('all') },
            ...STATES.map((state) => ({ value: state, text: t(state) })),
          ]}
        />
        <ExportLinks path={`${path}/file`} asked={asked} />
      </div>
      <Answered query={findings}>
        {({ items, total, shortFen, madeUpFen }) =>
          items.length === 0 ? (
            <Empty title={t('noFindings')} hint={t('noFindingsHint')} />
          ) : (
            <>
              <p className="quiet">
                {t('sums', { n: total, short: yuan(shortFen), madeUp: yuan(madeUpFen) })}
              </p>
              {items.some(({ kind }) => kind === 'unitsMissing') && <TakeAll auditId={audit.auditId} />}
              <Table items={items} audit={audit} works={works} query={query} />
              <RowsNav label={t('found')} query={query} limit={LIMIT} shown={items.length} total={total} />
            </>
          )
        }
      </Answered>
    </section>
  );
}

interface TableProps extends Pick<FindingListProps, 'audit' | 'works' | 'query'> {
  readonly items: FindingsView['items'];
}

function Table({ items, audit, works, query }: TableProps) {
  const t = useText(levyMessages);
  const [asked, setAsked] = useState<Asked>();
  return (
    <>
      <DataTable
        label={t('found')}
        rows={items}
        keyOf={(one) => one.findingId}
        order={{ query, first: FIRST }}
        columns={[
          { head: t('subject'), cell: (one) => <Subject finding={one} /> },
          { head: t('what'), cell: (one) => <What finding={one} /> },
          {
            head: t('short'),
            sort: 'amountFen',
            number: true,
            cell: ({ amountFen }) => (amountFen === undefined ? '' : yuan(amountFen)),
          },
          {
            head: t('madeUp'),
            sort: 'madeUpFen',
            number: true,
            cell: ({ madeUpFen }) => (madeUpFen === undefined ? '' : yuan(madeUpFen)),
          },
          { head: t('state'), sort: 'dueOn', cell: (one) => <State finding={one} /> },
          {
            head: t('result'),
            cell: (one) => (
              <>
                {one.kind === 'unitsMissing' && <TakeOne finding={one} auditId={audit.auditId} />}
                <Todo finding={one} works={works} onAsk={setAsked} />
              </>
            ),
          },
        ]}
      />
      {asked !== undefined && (
        <FindingDialog asked={asked} auditId={audit.auditId} onClose={() => setAsked(undefined)} />
      )}
    </>
  );
}

function Subject({ finding: { subject } }: { readonly finding: FindingView }) {
  return (
    <span translate="no" lang="zh-CN">
      {subject.person === undefined ? (
        subject.name
      ) : (
        <Link to={`/persons/${subject.person}`}>{subject.name}</Link>
      )}
      <br />
      <small className="quiet">{subject.key}</small>
    </span>
  );
}

function What({ finding: { text, rowNos } }: { readonly finding: FindingView }) {
  const t = useText(levyMessages);
  const pick = usePick();
  return (
    <div className="levy-what">
      {pick(text)}
      {rowNos.length > 0 && (
        <>
          <br />
          <small className="quiet">{t('row', { rows: rowNos.slice(0, 5).join(', ') })}</small>
        </>
      )}
    </div>
  );
}

function State({ finding }: { readonly finding: FindingView }) {
  const t = useText(levyMessages);
  const lang = useLang();
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
            {notice.noticeNo} <span className="nowrap">{dateText(notice.dueOn, lang)}</span>
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
