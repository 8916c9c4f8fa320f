import { useId } from 'react';
import { useText } from '../i18n/messages.ts';
import { MOST_KEPT_BYTES } from '../kept/file-storage.ts';
import type { KeptFile } from '../kept/use-kept-file.ts';
import { fieldMessages } from './field-messages.ts';
import './file-field.css';

interface FileFieldProps {
  readonly label: string;
  readonly hint?: string | undefined;
  readonly error?: string | undefined;
  /** Endings that the browser offers; tables when left out. */
  readonly accept?: string;
  readonly chosen: KeptFile;
  /** Another file was chosen. */
  readonly onChange?: () => void;
}

/** One table file, chosen by mouse or keyboard. The browser's own words would be in the browser's language. */
export function FileField({
  label,
  hint,
  error,
  accept = '.xlsx,.csv,.txt',
  chosen,
  onChange,
}: FileFieldProps) {
  const t = useText(fieldMessages);
  const id = useId();
  const name = chosen.file?.name ?? '';
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
            chosen.choose(event.target.files?.[0]);
            onChange?.();
          }}
        />
        <span className="button button-small" aria-hidden="true">
          {t('choose')}
        </span>
        <span className={name === '' ? 'quiet' : undefined} translate="no" aria-hidden="true">
          {name === '' ? t('noFile') : name}
        </span>
      </div>
      {chosen.restored && (
        <p role="status" className="small row">
          {t('restoredFile')}
          <button type="button" className="button button-small" onClick={() => chosen.choose(undefined)}>
            {t('dropFile')}
          </button>
        </p>
      )}
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
  return file.size > MOST_KEPT_BYTES;
}

/** The file as JSON carries it. */
export async function uploaded(file: File): Promise<{ readonly filename: string; readonly content: string }> {
  const bytes = new Uint8Array(await file.arrayBuffer());
  let text = '';
  for (let at = 0; at < bytes.length; at += 32_768)
    text += String.fromCharCode(...bytes.subarray(at, at + 32_768));
  return { filename: file.name.slice(-200), content: btoa(text) };
}
