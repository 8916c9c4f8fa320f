import { useQueryClient } from '@tanstack/react-query';
import { type SyntheticEvent, useState } from 'react';
import { usePost } from '../api/use-post.ts';
import { useTitle } from '../app/page-states.tsx';
import { ChoiceField, TextField } from '../design/fields.tsx';
import { chinaToday } from '../i18n/china-today.ts';
import { useText } from '../i18n/messages.ts';
import { Reasons } from '../sign-in/reasons.tsx';
import { OwnTasks } from '../tasks/own-tasks.tsx';
import { accountMessages } from './account-messages.ts';
import './account.css';

const TASKS = ['account-run'];

/** Runs over all accounts 计息、统筹划入: started here, done as a task whose progress can be left and found again. */
export function AccountRunsPage() {
  const t = useText(accountMessages);
  useTitle(t('runs'));
  const queries = useQueryClient();
  const { busy, post } = usePost();
  const [kind, setKind] = useState<'interest' | 'retired-credit'>('retired-credit');
  const [month, setMonth] = useState(chinaToday().slice(0, 7));
  const [year, setYear] = useState(String(Number(chinaToday().slice(0, 4)) - 1));
  const [error, setError] = useState<unknown>();
  const submit = async (event: SyntheticEvent): Promise<void> => {
    event.preventDefault();
    if (busy) return;
    setError(undefined);
    try {
      const period = kind === 'interest' ? year.trim() : month.trim();
      await post('/api/account-runs', { kind, period });
      await queries.invalidateQueries({ queryKey: ['api'] });
    } catch (refused) {
      setError(refused);
    }
  };
  return (
    <div className="page">
      <header className="page-head">
        <div>
          <h1>{t('runs')}</h1>
          <p>{t('runsHint')}</p>
        </div>
      </header>
      <form className="panel stack run-form" aria-label={t('runs')} onSubmit={(event) => void submit(event)}>
        <ChoiceField
          label={t('kind')}
          value={kind}
          options={[
            { value: 'retired-credit', text: t('retiredCredit') },
            { value: 'interest', text: t('yearlyInterest') },
          ]}
          onChange={(value) => setKind(value === 'interest' ? 'interest' : 'retired-credit')}
        />
        {kind === 'interest' ? (
          <TextField label={t('year')} value={year} numeric onChange={setYear} />
        ) : (
          <TextField label={t('month')} value={month} onChange={setMonth} />
        )}
        {error !== undefined && <Reasons error={error} />}
        <div className="row">
          <button type="submit" className="button button-strong" aria-busy={busy}>
            {t('startRun')}
          </button>
        </div>
      </form>
      <OwnTasks kinds={TASKS} />
    </div>
  );
}
