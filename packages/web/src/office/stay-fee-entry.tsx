import type { StayView } from '@gongji/contract';
import type { RefObject } from 'react';
import { TextField } from '../design/fields.tsx';
import { usePick, useText } from '../i18n/messages.ts';
import { fieldId } from './draft-problems.ts';
import { LineEntry } from './line-entry.tsx';
import { LineTable } from './line-table.tsx';
import { stayMessages } from './stay-messages.ts';
import type { useStay } from './use-stay.ts';

interface StayFeeEntryProps {
  readonly stay: StayView['stay'];
  /** Last day that may have fees. */
  readonly last: string;
  readonly one: ReturnType<typeof useStay>;
  readonly picker: RefObject<HTMLInputElement | null>;
  readonly onPreview: () => void;
}

/** The fees of one day; Enter on the empty field saves them, or previews when there is nothing to save. */
export function StayFeeEntry({ stay, last, one, picker, onPreview }: StayFeeEntryProps) {
  const t = useText(stayMessages);
  const pick = usePick();
  const { draft, change, problems } = one;
  const wrong = problems.find(({ field }) => field === 'day');
  const save = async (): Promise<void> => {
    if (await one.saveFees()) picker.current?.focus();
  };
  return (
    <section className="panel office-step">
      <h2>{t('enter')}</h2>
      <div className="stay-day">
        <TextField
          id={fieldId('day')}
          type="date"
          label={t('feeDay')}
          error={wrong === undefined ? undefined : pick(wrong.message)}
          value={draft.day > last ? last : draft.day}
          onChange={(day) => {
            if (day !== '') change({ day });
          }}
        />
      </div>
      <LineEntry
        insutype={stay.insutype}
        day={draft.day > last ? last : draft.day}
        picker={picker}
        onAdd={(line) => change({ day: draft.day > last ? last : draft.day, lines: [...draft.lines, line] })}
        onPreview={() => (draft.lines.length === 0 ? onPreview() : void save())}
        onFailed={one.onFailed}
      />
      {draft.lines.length > 0 && (
        <>
          <LineTable lines={draft.lines} problems={problems} onChange={(lines) => change({ lines })} />
          <div className="row">
            <button
              type="button"
              className="button button-strong"
              aria-busy={one.saving}
              onClick={() => void save()}
            >
              {one.saving ? t('saving') : t('save')} <kbd>Alt+U</kbd>
            </button>
          </div>
        </>
      )}
      {one.saved !== undefined && draft.lines.length === 0 && (
        <p className="notice" role="status">
          {t('saved', one.saved)}
        </p>
      )}
    </section>
  );
}
