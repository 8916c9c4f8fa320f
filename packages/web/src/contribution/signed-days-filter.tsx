import { useSearchParams } from 'react-router';
import { SelectField, TextField } from '../design/fields.tsx';
import { addressWith, ExportLinks } from '../design/list-tools.tsx';
import { useText } from '../i18n/messages.ts';
import { signOffMessages } from './sign-off-messages.ts';

interface SignedDaysFilterProps {
  /** Address of the file of the list, and what it is asked with. */
  readonly file: string;
  readonly asked: URLSearchParams;
}

/** What of the address a list of days that are signed for is asked with. */
export const SIGNED_DAYS_FILTER = ['from', 'to', 'state', 'sort', 'order', 'after'];

/** Filter of days that are signed for, in the address, and the list as a file. */
export function SignedDaysFilter({ file, asked }: SignedDaysFilterProps) {
  const t = useText(signOffMessages);
  const [query, setQuery] = useSearchParams();
  const set = (name: string) => (value: string) =>
    setQuery(new URLSearchParams(addressWith(query, { [name]: value })));
  return (
    <div className="desk-filter">
      <SelectField
        label={t('state')}
        value={query.get('state') ?? ''}
        options={[
          { value: '', text: t('all') },
          ...(['unsigned', 'signed'] as const).map((value) => ({ value, text: t(value) })),
        ]}
        onChange={set('state')}
      />
      <TextField label={t('from')} type="date" value={query.get('from') ?? ''} onChange={set('from')} />
      <TextField label={t('to')} type="date" value={query.get('to') ?? ''} onChange={set('to')} />
      <ExportLinks path={file} asked={asked} />
    </div>
  );
}
