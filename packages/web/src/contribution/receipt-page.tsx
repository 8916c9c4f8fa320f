import type { ContributionBillView, ReceiptDetail } from '@gongji/contract';
import { Link, useParams } from 'react-router';
import { useApi } from '../api/client.ts';
import { request } from '../api/request.ts';
import { useDeed } from '../api/use-deed.ts';
import { useMay } from '../app/session.tsx';
import { TextField } from '../design/fields.tsx';
import { GivenName } from '../design/given-name.tsx';
import { Problems } from '../design/problems.tsx';
import { TableWrap } from '../design/table-wrap.tsx';
import { Answered } from '../desk/desk-page.tsx';
import { dateText, yuan } from '../i18n/format.ts';
import { useLang } from '../i18n/language.ts';
import { useText } from '../i18n/messages.ts';
import { KeptNote } from '../kept/kept-note.tsx';
import { useKept } from '../kept/use-kept.ts';
import { useWord } from './bill-tag.tsx';
import { ContributionFrame } from './contribution-frame.tsx';
import { contributionMessages } from './contribution-messages.ts';
import { noticeMessages } from './notice-messages.ts';
import { PaperLinks } from './paper-links.tsx';
import { ReceiptAllocations } from './receipt-allocations.tsx';
import { RefundForm } from './refund-form.tsx';
import { RefundTable } from './refund-table.tsx';

/** One receipt 到账: the bills it may be meant for, what it has paid, and what goes back. */
export function ReceiptPage() {
  const { id = '' } = useParams();
  const t = useText(contributionMessages);
  const notice = useText(noticeMessages);
  const lang = useLang();
  const word = useWord();
  const may = useMay();
  const receipt = useApi<ReceiptDetail>(`/api/receipts/${id}`);
  return (
    <ContributionFrame title={t('tabReceipts')}>
      <Answered query={receipt}>
        {(row) => (
          <>
            <section className="panel">
              <h2>
                {t('receiptTitle')} <span translate="no">{row.serial}</span>
              </h2>
              <dl className="facts-list">
                <Fact name={t('payerName')}>
                  <GivenName name={row.payerName} />
                </Fact>
                <Fact name={t('source')}>{word(row.source)}</Fact>
                <Fact name={t('paidOn')}>{dateText(row.paidOn, lang)}</Fact>
                <Fact name={t('received')}>{yuan(row.amountFen)}</Fact>
                <Fact name={t('free')}>
                  <strong>{yuan(row.freeFen)}</strong>
                </Fact>
              </dl>
              <PaperLinks
                papers={[{ text: notice('money'), path: `/api/receipts/${row.receiptId}/print/receipt` }]}
              />
            </section>
            {row.freeFen > 0 && <Match row={row} />}
            <ReceiptAllocations row={row} />
            {row.freeFen > 0 && may('refund.request') && <RefundForm key={row.freeFen} row={row} />}
            {row.refunds.length > 0 && (
              <section className="panel">
                <h2>{t('refunds')}</h2>
                <RefundTable items={row.refunds} />
              </section>
            )}
          </>
        )}
      </Answered>
    </ContributionFrame>
  );
}

function Fact({ name, children }: { readonly name: string; readonly children: React.ReactNode }) {
  return (
    <div>
      <dt>{name}</dt>
      <dd>{children}</dd>
    </div>
  );
}

function Match({ row }: { readonly row: ReceiptDetail }) {
  const t = useText(contributionMessages);
  const { busy, wrong, run, setWrong } = useDeed();
  const kept = useKept(`receipt-bill ${row.receiptId}`, '');
  const allocate = async (billId: string): Promise<void> => {
    const done = await run(`/api/receipts/${row.receiptId}/allocations`, { billId });
    if (done !== undefined) kept.forget();
  };
  const byNumber = async (): Promise<void> => {
    const billNo = kept.value.trim();
    const found = await request<{ items: readonly ContributionBillView[] }>(
      `/api/contribution-bills?q=${encodeURIComponent(billNo)}`,
    );
    const bill = found.items.find((one) => one.billNo === billNo);
    if (bill === undefined) setWrong([t('noSuchBill')]);
    else await allocate(bill.billId);
  };
  return (
    <section className="panel stack">
      <h2>{t('suggestions')}</h2>
      {row.suggestions.length === 0 ? (
        <p className="quiet">{t('noSuggestions')}</p>
      ) : (
        <TableWrap label={t('suggestions')}>
          <table className="table">
            <thead>
              <tr>
                <th scope="col">{t('payer')}</th>
                <th scope="col">{t('period')}</th>
                <th scope="col" className="number">
                  {t('openAmount')}
                </th>
                <th scope="col">{t('why')}</th>
                <th scope="col">
                  <span className="sr-only">{t('match')}</span>
                </th>
              </tr>
            </thead>
            <tbody>
              {row.suggestions.map((one) => (
                <tr key={one.billId}>
                  <td>
                    <Link to={`/contributions/bills/${one.billId}`}>
                      <GivenName name={one.payerName} />
                    </Link>
                  </td>
                  <td className="nowrap">{one.period}</td>
                  <td className="number">{yuan(one.openFen)}</td>
                  <td>
                    <div className="row">
                      {one.why.map((reason) => (
                        <span key={reason} className="tag">
                          {t(`why${reason}`)}
                        </span>
                      ))}
                    </div>
                  </td>
                  <td>
                    <button
                      type="button"
                      className="button button-small"
                      aria-busy={busy}
                      onClick={() => void allocate(one.billId)}
                    >
                      {t('match')}
                    </button>
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        </TableWrap>
      )}
      <form
        className="contribution-form"
        onSubmit={(event) => {
          event.preventDefault();
          void byNumber();
        }}
      >
        <TextField label={t('billNo')} value={kept.value} onChange={kept.set} />
        <button type="submit" className="button" aria-busy={busy}>
          {t('matchNo')}
        </button>
        <KeptNote kept={kept} />
      </form>
      <Problems wrong={wrong} />
    </section>
  );
}
