import type { SettlementSummary, SettlementView } from '@gongji/contract';
import { Link } from 'react-router';
import { useApiList } from '../api/client.ts';
import { Answered } from '../desk/desk-page.tsx';
import { money, timeText, yuan } from '../i18n/format.ts';
import { useLang } from '../i18n/language.ts';
import { useLabel, useText } from '../i18n/messages.ts';
import { entryOf } from '../policy/catalogue.ts';
import { usePolicy } from '../policy/use-policy.ts';
import { billMessages } from './bill-messages.ts';

/** What a reversal will do: amounts returned, counters taken back, and what becomes of the person's later bills. */
export function ReversalEffects({ bill }: { readonly bill: SettlementView }) {
  const t = useText(billMessages);
  return (
    <>
      <h3>{t('effects')}</h3>
      <Returned bill={bill} />
      <ul className="effects">
        <li>{t('newRecord')}</li>
        <li>{t('countersBack')}</li>
      </ul>
      <h3>{t('laterTitle')}</h3>
      <Later bill={bill} />
    </>
  );
}

function Returned({ bill }: { readonly bill: SettlementView }) {
  const t = useText(billMessages);
  const label = useLabel();
  const rows: readonly (readonly [string, number])[] = [
    ...bill.payments.map((payment) => [label(payment.name), payment.amountFen] as const),
    [t('toAccount'), bill.accountFen],
    [t('toFamily'), bill.familyAccountFen],
    [t('byProvider'), bill.providerFen],
    [t('toPatient'), bill.cashFen],
  ];
  return (
    <table className="table returned">
      <thead>
        <tr>
          <th scope="col">{t('returned')}</th>
          <th scope="col" className="number">
            {t('amount')}
          </th>
        </tr>
      </thead>
      <tbody>
        {rows
          .filter(([, amountFen]) => amountFen !== 0)
          .map(([name, amountFen]) => (
            <tr key={name}>
              <td>{name}</td>
              <td className="number">{yuan(amountFen)}</td>
            </tr>
          ))}
        <tr>
          <th scope="row">{t('total')}</th>
          <td className="number">
            <b>{yuan(bill.totalFen)}</b>
          </td>
        </tr>
      </tbody>
    </table>
  );
}

/** The person's bills that were settled later and still stand, as far as this reader may see them. */
function Later({ bill }: { readonly bill: SettlementView }) {
  const t = useText(billMessages);
  const lang = useLang();
  const { data: policy } = usePolicy(entryOf(bill.policyId)?.id);
  const list = useApiList<SettlementSummary>(`/api/persons/${encodeURIComponent(bill.person.ref)}/bills`);
  return (
    <Answered query={list}>
      {({ items }) => {
        const later = items.filter((one) => isStanding(one) && one.settledAt > bill.settledAt);
        if (later.length === 0) return <p>{t('noLater')}</p>;
        return (
          <>
            <p>{t(policy?.model.reversal ?? 'either', { n: later.length })}</p>
            <ul className="effects">
              {later.map((one) => (
                <li key={one.settlementId}>
                  <Link to={`/settlements/${one.settlementId}`}>{timeText(one.settledAt, lang)}</Link>{' '}
                  {money(one.totalFen)}
                </li>
              ))}
            </ul>
          </>
        );
      }}
    </Answered>
  );
}

function isStanding({ kind, reversedBy }: SettlementSummary): boolean {
  return kind === 'settlement' && reversedBy === undefined;
}
