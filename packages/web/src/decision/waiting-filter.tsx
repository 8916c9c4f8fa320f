import { useSearchParams } from 'react-router';
import { ChoiceField } from '../design/fields.tsx';
import { addressWith, askedOf, ExportLinks } from '../design/list-tools.tsx';
import { useText } from '../i18n/messages.ts';
import { decisionMessages } from './decision-messages.ts';

const STATES = ['open', 'decided'] as const;

/** What the list is asked with: what waits, while the address says nothing else; what was decided last first. */
export function waitingAsked(query: URLSearchParams): URLSearchParams {
  const asked = askedOf(query, ['after']);
  const state = query.get('state') === 'decided' ? 'decided' : 'open';
  asked.set('state', state);
  asked.set('order', state === 'open' ? 'asc' : 'desc');
  return asked;
}

/** Filter of requests that stand whole on their page, by whether they wait, in the address; and the list as a file. */
export function WaitingFilter({ file }: { readonly file: string }) {
  const t = useText(decisionMessages);
  const [query, setQuery] = useSearchParams();
  const asked = waitingAsked(query);
  return (
    <div className="desk-filter">
      <ChoiceField
        label={t('state')}
        value={asked.get('state') ?? 'open'}
        options={STATES.map((value) => ({ value, text: t(value) }))}
        onChange={(state) =>
          setQuery(new URLSearchParams(addressWith(query, { state: state === 'open' ? '' : state })))
        }
      />
      <ExportLinks path={file} asked={asked} />
    </div>
  );
}
