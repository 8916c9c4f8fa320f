import type { SettlementView } from '@gongji/contract';
import { GivenName } from '../design/given-name.tsx';
import { TableWrap } from '../design/table-wrap.tsx';
import { deskMessages } from '../desk/desk-messages.ts';
import { yuan } from '../i18n/format.ts';
import { useLang } from '../i18n/language.ts';
import { usePick, useText } from '../i18n/messages.ts';
import { accountWords } from './account-words.ts';

interface LinesProps {
  readonly bill: Pick<SettlementView, 'lines' | 'wholeBillFirstPay' | 'totalFen' | `${Part}Fen`>;
}

const PARTS = ['selfPaid', 'overLimit', 'firstPay', 'inScope'] as const;
type Part = (typeof PARTS)[number];

/** Lines with their parts; what was taken from the bill as a whole stands below them, so that the columns add up. */
export function LinesTable({ bill }: LinesProps) {
  const t = useText(deskMessages);
  const pick = usePick();
  const { lines, wholeBillFirstPay } = bill;
  return (
    <TableWrap label={t('lines')}>
      <table className="table">
        <thead>
          <tr>
            <th scope="col">{t('line')}</th>
            <th scope="col">{t('itemClass')}</th>
            <th scope="col" className="number">
              {t('quantity')}
            </th>
            <th scope="col" className="number">
              {t('ceiling')}
            </th>
            {PARTS.map((column) => (
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
              <td>
                {line.name === undefined ? line.id : <GivenName name={line.name} />}
                {line.listCode !== undefined && (
                  <>
                    <br />
                    <code className="small quiet">{line.listCode}</code>
                  </>
                )}
              </td>
              <td>
                {line.itemClass !== undefined && pick(line.itemClass)}
                {line.firstPayPpm > 0 && (
                  <small className="quiet"> {t('firstPayRate', { rate: line.firstPayPpm / 10_000 })}</small>
                )}
              </td>
              <td className="number">{line.quantity}</td>
              <td className="number">{line.ceilingPrice ?? t('noCeiling')}</td>
              {PARTS.map((column) => (
                <td key={column} className={line[`${column}Fen`] === 0 ? 'number quiet' : 'number'}>
                  {yuan(line[`${column}Fen`])}
                </td>
              ))}
              <td className="number">
                {yuan(line.selfPaidFen + line.overLimitFen + line.firstPayFen + line.inScopeFen)}
              </td>
            </tr>
          ))}
          {wholeBillFirstPay.map(({ name, amountFen }) => (
            <tr key={name.en}>
              <td colSpan={4}>
                {pick(name)} <small className="quiet">{t('wholeBill')}</small>
              </td>
              <td className="number quiet">{yuan(0)}</td>
              <td className="number quiet">{yuan(0)}</td>
              <td className="number">{yuan(amountFen)}</td>
              <td className="number">{yuan(-amountFen)}</td>
              <td className="number quiet">{yuan(0)}</td>
            </tr>
          ))}
        </tbody>
        <tfoot>
          <tr>
            <th scope="row" colSpan={4}>
              {t('sum')}
            </th>
            {PARTS.map((part) => (
              <td key={part} className="number">
                {yuan(bill[`${part}Fen`])}
              </td>
            ))}
            <td className="number">{yuan(bill.totalFen)}</td>
          </tr>
        </tfoot>
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
