import type { UnitKind } from '@gongji/contract';
import { type SyntheticEvent, useState } from 'react';
import { ChoiceField, type Option, SelectField, TextField } from '../design/fields.tsx';
import { chinaToday } from '../i18n/china-today.ts';
import { useText } from '../i18n/messages.ts';
import { UnitPick } from './act-fields.tsx';
import { enrolmentMessages } from './enrolment-messages.ts';
import { ActOutcome, useAct } from './person-acts.tsx';
import { usePreview } from './use-preview.ts';

/** One field of a form of the registers: text, a day, one of some, or a unit that is searched for. */
export interface FormField {
  readonly id: string;
  readonly label: string;
  readonly hint?: string;
  readonly type?: 'date';
  readonly options?: readonly Option[];
  readonly unitKinds?: readonly UnitKind[];
}

export interface FormAct {
  readonly act: string;
  readonly name: string;
  readonly fields: readonly FormField[];
  /** What the day means; absent: the act has none. */
  readonly day?: string;
}

/** What was entered: fields by name, empty ones left out. */
export interface Entered {
  readonly values: Readonly<Record<string, string>>;
  readonly on: string;
  readonly reason: string;
}

interface ChangeFormProps {
  readonly title: string;
  readonly acts: readonly FormAct[];
  readonly path: string;
  readonly previewPath: string;
  readonly bodyOf: (act: string, entered: Entered) => Readonly<Record<string, unknown>>;
}

/**
 * One form for every change of a register: the acts and their fields are configuration. What would be is shown while it is
 * filled in; what needs a second person is sent to one.
 */
export function ChangeForm({ title, acts, path, previewPath, bodyOf }: ChangeFormProps) {
  const t = useText(enrolmentMessages);
  const [open, setOpen] = useState(false);
  return (
    <details className="panel" onToggle={(event) => setOpen(event.currentTarget.open)}>
      <summary>{title}</summary>
      {open && <Open acts={acts} path={path} previewPath={previewPath} bodyOf={bodyOf} label={t('act')} />}
    </details>
  );
}

type OpenProps = Omit<ChangeFormProps, 'title'> & { readonly label: string };

function Open({ acts, path, previewPath, bodyOf, label }: OpenProps) {
  const t = useText(enrolmentMessages);
  const { busy, error, done, act: send } = useAct(path);
  const [name, setName] = useState(acts[0]?.act ?? '');
  const [typed, setTyped] = useState<Readonly<Record<string, string>>>({});
  const [on, setOn] = useState<string>(chinaToday());
  const [reason, setReason] = useState('');
  const [missing, setMissing] = useState(false);
  const act = acts.find((one) => one.act === name) ?? acts[0];
  const own = new Set(act?.fields.map(({ id }) => id));
  const values = Object.fromEntries(
    Object.entries(typed)
      .map(([field, value]) => [field, value.trim()] as const)
      .filter(([field, value]) => own.has(field) && value !== ''),
  );
  const ready = act !== undefined && (act.fields.length === 0 || Object.keys(values).length > 0);
  const body = ready ? bodyOf(act.act, { values, on, reason: reason.trim() }) : undefined;
  const preview = usePreview(previewPath, body);
  const submit = (event: SyntheticEvent): void => {
    event.preventDefault();
    setMissing(reason.trim().length < 2);
    if (body === undefined || reason.trim().length < 2) return;
    void send(body);
  };
  const set = (field: string) => (value: string) => setTyped((old) => ({ ...old, [field]: value }));
  return (
    <form className="stack" onSubmit={submit}>
      <ChoiceField
        label={label}
        value={name}
        options={acts.map((one) => ({ value: one.act, text: one.name }))}
        onChange={setName}
      />
      <div className="enrol-fields">
        {act?.fields.map((field) => (
          <Field key={field.id} field={field} typed={typed} onChange={set} />
        ))}
        {act?.day !== undefined && <TextField label={act.day} type="date" value={on} onChange={setOn} />}
        <TextField
          label={t('reason')}
          error={missing ? t('reasonNeeded') : undefined}
          value={reason}
          onChange={setReason}
        />
      </div>
      <ActOutcome preview={preview} error={error} done={done} />
      <div>
        <button type="submit" className="button button-strong" aria-busy={busy}>
          {preview !== undefined && preview.causes.length > 0 ? t('ask') : t('doIt')}
        </button>
      </div>
    </form>
  );
}

interface FieldProps {
  readonly field: FormField;
  readonly typed: Readonly<Record<string, string>>;
  readonly onChange: (field: string) => (value: string) => void;
}

function Field({ field: { id, label, hint, type, options, unitKinds }, typed, onChange }: FieldProps) {
  const t = useText(enrolmentMessages);
  const value = typed[id] ?? '';
  if (unitKinds !== undefined)
    return (
      <UnitPick
        label={label}
        kinds={unitKinds}
        draft={{ unitId: value, unitName: typed[`${id} name`] ?? '' }}
        onChange={({ unitId, unitName }) => {
          onChange(id)(unitId);
          onChange(`${id} name`)(unitName);
        }}
      />
    );
  if (options !== undefined)
    return (
      <SelectField
        label={label}
        value={value}
        options={[{ value: '', text: t('unchanged') }, ...options]}
        onChange={onChange(id)}
      />
    );
  return (
    <TextField
      label={label}
      hint={hint}
      {...(type === undefined ? {} : { type })}
      value={value}
      onChange={onChange(id)}
    />
  );
}
