import type { SettlementView } from '@gongji/contract';
import { TableWrap } from '../design/table-wrap.tsx';
import { deskMessages } from '../desk/desk-messages.ts';
import { yuan } from '../i18n/format.ts';
import { useLang } from '../i18n/language.ts';
import { useText } from '../i18n/messages.ts';
import { accountWords } from './account-words.ts';

export function LinesTable({ lines }: Pick<SettlementView, 'lines'>) {
  const t = useText(deskMessages);
  const columns = ['selfPaid', 'overLimit', 'firstPay', 'inScope'] as const;
  return (
    <TableWrap label={t('lines')}>
      <table className="table">
        <thead>
          <tr>
            <th scope="col">{t('line')}</th>
            {columns.map((column) => (
              <th key={column} scope="col" className="number">
                {t(column)}
              </th>
            ))}
            <th scope="col" className="number">
              {t('total')}
            </th>
          </tr>
        </thead>
        <tbody>
          {lines.map((line) => (
            <tr key={line.id}>
              <td>{line.id}</td>
              {columns.map((column) => (
                <td key={column} className={line[`${column}Fen`] === 0 ? 'number quiet' : 'number'}>
                  {yuan(line[`${column}Fen`])}
                </td>
              ))}
              <td className="number">
                {yuan(line.selfPaidFen + line.overLimitFen + line.firstPayFen + line.inScopeFen)}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </TableWrap>
  );
}

interface PostingsProps {
  readonly postings: SettlementView['postings'];
  /** Funds by payer id, for their names. */
  readonly payments: readonly Pick<SettlementView['payments'][number], 'payer' | 'name'>[];
}

export function PostingsTable({ postings, payments }: PostingsProps) {
  const t = useText(deskMessages);
  const lang = useLang();
  const names = new Map(payments.map(({ payer, name }) => [payer, name]));
  return (
    <TableWrap label={t('postings')}>
      <table className="table">
        <thead>
          <tr>
            <th scope="col">{t('debit')}</th>
            <th scope="col">{t('credit')}</th>
            <th scope="col" className="number">
              {t('amount')}
            </th>
          </tr>
        </thead>
        <tbody>
          {postings.map(({ debit, credit, amountFen }) => (
            <tr key={`${debit} ${credit}`}>
              <td>{accountWords(debit, names, lang)}</td>
              <td>{accountWords(credit, names, lang)}</td>
              <td className="number">{yuan(amountFen)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </TableWrap>
  );
}
