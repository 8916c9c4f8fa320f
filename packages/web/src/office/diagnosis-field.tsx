import type { DiagnosesView } from '@gongji/contract';
import { useState } from 'react';
import { useApi } from '../api/client.ts';
import { useText } from '../i18n/messages.ts';
import { fieldId } from './draft-problems.ts';
import { stayMessages } from './stay-messages.ts';

export type Diagnosis = DiagnosesView['items'][number];

interface DiagnosisFieldProps {
  readonly onChange: (diagnosis: Diagnosis | undefined) => void;
  /** Something is typed that is no diagnosis of the register. */
  readonly unknown: boolean;
  readonly onUnknown: (unknown: boolean) => void;
}

/** A diagnosis of the register, found while one types; the list is the browser's own, so arrow keys and Enter work. */
export function DiagnosisField({ onChange, unknown, onUnknown }: DiagnosisFieldProps) {
  const t = useText(stayMessages);
  const [typed, setTyped] = useState('');
  const text = typed.trim();
  const asked = text === '' ? undefined : `/api/office/diagnoses?${new URLSearchParams({ q: bare(text) })}`;
  const { data } = useApi<DiagnosesView>(asked);
  const items = data?.items ?? [];
  const type = (next: string): void => {
    setTyped(next);
    const wanted = next.trim();
    const found = items.find(
      ({ code, name }) => wanted === `${name} ${code}` || wanted === name || wanted === code,
    );
    onChange(found);
    onUnknown(wanted !== '' && found === undefined);
  };
  return (
    <div className="field stay-diagnosis">
      <label htmlFor={fieldId('diagnosis')}>{t('diagnosis')}</label>
      <input
        id={fieldId('diagnosis')}
        className="input"
        list="stay-diagnoses"
        value={typed}
        maxLength={50}
        autoComplete="off"
        aria-invalid={unknown && items.length === 0 && text.length > 1}
        aria-describedby="stay-diagnosis-note"
        onChange={(event) => type(event.target.value)}
        onBlur={() => type(typed)}
      />
      <datalist id="stay-diagnoses">
        {items.map(({ code, name }) => (
          <option key={code} value={`${name} ${code}`} />
        ))}
      </datalist>
      <small id="stay-diagnosis-note">{unknown ? t('diagnosisUnknown') : t('diagnosisHint')}</small>
    </div>
  );
}

/** What was chosen stands as "name code": the name is what to look for. */
function bare(text: string): string {
  return text.replace(/ \S+$/, '');
}
