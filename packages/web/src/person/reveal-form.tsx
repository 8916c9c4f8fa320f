import type { RevealView } from '@gongji/contract';
import { useQueryClient } from '@tanstack/react-query';
import { type SyntheticEvent, useEffect, useState } from 'react';
import { usePost } from '../api/use-post.ts';
import { TextField } from '../design/fields.tsx';
import { useText } from '../i18n/messages.ts';
import { Reasons } from '../sign-in/reasons.tsx';
import { personMessages } from './person-messages.ts';

interface RevealFormProps {
  readonly path: string;
  readonly onShown: (values: RevealView['values']) => void;
  readonly onCancel: () => void;
}

const FIELDS = ['name', 'psnNo', 'certNo', 'phone', 'cardNo'] as const;
const SHORTEST = 4;

/** Asks why somebody wants to see personal data in clear 查看事由, before it is shown. */
export function RevealForm({ path, onShown, onCancel }: RevealFormProps) {
  const t = useText(personMessages);
  const queries = useQueryClient();
  const { busy, post } = usePost();
  const [reason, setReason] = useState('');
  const [tooShort, setTooShort] = useState(false);
  const [error, setError] = useState<unknown>();
  useEffect(() => document.getElementById('reveal-reason')?.focus(), []);
  const submit = async (event: SyntheticEvent): Promise<void> => {
    event.preventDefault();
    const isShort = reason.trim().length < SHORTEST;
    setTooShort(isShort);
    if (isShort || busy) return;
    setError(undefined);
    try {
      const { values } = await post<RevealView>(`${path}/reveal`, { reason: reason.trim(), fields: FIELDS });
      onShown(values);
      void queries.invalidateQueries({ predicate: ({ queryKey }) => queryKey.includes(`${path}/looks`) });
    } catch (refused) {
      setError(refused);
    }
  };
  return (
    <form className="reveal-form" aria-label={t('showTitle')} onSubmit={(event) => void submit(event)}>
      <TextField
        id="reveal-reason"
        label={t('reason')}
        hint={t('showHint')}
        error={tooShort ? t('reasonShort') : undefined}
        value={reason}
        onChange={setReason}
      />
      {error !== undefined && <Reasons error={error} />}
      <div className="row">
        <button type="submit" className="button button-strong" aria-busy={busy}>
          {t('showNow')}
        </button>
        <button type="button" className="button" onClick={onCancel}>
          {t('cancel')}
        </button>
      </div>
    </form>
  );
}
