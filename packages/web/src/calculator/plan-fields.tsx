import { ChoiceField, type Option, SelectField, TextField } from '../design/fields.tsx';
import { useLabel, useText } from '../i18n/messages.ts';
import { type CatalogueEntry, catalogue, entryOf, nameOf } from '../policy/catalogue.ts';
import type { LoadedEntry } from '../policy/use-policy.ts';
import { SCHEMES } from '../policy/words.ts';
import { calculatorMessages } from './calculator-messages.ts';
import type { Setting } from './setting.ts';
import { isStay, withPolicy } from './start.ts';
import type { Change } from './use-setting.ts';

interface PlanProps {
  readonly setting: Setting;
  readonly change: Change;
}

/** Region, scheme and, where a region has several, the policy. */
export function PlanFields({ setting, change }: PlanProps) {
  const t = useText(calculatorMessages);
  const label = useLabel();
  const entry = entryOf(setting.policy);
  if (entry === undefined) return null;
  const inRegion = catalogue.filter((e) => e.region === entry.region);
  const schemes = [...new Set(inRegion.map((e) => e.scheme))];
  const alike = inRegion.filter((e) => e.scheme === entry.scheme);
  const choose = (next: CatalogueEntry | undefined): void => {
    if (next !== undefined) change((s) => withPolicy(s, next));
  };
  return (
    <>
      <SelectField
        label={t('region')}
        value={entry.region}
        options={[...new Map(catalogue.map((e) => [e.region, e.regionName]))].map(([value, name]) => ({
          value,
          text: label(name),
        }))}
        onChange={(region) => choose(catalogue.find((e) => e.region === region))}
      />
      {schemes.length > 1 && (
        <ChoiceField
          label={t('scheme')}
          value={entry.scheme}
          options={schemes.map((scheme) => ({ value: scheme, text: label(SCHEMES[scheme]) }))}
          onChange={(scheme) => choose(inRegion.find((e) => e.scheme === scheme))}
        />
      )}
      {alike.length > 1 && (
        <SelectField
          label={t('policy')}
          value={entry.id}
          options={alike.map((e) => ({ value: e.id, text: label(nameOf(e)) }))}
          onChange={(id) => choose(entryOf(id))}
        />
      )}
    </>
  );
}

interface BenefitProps extends PlanProps {
  readonly loaded: LoadedEntry;
  readonly errorOf: (field: string) => string | undefined;
}

/** Kind of care and its dates. */
export function BenefitFields({ setting, change, loaded, errorOf }: BenefitProps) {
  const t = useText(calculatorMessages);
  const label = useLabel();
  const { model } = loaded;
  const options: readonly Option[] = [...model.benefits].map(([value, { name }]) => ({
    value,
    text: label(name),
  }));
  const stay = isStay(model, setting.benefit);
  const setEnd = (endedOn: string): void =>
    change((s) => ({ ...s, endedOn, startedOn: stay ? s.startedOn : endedOn }));
  const chooseBenefit = (benefit: string): void =>
    change((s) => ({ ...s, benefit, startedOn: isStay(model, benefit) ? s.startedOn : s.endedOn }));
  return (
    <>
      <ChoiceField label={t('benefit')} value={setting.benefit} options={options} onChange={chooseBenefit} />
      <div className="pair">
        {stay && (
          <TextField
            label={t('startedOn')}
            type="date"
            value={setting.startedOn}
            error={errorOf('startedOn')}
            onChange={(startedOn) => change((s) => ({ ...s, startedOn }))}
          />
        )}
        <TextField
          label={t('endedOn')}
          type="date"
          value={setting.endedOn}
          error={errorOf('endedOn')}
          onChange={setEnd}
        />
      </div>
    </>
  );
}
