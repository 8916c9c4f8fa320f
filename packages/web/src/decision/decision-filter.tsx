import { useSearchParams } from 'react-router';
import { SelectField } from '../design/fields.tsx';
import { addressWith, ExportLinks } from '../design/list-tools.tsx';
import { useText } from '../i18n/messages.ts';
import type { Decidable } from './decide.tsx';
import { decisionMessages } from './decision-messages.ts';

interface DecisionFilterProps {
  readonly states: readonly Decidable['state'][];
  /** Address of the file of the list, and what it is asked with. */
  readonly file: string;
  readonly asked: URLSearchParams;
}

/** Filter of a list of requests by how they stand, in the address, and the list as a file. */
export function DecisionFilter({ states, file, asked }: DecisionFilterProps) {
  const t = useText(decisionMessages);
  const [query, setQuery] = useSearchParams();
  return (
    <div className="desk-filter">
      <SelectField
        label={t('state')}
        value={query.get('state') ?? ''}
        options={[{ value: '', text: t('all') }, ...states.map((value) => ({ value, text: t(value) }))]}
        onChange={(state) => setQuery(new URLSearchParams(addressWith(query, { state })))}
      />
      <ExportLinks path={file} asked={asked} />
    </div>
  );
}
