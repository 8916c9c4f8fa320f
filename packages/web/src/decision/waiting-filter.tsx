import { useSearchParams } from 'react-router';
import { ChoiceField } from '../design/fields.tsx';
import { addressWith, askedOf, ExportLinks } from '../design/list-tools.tsx';
import { useText } from '../i18n/messages.ts';
import { decisionMessages } from './decision-messages.ts';

const STATES = ['open', 'decided'] as const;
const ORDERS = ['asc', 'desc'] as const;

/** What the list is asked with: what waits, while the address says nothing else; what was decided last first. */
export function waitingAsked(query: URLSearchParams, part?: string): URLSearchParams {
  const asked = askedOf(query, ['state', 'order', 'after'], part);
  const state = asked.get('state') === 'decided' ? 'decided' : 'open';
  asked.set('state', state);
  if (!asked.has('order')) asked.set('order', state === 'open' ? 'asc' : 'desc');
  return asked;
}

/** Filter of requests that stand whole on their page, by whether they wait, in the address; and the list as a file. */
export function WaitingFilter({ file, part }: { readonly file: string; readonly part?: string }) {
  const t = useText(decisionMessages);
  const [query, setQuery] = useSearchParams();
  const asked = waitingAsked(query, part);
  const set = (values: Readonly<Record<string, string>>) =>
    setQuery(new URLSearchParams(addressWith(query, values, part)));
  return (
    <div className="desk-filter">
      <ChoiceField
        label={t('state')}
        value={asked.get('state') ?? 'open'}
        options={STATES.map((value) => ({ value, text: t(value) }))}
        onChange={(state) => set({ state: state === 'open' ? '' : state, order: '' })}
      />
      <ChoiceField
        label={t('order')}
        value={asked.get('order') ?? 'asc'}
        options={ORDERS.map((value) => ({ value, text: t(value) }))}
        onChange={(order) => set({ order })}
      />
      <ExportLinks path={file} asked={asked} />
    </div>
  );
}
