import type { BatchView } from '@gongji/contract';
import { useQueryClient } from '@tanstack/react-query';
import { type SyntheticEvent, useState } from 'react';
import { saidBy } from '../api/said-by.ts';
import { usePost } from '../api/use-post.ts';
import { useMay } from '../app/session.tsx';
import { ChoiceField, TextField } from '../design/fields.tsx';
import { usePick, useText } from '../i18n/messages.ts';
import { isWaiting } from './batch-agreement.tsx';
import { listMessages } from './list-messages.ts';

/** What may be done with a batch as it stands: enrol it, check it again, or take it back. */
export function BatchDecision({ batch }: { readonly batch: BatchView }) {
  const may = useMay();
  if (!may('list.upload') || isWaiting(batch)) return null;
  if (batch.state === 'checked') return <Enrol batch={batch} />;
  return batch.state === 'done' && batch.done > 0 ? <TakeBack batch={batch} /> : null;
}

/** Sends and reads the batch again, so that the task that was begun is watched. */
function useDoing(batchId: string) {
  const t = useText(listMessages);
  const pick = usePick();
  const queries = useQueryClient();
  const { busy, post } = usePost();
  const [wrong, setWrong] = useState<string>();
  const send = async (what: 'run' | 'undo' | 'check', body: unknown): Promise<void> => {
    if (busy) return;
    try {
      await post(`/api/lists/${batchId}/${what}`, body);
      setWrong(undefined);
      await queries.invalidateQueries({ queryKey: ['api'] });
    } catch (error) {
      setWrong(saidBy(error, pick)?.join(' ') ?? t('failed'));
    }
  };
  return { busy, wrong, setWrong, send };
}

function Enrol({ batch }: { readonly batch: BatchView }) {
  const t = useText(listMessages);
  const { busy, wrong, send } = useDoing(batch.batchId);
  const [mode, setMode] = useState<'good' | 'all'>('good');
  const isChoice = batch.bad > 0;
  const submit = (event: SyntheticEvent): void => {
    event.preventDefault();
    void send('run', { mode });
  };
  return (
    <form className="panel stack" onSubmit={submit}>
      <h2>{t('runTitle')}</h2>
      {batch.good === 0 ? (
        <p>{t('nothingGood')}</p>
      ) : (
        <ChoiceField
          label={t('runTitle')}
          hideLabel
          value={mode}
          options={[
            { value: 'good', text: t('modeGood', { n: batch.good }) },
            ...(isChoice ? [{ value: 'all', text: t('modeAll') }] : []),
          ]}
          onChange={(value) => setMode(value === 'all' ? 'all' : 'good')}
        />
      )}
      {wrong !== undefined && (
        <p role="alert" className="notice notice-bad">
          {wrong}
        </p>
      )}
      <p className="row">
        {batch.good > 0 && (
          <button type="submit" className="button button-strong" aria-busy={busy}>
            {t(batch.secondPerson ? 'askRun' : 'run')}
          </button>
        )}
        <button type="button" className="button" aria-busy={busy} onClick={() => void send('check', {})}>
          {t('recheck')}
        </button>
      </p>
    </form>
  );
}

function TakeBack({ batch }: { readonly batch: BatchView }) {
  const t = useText(listMessages);
  const { busy, wrong, setWrong, send } = useDoing(batch.batchId);
  const [reason, setReason] = useState('');
  const submit = (event: SyntheticEvent): void => {
    event.preventDefault();
    if (reason.trim().length < 2) setWrong(t('reasonShort'));
    else void send('undo', { reason: reason.trim() });
  };
  return (
    <details className="panel">
      <summary>{t('undo')}</summary>
      <form className="stack" onSubmit={submit}>
        <p className="quiet">{t('undoHint')}</p>
        <TextField label={t('reason')} value={reason} error={wrong} onChange={setReason} />
        <p>
          <button type="submit" className="button" aria-busy={busy}>
            {t('undo')}
          </button>
        </p>
      </form>
    </details>
  );
}
