import { UNENROLLED_RESULTS, type UnenrolledPage } from '@gongji/contract';
import type { SyntheticEvent } from 'react';
import { useDeed } from '../api/use-deed.ts';
import { SelectField, TextField } from '../design/fields.tsx';
import { Problems } from '../design/problems.tsx';
import { chinaToday } from '../i18n/china-today.ts';
import { usePick, useText } from '../i18n/messages.ts';
import { KeptNote } from '../kept/kept-note.tsx';
import { useKept } from '../kept/use-kept.ts';
import { unenrolledMessages } from './unenrolled-messages.ts';

/** 登记走访 */
export function VisitForm({ entryId }: { readonly entryId: string }) {
  const t = useText(unenrolledMessages);
  const pick = usePick();
  const { busy, wrong, run } = useDeed();
  const kept = useKept(`unenrolled-visit ${entryId}`, {
    visitedOn: chinaToday() as string,
    result: 'promised',
    promisedBy: '',
    reason: '',
  });
  const draft = kept.value;
  const set = (key: keyof typeof draft) => (value: string) => kept.set({ ...draft, [key]: value });
  const record = async (event: SyntheticEvent): Promise<void> => {
    event.preventDefault();
    const { promisedBy, ...rest } = draft;
    const dated = draft.result === 'promised' && promisedBy !== '' ? { promisedBy } : {};
    const path = `/api/unenrolled-employers/${entryId}/visits`;
    if ((await run<UnenrolledPage>(path, { ...rest, ...dated })) !== undefined) kept.forget();
  };
  return (
    <form className="stack" onSubmit={(event) => void record(event)}>
      <div className="unenrolled-form">
        <SelectField
          label={t('result')}
          value={draft.result}
          options={Object.entries(UNENROLLED_RESULTS).map(([value, name]) => ({ value, text: pick(name) }))}
          onChange={set('result')}
        />
        <TextField type="date" label={t('visitedOn')} value={draft.visitedOn} onChange={set('visitedOn')} />
        {draft.result === 'promised' && (
          <TextField
            type="date"
            label={t('promisedBy')}
            value={draft.promisedBy}
            onChange={set('promisedBy')}
          />
        )}
        <TextField label={t('reason')} value={draft.reason} onChange={set('reason')} />
      </div>
      <Problems wrong={wrong} />
      <KeptNote kept={kept} />
      <p>
        <button type="submit" className="button button-strong" aria-busy={busy}>
          {t('record')}
        </button>
      </p>
    </form>
  );
}
