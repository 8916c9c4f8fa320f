import type { AffectedBill } from '@gongji/contract';
import { Link } from 'react-router';
import { TableWrap } from '../design/table-wrap.tsx';
import { dateText, money, yuan } from '../i18n/format.ts';
import { useLang } from '../i18n/language.ts';
import { useLabel, useText } from '../i18n/messages.ts';
import { enrolmentMessages } from './enrolment-messages.ts';

interface AffectedBillsProps {
  readonly bills: readonly AffectedBill[];
  readonly personOwesFen: number;
}

/** Bills that a change in the past affects 追溯重算, with who pays before and after. */
export function AffectedBills({ bills, personOwesFen }: AffectedBillsProps) {
  const t = useText(enrolmentMessages);
  if (bills.length === 0) return null;
  const amount = money(Math.abs(personOwesFen));
  return (
    <section className="affected">
      <h3>{t('bills', { n: bills.length })}</h3>
      {personOwesFen !== 0 && (
        <p className="notice notice-warn">
          {personOwesFen > 0 ? t('owes', { amount }) : t('gets', { amount })}
        </p>
      )}
      {bills.map((bill) => (
        <Bill key={bill.settlementId} bill={bill} />
      ))}
    </section>
  );
}

function Bill({ bill }: { readonly bill: AffectedBill }) {
  const t = useText(enrolmentMessages);
  const label = useLabel();
  const lang = useLang();
  const title = t('billOf', { day: dateText(bill.endedOn, lang), no: bill.settlementId.slice(-6) });
  return (
    <>
      <h4>
        <Link to={`/settlements/${bill.settlementId}`}>{title}</Link>{' '}
        {bill.whose === 'merged' && <span className="tag">{t('mergedNumber')}</span>}{' '}
        {bill.whose === 'family' && <span className="tag">{t('relative')}</span>}{' '}
        {!bill.covered && <span className="tag tag-bad">{t('uncovered')}</span>}
      </h4>
      <TableWrap label={title}>
        <table className="table">
          <thead>
            <tr>
              <th scope="col">{t('payer')}</th>
              <th scope="col" className="number">
                {t('before')}
              </th>
              <th scope="col" className="number">
                {t('after')}
              </th>
              <th scope="col" className="number">
                {t('difference')}
              </th>
            </tr>
          </thead>
          <tbody>
            {bill.payers.map(({ payer, name, beforeFen, afterFen }) => (
              <tr key={payer}>
                <td>{name === undefined ? payer : label(name)}</td>
                <td className="number">{yuan(beforeFen)}</td>
                <td className="number">{yuan(afterFen)}</td>
                <td className="number">{yuan(afterFen - beforeFen)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </TableWrap>
    </>
  );
}
