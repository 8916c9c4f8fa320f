import { useQueryClient } from '@tanstack/react-query';
import { type SyntheticEvent, useState } from 'react';
import { usePost } from '../api/use-post.ts';
import { TextField } from '../design/fields.tsx';
import { useText } from '../i18n/messages.ts';
import { Reasons } from '../sign-in/reasons.tsx';
import { decisionMessages } from './decision-messages.ts';

interface DecisionFormProps<Answer> {
  /** Where `{ approved, note }` is posted. */
  readonly path: string;
  /** The button that approves, where the plain word says too little. */
  readonly approve?: string;
  /** What is asked for cannot be done as things are: it can only be refused. */
  readonly impossible?: boolean;
  /** What goes with an approval besides: what was shown to who decides. */
  readonly seen?: Readonly<Record<string, unknown>>;
  readonly noteToRefuse?: boolean;
  readonly onDone?: (answer: Answer) => void;
  readonly onFailed?: (error: unknown) => void;
}

const SHORTEST = 2;

/** The decision of a second person 复核 with a note, whatever was asked for. */
export function DecisionForm<Answer>(props: DecisionFormProps<Answer>) {
  const { path, approve, impossible = false, seen = {}, noteToRefuse = false, onDone, onFailed } = props;
  const t = useText(decisionMessages);
  const queries = useQueryClient();
  const { busy, post } = usePost();
  const [note, setNote] = useState('');
  const [missing, setMissing] = useState(false);
  const [error, setError] = useState<unknown>();
  const decide = async (approved: boolean): Promise<void> => {
    const isShort = noteToRefuse && !approved && note.trim().length < SHORTEST;
    setMissing(isShort);
    if (isShort || busy) return;
    setError(undefined);
    try {
      const answer = await post<Answer>(path, { approved, note: note.trim(), ...(approved ? seen : {}) });
      void queries.invalidateQueries({ queryKey: ['api'] });
      onDone?.(answer);
    } catch (refused) {
      setError(refused);
      onFailed?.(refused);
    }
  };
  const submit = (event: SyntheticEvent): void => {
    event.preventDefault();
    if (!impossible) void decide(true);
  };
  return (
    <form className="stack" onSubmit={submit}>
      <TextField
        label={t('note')}
        hint={noteToRefuse ? t('noteHint') : undefined}
        error={missing ? t('noteMissing') : undefined}
        value={note}
        onChange={setNote}
      />
      {error !== undefined && <Reasons error={error} />}
      <div className="row">
        {!impossible && (
          <button type="submit" className="button button-strong" aria-busy={busy}>
            {approve ?? t('approve')}
          </button>
        )}
        <button type="button" className="button" aria-busy={busy} onClick={() => void decide(false)}>
          {t('refuse')}
        </button>
      </div>
    </form>
  );
}
