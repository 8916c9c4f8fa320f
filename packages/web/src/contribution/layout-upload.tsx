import { useState } from 'react';
import { useApi } from '../api/client.ts';
import { SelectField } from '../design/fields.tsx';
import { FileField, uploaded } from '../design/file-field.tsx';
import { usePick, useText } from '../i18n/messages.ts';
import { useKeptFile } from '../kept/use-kept-file.ts';
import { contributionMessages } from './contribution-messages.ts';

interface Layouts {
  readonly items: readonly {
    readonly layout: string;
    readonly source: string;
    readonly name: { readonly zh: string; readonly en: string };
  }[];
}

export interface LaidOutFile {
  readonly layout: string;
  readonly name: string;
  /** Base64. */
  readonly content: string;
}

/** Chooses a file of a bank or the tax authority and how it is laid out; `source`: of that source alone. */
export function LayoutUpload({
  form,
  source,
  busy,
  onSend,
}: {
  /** Names the form, so that the file is kept for it. */
  readonly form: string;
  readonly source?: string;
  readonly busy: boolean;
  /** Whether it was taken. */
  readonly onSend: (file: LaidOutFile) => Promise<boolean>;
}) {
  const t = useText(contributionMessages);
  const pick = usePick();
  const layouts = useApi<Layouts>('/api/payment-layouts');
  const [layout, setLayout] = useState('');
  const chosen = useKeptFile(form);
  const { file } = chosen;
  const [missing, setMissing] = useState(false);
  const fitting = (layouts.data?.items ?? []).filter((one) => source === undefined || one.source === source);
  const send = async () => {
    setMissing(file === undefined);
    if (file === undefined) return;
    const { filename: name, content } = await uploaded(file);
    const kind = layout === '' ? (fitting[0]?.layout ?? '') : layout;
    if (await onSend({ layout: kind, name, content })) chosen.sent();
  };
  return (
    <form
      className="contribution-form"
      onSubmit={(event) => {
        event.preventDefault();
        void send();
      }}
    >
      <SelectField
        label={t('layout')}
        value={layout}
        options={fitting.map((one) => ({ value: one.layout, text: pick(one.name) }))}
        onChange={setLayout}
      />
      <FileField
        label={t('file')}
        accept=".csv,.txt,.dat"
        error={missing ? t('chooseFile') : undefined}
        chosen={chosen}
        onChange={() => setMissing(false)}
      />
      <button type="submit" className="button button-strong" aria-busy={busy}>
        {t('upload')}
      </button>
    </form>
  );
}
