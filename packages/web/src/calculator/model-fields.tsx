import { LINE_KINDS, type PolicyModel } from '@gongji/engine';
import { useMemo } from 'react';
import { useText } from '../i18n/messages.ts';
import { calculatorMessages } from './calculator-messages.ts';
import { CostFields } from './cost-fields.tsx';
import { type FactField, factFields } from './fact-fields.ts';
import { FactGroup } from './person-fields.tsx';
import type { Setting } from './setting.ts';
import type { Change } from './use-setting.ts';
import { AccountFields, YearFields } from './year-fields.tsx';

interface ModelFieldsProps {
  readonly model: PolicyModel;
  readonly setting: Setting;
  readonly change: Change;
  readonly errorOf: (field: string) => string | undefined;
}

const GROUPS = [
  ['person', 'groupPerson'],
  ['place', 'groupPlace'],
  ['case', 'groupCase'],
] as const;

/** Everything in the form that depends on what the policy looks at. */
export function ModelFields(props: ModelFieldsProps) {
  const { model, setting } = props;
  const t = useText(calculatorMessages);
  const fields = useMemo(
    () => factFields(model, setting.benefit, setting.facts),
    [model, setting.benefit, setting.facts],
  );
  const of = (group: FactField['group']): readonly FactField[] =>
    fields.filter((field) => field.group === group);
  return (
    <>
      {GROUPS.map(([group, title]) =>
        of(group).length === 0 ? null : (
          <section key={group} className="panel">
            <h2>{t(title)}</h2>
            <FactGroup {...props} fields={of(group)} />
          </section>
        ),
      )}
      <section className="panel">
        <h2>{t('groupCost')}</h2>
        <CostFields {...props} kinds={LINE_KINDS} />
      </section>
      <AccountFields {...props} />
      <YearFields {...props} />
    </>
  );
}
