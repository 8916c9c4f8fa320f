import { useId, useState } from 'react';
import { useText } from '../i18n/messages.ts';
import { fieldMessages } from './field-messages.ts';
import './file-field.css';

const MOST_BYTES = 4 * 1024 * 1024;

interface FileFieldProps {
  readonly label: string;
  readonly hint?: string | undefined;
  readonly error?: string | undefined;
  /** Endings that the browser offers; tables when left out. */
  readonly accept?: string;
  readonly onChange: (file: File | undefined) => void;
}

/** One table file, chosen by mouse or keyboard. The browser's own words would be in the browser's language. */
export function FileField({ label, hint, error, accept = '.xlsx,.csv,.txt', onChange }: FileFieldProps) {
  const t = useText(fieldMessages);
  const id = useId();
  const [name, setName] = useState('');
  return (
    <div className="field">
      <label htmlFor={id}>{label}</label>
      <div className="office-file">
        <input
          id={id}
          type="file"
          accept={accept}
          aria-invalid={error !== undefined}
          aria-describedby={`${id}-note`}
          onChange={(event) => {
            const file = event.target.files?.[0];
            setName(file?.name ?? '');
            onChange(file);
          }}
        />
        <span className="button button-small" aria-hidden="true">
          {t('choose')}
        </span>
        <span className={name === '' ? 'quiet' : undefined} translate="no" aria-hidden="true">
          {name === '' ? t('noFile') : name}
        </span>
      </div>
      <span
        id={`${id}-note`}
        role={error === undefined ? undefined : 'alert'}
        className={error === undefined ? 'quiet small' : 'error'}
      >
        {error ?? hint}
      </span>
    </div>
  );
}

export function isTooLarge(file: File): boolean {
  return file.size > MOST_BYTES;
}

/** The file as JSON carries it. */
export async function uploaded(file: File): Promise<{ readonly filename: string; readonly content: string }> {
  const bytes = new Uint8Array(await file.arrayBuffer());
  let text = '';
  for (let at = 0; at < bytes.length; at += 32_768)
    text += String.fromCharCode(...bytes.subarray(at, at + 32_768));
  return { filename: file.name.slice(-200), content: btoa(text) };
}
