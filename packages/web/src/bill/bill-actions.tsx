import type { ReversalRequestsPage, SettlementView } from '@gongji/contract';
import { lazy, Suspense, useState } from 'react';
import { Link } from 'react-router';
import { useApi } from '../api/client.ts';
import { Icon } from '../app/icons.tsx';
import { Loading } from '../app/page-states.tsx';
import { useMay } from '../app/session.tsx';
import { useLang } from '../i18n/language.ts';
import { useText } from '../i18n/messages.ts';
import { billMessages } from './bill-messages.ts';

const Reversal = lazy(async () => ({ default: (await import('./reversal-form.tsx')).ReversalForm }));
const Request = lazy(async () => ({ default: (await import('./reversal-request.tsx')).OpenRequest }));

/** What can be done with a bill: print its papers, and reverse it where that is allowed and has not been done. */
export function BillActions({ bill }: { readonly bill: SettlementView }) {
  const t = useText(billMessages);
  const lang = useLang();
  const may = useMay();
  const stands = bill.kind === 'settlement' && bill.reversedBy === undefined;
  const asked = useApi<ReversalRequestsPage>(
    stands && may('reverse.requests')
      ? `/api/reversal-requests?state=open&settlementId=${bill.settlementId}`
      : undefined,
  );
  const [request] = asked.data?.items ?? [];
  const mayReverse = may('reverse') && stands && request === undefined;
  const [reversing, setReversing] = useState(false);
  const paper = (document: string): string =>
    `/api/settlements/${bill.settlementId}/print/${document}?lang=${lang}`;
  return (
    <>
      <nav className="row bill-actions" aria-label={t('actions')}>
        <PrintLink href={paper('settlement')} text={t('printSheet')} />
        {bill.kind === 'settlement' && <PrintLink href={paper('explanation')} text={t('printExplanation')} />}
        {may('message.read') && (
          <Link className="button" to={`/office/messages?settlementId=${bill.settlementId}`}>
            <Icon name="messages" />
            {t('messages')}
          </Link>
        )}
        {mayReverse && !reversing && (
          <button type="button" className="button" onClick={() => setReversing(true)}>
            {t('reverse')}
          </button>
        )}
      </nav>
      <Suspense fallback={<Loading />}>
        {mayReverse && reversing && <Reversal bill={bill} onKeep={() => setReversing(false)} />}
        {request !== undefined && <Request request={request} />}
      </Suspense>
    </>
  );
}

function PrintLink({ href, text }: { readonly href: string; readonly text: string }) {
  const t = useText(billMessages);
  return (
    <a className="button" href={href} target="_blank" rel="noreferrer" title={t('newTab')}>
      <Icon name="print" />
      {text}
    </a>
  );
}
