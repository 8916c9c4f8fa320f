import { UNENROLLED_KINDS } from '@gongji/contract';
import { SelectField, TextField } from '../design/fields.tsx';
import { usePick, useText } from '../i18n/messages.ts';
import { unenrolledMessages } from './unenrolled-messages.ts';

const FACTS = ['uscc', 'name', 'kind', 'street', 'contact', 'phone', 'headcount'] as const;
type Fact = (typeof FACTS)[number];

interface EmployerFieldsProps {
  readonly draft: Readonly<Record<Fact, string>>;
  readonly set: (fact: Fact) => (value: string) => void;
}

/** What the register says of an employer, to be written down or corrected. */
export function EmployerFields({ draft, set }: EmployerFieldsProps) {
  const t = useText(unenrolledMessages);
  const pick = usePick();
  const kinds = Object.entries(UNENROLLED_KINDS).map(([value, words]) => ({ value, text: pick(words) }));
  return FACTS.map((fact) => {
    const common = { label: t(fact), value: draft[fact], onChange: set(fact) };
    if (fact === 'kind') return <SelectField key={fact} {...common} options={kinds} />;
    return <TextField key={fact} {...common} numeric={fact === 'headcount'} />;
  });
}
