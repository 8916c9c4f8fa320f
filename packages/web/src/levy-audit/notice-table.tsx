import type { LevyAuditPage } from '@gongji/contract';
import { PaperLinks } from '../contribution/paper-links.tsx';
import { TableWrap } from '../design/table-wrap.tsx';
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
      <TableWrap label={t('notices')}>
        <table className="table">
          <thead>
            <tr>
              <th scope="col">{t('noticeNo')}</th>
              <th scope="col">{t('subject')}</th>
              <th scope="col">{t('issued')}</th>
              <th scope="col">{t('dueOn')}</th>
              <th scope="col" className="number">
                {t('found')}
              </th>
              <th scope="col" className="number">
                {t('stillOpen')}
              </th>
              <th scope="col">{t('papers')}</th>
            </tr>
          </thead>
          <tbody>
            {notices.map((one) => (
              <tr key={one.noticeId}>
                <td translate="no">{one.noticeNo}</td>
                <td translate="no" lang="zh-CN">
                  {one.unitName}
                </td>
                <td className="nowrap">{timeText(one.issuedAt, lang)}</td>
                <td className="nowrap">{dateText(one.dueOn, lang)}</td>
                <td className="number">{one.findings}</td>
                <td className="number">{one.open}</td>
                <td>
                  <PaperLinks
                    papers={[
                      { text: t('printNotice'), path: `/api/levy-notices/${one.noticeId}/print/notice` },
                      ...(one.open > 0
                        ? []
                        : [
                            {
                              text: t('printDecision'),
                              path: `/api/levy-notices/${one.noticeId}/print/decision`,
                            },
                          ]),
                    ]}
                  />
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </TableWrap>
    </section>
  );
}
