import { UNENROLLED_STEPS, type UnenrolledPage } from '@gongji/contract';
import type { SyntheticEvent } from 'react';
import { useDeed } from '../api/use-deed.ts';
import { ChoiceField, TextField } from '../design/fields.tsx';
import { Problems } from '../design/problems.tsx';
import { chinaToday } from '../i18n/china-today.ts';
import { usePick, useText } from '../i18n/messages.ts';
import { KeptNote } from '../kept/kept-note.tsx';
import { useKept } from '../kept/use-kept.ts';
import { unenrolledMessages } from './unenrolled-messages.ts';

/** 约谈、移送劳动监察 of who refuses. */
export function StepForm({ entryId }: { readonly entryId: string }) {
  const t = useText(unenrolledMessages);
  const pick = usePick();
  const { busy, wrong, run } = useDeed();
  const kept = useKept(`unenrolled-step ${entryId}`, {
    kind: 'interview',
    paperNo: '',
    takenOn: chinaToday() as string,
    nextStep: '',
    nextOn: '',
  });
  const draft = kept.value;
  const set = (key: keyof typeof draft) => (value: string) => kept.set({ ...draft, [key]: value });
  const take = async (event: SyntheticEvent): Promise<void> => {
    event.preventDefault();
    const path = `/api/unenrolled-employers/${entryId}/steps`;
    if ((await run<UnenrolledPage>(path, draft)) !== undefined) kept.forget();
  };
  return (
    <form className="stack" onSubmit={(event) => void take(event)}>
      <ChoiceField
        label={t('stepKind')}
        value={draft.kind}
        options={Object.entries(UNENROLLED_STEPS).map(([value, name]) => ({ value, text: pick(name) }))}
        onChange={set('kind')}
      />
      <div className="unenrolled-form">
        <TextField label={t('paperNo')} value={draft.paperNo} onChange={set('paperNo')} />
        <TextField type="date" label={t('takenOn')} value={draft.takenOn} onChange={set('takenOn')} />
        <TextField label={t('nextStep')} value={draft.nextStep} onChange={set('nextStep')} />
        <TextField type="date" label={t('nextOn')} value={draft.nextOn} onChange={set('nextOn')} />
      </div>
      <Problems wrong={wrong} />
      <KeptNote kept={kept} />
      <p>
        <button type="submit" className="button button-strong" aria-busy={busy}>
          {t('takeStep')}
        </button>
      </p>
    </form>
  );
}
