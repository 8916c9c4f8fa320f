import { factName, factValueText } from '@gongji/engine';
import { ChoiceField, Flag, Flags, TextField } from '../design/fields.tsx';
import { useLabel, useText } from '../i18n/messages.ts';
import { calculatorMessages } from './calculator-messages.ts';
import type { FactField } from './fact-fields.ts';
import type { Setting } from './setting.ts';
import type { Change } from './use-setting.ts';

interface FactGroupProps {
  readonly fields: readonly FactField[];
  readonly setting: Setting;
  readonly change: Change;
  readonly errorOf: (field: string) => string | undefined;
}

/** The questions of one group; yes/no questions stand together at its end. */
export function FactGroup({ fields, setting, change, errorOf }: FactGroupProps) {
  const t = useText(calculatorMessages);
  const label = useLabel();
  const textOf = ({ name, assumed }: FactField): string => setting.facts[name] ?? assumed;
  const set = ({ name, assumed }: FactField, value: string): void =>
    change((s) => {
      const { [name]: _, ...rest } = s.facts;
      return { ...s, facts: value === assumed ? rest : { ...rest, [name]: value } };
    });
  const flags = fields.filter((field) => field.input.kind === 'flag');
  return (
    <div className="facts">
      {fields.map((field) => {
        const { name, input } = field;
        if (input.kind === 'flag') return null;
        const title = label(factName(name));
        if (input.kind === 'number') {
          return (
            <TextField
              key={name}
              label={title}
              numeric
              value={textOf(field)}
              error={errorOf(name)}
              onChange={(v) => set(field, v)}
            />
          );
        }
        const options = input.values.map((value) => ({ value, text: label(factValueText(name, value)) }));
        return (
          <ChoiceField
            key={name}
            label={title}
            value={textOf(field)}
            options={options}
            onChange={(v) => set(field, v)}
          />
        );
      })}
      {flags.length > 0 && (
        <Flags legend={t('applies')}>
          {flags.map((field) => (
            <Flag
              key={field.name}
              label={label(factName(field.name))}
              checked={textOf(field) === 'true'}
              onChange={(checked) => set(field, String(checked))}
            />
          ))}
        </Flags>
      )}
    </div>
  );
}
