import type { CollectionDayDetail } from '@gongji/contract';
import { Link, useParams } from 'react-router';
import { useApi } from '../api/client.ts';
import { useDeed } from '../api/use-deed.ts';
import { useMay } from '../app/session.tsx';
import { useWord } from '../contribution/bill-tag.tsx';
import { ContributionFrame } from '../contribution/contribution-frame.tsx';
import { LayoutUpload } from '../contribution/layout-upload.tsx';
import { SignOff } from '../contribution/sign-off.tsx';
import { DataTable } from '../design/data-table.tsx';
import { GivenName } from '../design/given-name.tsx';
import { Problems } from '../design/problems.tsx';
import { Answered } from '../desk/desk-page.tsx';
import { dateText, yuan } from '../i18n/format.ts';
import { useLang } from '../i18n/language.ts';
import { usePick, useText } from '../i18n/messages.ts';
import { collectionDayMessages } from './collection-day-messages.ts';

/** One day of a source: its statement, the lines that differ with what to do, and the signature. */
export function CollectionDayPage() {
  const { source = '', day = '' } = useParams();
  const t = useText(collectionDayMessages);
  const lang = useLang();
  const word = useWord();
  const may = useMay();
  const path = `/api/collection-days/${source}/${day}`;
  const detail = useApi<CollectionDayDetail>(path);
  return (
    <ContributionFrame title={t('title')}>
      <Answered query={detail}>
        {(row) => (
          <>
            <section className="panel stack">
              <Link className="small" to="/contributions/days">
                {t('back')}
              </Link>
              <h2>
                {word(row.source)} {dateText(row.day, lang)} <span className="tag">{t(row.state)}</span>
              </h2>
              <dl className="facts-list">
                <Fact name={t('ours')} value={yuan(row.receiptsFen)} />
                <Fact name={t('booked')} value={yuan(row.bookedFen)} />
                <Fact name={t('theirs')} value={row.totalFen === undefined ? '–' : yuan(row.totalFen)} />
                {row.signedBy !== undefined && (
                  <Fact name={t('signedBy')} value={`${row.signedBy} ${row.note ?? ''}`} />
                )}
              </dl>
            </section>
            {row.differences !== undefined && <Differing row={row} />}
            {may('receipt.take') && <Take path={path} source={row.source} />}
            {may('collection.sign') && row.differences !== undefined && row.signedBy === undefined && (
              <SignOff path={path} mine={row.mine} />
            )}
          </>
        )}
      </Answered>
    </ContributionFrame>
  );
}

function Fact({ name, value }: { readonly name: string; readonly value: string }) {
  return (
    <div>
      <dt>{name}</dt>
      <dd>
        <GivenName name={value} />
      </dd>
    </div>
  );
}

function Differing({ row }: { readonly row: CollectionDayDetail }) {
  const t = useText(collectionDayMessages);
  const pick = usePick();
  const sum = (fen: number | undefined) => (fen === undefined ? '–' : yuan(fen));
  return (
    <section className="panel stack">
      <h2>{t('differing')}</h2>
      {row.differing.length === 0 ? (
        <p>{t('agrees')}</p>
      ) : (
        <DataTable
          label={t('differing')}
          rows={row.differing}
          keyOf={(one) => one.serial}
          columns={[
            { head: t('serial'), cell: (one) => <Serial line={one} /> },
            { head: t('payer'), cell: (one) => <GivenName name={one.payerName} /> },
            { head: t('kind'), cell: (one) => <span className="tag tag-bad">{t(one.kind)}</span> },
            { head: t('theirs'), number: true, cell: (one) => sum(one.statedFen) },
            { head: t('ours'), number: true, cell: (one) => sum(one.receivedFen) },
            { head: t('remedy'), cell: (one) => pick(one.remedy) },
          ]}
        />
      )}
    </section>
  );
}

function Serial({ line }: { readonly line: CollectionDayDetail['differing'][number] }) {
  const may = useMay();
  const serial = <span translate="no">{line.serial}</span>;
  return line.receiptId !== undefined && may('receipt.take') ? (
    <Link to={`/contributions/receipts/${line.receiptId}`}>{serial}</Link>
  ) : (
    serial
  );
}

function Take({ path, source }: { readonly path: string; readonly source: string }) {
  const t = useText(collectionDayMessages);
  const { busy, wrong, run } = useDeed();
  return (
    <section className="panel stack">
      <h2>{t('takeTitle')}</h2>
      <p className="quiet">{t('takeHint')}</p>
      <LayoutUpload
        form={path}
        source={source}
        busy={busy}
        onSend={async (file) => (await run(`${path}/statement`, file)) !== undefined}
      />
      <Problems wrong={wrong} />
    </section>
  );
}
