import type { DebtorAccount } from '@gongji/contract';
import { useWord } from '../contribution/bill-tag.tsx';
import { AsTyped } from '../design/given-name.tsx';
import { TableWrap } from '../design/table-wrap.tsx';
import { dateText } from '../i18n/format.ts';
import { useLang } from '../i18n/language.ts';
import { useText } from '../i18n/messages.ts';
import { arrearsMessages } from './arrears-messages.ts';
import { RefusedBills } from './refused-bills.tsx';

/** Suspended benefits 暂停待遇 of a debtor's people, and the settlements refused until they were made good. */
export function Suspensions({
  account,
  debtor,
}: {
  readonly account: DebtorAccount;
  readonly debtor: URLSearchParams;
}) {
  return (
    <>
      {account.suspensions.length > 0 && <Groups items={account.suspensions} />}
      <RefusedBills debtor={debtor} />
    </>
  );
}

function Groups({ items }: { readonly items: DebtorAccount['suspensions'] }) {
  const t = useText(arrearsMessages);
  const lang = useLang();
  const word = useWord();
  return (
    <section className="panel">
      <h2>{t('suspensions')}</h2>
      <TableWrap label={t('suspensions')}>
        <table className="table">
          <thead>
            <tr>
              <th scope="col">{t('from')}</th>
              <th scope="col">{t('scheme')}</th>
              <th scope="col">{t('period')}</th>
              <th scope="col" className="number">
                {t('persons')}
              </th>
              <th scope="col">{t('outcome')}</th>
              <th scope="col">{t('basis')}</th>
            </tr>
          </thead>
          <tbody>
            {items.map((row) => (
              <tr key={`${row.scheme} ${row.fromOn} ${row.toOn} ${row.periods} ${row.paidOn}`}>
                <td className="nowrap">{dateText(row.fromOn, lang)}</td>
                <td>{word(row.scheme)}</td>
                <td>{row.periods}</td>
                <td className="number">{row.persons}</td>
                <td>
                  {row.how === undefined ? (
                    <span className="tag tag-bad">{t('going')}</span>
                  ) : row.how === 'repaired' ? (
                    <span className="tag tag-good">{t('repaired')}</span>
                  ) : row.how === 'deferred' ? (
                    <span className="tag tag-good">
                      {t('deferredFrom', { day: dateText(row.toOn ?? '', lang) })}
                    </span>
                  ) : (
                    <span className="tag tag-warn">
                      {t('waitingTo', { day: dateText(row.toOn ?? '', lang) })}
                    </span>
                  )}
                </td>
                <td>
                  <AsTyped text={row.clause} />
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </TableWrap>
    </section>
  );
}
