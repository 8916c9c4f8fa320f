import type { CollectionListDetail } from '@gongji/contract';
import { useState } from 'react';
import { Link, useParams } from 'react-router';
import { useApi } from '../api/client.ts';
import { useDeed } from '../api/use-deed.ts';
import { useMay } from '../app/session.tsx';
import { ContributionFrame } from '../contribution/contribution-frame.tsx';
import { PaperLinks } from '../contribution/paper-links.tsx';
import { TextField } from '../design/fields.tsx';
import { FileField, uploaded } from '../design/file-field.tsx';
import { AsTyped, GivenName } from '../design/given-name.tsx';
import { Problems } from '../design/problems.tsx';
import { ReasonForm } from '../design/reason-form.tsx';
import { TableWrap } from '../design/table-wrap.tsx';
import { Answered } from '../desk/desk-page.tsx';
import { chinaToday } from '../i18n/china-today.ts';
import { timeText, yuan } from '../i18n/format.ts';
import { useLang } from '../i18n/language.ts';
import { useText } from '../i18n/messages.ts';
import { KeptNote } from '../kept/kept-note.tsx';
import { useKept } from '../kept/use-kept.ts';
import { useKeptFile } from '../kept/use-kept-file.ts';
import { listMessages } from './list-messages.ts';
import { LIST_TAGS } from './lists-page.tsx';

const TAGS = { waiting: 'tag', paid: 'tag tag-good', failed: 'tag tag-bad' } as const;

/** One list 名单: its file, what came back, and the money. */
export function CollectionListPage() {
  const { id = '' } = useParams();
  const t = useText(listMessages);
  const path = `/api/collection-lists/${id}`;
  const found = useApi<CollectionListDetail>(path);
  return (
    <ContributionFrame title={t('title')}>
      <Answered query={found}>
        {(list) => (
          <>
            <Head path={path} list={list} />
            {list.state !== 'withdrawn' && <Take path={path} />}
            {list.results.length > 0 && <Results path={path} list={list} />}
            {list.classes.length > 0 && list.state !== 'withdrawn' && <Unpaid classes={list.classes} />}
            <Rows list={list} />
          </>
        )}
      </Answered>
    </ContributionFrame>
  );
}

