import { type SyntheticEvent, useState } from 'react';
import { useDeed } from '../api/use-deed.ts';
import { randomKey } from '../api/use-post.ts';
import { useText } from '../i18n/messages.ts';
import { fieldMessages } from './field-messages.ts';
import { TextField } from './fields.tsx';
import { Problems } from './problems.tsx';

interface ReasonFormProps {
  /** Where `{ reason }` is posted. */
  readonly path: string;
  /** What the button does, in words. */
  readonly deed: string;
  readonly onCancel?: () => void;
}

/** A deed that needs its reason: without one the field says so. */
export function ReasonForm({ path, deed, onCancel }: ReasonFormProps) {
  const t = useText(fieldMessages);
  const { busy, wrong, run } = useDeed();
  const [reason, setReason] = useState('');
  const [missing, setMissing] = useState(false);
  const send = (event: SyntheticEvent): void => {
    event.preventDefault();
    setMissing(reason.trim() === '');
    if (reason.trim() !== '') void run(path, { reason }, { key: randomKey() });
  };
  return (
    <form className="stack" onSubmit={send}>
      <TextField
        label={t('reason')}
        error={missing ? t('reasonNeeded') : undefined}
        value={reason}
        onChange={setReason}
      />
      <span className="row">
        <button type="submit" className="button button-small" aria-busy={busy}>
          {deed}
        </button>
        {onCancel !== undefined && (
          <button type="button" className="button button-plain button-small" onClick={onCancel}>
            {t('cancel')}
          </button>
        )}
      </span>
      <Problems wrong={wrong} />
    </form>
  );
}
