import { SelectField } from '../design/fields.tsx';
import { useLabel, useText } from '../i18n/messages.ts';
import { catalogue, entryOf, nameOf } from '../policy/catalogue.ts';
import { calculatorMessages } from './calculator-messages.ts';
import type { OtherSide, Setting } from './setting.ts';
import { yearsOf } from './start.ts';
import type { Change } from './use-setting.ts';

/** What to compare with: by default the same policy in the next year, where there is one. */
export function startOther(setting: Setting): OtherSide {
  const year = setting.endedOn.slice(0, 4);
  const entry = entryOf(setting.policy);
  const years = entry === undefined ? [] : yearsOf(entry.inForce);
  return {
    policy: setting.policy,
    year: years.find((y) => y > year) ?? years.findLast((y) => y < year) ?? year,
  };
}

export function CompareFields({ setting, change }: { readonly setting: Setting; readonly change: Change }) {
  const t = useText(calculatorMessages);
  const label = useLabel();
  const { other } = setting;
  if (other === undefined) return null;
  const entry = entryOf(other.policy);
  const years = entry === undefined ? [] : yearsOf(entry.inForce);
  const choose = (next: Partial<OtherSide>): void => change((s) => ({ ...s, other: { ...other, ...next } }));
  const choosePolicy = (policy: string): void => {
    const open = yearsOf(entryOf(policy)?.inForce ?? { from: setting.endedOn as never });
    choose({ policy, year: open.includes(other.year) ? other.year : (open.at(-1) ?? other.year) });
  };
  return (
    <section className="panel compare-fields" aria-label={t('compareTitle')}>
      <SelectField
        label={t('comparePolicy')}
        value={other.policy}
        options={catalogue.map((e) => ({ value: e.id, text: label(nameOf(e)) }))}
        onChange={choosePolicy}
      />
      <SelectField
        label={t('compareYear')}
        value={other.year}
        options={years.map((year) => ({ value: year, text: year }))}
        onChange={(year) => choose({ year })}
      />
    </section>
  );
}
