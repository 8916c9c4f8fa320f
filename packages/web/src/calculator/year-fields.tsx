import type { PolicyModel } from '@gongji/engine';
import { TextField } from '../design/fields.tsx';
import { useLabel, useText } from '../i18n/messages.ts';
import { readsOf } from '../policy/reads.ts';
import { calculatorMessages } from './calculator-messages.ts';
import type { Setting } from './setting.ts';
import type { Change } from './use-setting.ts';

interface YearProps {
  readonly model: PolicyModel;
  readonly setting: Setting;
  readonly change: Change;
  readonly errorOf: (field: string) => string | undefined;
}

/** What happened earlier in the year: the counters that this benefit looks at, zero unless given. */
export function YearFields({ model, setting, change, errorOf }: YearProps) {
  const t = useText(calculatorMessages);
  const label = useLabel();
  const reads = readsOf(model, setting.benefit);
  const counters = [...model.counters].filter(
    ([name, { period }]) => reads.counters.has(name) && period !== 'stay',
  );
  const set = (name: string, value: string): void =>
    change((s) => {
      const { [name]: _old, ...rest } = s.counters;
      return { ...s, counters: value === '' ? rest : { ...rest, [name]: value } };
    });
  if (counters.length === 0) return null;
  return (
    <details className="panel fold" open={Object.keys(setting.counters).length > 0}>
      <summary>
        <h2>{t('groupYear')}</h2>
      </summary>
      <p className="quiet small">{t('yearHint')}</p>
      <div className="pair">
        {counters.map(([name, { name: words, unit }]) => (
          <TextField
            key={name}
            label={label(words)}
            numeric
            placeholder="0"
            value={setting.counters[name] ?? ''}
            error={errorOf(`counter.${name}`)}
            onChange={(value) => set(name, value)}
            {...(unit === 'yuan' ? { unit: t('yuan') } : {})}
          />
        ))}
      </div>
    </details>
  );
}

export function AccountFields({ model, setting, change, errorOf }: YearProps) {
  const t = useText(calculatorMessages);
  const steps = model.benefits.get(setting.benefit)?.steps ?? [];
  const kinds = steps.flatMap((step) => (step.kind === 'account' ? [step.which] : []));
  if (kinds.length === 0) return null;
  return (
    <section className="panel">
      <h2>{t('groupAccount')}</h2>
      <div className="pair">
        {kinds.map((which) => {
          const key = which === 'own' ? 'account' : 'familyAccount';
          return (
            <TextField
              key={key}
              label={t(key)}
              numeric
              unit={t('yuan')}
              placeholder="0"
              value={setting[key]}
              error={errorOf(key)}
              onChange={(value) => change((s) => ({ ...s, [key]: value }))}
            />
          );
        })}
      </div>
    </section>
  );
}
