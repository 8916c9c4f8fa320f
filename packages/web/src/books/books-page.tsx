import type { FundTransfersView, FundTransferView } from '@gongji/contract';
import { useState } from 'react';
import { Link } from 'react-router';
import { useApi } from '../api/client.ts';
import { useDeed } from '../api/use-deed.ts';
import { Empty } from '../app/page-states.tsx';
import { useMay } from '../app/session.tsx';
import { Decide } from '../arrears/decide.tsx';
import { UnsignedDays } from '../collection-days/days-page.tsx';
import { useWord } from '../contribution/bill-tag.tsx';
import { ContributionFrame } from '../contribution/contribution-frame.tsx';
import { TextField } from '../design/fields.tsx';
import { Problems } from '../design/problems.tsx';
import { TableWrap } from '../design/table-wrap.tsx';
import { Answered } from '../desk/desk-page.tsx';
import { dateText, yuan } from '../i18n/format.ts';
import { useLang } from '../i18n/language.ts';
import { usePick, useText } from '../i18n/messages.ts';
import { booksMessages } from './books-messages.ts';
import { Income } from './income.tsx';
import { Levies } from './levies.tsx';

type Open = FundTransfersView['open'][number];

/** 账务: collected money on its way to the accounts of the funds, and the levy to the adjustment fund. */
export function BooksPage() {
  const t = useText(booksMessages);
  const books = useApi<FundTransfersView>('/api/fund-transfers');
  return (
    <ContributionFrame title={t('title')}>
      <UnsignedDays />
      <Answered query={books}>
        {(row) => (
          <>
            <OnAccount books={row} />
            {row.items.length > 0 && <Transfers items={row.items} />}
          </>
        )}
      </Answered>
      <Income />
      <Levies />
    </ContributionFrame>
  );
}

function OnAccount({ books }: { readonly books: FundTransfersView }) {
  const t = useText(booksMessages);
  const pick = usePick();
  const word = useWord();
  const may = useMay();
  const [moving, setMoving] = useState<Open>();
  return (
    <section className="panel stack">
      <h2>{t('onAccount')}</h2>
      <p className="quiet">{t('onAccountHint')}</p>
      {books.open.length === 0 ? (
        <Empty title={t('nothing')} />
      ) : (
        <TableWrap label={t('onAccount')}>
          <table className="table">
            <thead>
              <tr>
                <th scope="col">{t('scheme')}</th>
                <th scope="col">{t('fund')}</th>
                <th scope="col" className="number">
                  {t('amount')}
                </th>
                <th scope="col" className="number">
                  {t('receipts')}
                </th>
                {may('fund.transfer') && <th scope="col">{t('record')}</th>}
              </tr>
            </thead>
            <tbody>
              {books.open.map((row) => (
                <tr key={`${row.scheme} ${row.fund}`}>
                  <td>{word(row.scheme)}</td>
                  <td>{pick(row.fundName)}</td>
                  <td className="number">{yuan(row.amountFen)}</td>
                  <td className="number">{row.receipts}</td>
                  {may('fund.transfer') && (
                    <td>
                      {row.amountFen > 0 && (
                        <button type="button" className="button button-small" onClick={() => setMoving(row)}>
                          {t('record')}
                        </button>
                      )}
                    </td>
                  )}
                </tr>
              ))}
            </tbody>
          </table>
        </TableWrap>
      )}
      {moving !== undefined && (
        <Move
          key={`${moving.scheme} ${moving.fund}`}
          of={moving}
          on={books.on}
          onDone={() => setMoving(undefined)}
        />
      )}
    </section>
  );
}

function Move({ of, on, onDone }: { readonly of: Open; readonly on: string; readonly onDone: () => void }) {
  const t = useText(booksMessages);
  const pick = usePick();
  const { busy, wrong, run } = useDeed();
  const [upTo, setUpTo] = useState(on);
  const [movedOn, setMovedOn] = useState(on);
  const [bankSerial, setBankSerial] = useState('');
  async function submit() {
    const { scheme, fund } = of;
    const done = await run('/api/fund-transfers', { scheme, fund, upTo, movedOn, bankSerial });
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
      <TextField label={t('upTo')} type="date" value={upTo} onChange={setUpTo} />
      <TextField label={t('movedOn')} type="date" value={movedOn} onChange={setMovedOn} />
      <TextField label={t('bankSerial')} value={bankSerial} onChange={setBankSerial} />
      <button type="submit" className="button button-strong" aria-busy={busy}>
        {t('recordOf', { fund: pick(of.fundName) })}
      </button>
      <Problems wrong={wrong} />
    </form>
  );
}

function Transfers({ items }: { readonly items: readonly FundTransferView[] }) {
  const t = useText(booksMessages);
  const pick = usePick();
  const lang = useLang();
  const word = useWord();
  const may = useMay();
  const deed = useDeed();
  return (
    <section className="panel stack">
      <h2>{t('transfers')}</h2>
      <Problems wrong={deed.wrong} />
      <TableWrap label={t('transfers')}>
        <table className="table">
          <thead>
            <tr>
              <th scope="col">{t('bankSerial')}</th>
              <th scope="col">{t('fund')}</th>
              <th scope="col" className="number">
                {t('amount')}
              </th>
              <th scope="col" className="number">
                {t('receipts')}
              </th>
              <th scope="col">{t('movedOn')}</th>
              <th scope="col">{t('by')}</th>
              <th scope="col">{t('state')}</th>
            </tr>
          </thead>
          <tbody>
            {items.map((row) => (
              <tr key={row.transferId}>
                <td>
                  <Link to={`/contributions/books/${row.transferId}`}>
                    <span translate="no">{row.bankSerial}</span>
                  </Link>
                </td>
                <td>
                  {word(row.scheme)} {pick(row.fundName)}
                </td>
                <td className="number">{yuan(row.amountFen)}</td>
                <td className="number">{row.receipts}</td>
                <td>{dateText(row.movedOn, lang)}</td>
                <td translate="no">{row.requestedBy}</td>
                <td>
                  <Decide
                    row={row}
                    may={may('fund.decide')}
                    path={`/api/fund-transfers/${row.transferId}/decision`}
                    deed={deed}
                  />
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </TableWrap>
    </section>
  );
}
