import type { DebtorAccount } from '@gongji/contract';
import { useState } from 'react';
import { Link, useSearchParams } from 'react-router';
import { useApi } from '../api/client.ts';
import { useDeed } from '../api/use-deed.ts';
import { Empty } from '../app/page-states.tsx';
import { useMay } from '../app/session.tsx';
import { useWord } from '../contribution/bill-tag.tsx';
import { ContributionFrame } from '../contribution/contribution-frame.tsx';
import { fenOf } from '../contribution/yuan-input.ts';
import { TextField } from '../design/fields.tsx';
import { AsTyped, GivenName } from '../design/given-name.tsx';
import { Problems } from '../design/problems.tsx';
import { TableWrap } from '../design/table-wrap.tsx';
import { Answered } from '../desk/desk-page.tsx';
import { dateText, money, yuan } from '../i18n/format.ts';
import { useLang } from '../i18n/language.ts';
import { usePick, useText } from '../i18n/messages.ts';
import { arrearsMessages } from './arrears-messages.ts';
import { Contacts } from './contacts.tsx';
import { NoticeTable } from './notice-table.tsx';
import { Plans } from './plans.tsx';
import { Suspensions } from './suspensions.tsx';
import { WaiverTable } from './waiver-table.tsx';

type OverdueBill = DebtorAccount['bills'][number];

/** One debtor 欠费主体: what is owed month by month, what paying today costs, and what is done about it. */
export function DebtorPage() {
  const t = useText(arrearsMessages);
  const pick = usePick();
  const may = useMay();
  const [query] = useSearchParams();
  const of = new URLSearchParams([...query].filter(([key]) => ['unitId', 'person'].includes(key)));
  const account = useApi<DebtorAccount>(`/api/arrears/account?${of}`);
  return (
    <ContributionFrame title={t('title')}>
      <Answered query={account}>
        {(row) => (
          <>
            <section className="panel stack">
              <h2>
                <GivenName name={row.payerName} />
              </h2>
              <p>{pick(row.sentence)}</p>
              {row.bills.length > 0 && (
                <p>
                  {t('total')} <strong>{money(row.totalFen)}</strong>
                </p>
              )}
              {row.repairs.map((one) => (
                <p key={one.zh} className="notice">
                  <AsTyped text={pick(one)} />
                </p>
              ))}
              {may('contribution.region') && (
                <Link className="button button-plain button-small" to="/contributions/arrears">
                  {t('back')}
                </Link>
              )}
            </section>
            {row.bills.length === 0 ? <Empty title={t('none')} /> : <Bills bills={row.bills} />}
            <Suspensions account={row} debtor={of} />
            {row.notices.length > 0 && (
              <section className="panel stack">
                <h2>{t('notices')}</h2>
                <NoticeTable items={row.notices} />
              </section>
            )}
            <Contacts account={row} />
            <Plans account={row} />
            {row.waivers.length > 0 && (
              <section className="panel stack">
                <h2>{t('waivers')}</h2>
                <WaiverTable items={row.waivers} />
              </section>
            )}
          </>
        )}
      </Answered>
    </ContributionFrame>
  );
}

function Bills({ bills }: { readonly bills: readonly OverdueBill[] }) {
  const t = useText(arrearsMessages);
  const lang = useLang();
  const word = useWord();
  const may = useMay();
  const [asking, setAsking] = useState<OverdueBill>();
  return (
    <section className="panel stack">
      <h2>{t('byMonth')}</h2>
      <TableWrap label={t('byMonth')}>
        <table className="table">
          <thead>
            <tr>
              <th scope="col">{t('period')}</th>
              <th scope="col" className="number">
                {t('due')}
              </th>
              <th scope="col" className="number">
                {t('paidPart')}
              </th>
              <th scope="col" className="number">
                {t('open')}
              </th>
              <th scope="col">{t('dueOn')}</th>
              <th scope="col" className="number">
                {t('days')}
              </th>
              <th scope="col" className="number">
                {t('fee')}
              </th>
            </tr>
          </thead>
          <tbody>
            {bills.map((bill) => (
              <tr key={bill.billId}>
                <td>
                  <Link to={`/contributions/bills/${bill.billId}`} className="nowrap">
                    {bill.period}
                  </Link>{' '}
                  {bill.kind !== 'regular' && <span className="tag tag-quiet">{word(bill.kind)}</span>}
                  {bill.failure !== undefined && (
                    <span className="tag tag-warn">
                      {t('notCollected')}
                      <AsTyped text={bill.failure} />
                    </span>
                  )}
                </td>
                <td className="number">{yuan(bill.amountFen)}</td>
                <td className="number">{yuan(bill.paidFen)}</td>
                <td className="number">{yuan(bill.openFen)}</td>
                <td className="nowrap">{dateText(bill.dueOn, lang)}</td>
                <td className="number">{bill.daysLate}</td>
                <td className="number">
                  {bill.noPolicy ? <span className="tag tag-bad">{t('noPolicy')}</span> : yuan(bill.feeFen)}{' '}
                  {bill.waivedFen > 0 && (
                    <small className="quiet">{t('waived', { amount: yuan(bill.waivedFen) })}</small>
                  )}
                  {may('arrears.work') && bill.feeFen > 0 && (
                    <button
                      type="button"
                      className="button button-plain button-small"
                      aria-expanded={asking?.billId === bill.billId}
                      onClick={() => setAsking(asking?.billId === bill.billId ? undefined : bill)}
                    >
                      {t('askWaiver')}
                    </button>
                  )}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </TableWrap>
      {asking !== undefined && <AskWaiver bill={asking} onDone={() => setAsking(undefined)} />}
    </section>
  );
}

function AskWaiver({ bill, onDone }: { readonly bill: OverdueBill; readonly onDone: () => void }) {
  const t = useText(arrearsMessages);
  const { busy, wrong, run, setWrong } = useDeed();
  const [amount, setAmount] = useState('');
  const [reason, setReason] = useState('');
  const [proofNo, setProofNo] = useState('');
  async function submit() {
    const amountFen = amount.trim() === '' ? undefined : fenOf(amount);
    if (amount.trim() !== '' && (amountFen === undefined || amountFen === 0))
      return setWrong([t('amountWrong')]);
    const done = await run(`/api/contribution-bills/${bill.billId}/late-fee-waivers`, {
      ...(amountFen === undefined ? {} : { amountFen }),
      ...{ reason, proofNo },
    });
    if (done !== undefined) onDone();
  }
  return (
    <form
      className="contribution-form"
      onSubmit={(event) => {
        event.preventDefault();
        void submit();
      }}
    >
      <TextField label={t('waiverAmount')} value={amount} onChange={setAmount} numeric unit={t('yuan')} />
      <TextField label={t('reason')} value={reason} onChange={setReason} />
      <TextField label={t('proofNo')} value={proofNo} onChange={setProofNo} />
      <button type="submit" className="button button-strong" aria-busy={busy}>
        {t('askWaiver')} {bill.period}
      </button>
      <Problems wrong={wrong} />
    </form>
  );
}
