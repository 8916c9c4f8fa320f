import { type ReactNode, useState } from 'react';
import { useDeed } from '../api/use-deed.ts';
import { TextField } from '../design/fields.tsx';
import { Problems } from '../design/problems.tsx';
import { useText } from '../i18n/messages.ts';
import { signOffMessages } from './sign-off-messages.ts';

interface SignOffProps {
  /** Address of the day. */
  readonly path: string;
  /** The reader made what is signed for: another signs. */
  readonly mine?: boolean;
  /** What is to be known before one signs. */
  readonly children?: ReactNode;
}

/** 签字: a second person signs for a day, of the counter or of bank and tax authority, with a word where it differs. */
export function SignOff({ path, mine, children }: SignOffProps) {
  const t = useText(signOffMessages);
  const { busy, wrong, run } = useDeed();
  const [note, setNote] = useState('');
  return (
    <section className="panel stack">
      <h2>{t('title')}</h2>
      {children}
      {mine === true ? (
        <p className="quiet">{t('otherSigns')}</p>
      ) : (
        <form
          className="contribution-form"
          onSubmit={(event) => {
            event.preventDefault();
            void run(`${path}/sign-off`, { note });
          }}
        >
          <TextField label={t('note')} value={note} onChange={setNote} />
          <button type="submit" className="button button-strong" aria-busy={busy}>
            {t('sign')}
          </button>
        </form>
      )}
      <Problems wrong={wrong} />
    </section>
  );
}
