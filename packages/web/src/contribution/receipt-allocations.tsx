import type { ReceiptDetail } from '@gongji/contract';
import { useState } from 'react';
import { Link } from 'react-router';
import { useDeed } from '../api/use-deed.ts';
import { DataTable } from '../design/data-table.tsx';
import { TextField } from '../design/fields.tsx';
import { AsTyped, GivenName } from '../design/given-name.tsx';
import { Problems } from '../design/problems.tsx';
import { money, timeText, yuan } from '../i18n/format.ts';
import { useLang } from '../i18n/language.ts';
import { useText } from '../i18n/messages.ts';
import { KeptNote } from '../kept/kept-note.tsx';
import { useKept } from '../kept/use-kept.ts';
import { contributionMessages } from './contribution-messages.ts';

type Allocation = ReceiptDetail['allocations'][number];

/** 已入账: what a receipt has paid; taken back 撤销入账 at once, or by a second person where bills rest on it. */
export function ReceiptAllocations({ row }: { readonly row: ReceiptDetail }) {
  const t = useText(contributionMessages);
  const lang = useLang();
  const [asking, setAsking] = useState<string>();
  const waits = row.allocations.some(({ waitingRequestId }) => waitingRequestId !== undefined);
  return (
    <section className="panel stack">
      <h2>{t('allocations')}</h2>
      {row.allocations.length === 0 ? (
        <p className="quiet">{t('noAllocations')}</p>
      ) : (
        <DataTable
          label={t('allocations')}
          rows={row.allocations}
          keyOf={(one) => one.allocationId}
          columns={[
            { head: t('payer'), cell: (one) => <GivenName name={one.payerName} /> },
            {
              head: t('billNo'),
              cell: (one) => (
                <Link to={`/contributions/bills/${one.billId}`}>
                  <span translate="no">{one.billNo}</span>
                </Link>
              ),
            },
            { head: t('paidAmount'), number: true, cell: (one) => yuan(one.amountFen) },
            {
              head: t('bookedBy'),
              cell: (one) => (
                <>
                  <AsTyped text={one.by} /> <small className="quiet nowrap">{timeText(one.at, lang)}</small>
                </>
              ),
            },
            {
              head: t('state'),
              cell: (one) => (
                <State
                  one={one}
                  asking={asking === one.allocationId}
                  onAsk={() => setAsking(one.allocationId)}
                />
              ),
            },
          ]}
        />
      )}
      {asking !== undefined && (
        <TakeBack key={asking} row={row} allocationId={asking} onDone={() => setAsking(undefined)} />
      )}
      <div role="status">{waits && <p className="notice">{t('reverseWaits')}</p>}</div>
    </section>
  );
}

function State({
  one: { how, reversed, waitingRequestId },
  asking,
  onAsk,
}: {
  readonly one: Allocation;
  readonly asking: boolean;
  readonly onAsk: () => void;
}) {
  const t = useText(contributionMessages);
  if (how === 'reversal') return t('reversal');
  if (reversed) return <span className="tag tag-quiet">{t('reversed')}</span>;
  if (waitingRequestId !== undefined) return <span className="tag tag-warn">{t('reverseAsked')}</span>;
  return (
    <button type="button" className="button button-small" aria-expanded={asking} onClick={onAsk}>
      {t('reverse')}
    </button>
  );
}

interface TakeBackProps {
  readonly row: ReceiptDetail;
  readonly allocationId: string;
  readonly onDone: () => void;
}

/** Refused once with the bills that rest on it, it can be sent again: then it waits for a second person. */
function TakeBack({ row, allocationId, onDone }: TakeBackProps) {
  const t = useText(contributionMessages);
  const { busy, wrong, codes, run } = useDeed();
  const lifted = codes.includes('payment-lifted-suspension');
  const kept = useKept(`allocation-reversal ${row.receiptId}`, '');
  const reverse = async () => {
    const body = { reason: kept.value, settleAgain: lifted };
    if ((await run(`/api/allocations/${allocationId}/reversal`, body)) === undefined) return;
    kept.forget();
    onDone();
  };
  const one = row.allocations.find((of) => of.allocationId === allocationId);
  return (
    <form
      className="stack"
      aria-label={t('reverse')}
      onSubmit={(event) => {
        event.preventDefault();
        void reverse();
      }}
    >
      <h3>
        {t('reverse')} <span translate="no">{one?.billNo}</span> {one !== undefined && money(one.amountFen)}
      </h3>
      <p className="quiet">{t('reverseNote')}</p>
      <TextField label={t('reverseReason')} value={kept.value} onChange={kept.set} />
      <KeptNote kept={kept} />
      <Problems wrong={wrong} />
      <div className="row">
        <button type="submit" className="button button-strong" aria-busy={busy}>
          {t(lifted ? 'reverseAsk' : 'reverse')}
        </button>
        <button type="button" className="button" onClick={onDone}>
          {t('cancel')}
        </button>
      </div>
    </form>
  );
}
