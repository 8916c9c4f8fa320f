import type { BatchView } from '@gongji/contract';
import { useState } from 'react';
import { useDeed } from '../api/use-deed.ts';
import { useMay } from '../app/session.tsx';
import { TextField } from '../design/fields.tsx';
import { Problems } from '../design/problems.tsx';
import { timeText } from '../i18n/format.ts';
import { useLang } from '../i18n/language.ts';
import { useText } from '../i18n/messages.ts';
import { listMessages } from './list-messages.ts';

type Asked = NonNullable<BatchView['asked']>;

/** Whether a colleague's decision is awaited. */
export function isWaiting({ asked }: BatchView): boolean {
  return asked !== undefined && asked.decision === undefined;
}

/** 复核: what was asked for with a list, by whom, and the decision of a second person. */
export function BatchAgreement({ batchId, asked }: { readonly batchId: string; readonly asked: Asked }) {
  const t = useText(listMessages);
  const lang = useLang();
  const may = useMay();
  const { decision } = asked;
  return (
    <section className="panel stack" aria-label={t('agreement')}>
      <h2>{t('agreement')}</h2>
      <p>
        {t(asked.what === 'run' ? 'askedRun' : 'askedUndo', { by: asked.by, at: timeText(asked.at, lang) })}
        {asked.reason !== '' && ` ${t('why', { why: asked.reason })}`}
      </p>
      {decision !== undefined && (
        <p>
          <span className={decision.approved ? 'tag tag-good' : 'tag tag-bad'}>
            {t(decision.approved ? 'approved' : 'refused')}
          </span>{' '}
          {t('decidedBy', { by: decision.by, at: timeText(decision.at, lang) })} {decision.note}
        </p>
      )}
      {decision === undefined && asked.mine && <p className="quiet">{t('ownAsked')}</p>}
      {decision === undefined && !asked.mine && may('register.decide') && <Decide batchId={batchId} />}
    </section>
  );
}

function Decide({ batchId }: { readonly batchId: string }) {
  const t = useText(listMessages);
  const { busy, wrong, run } = useDeed();
  const [note, setNote] = useState('');
  const decide = (approved: boolean) => void run(`/api/lists/${batchId}/decision`, { approved, note });
  return (
    <>
      <TextField label={t('note')} value={note} onChange={setNote} />
      <Problems wrong={wrong} />
      <div className="row">
        <button type="button" className="button button-strong" aria-busy={busy} onClick={() => decide(true)}>
          {t('approve')}
        </button>
        <button type="button" className="button" aria-busy={busy} onClick={() => decide(false)}>
          {t('refuse')}
        </button>
      </div>
    </>
  );
}
