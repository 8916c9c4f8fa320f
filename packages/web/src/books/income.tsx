import type { FundsView } from '@gongji/contract';
import { useApi } from '../api/client.ts';
import { sourceWord } from '../bill/account-words.ts';
import { useWord } from '../contribution/bill-tag.tsx';
import { TableWrap } from '../design/table-wrap.tsx';
import { Answered } from '../desk/desk-page.tsx';
import { yuan } from '../i18n/format.ts';
import { useLang } from '../i18n/language.ts';
import { useLabel, useText } from '../i18n/messages.ts';
import { fundName } from '../policy/catalogue.ts';
import { booksMessages } from './books-messages.ts';

/** Income of each fund by who paid or which level of government, and what is in personal accounts, from the ledger. */
export function Income() {
  const t = useText(booksMessages);
  const label = useLabel();
  const lang = useLang();
  const word = useWord();
  const funds = useApi<FundsView>('/api/funds');
  return (
    <section className="panel stack">
      <h2>{t('incomeTitle')}</h2>
      <Answered query={funds}>
        {({ income, accountsFen }) => (
          <>
            <TableWrap label={t('incomeTitle')}>
              <table className="table">
                <thead>
                  <tr>
                    <th scope="col">{t('scheme')}</th>
                    <th scope="col">{t('fund')}</th>
                    <th scope="col">{t('incomeSource')}</th>
                    <th scope="col" className="number">
                      {t('amount')}
                    </th>
                  </tr>
                </thead>
                <tbody>
                  {income.map(({ scheme, fund, source, amountFen }) => (
                    <tr key={`${scheme} ${fund} ${source}`}>
                      <td>{word(scheme)}</td>
                      <td>{label(fundName(scheme, fund))}</td>
                      <td>{sourceWord(source, lang)}</td>
                      <td className="number">{yuan(amountFen)}</td>
                    </tr>
                  ))}
                </tbody>
                <tfoot>
                  <tr>
                    <th scope="row" colSpan={3}>
                      {t('total')}
                    </th>
                    <td className="number">{yuan(income.reduce((sum, one) => sum + one.amountFen, 0))}</td>
                  </tr>
                </tfoot>
              </table>
            </TableWrap>
            <p className="quiet">{t('accountsTotal', { fen: yuan(accountsFen) })}</p>
          </>
        )}
      </Answered>
    </section>
  );
}
