import type { LeviesView, LevyView } from '@gongji/contract';
import { useState } from 'react';
import { useSearchParams } from 'react-router';
import { useApi } from '../api/client.ts';
import { useDeed } from '../api/use-deed.ts';
import { Empty } from '../app/page-states.tsx';
import { useMay } from '../app/session.tsx';
import { useWord } from '../contribution/bill-tag.tsx';
import { fenOf } from '../contribution/yuan-input.ts';
import { DecisionTable } from '../decision/decision-table.tsx';
import { SelectField, TextField } from '../design/fields.tsx';
import { askedOf, ExportLinks, type ListOrder, RowsNav } from '../design/list-tools.tsx';
import { Problems } from '../design/problems.tsx';
import { Answered } from '../desk/desk-page.tsx';
import { dateText, yuan } from '../i18n/format.ts';
import { useLang } from '../i18n/language.ts';
import { useText } from '../i18n/messages.ts';
import { booksMessages } from './books-messages.ts';

/** Below the transfers to the funds. */
const PART = 'levies';
const FIRST = { sort: 'requestedAt', order: 'desc' } as const;
const LIMIT = 20;

/** Levies 调剂金上解: worked out by the policy, agreed, paid. */
export function Levies() {
  const t = useText(booksMessages);
  const may = useMay();
  const [query] = useSearchParams();
  const asked = askedOf(query, ['sort', 'order', 'after'], PART);
  const levies = useApi<LeviesView>(`/api/adjustment-levies?limit=${LIMIT}&${asked}`);
  return (
    <section className="panel stack">
      <h2>{t('levies')}</h2>
      <p className="quiet">{t('levyHint')}</p>
      {may('fund.transfer') && <AskLevy />}
      <Answered query={levies}>
        {({ items, total, amountFen }) =>
          items.length === 0 ? (
            <Empty title={t('noLevies')} />
          ) : (
            <>
              <p className="quiet">{t('levyTotals', { n: total, amount: yuan(amountFen) })}</p>
              <div className="row">
                <ExportLinks path="/api/adjustment-levies/file" asked={asked} />
              </div>
              <LevyTable items={items} order={{ query, first: FIRST, part: PART }} />
              <RowsNav
                {...{ label: t('levies'), query, limit: LIMIT, shown: items.length, total }}
                part={PART}
              />
            </>
          )
        }
      </Answered>
    </section>
  );
}

function LevyTable({ items, order }: { readonly items: readonly LevyView[]; readonly order: ListOrder }) {
  const t = useText(booksMessages);
  const lang = useLang();
  const word = useWord();
  return (
    <DecisionTable
      label={t('levies')}
      rows={items}
      order={order}
      columns={[
        { head: t('scheme'), cell: (row) => word(row.scheme) },
        { head: t('from'), sort: 'fromOn', cell: (row) => dateText(row.fromOn, lang) },
        { head: t('to'), cell: (row) => dateText(row.toOn, lang) },
        { head: t('income'), number: true, cell: (row) => yuan(row.incomeFen) },
        { head: t('amount'), sort: 'amountFen', number: true, cell: (row) => yuan(row.amountFen) },
        { head: t('basis'), cell: (row) => row.clause },
      ]}
      pathOf={(row) => `/api/adjustment-levies/${row.levyId}`}
      decideAs="fund.decide"
      pay={{ as: 'fund.transfer', when: (row) => row.amountFen > 0 }}
    />
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
