import { SelectField } from '../design/fields.tsx';
import { chinaToday } from '../i18n/china-today.ts';
import { useText } from '../i18n/messages.ts';
import { figuresMessages } from './figures-messages.ts';

interface Props {
  /** Day of the count; empty: today. */
  readonly on: string;
  /** Empty: the year that the day lies in. */
  readonly value: string;
  readonly onChange: (year: string) => void;
}

/** Benefit year 待遇年度 that is counted: that of the day, or the next, for which people enrol from autumn on. */
export function YearField({ on, value, onChange }: Props) {
  const t = useText(figuresMessages);
  const year = Number((on === '' ? chinaToday() : on).slice(0, 4));
  return (
    <SelectField
      label={t('benefitYear')}
      value={value}
      options={[
        { value: '', text: String(year) },
        { value: String(year + 1), text: t('nextYear', { year: year + 1 }) },
      ]}
      onChange={onChange}
    />
  );
}
