import type { ContributionBillView, DebtorAccount } from '@gongji/contract';
import { Link } from 'react-router';
import { useApi } from '../api/client.ts';
import { Empty } from '../app/page-states.tsx';
import { useSession } from '../app/session.tsx';
import { TableWrap } from '../design/table-wrap.tsx';
import { Answered } from '../desk/desk-page.tsx';
import { dateText, yuan } from '../i18n/format.ts';
import { useLang } from '../i18n/language.ts';
import { usePick, useText } from '../i18n/messages.ts';
import { BillTag, useWord } from './bill-tag.tsx';
import { ContributionFrame } from './contribution-frame.tsx';
import { noticeMessages } from './notice-messages.ts';
import { PaperLinks } from './paper-links.tsx';
import { UnitPeople } from './unit-people.tsx';

/** 本单位: what is owed in a sentence, the bills of the year with their papers, and who is covered, joined or ended. */
export function OwnUnitPage() {
  const t = useText(noticeMessages);
  const session = useSession();
  const unitId = session.kind === 'signedIn' ? session.view.unitId : undefined;
  return (
    <ContributionFrame title={t('ownUnit')}>
      {unitId === undefined ? (
        <Empty title={t('noOwnUnit')} hint={t('noOwnUnitHint')} />
      ) : (
        <>
          <Standing unitId={unitId} />
          <Bills />
          <UnitPeople unitId={unitId} />
        </>
      )}
    </ContributionFrame>
  );
}

function Standing({ unitId }: { readonly unitId: string }) {
  const pick = usePick();
  const debtor = useApi<DebtorAccount>(`/api/arrears/account?unitId=${unitId}`);
  if (debtor.data === undefined) return null;
  return (
    <p className={debtor.data.totalFen > 0 ? 'notice notice-warn' : 'notice'} role="status">
      {pick(debtor.data.sentence)}
    </p>
  );
}

function Bills() {
  const t = useText(noticeMessages);
  const lang = useLang();
  const word = useWord();
  const bills = useApi<{ readonly items: readonly ContributionBillView[]; readonly total: number }>(
    '/api/contribution-bills?limit=12&payer=unit',
  );
  return (
    <section className="panel stack">
      <h2>{t('unitBills')}</h2>
      <Answered query={bills}>
        {({ items, total }) =>
          items.length === 0 ? (
            <Empty title={t('none')} hint={t('noneHint')} />
          ) : (
            <>
              <TableWrap label={t('unitBills')}>
                <table className="table">
                  <thead>
                    <tr>
                      <th scope="col">{t('period')}</th>
                      <th scope="col" className="number">
                        {t('billed')}
                      </th>
                      <th scope="col" className="number">
                        {t('open')}
                      </th>
                      <th scope="col">{t('dueOn')}</th>
                      <th scope="col">{t('papers')}</th>
                    </tr>
                  </thead>
                  <tbody>
                    {items.map((one) => (
                      <tr key={one.billId}>
                        <td>
                          <Link to={`/contributions/bills/${one.billId}`}>{one.period}</Link>{' '}
                          {one.kind !== 'regular' && <span className="tag tag-quiet">{word(one.kind)}</span>}{' '}
                          <BillTag state={one.state} />
                        </td>
                        <td className="number">{yuan(one.amountFen)}</td>
                        <td className="number">{yuan(one.openFen)}</td>
                        <td className="nowrap">{dateText(one.dueOn, lang)}</td>
                        <td>
                          <PaperLinks
                            papers={[
                              {
                                text: t('notice'),
                                path: `/api/contribution-bills/${one.billId}/print/notice`,
                              },
                              ...(one.paidFen > 0
                                ? [
                                    {
                                      text: t('receipt'),
                                      path: `/api/contribution-bills/${one.billId}/print/receipt`,
                                    },
                                  ]
                                : []),
                            ]}
                          />
                        </td>
                      </tr>
                    ))}
                  </tbody>
                </table>
              </TableWrap>
              {total > items.length && (
                <p className="row">
                  <Link to="/contributions?payer=unit">{t('allBills', { n: total })}</Link>
                </p>
              )}
            </>
          )
        }
      </Answered>
    </section>
  );
}
