import type { LevyView } from '@gongji/contract';
import { useState } from 'react';
import { useApi } from '../api/client.ts';
import { useDeed } from '../api/use-deed.ts';
import { Empty } from '../app/page-states.tsx';
import { useMay } from '../app/session.tsx';
import { Decide } from '../arrears/decide.tsx';
import { useWord } from '../contribution/bill-tag.tsx';
import { fenOf } from '../contribution/yuan-input.ts';
import { SelectField, TextField } from '../design/fields.tsx';
import { Problems } from '../design/problems.tsx';
import { TableWrap } from '../design/table-wrap.tsx';
import { Answered } from '../desk/desk-page.tsx';
import { dateText, yuan } from '../i18n/format.ts';
import { useLang } from '../i18n/language.ts';
import { useText } from '../i18n/messages.ts';
import { booksMessages } from './books-messages.ts';

/** Levies 调剂金上解: worked out by the policy, agreed, paid. */
export function Levies() {
  const t = useText(booksMessages);
  const may = useMay();
  const levies = useApi<{ items: readonly LevyView[] }>('/api/adjustment-levies');
  return (
    <section className="panel stack">
      <h2>{t('levies')}</h2>
      <p className="quiet">{t('levyHint')}</p>
      {may('fund.transfer') && <AskLevy />}
      <Answered query={levies}>
        {({ items }) => (items.length === 0 ? <Empty title={t('noLevies')} /> : <LevyTable items={items} />)}
      </Answered>
    </section>
  );
}

function LevyTable({ items }: { readonly items: readonly LevyView[] }) {
  const t = useText(booksMessages);
  const lang = useLang();
  const word = useWord();
  const deed = useDeed();
  return (
    <>
      <Problems wrong={deed.wrong} />
      <TableWrap label={t('levies')}>
        <table className="table">
          <thead>
            <tr>
              <th scope="col">{t('scheme')}</th>
              <th scope="col">{t('from')}</th>
              <th scope="col">{t('to')}</th>
              <th scope="col" className="number">
                {t('income')}
              </th>
              <th scope="col" className="number">
                {t('amount')}
              </th>
              <th scope="col">{t('basis')}</th>
              <th scope="col">{t('state')}</th>
            </tr>
          </thead>
          <tbody>
            {items.map((row) => (
              <tr key={row.levyId}>
                <td>{word(row.scheme)}</td>
                <td>{dateText(row.fromOn, lang)}</td>
                <td>{dateText(row.toOn, lang)}</td>
                <td className="number">{yuan(row.incomeFen)}</td>
                <td className="number">{yuan(row.amountFen)}</td>
                <td>{row.clause}</td>
                <td>
                  <Deeds row={row} deed={deed} />
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </TableWrap>
    </>
  );
}

function Deeds({ row, deed }: { readonly row: LevyView; readonly deed: ReturnType<typeof useDeed> }) {
  const t = useText(booksMessages);
  const may = useMay();
  const [serial, setSerial] = useState('');
  const { state, mine } = row;
  if (state === 'paid')
    return (
      <>
        <span className="tag tag-good">{t('statepaid')}</span>{' '}
        <small className="quiet" translate="no">
          {row.bankSerial}
        </small>
      </>
    );
  const path = `/api/adjustment-levies/${row.levyId}`;
  return (
    <>
      <Decide row={{ state, mine }} may={may('fund.decide')} path={`${path}/decision`} deed={deed} />
      {state === 'approved' && row.amountFen > 0 && may('fund.transfer') && (
        <form
          className="row"
          onSubmit={(event) => {
            event.preventDefault();
            void deed.run(`${path}/payment`, { bankSerial: serial });
          }}
        >
          <TextField label={t('bankSerial')} value={serial} onChange={setSerial} />
          <button type="submit" className="button button-small" aria-busy={deed.busy}>
            {t('markPaid')}
          </button>
        </form>
      )}
    </>
  );
}

function AskLevy() {
  const t = useText(booksMessages);
  const word = useWord();
  const { busy, wrong, run, setWrong } = useDeed();
  const [scheme, setScheme] = useState('employee');
  const [fromOn, setFromOn] = useState('');
  const [toOn, setToOn] = useState('');
  const [spending, setSpending] = useState('');
  const [size, setSize] = useState('');
  async function submit() {
    const [yearSpendingFen, fundSizeFen] = [fenOf(spending), fenOf(size)];
    if (yearSpendingFen === undefined || fundSizeFen === undefined) return setWrong([t('amountWrong')]);
    await run('/api/adjustment-levies', { scheme, fromOn, toOn, yearSpendingFen, fundSizeFen });
  }
  return (
    <form
      className="contribution-form"
      onSubmit={(event) => {
        event.preventDefault();
        void submit();
      }}
    >
      <SelectField
        label={t('scheme')}
        value={scheme}
        options={['employee', 'resident'].map((value) => ({ value, text: word(value) }))}
        onChange={setScheme}
      />
      <TextField label={t('from')} type="date" value={fromOn} onChange={setFromOn} />
      <TextField label={t('to')} type="date" value={toOn} onChange={setToOn} />
      <TextField label={t('yearSpending')} numeric unit={t('yuan')} value={spending} onChange={setSpending} />
      <TextField label={t('fundSize')} numeric unit={t('yuan')} value={size} onChange={setSize} />
      <button type="submit" className="button" aria-busy={busy}>
        {t('workOut')}
      </button>
      <Problems wrong={wrong} />
    </form>
  );
}
