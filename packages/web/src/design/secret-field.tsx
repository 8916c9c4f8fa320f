interface SecretFieldProps {
  readonly id: string;
  readonly label: string;
  readonly value: string;
  readonly onChange: (value: string) => void;
  readonly isNew?: boolean;
}

/** A password. The browser's own keeper of passwords may fill it. */
export function SecretField({ id, label, value, onChange, isNew = false }: SecretFieldProps) {
  return (
    <div className="field">
      <label htmlFor={id}>{label}</label>
      <input
        id={id}
        className="input"
        type="password"
        value={value}
        autoComplete={isNew ? 'new-password' : 'current-password'}
        onChange={(event) => onChange(event.target.value)}
      />
    </div>
  );
}
