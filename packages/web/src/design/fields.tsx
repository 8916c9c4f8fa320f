import { type ReactNode, useId } from 'react';
import { DayInput } from './day-input.tsx';
import type { DayKind } from './day-text.ts';

interface FieldProps {
  readonly label: string;
  readonly hint?: string | undefined;
  readonly error?: string | undefined;
}

interface TextFieldProps extends FieldProps {
  readonly id?: string;
  readonly value: string;
  readonly onChange: (value: string) => void;
  readonly type?: 'text' | DayKind;
  readonly numeric?: boolean;
  readonly unit?: string;
  readonly placeholder?: string;
}

/** One line of text, a number or a date, with its label, hint and error tied to it for every reader. */
export function TextField({
  id,
  label,
  hint,
  error,
  value,
  onChange,
  type = 'text',
  numeric,
  unit,
  placeholder,
}: TextFieldProps) {
  const own = useId();
  const input = id ?? own;
  const note = error === undefined && hint === undefined ? undefined : `${input}-note`;
  const control =
    type === 'text' ? (
      <input
        id={input}
        className="input"
        value={value}
        inputMode={numeric === true ? 'decimal' : undefined}
        autoComplete="off"
        placeholder={placeholder}
        aria-invalid={error !== undefined}
        aria-describedby={note}
        onChange={(event) => onChange(event.target.value)}
      />
    ) : (
      <DayInput
        id={input}
        kind={type}
        value={value}
        invalid={error !== undefined}
        note={note}
        onChange={onChange}
      />
    );
  return (
    <div className="field">
      <label htmlFor={input}>{label}</label>
      {unit === undefined ? (
        control
      ) : (
        <span className="input-unit">
          {control}
          <span aria-hidden="true">{unit}</span>
        </span>
      )}
      <Note id={note} error={error} hint={hint} />
    </div>
  );
}

export interface Option {
  readonly value: string;
  readonly text: string;
  /** A name as somebody gave it, the same in every language. */
  readonly given?: boolean;
}

interface SelectFieldProps extends FieldProps {
  readonly id?: string;
  readonly value: string;
  readonly options: readonly Option[];
  readonly onChange: (value: string) => void;
  /** The heading above says it already. */
  readonly hideLabel?: boolean;
}

export function SelectField({ id, label, hint, error, value, options, onChange }: SelectFieldProps) {
  const own = useId();
  const input = id ?? own;
  const note = error === undefined && hint === undefined ? undefined : `${input}-note`;
  return (
    <div className="field">
      <label htmlFor={input}>{label}</label>
      <select
        id={input}
        className="input"
        value={value}
        aria-invalid={error !== undefined}
        aria-describedby={note}
        onChange={(event) => onChange(event.target.value)}
      >
        {options.map((option) => (
          <option
            key={option.value}
            value={option.value}
            translate={option.given === true ? 'no' : undefined}
          >
            {option.text}
          </option>
        ))}
      </select>
      <Note id={note} error={error} hint={hint} />
    </div>
  );
}

/** A few options, all visible: radio buttons that look like chips. Falls back to a list when there are more than eight. */
export function ChoiceField({ label, value, options, onChange, hideLabel = false }: SelectFieldProps) {
  const name = useId();
  if (options.length > 8)
    return <SelectField label={label} value={value} options={options} onChange={onChange} />;
  return (
    <fieldset className="field">
      <legend className={hideLabel ? 'sr-only' : undefined}>{label}</legend>
      <div className="choices">
        {options.map((option) => (
          <label key={option.value} className="choice">
            <input
              type="radio"
              name={name}
              value={option.value}
              checked={option.value === value}
              onChange={() => onChange(option.value)}
            />
            <span>{option.text}</span>
          </label>
        ))}
      </div>
    </fieldset>
  );
}

interface FlagProps {
  readonly label: string;
  readonly checked: boolean;
  readonly onChange: (checked: boolean) => void;
}

export function Flag({ label, checked, onChange }: FlagProps) {
  return (
    <label className="choice">
      <input type="checkbox" checked={checked} onChange={(event) => onChange(event.target.checked)} />
      <span>{label}</span>
    </label>
  );
}

export function Flags({ legend, children }: { readonly legend: string; readonly children: ReactNode }) {
  return (
    <fieldset className="field">
      <legend>{legend}</legend>
      <div className="choices">{children}</div>
    </fieldset>
  );
}

function Note({
  id,
  error,
  hint,
}: {
  readonly id: string | undefined;
  readonly error: string | undefined;
  readonly hint: string | undefined;
}) {
  if (error !== undefined) {
    return (
      <span id={id} className="error">
        {error}
      </span>
    );
  }
  return hint === undefined ? null : <small id={id}>{hint}</small>;
}
