import type { SearchView, UnitView } from '@gongji/contract';
import { type SyntheticEvent, useState } from 'react';
import { useApi } from '../api/client.ts';
import { useText } from '../i18n/messages.ts';
import { TextField } from './fields.tsx';
import { GivenName } from './given-name.tsx';
import { partyFinderMessages } from './party-finder-messages.ts';
import './party-finder.css';

/** A person by our reference, or a unit by its number. */
export type Party =
  | { readonly kind: 'person'; readonly id: string; readonly name: string }
  | { readonly kind: 'unit'; readonly id: string; readonly name: string };

interface PartyFinderProps {
  /** Who is looked for. */
  readonly among: 'any' | 'person' | 'unit' | 'school' | 'budgetUnit';
  /** Number of who is chosen, where the finder stays. */
  readonly chosen?: string | undefined;
  readonly onChoose: (party: Party) => void;
}

const MOST = 8;

/** One field that finds persons, units or both; whoever is found is a button that chooses him. */
export function PartyFinder({ among, chosen, onChoose }: PartyFinderProps) {
  const t = useText(partyFinderMessages);
  const [typed, setTyped] = useState('');
  const [asked, setAsked] = useState('');
  const found = useFound(among, asked);
  const find = (event: SyntheticEvent): void => {
    event.preventDefault();
    setAsked(typed.trim());
  };
  return (
    <form className="stack" onSubmit={find}>
      <div className="party-finder">
        <TextField label={t(among)} value={typed} onChange={setTyped} />
        <button type="submit" className="button">
          {t('find')}
        </button>
      </div>
      {found?.length === 0 && <p className="notice notice-warn">{t('none')}</p>}
      <ul className="party-found" aria-live="polite">
        {found?.map(({ party, more }) => (
          <li key={`${party.kind} ${party.id}`}>
            <button
              type="button"
              className="button"
              aria-pressed={chosen === undefined ? undefined : party.id === chosen}
              onClick={() => onChoose(party)}
            >
              <GivenName name={party.name} /> <span translate="no">{more}</span>
            </button>
          </li>
        ))}
      </ul>
    </form>
  );
}

interface Found {
  readonly party: Party;
  /** Tells those of one name apart. */
  readonly more: string;
}

/** Undefined: nothing asked, or not answered yet. */
function useFound(among: PartyFinderProps['among'], asked: string): readonly Found[] | undefined {
  const query = `limit=${MOST}&q=${encodeURIComponent(asked)}`;
  const [persons, units] = [among === 'any' || among === 'person', among !== 'person'];
  const only = among === 'school' ? '&kind=school' : among === 'budgetUnit' ? '&fit=budgetUnit' : '';
  const inPersons = useApi<SearchView>(asked !== '' && persons ? `/api/search?${query}` : undefined);
  const inUnits = useApi<{ readonly items: readonly UnitView[] }>(
    asked !== '' && units ? `/api/units?${query}${only}` : undefined,
  );
  const isOpen = (persons && inPersons.data === undefined) || (units && inUnits.data === undefined);
  if (asked === '' || isOpen) return undefined;
  return [
    ...(inUnits.data?.items ?? []).map(({ unitId, name, code }) => ({
      party: { kind: 'unit' as const, id: unitId, name },
      more: code,
    })),
    ...(inPersons.data?.items ?? []).flatMap((hit) =>
      hit.kind === 'person'
        ? [{ party: { kind: 'person' as const, id: hit.ref, name: hit.name }, more: hit.certNo }]
        : [],
    ),
  ];
}