function Head({ path, list }: { readonly path: string; readonly list: CollectionListDetail }) {
  const t = useText(listMessages);
  const facts = [
    [t('period'), list.period],
    [t(list.kind === 'budget' ? 'units' : 'heads'), String(list.heads)],
    [t('amount'), yuan(list.amountFen)],
    [t('paidSum'), yuan(list.paidFen)],
    [t('bookedSum'), yuan(list.bookedFen)],
  ] as const;
  return (
    <section className="panel stack">
      <h2>
        {list.unitName === undefined ? (
          t(list.kind)
        ) : (
          <GivenName name={`${list.unitName} ${list.className}`} />
        )}{' '}
        <AsTyped text={list.listNo} /> <span className={LIST_TAGS[list.state]}>{t(list.state)}</span>
      </h2>
      <dl className="facts-list">
        {facts.map(([name, value]) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
      <div className="row">
        <a className="button button-small" href={`${path}/file`} download>
          {t('download')}
        </a>
        <PaperLinks papers={[{ text: t('print'), path: `${path}/print` }]} />
        <Link className="button button-plain button-small" to="/contributions/lists">
          {t('back')}
        </Link>
      </div>
      {list.state === 'out' && <Withdraw path={path} />}
    </section>
  );
}

function Withdraw({ path }: { readonly path: string }) {
  const t = useText(listMessages);
  return (
    <details>
      <summary>{t('withdraw')}</summary>
      <ReasonForm path={`${path}/withdrawal`} deed={t('withdraw')} />
    </details>
  );
}

function Take({ path }: { readonly path: string }) {
  const t = useText(listMessages);
  const { busy, wrong, run } = useDeed();
  const kept = useKeptFile(path);
  const chosen = kept.file;
  const [missing, setMissing] = useState(false);
  const [again, setAgain] = useState(false);
  const send = async (): Promise<void> => {
    setMissing(chosen === undefined);
    setAgain(false);
    if (chosen === undefined) return;
    const { filename: name, content } = await uploaded(chosen);
    const done = await run<CollectionListDetail>(`${path}/results`, { name, content });
    if (done !== undefined) kept.sent();
    setAgain(done?.again === true);
  };
  return (
    <section className="panel stack">
      <div>
        <h2>{t('takeTitle')}</h2>
        <p className="quiet small">{t('takeHint')}</p>
      </div>
      <form
        className="contribution-form"
        onSubmit={(event) => {
          event.preventDefault();
          void send();
        }}
      >
        <FileField
          label={t('file')}
          error={missing ? t('chooseFile') : undefined}
          chosen={kept}
          onChange={() => setMissing(false)}
        />
        <button type="submit" className="button button-strong" aria-busy={busy}>
          {t('upload')}
        </button>
      </form>
      {again && (
        <p role="status" className="notice">
          {t('again')}
        </p>
      )}
      <Problems wrong={wrong} />
    </section>
  );
}

function Results({ path, list }: { readonly path: string; readonly list: CollectionListDetail }) {
  const t = useText(listMessages);
  const lang = useLang();
  const may = useMay();
  return (
    <section className="panel stack">
      <h2>{t('resultsTitle')}</h2>
      {list.results.map((result) => (
        <div key={result.resultId} className="stack">
          <p>
            <AsTyped text={`${result.name} ${result.takenBy}`} /> ·{' '}
            <span className="nowrap">{timeText(result.takenAt, lang)}</span> · {t('paid')} {result.paid} ·{' '}
            {t('failed')} {result.failed} · {t('paidSum')} {yuan(result.paidFen)}{' '}
            {result.receiptId !== undefined && may('receipt.take') && (
              <Link to={`/contributions/receipts/${result.receiptId}`}>{t('openReceipt')}</Link>
            )}
          </p>
          {result.receiptId === undefined && result.paidFen > 0 && may('receipt.take') && (
            <Book path={path} result={result} />
          )}
        </div>
      ))}
    </section>
  );
}

function Book({
  path,
  result,
}: {
  readonly path: string;
  readonly result: CollectionListDetail['results'][number];
}) {
  const t = useText(listMessages);
  const { busy, wrong, run } = useDeed();
  const kept = useKept(`list-booking ${result.resultId}`, { serial: '', paidOn: String(chinaToday()) });
  const { serial, paidOn } = kept.value;
  const book = async (): Promise<void> => {
    const done = await run(`${path}/bookings`, { resultId: result.resultId, serial, paidOn });
    if (done !== undefined) kept.forget();
  };
  return (
    <>
      <form
        className="contribution-form"
        onSubmit={(event) => {
          event.preventDefault();
          void book();
        }}
      >
        <TextField
          label={t('serial')}
          value={serial}
          onChange={(next) => kept.set({ serial: next, paidOn })}
        />
        <TextField
          label={t('paidOn')}
          type="date"
          value={paidOn}
          onChange={(next) => kept.set({ serial, paidOn: next })}
        />
        <button type="submit" className="button button-strong" aria-busy={busy}>
          {t('book', { amount: yuan(result.paidFen) })}
        </button>
        <KeptNote kept={kept} />
      </form>
      <Problems wrong={wrong} />
    </>
  );
}

/** 未缴学生 by class, with the head teacher who is to be told. */
function Unpaid({ classes }: Pick<CollectionListDetail, 'classes'>) {
  const t = useText(listMessages);
  return (
    <section className="panel stack">
      <h2>{t('unpaidTitle')}</h2>
      <TableWrap label={t('unpaidTitle')}>
        <table className="table">
          <thead>
            <tr>
              <th scope="col">{t('class')}</th>
              <th scope="col">{t('headTeacher')}</th>
              <th scope="col" className="number">
                {t('unpaid')}
              </th>
              <th scope="col" className="number">
                {t('amount')}
              </th>
            </tr>
          </thead>
          <tbody>
            {classes.map((one) => (
              <tr key={one.name}>
                <td>
                  <GivenName name={one.name} />
                </td>
                <td>
                  <GivenName name={one.headName ?? '–'} /> <AsTyped text={one.headPhone ?? ''} />
                </td>
                <td className="number">{one.unpaid}</td>
                <td className="number">{yuan(one.unpaidFen)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </TableWrap>
    </section>
  );
}

function Rows({ list }: { readonly list: CollectionListDetail }) {
  const t = useText(listMessages);
  const may = useMay();
  const [title, name] =
    list.kind === 'budget' ? [t('unitsTitle'), t('unitName')] : [t('rowsTitle'), t('name')];
  const hasClass = list.rows.some((row) => row.className !== '');
  return (
    <section className="panel stack">
      <h2>{title}</h2>
      <TableWrap label={title}>
        <table className="table">
          <thead>
            <tr>
              <th scope="col" className="number">
                {t('number')}
              </th>
              <th scope="col">{name}</th>
              {hasClass && <th scope="col">{t('class')}</th>}
              <th scope="col" className="number">
                {t('amount')}
              </th>
              <th scope="col">{t('outcome')}</th>
              <th scope="col">{t('billNo')}</th>
            </tr>
          </thead>
          <tbody>
            {list.rows.map((row) => (
              <tr key={row.rowNo}>
                <td className="number">{row.rowNo}</td>
                <td className="nowrap">
                  <GivenName name={row.name} />
                </td>
                {hasClass && (
                  <td>
                    <GivenName name={row.className} />
                  </td>
                )}
                <td className="number">{yuan(row.amountFen)}</td>
                <td>
                  <span className={TAGS[row.outcome]}>{t(row.outcome)}</span> <AsTyped text={row.reason} />
                </td>
                <td>
                  {may('contribution.read') ? (
                    <Link to={`/contributions/bills/${row.billId}`}>
                      <span translate="no">{row.billNo}</span>
                    </Link>
                  ) : (
                    <span translate="no">{row.billNo}</span>
                  )}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </TableWrap>
    </section>
  );
}
