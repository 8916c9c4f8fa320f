import type { PaymentFileView, ReceiptView } from '@gongji/contract';
import { useState } from 'react';
import { Link, useSearchParams } from 'react-router';
import { useApi } from '../api/client.ts';
import { useDeed } from '../api/use-deed.ts';
import { Empty } from '../app/page-states.tsx';
import { GivenName } from '../design/given-name.tsx';
import { Problems } from '../design/problems.tsx';
import { TableWrap } from '../design/table-wrap.tsx';
import { Answered } from '../desk/desk-page.tsx';
import { dateText, money, yuan } from '../i18n/format.ts';
import { useLang } from '../i18n/language.ts';
import { useText } from '../i18n/messages.ts';
import { OwnTasks } from '../tasks/own-tasks.tsx';
import { useWord } from './bill-tag.tsx';
import { ContributionFrame } from './contribution-frame.tsx';
import { contributionMessages } from './contribution-messages.ts';
import { type LaidOutFile, LayoutUpload } from './layout-upload.tsx';

const TASKS = ['payment-file'];

interface Page {
  readonly items: readonly ReceiptView[];
  readonly freeFen: number;
  readonly next?: string;
}

/** 到账与入账: take payment files, and see what money waits for a bill. */
export function ReceiptsPage() {
  const t = useText(contributionMessages);
  const [query] = useSearchParams();
  const all = query.get('state') === 'all';
  const after = query.get('after');
  const receipts = useApi<Page>(
    `/api/receipts?limit=30&state=${all ? 'all' : 'free'}${after === null ? '' : `&after=${after}`}`,
  );
  return (
    <ContributionFrame title={t('tabReceipts')}>
      <Upload />
      <OwnTasks kinds={TASKS} />
      <section className="panel">
        <h2>{t('freeTitle')}</h2>
        <Answered query={receipts}>
          {({ items, freeFen, next }) => (
            <>
              <p className="row">
                <strong>{t('freeTotal', { amount: money(freeFen) })}</strong>
                <Link className="button button-plain button-small" to={all ? '?' : '?state=all'}>
                  {t(all ? 'showFree' : 'showAll')}
                </Link>
              </p>
              {items.length === 0 ? (
                <Empty title={t('noFree')} hint={t('noFreeHint')} />
              ) : (
                <Receipts items={items} />
              )}
              {next !== undefined && (
                <Link className="button button-small" to={`?${all ? 'state=all&' : ''}after=${next}`}>
                  {t('more')}
                </Link>
              )}
            </>
          )}
        </Answered>
      </section>
    </ContributionFrame>
  );
}

function Receipts({ items }: { readonly items: readonly ReceiptView[] }) {
  const t = useText(contributionMessages);
  const lang = useLang();
  const word = useWord();
  return (
    <TableWrap label={t('freeTitle')}>
      <table className="table">
        <thead>
          <tr>
            <th scope="col">{t('serial')}</th>
            <th scope="col">{t('source')}</th>
            <th scope="col">{t('payerName')}</th>
            <th scope="col">{t('paidOn')}</th>
            <th scope="col" className="number">
              {t('received')}
            </th>
            <th scope="col" className="number">
              {t('free')}
            </th>
          </tr>
        </thead>
        <tbody>
          {items.map((row) => (
            <tr key={row.receiptId}>
              <td>
                <Link to={`/contributions/receipts/${row.receiptId}`}>
                  <span translate="no">{row.serial}</span>
                </Link>
              </td>
              <td>{word(row.source)}</td>
              <td>
                <GivenName name={row.payerName} />
              </td>
              <td className="nowrap">{dateText(row.paidOn, lang)}</td>
              <td className="number">{yuan(row.amountFen)}</td>
              <td className="number">{yuan(row.freeFen)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </TableWrap>
  );
}

function Upload() {
  const t = useText(contributionMessages);
  const { busy, wrong, run } = useDeed();
  const [taken, setTaken] = useState<PaymentFileView>();
  const send = async (file: LaidOutFile): Promise<boolean> => {
    const done = await run<PaymentFileView>('/api/payment-files', file);
    setTaken(done);
    return done !== undefined;
  };
  return (
    <section className="panel stack">
      <div>
        <h2>{t('uploadTitle')}</h2>
        <p className="quiet small">{t('uploadHint')}</p>
      </div>
      <LayoutUpload form="payments" busy={busy} onSend={send} />
      <Problems wrong={wrong} />
      <div role="status">
        {taken !== undefined && (
          <p className="notice">
            {taken.again && `${t('takenAgain')} `}
            {t('taken', {
              lines: taken.lines,
              total: yuan(taken.totalFen),
              taken: taken.taken,
              matched: taken.matched,
              free: yuan(taken.freeFen),
            })}
            {taken.freeFen > 0 && ` ${t('takenFree')}`}
          </p>
        )}
      </div>
    </section>
  );
}
