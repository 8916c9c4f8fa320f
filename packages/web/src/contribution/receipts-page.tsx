import type { PaymentFileView, ReceiptView } from '@gongji/contract';
import { useState } from 'react';
import { Link, useSearchParams } from 'react-router';
import { useApi } from '../api/client.ts';
import { Empty } from '../app/page-states.tsx';
import { SelectField } from '../design/fields.tsx';
import { FileField, uploaded } from '../design/file-field.tsx';
import { GivenName } from '../design/given-name.tsx';
import { TableWrap } from '../design/table-wrap.tsx';
import { Answered } from '../desk/desk-page.tsx';
import { dateText, money, yuan } from '../i18n/format.ts';
import { useLang } from '../i18n/language.ts';
import { usePick, useText } from '../i18n/messages.ts';
import { useWord } from './bill-tag.tsx';
import { ContributionFrame } from './contribution-frame.tsx';
import { contributionMessages } from './contribution-messages.ts';
import { Problems } from './problems.tsx';
import { useDeed } from './use-deed.ts';

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
              {items.length === 0 ? <Empty title={t('noFree')} /> : <Receipts items={items} />}
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
              <td>{dateText(row.paidOn, lang)}</td>
              <td className="number">{yuan(row.amountFen)}</td>
              <td className="number">{yuan(row.freeFen)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </TableWrap>
  );
}

interface Layouts {
  readonly items: readonly {
    readonly layout: string;
    readonly name: { readonly zh: string; readonly en: string };
  }[];
}

function Upload() {
  const t = useText(contributionMessages);
  const pick = usePick();
  const layouts = useApi<Layouts>('/api/payment-layouts');
  const { busy, wrong, run } = useDeed();
  const [layout, setLayout] = useState('');
  const [file, setFile] = useState<File>();
  const [missing, setMissing] = useState(false);
  const [taken, setTaken] = useState<PaymentFileView>();
  const send = async () => {
    setMissing(file === undefined);
    if (file === undefined) return;
    const { filename: name, content } = await uploaded(file);
    const chosen = layout === '' ? (layouts.data?.items[0]?.layout ?? '') : layout;
    setTaken(await run<PaymentFileView>('/api/payment-files', { layout: chosen, name, content }));
  };
  return (
    <section className="panel stack">
      <div>
        <h2>{t('uploadTitle')}</h2>
        <p className="quiet small">{t('uploadHint')}</p>
      </div>
      <form
        className="contribution-form"
        onSubmit={(event) => {
          event.preventDefault();
          void send();
        }}
      >
        <SelectField
          label={t('layout')}
          value={layout}
          options={(layouts.data?.items ?? []).map((one) => ({ value: one.layout, text: pick(one.name) }))}
          onChange={setLayout}
        />
        <FileField
          label={t('file')}
          accept=".csv,.txt,.dat"
          error={missing ? t('chooseFile') : undefined}
          onChange={(chosen) => {
            setFile(chosen);
            setMissing(false);
          }}
        />
        <button type="submit" className="button button-strong" aria-busy={busy}>
          {t('upload')}
        </button>
      </form>
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
          </p>
        )}
      </div>
    </section>
  );
}
