import type { DebtorAccount, PlanView } from '@gongji/contract';
import { useState } from 'react';
import { useDeed } from '../api/use-deed.ts';
import { useMay } from '../app/session.tsx';
import { fenOf, inputYuan } from '../contribution/yuan-input.ts';
import { Decide } from '../decision/decide.tsx';
import { TextField } from '../design/fields.tsx';
import { GivenName } from '../design/given-name.tsx';
import { Problems } from '../design/problems.tsx';
import { dateText, yuan } from '../i18n/format.ts';
import { useLang } from '../i18n/language.ts';
import { useText } from '../i18n/messages.ts';
import { arrearsMessages } from './arrears-messages.ts';

const TAGS = { paid: 'tag tag-good', open: 'tag', late: 'tag tag-bad' } as const;

/** Agreements on instalments 分期 of a debtor, and a form to ask for one. */
export function Plans({ account }: { readonly account: DebtorAccount }) {
  const t = useText(arrearsMessages);
  const may = useMay();
  const asks = may('arrears.work') && account.bills.length > 0;
  if (!asks && account.plans.length === 0) return null;
  return (
    <section className="panel stack">
      <h2>{t('plans')}</h2>
      <PlanList items={account.plans} />
      {asks && <AskPlan account={account} />}
    </section>
  );
}

export function PlanList({ items }: { readonly items: readonly PlanView[] }) {
  const t = useText(arrearsMessages);
  const lang = useLang();
  const may = useMay();
  const deed = useDeed();
  return (
    <>
      <Problems wrong={deed.wrong} />
      {items.map((plan) => (
        <article key={plan.planId}>
          <p className="row">
            <strong>{yuan(plan.totalFen)}</strong> {t('yuan')} <GivenName name={plan.reason} />{' '}
            <small className="quiet">{plan.proofNo}</small>
            <Decide
              row={plan}
              path={`/api/debt-plans/${plan.planId}`}
              deed={deed}
              mayDecide={may('arrears.decide')}
            />
            {plan.state === 'approved' && !plan.kept && <span className="tag tag-bad">{t('notKept')}</span>}
          </p>
          <ol>
            {plan.instalments.map((one) => (
              <li key={one.dueOn}>
                {dateText(one.dueOn, lang)} {yuan(one.amountFen)}{' '}
                {plan.state === 'approved' && (
                  <span className={TAGS[one.state]}>{t(`instalment${one.state}`)}</span>
                )}
              </li>
            ))}
          </ol>
        </article>
      ))}
    </>
  );
}

/** Equal parts at first; the last takes what does not divide. Each can be changed. */
function AskPlan({ account }: { readonly account: DebtorAccount }) {
  const t = useText(arrearsMessages);
  const { busy, wrong, run, setWrong } = useDeed();
  const [count, setCount] = useState('3');
  const [reason, setReason] = useState('');
  const [proofNo, setProofNo] = useState('');
  const [rows, setRows] = useState<readonly { readonly dueOn: string; readonly amount: string }[]>([]);
  const { unitId, person } = account;
  function divide() {
    const parts = Math.min(120, Math.max(1, Math.trunc(Number(count)) || 1));
    const each = Math.floor(account.openFen / parts);
    setRows(
      Array.from({ length: parts }, (_, i) => ({
        dueOn: monthsAfter(account.on, i + 1),
        amount: inputYuan(i === parts - 1 ? account.openFen - each * (parts - 1) : each),
      })),
    );
  }
  async function submit() {
    const instalments = rows.map((row) => ({ dueOn: row.dueOn, amountFen: fenOf(row.amount) ?? 0 }));
    if (instalments.some((one) => one.amountFen === 0)) return setWrong([t('amountWrong')]);
    const body = { ...(unitId === undefined ? { person } : { unitId }), instalments, reason, proofNo };
    if ((await run('/api/arrears/plans', body)) !== undefined) setRows([]);
  }
  const change = (at: number, part: { readonly dueOn?: string; readonly amount?: string }) =>
    setRows(rows.map((row, i) => (i === at ? { ...row, ...part } : row)));
  return (
    <form
      className="contribution-form"
      onSubmit={(event) => {
        event.preventDefault();
        if (rows.length === 0) divide();
        else void submit();
      }}
    >
      <TextField label={t('instalments')} value={count} onChange={setCount} numeric />
      <TextField label={t('reason')} value={reason} onChange={setReason} />
      <TextField label={t('agreementNo')} value={proofNo} onChange={setProofNo} />
      {rows.map((row, i) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: the place in the agreement is what the row is
        <fieldset key={i} className="row">
          <TextField
            label={t('instalmentDay', { n: i + 1 })}
            type="date"
            value={row.dueOn}
            onChange={(dueOn) => change(i, { dueOn })}
          />
          <TextField
            label={t('instalmentAmount', { n: i + 1 })}
            numeric
            unit={t('yuan')}
            value={row.amount}
            onChange={(amount) => change(i, { amount })}
          />
        </fieldset>
      ))}
      <button type="submit" className="button" aria-busy={busy}>
        {t(rows.length === 0 ? 'divide' : 'askPlan')}
      </button>
      <Problems wrong={wrong} />
    </form>
  );
}

/** The same day some months later, the 28th at most so that every month has it. */
function monthsAfter(on: string, months: number): string {
  const [year = 0, month = 1, day = 1] = on.split('-').map(Number);
  const n = year * 12 + month - 1 + months;
  const two = (part: number) => String(part).padStart(2, '0');
  return `${Math.floor(n / 12)}-${two((n % 12) + 1)}-${two(Math.min(day, 28))}`;
}
