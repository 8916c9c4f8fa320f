import type { LevyNoticesView } from '@gongji/contract';
import { useSearchParams } from 'react-router';
import { useApi } from '../api/client.ts';
import { PaperLinks } from '../contribution/paper-links.tsx';
import { DataTable } from '../design/data-table.tsx';
import { SelectField } from '../design/fields.tsx';
import { GivenName } from '../design/given-name.tsx';
import { addressWith, askedOf, ExportLinks, RowsNav } from '../design/list-tools.tsx';
import { Answered } from '../desk/desk-page.tsx';
import { dateText, timeText } from '../i18n/format.ts';
import { useLang } from '../i18n/language.ts';
import { useText } from '../i18n/messages.ts';
import { levyMessages } from './levy-messages.ts';

type Notice = LevyNoticesView['items'][number];

const PART = 'notices';
const FIRST = { sort: 'issuedAt', order: 'desc' } as const;
const LIMIT = 20;

/** Notices 整改通知书 of an audit, with their papers; nothing while there are none. */
export function NoticeList({ auditId }: { readonly auditId: string }) {
  const t = useText(levyMessages);
  const [query, setQuery] = useSearchParams();
  const asked = askedOf(query, ['state', 'sort', 'order', 'after'], PART);
  const path = `/api/levy-audits/${auditId}/notices`;
  const notices = useApi<LevyNoticesView>(`${path}?limit=${LIMIT}&${asked}`);
  if (notices.data?.total === 0 && !asked.has('state')) return null;
  return (
    <section className="panel stack">
      <h2>{t('notices')}</h2>
      <div className="desk-filter">
        <SelectField
          label={t('state')}
          value={asked.get('state') ?? ''}
          onChange={(state) => setQuery(new URLSearchParams(addressWith(query, { state }, PART)))}
          options={[
            { value: '', text: t('all') },
            { value: 'open', text: t('noticeOpen') },
            { value: 'concluded', text: t('noticeConcluded') },
          ]}
        />
        <ExportLinks path={`${path}/file`} asked={asked} />
      </div>
      <Answered query={notices}>
        {({ items, total }) =>
          items.length === 0 ? (
            <p className="quiet">{t('noNotices')}</p>
          ) : (
            <>
              <NoticeTable items={items} query={query} />
              <RowsNav
                label={t('notices')}
                query={query}
                limit={LIMIT}
                shown={items.length}
                total={total}
                part={PART}
              />
            </>
          )
        }
      </Answered>
    </section>
  );
}

function NoticeTable({
  items,
  query,
}: {
  readonly items: readonly Notice[];
  readonly query: URLSearchParams;
}) {
  const t = useText(levyMessages);
  const lang = useLang();
  return (
    <DataTable
      label={t('notices')}
      rows={items}
      keyOf={(one) => one.noticeId}
      order={{ query, first: FIRST, part: PART }}
      columns={[
        { head: t('noticeNo'), cell: (one) => <span translate="no">{one.noticeNo}</span> },
        { head: t('subject'), sort: 'unitName', cell: (one) => <GivenName name={one.unitName} /> },
        {
          head: t('issued'),
          sort: 'issuedAt',
          cell: (one) => timeText(one.issuedAt, lang),
        },
        {
          head: t('dueOn'),
          sort: 'dueOn',
          cell: (one) => <span className="nowrap">{dateText(one.dueOn, lang)}</span>,
        },
        { head: t('found'), sort: 'findings', number: true, cell: (one) => one.findings },
        { head: t('stillOpen'), sort: 'open', number: true, cell: (one) => one.open },
        { head: t('papers'), cell: (one) => <Papers notice={one} /> },
      ]}
    />
  );
}

/** The decision is printed when everything on a notice has a conclusion. */
function Papers({ notice: { noticeId, open } }: { readonly notice: Notice }) {
  const t = useText(levyMessages);
  const paper = (text: 'printNotice' | 'printDecision', name: 'notice' | 'decision') => ({
    text: t(text),
    path: `/api/levy-notices/${noticeId}/print/${name}`,
  });
  return (
    <PaperLinks
      papers={[paper('printNotice', 'notice'), ...(open > 0 ? [] : [paper('printDecision', 'decision')])]}
    />
  );
}
