import type { LevyAuditPage } from '@gongji/contract';
import { PaperLinks } from '../contribution/paper-links.tsx';
import { DataTable } from '../design/data-table.tsx';
import { GivenName } from '../design/given-name.tsx';
import { dateText, timeText } from '../i18n/format.ts';
import { useLang } from '../i18n/language.ts';
import { useText } from '../i18n/messages.ts';
import { levyMessages } from './levy-messages.ts';

/** Notices 整改通知书 of an audit, with their papers; the decision is printed when everything on a notice has a conclusion. */
export function NoticeTable({ notices }: { readonly notices: LevyAuditPage['notices'] }) {
  const t = useText(levyMessages);
  const lang = useLang();
  return (
    <section className="panel">
      <h2>{t('notices')}</h2>
      <DataTable
        label={t('notices')}
        rows={notices}
        keyOf={(one) => one.noticeId}
        columns={[
          { head: t('noticeNo'), cell: (one) => <span translate="no">{one.noticeNo}</span> },
          { head: t('subject'), cell: (one) => <GivenName name={one.unitName} /> },
          {
            head: t('issued'),
            cell: (one) => <span className="nowrap">{timeText(one.issuedAt, lang)}</span>,
          },
          { head: t('dueOn'), cell: (one) => <span className="nowrap">{dateText(one.dueOn, lang)}</span> },
          { head: t('found'), number: true, cell: (one) => one.findings },
          { head: t('stillOpen'), number: true, cell: (one) => one.open },
          { head: t('papers'), cell: (one) => <Papers notice={one} /> },
        ]}
      />
    </section>
  );
}

function Papers({ notice: { noticeId, open } }: { readonly notice: LevyAuditPage['notices'][number] }) {
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
