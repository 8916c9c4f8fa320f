import type { ActedView, EnrolPreview } from '@gongji/contract';
import { useQueryClient } from '@tanstack/react-query';
import { type SyntheticEvent, useState } from 'react';
import { randomKey, usePost } from '../api/use-post.ts';
import { PaperLinks } from '../contribution/paper-links.tsx';
import { TextField } from '../design/fields.tsx';
import { useText } from '../i18n/messages.ts';
import { Reasons } from '../sign-in/reasons.tsx';
import { ActMoney, MoneyBack } from './act-money.tsx';
import { AffectedBills } from './affected-bills.tsx';
import { enrolmentMessages } from './enrolment-messages.ts';
import { Causes, PreviewPanel, Problems } from './preview-panel.tsx';
import { usePreview } from './use-preview.ts';

/** Sends an act once, with its reason; what was refused stays on the page with what to do. */
export function useAct(path: string) {
  const queries = useQueryClient();
  const { busy, post } = usePost();
  const [key, setKey] = useState(randomKey);
  const [error, setError] = useState<unknown>();
  const [done, setDone] = useState<ActedView>();
  const act = async (body: unknown): Promise<void> => {
    if (busy) return;
    setError(undefined);
    try {
      setDone(await post<ActedView>(path, body, { key }));
      void queries.invalidateQueries({ queryKey: ['api'] });
    } catch (refused) {
      setError(refused);
    } finally {
      setKey(randomKey());
    }
  };
  return { busy, error, done, act };
}

interface ActOutcomeProps {
  readonly preview?: EnrolPreview | undefined;
  readonly error: unknown;
  readonly done: ActedView | undefined;
}

/** Below the fields of an act: what would be, then what was refused or done. */
export function ActOutcome({ preview, error, done }: ActOutcomeProps) {
  const t = useText(enrolmentMessages);
  return (
    <>
      {preview !== undefined && done === undefined && <PreviewPanel preview={preview} />}
      {error !== undefined && <Reasons error={error} />}
      {done !== undefined && (
        <p className="notice" role="status">
          {done.state === 'waiting' ? t('waits') : t('done')}
        </p>
      )}
    </>
  );
}

/** 登记表 of an act, to sign and to keep. */
export function ActPaper({ actId }: { readonly actId: string }) {
  const t = useText(enrolmentMessages);
  return <PaperLinks papers={[{ text: t('printForm'), path: `/api/register/acts/${actId}/print/form` }]} />;
}

export function UndoForm({ actId }: { readonly actId: string }) {
  const t = useText(enrolmentMessages);
  const { busy, error, done, act } = useAct(`/api/register/acts/${actId}/undo`);
  const [reason, setReason] = useState('');
  const [open, setOpen] = useState(false);
  const path = `/api/register/acts/${actId}/undo/preview`;
  const preview = usePreview(path, open && done === undefined ? NO_FIELDS : undefined);
  const second = preview !== undefined && preview.causes.length > 0;
  const submit = (event: SyntheticEvent): void => {
    event.preventDefault();
    void act({ reason: reason.trim() });
  };
  if (done !== undefined)
    return (
      <div role="status">
        <p className="notice">{done.state === 'waiting' ? t('waits') : t('undone')}</p>
        <ActMoney done={done} />
      </div>
    );
  return (
    <details className="wide" onToggle={(event) => setOpen(event.currentTarget.open)}>
      <summary>{t('undo')}</summary>
      <form className="stack-small" onSubmit={submit}>
        {preview !== undefined && <UndoEffects preview={preview} />}
        <TextField label={t('undoWhy')} value={reason} onChange={setReason} />
        {error !== undefined && <Reasons error={error} />}
        <div>
          <button type="submit" className="button button-small" aria-busy={busy}>
            {t(second ? 'ask' : 'undo')}
          </button>
        </div>
      </form>
    </details>
  );
}

const NO_FIELDS = {};

/** Before it is undone: what stops it, who must agree, what is cancelled or refunded, and the bills it affects. */
function UndoEffects({ preview }: { readonly preview: EnrolPreview }) {
  const t = useText(enrolmentMessages);
  const { problems, causes, bills, personOwesFen } = preview;
  const nothing =
    problems.length === 0 && preview.cancelledFen === undefined && preview.refundFen === undefined;
  return (
    <div className="stack-small" data-testid="undo-effects">
      <Problems problems={problems} />
      <Causes causes={causes} />
      <MoneyBack shown={preview} />
      {nothing && <p className="quiet">{t('noMoneyBack')}</p>}
      <AffectedBills bills={bills} personOwesFen={personOwesFen} />
    </div>
  );
}
