import type { DunningNoticeView } from '@gongji/contract';
import { Link } from 'react-router';
import { DataTable } from '../design/data-table.tsx';
import { GivenName } from '../design/given-name.tsx';
import type { ListOrder } from '../design/list-tools.tsx';
import { dateText, timeText, yuan } from '../i18n/format.ts';
import { useLang } from '../i18n/language.ts';
import { usePick, useText } from '../i18n/messages.ts';
import { arrearsMessages } from './arrears-messages.ts';

/** Notices 催缴通知; each opens to its text. */
export function NoticeTable({
  items,
  order,
}: {
  readonly items: readonly DunningNoticeView[];
  readonly order?: ListOrder;
}) {
  const t = useText(arrearsMessages);
  const pick = usePick();
  const lang = useLang();
  return (
    <DataTable
      label={t('notices')}
      rows={items}
      keyOf={(row) => row.noticeId}
      order={order}
      columns={[
        { head: t('payer'), sort: 'payerName', cell: (row) => <GivenName name={row.payerName} /> },
        {
          head: t('notice'),
          cell: (row) => (
            <Link to={`/contributions/arrears/notices/${row.noticeId}`}>
              {row.level} · {pick(row.title)}
            </Link>
          ),
        },
        { head: t('open'), sort: 'openFen', number: true, cell: (row) => yuan(row.openFen) },
        { head: t('fee'), number: true, cell: (row) => yuan(row.feeFen) },
        {
          head: t('payBy'),
          sort: 'payBy',
          cell: (row) => <span className="nowrap">{dateText(row.payBy, lang)}</span>,
        },
        {
          head: t('at'),
          sort: 'madeAt',
          cell: (row) => <span className="nowrap">{timeText(row.madeAt, lang)}</span>,
        },
      ]}
    />
  );
}
