import type { DunningNoticeView } from '@gongji/contract';
import { Link } from 'react-router';
import { GivenName } from '../design/given-name.tsx';
import { TableWrap } from '../design/table-wrap.tsx';
import { dateText, yuan } from '../i18n/format.ts';
import { useLang } from '../i18n/language.ts';
import { usePick, useText } from '../i18n/messages.ts';
import { arrearsMessages } from './arrears-messages.ts';

/** Notices 催缴通知; each opens to its text. */
export function Notices({ items }: { readonly items: readonly DunningNoticeView[] }) {
  const t = useText(arrearsMessages);
  const pick = usePick();
  const lang = useLang();
  return (
    <TableWrap label={t('notices')}>
      <table className="table">
        <thead>
          <tr>
            <th scope="col">{t('payer')}</th>
            <th scope="col">{t('notice')}</th>
            <th scope="col" className="number">
              {t('open')}
            </th>
            <th scope="col" className="number">
              {t('fee')}
            </th>
            <th scope="col">{t('payBy')}</th>
            <th scope="col">{t('at')}</th>
          </tr>
        </thead>
        <tbody>
          {items.map((row) => (
            <tr key={row.noticeId}>
              <td>
                <GivenName name={row.payerName} />
              </td>
              <td>
                <Link to={`/contributions/arrears/notices/${row.noticeId}`}>
                  {row.level} · {pick(row.title)}
                </Link>
              </td>
              <td className="number">{yuan(row.openFen)}</td>
              <td className="number">{yuan(row.feeFen)}</td>
              <td className="nowrap">{dateText(row.payBy, lang)}</td>
              <td className="nowrap">{dateText(row.madeAt.slice(0, 10), lang)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </TableWrap>
  );
}
