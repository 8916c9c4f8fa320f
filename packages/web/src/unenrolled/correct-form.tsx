import type { UnenrolledPage } from '@gongji/contract';
import type { SyntheticEvent } from 'react';
import { useDeed } from '../api/use-deed.ts';
import { TextField } from '../design/fields.tsx';
import { Problems } from '../design/problems.tsx';
import { useText } from '../i18n/messages.ts';
import { KeptNote } from '../kept/kept-note.tsx';
import { useKept } from '../kept/use-kept.ts';
import { EmployerFields } from './employer-fields.tsx';
import { unenrolledMessages } from './unenrolled-messages.ts';

/** 更正 of what the register says of an employer; only what was changed is sent. */
export function CorrectForm({ one }: { readonly one: UnenrolledPage }) {
  const t = useText(unenrolledMessages);
  const { busy, wrong, run } = useDeed();
  const { entryId, knownFrom, uscc, name, kind, street, contact, phone } = one;
  const facts = { uscc, name, kind: kind as string, street, contact, phone };
  const headcount = one.headcount === undefined ? '' : String(one.headcount);
  const kept = useKept(`unenrolled-correction ${entryId} ${knownFrom}`, { ...facts, headcount, reason: '' });
  const draft = kept.value;
  const set = (key: keyof typeof draft) => (value: string) => kept.set({ ...draft, [key]: value });
  const correct = async (event: SyntheticEvent): Promise<void> => {
    event.preventDefault();
    const changed = (Object.keys(facts) as (keyof typeof facts)[]).filter((key) => draft[key] !== facts[key]);
    const body = {
      ...Object.fromEntries(changed.map((key) => [key, draft[key]])),
      ...(draft.headcount === headcount
        ? {}
        : { headcount: draft.headcount === '' ? null : Number(draft.headcount) }),
      ...{ reason: draft.reason, seen: knownFrom },
    };
    const path = `/api/unenrolled-employers/${entryId}/corrections`;
    if ((await run<UnenrolledPage>(path, body)) !== undefined) kept.forget();
  };
  return (
    <details className="unenrolled-correct">
      <summary>{t('correct')}</summary>
      <form className="stack" onSubmit={(event) => void correct(event)}>
        <div className="unenrolled-form">
          <EmployerFields draft={draft} set={set} />
          <TextField
            label={t('correctWhy')}
            hint={t('correctWhyHint')}
            value={draft.reason}
            onChange={set('reason')}
          />
        </div>
        <Problems wrong={wrong} />
        <KeptNote kept={kept} />
        <p>
          <button type="submit" className="button button-strong" aria-busy={busy}>
            {t('correctNow')}
          </button>
        </p>
      </form>
    </details>
  );
}
