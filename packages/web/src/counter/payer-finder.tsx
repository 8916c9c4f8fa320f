import type { SearchView, UnitView } from '@gongji/contract';
import { type SyntheticEvent, useState } from 'react';
import { useApi } from '../api/client.ts';
import { TextField } from '../design/fields.tsx';
import { GivenName } from '../design/given-name.tsx';
import { useText } from '../i18n/messages.ts';
import { counterMessages } from './counter-messages.ts';

/** Who pays: a person by our reference, or a unit. */
export type Payer = { readonly person: string } | { readonly unitId: string };

/** One field finds persons and units alike. */
export function PayerFinder({ onChoose }: { readonly onChoose: (payer: Payer) => void }) {
  const t = useText(counterMessages);
  const [typed, setTyped] = useState('');
  const [asked, setAsked] = useState<string>();
  const q = asked === undefined || asked === '' ? undefined : encodeURIComponent(asked);
  const persons = useApi<SearchView>(q && `/api/search?limit=8&q=${q}`);
  const units = useApi<{ readonly items: readonly UnitView[] }>(q && `/api/units?limit=8&q=${q}`);
  const found = [
    ...(units.data?.items ?? []).map((unit) => ({
      ...{ key: unit.unitId, name: unit.name, more: unit.code },
      payer: { unitId: unit.unitId },
    })),
    ...(persons.data?.items ?? []).flatMap((hit) =>
      hit.kind === 'person'
        ? [{ key: hit.ref, name: hit.name, more: hit.certNo, payer: { person: hit.ref } }]
        : [],
    ),
  ];
  const isDone = persons.data !== undefined && units.data !== undefined;
  const find = (event: SyntheticEvent): void => {
    event.preventDefault();
    setAsked(typed.trim());
  };
  return (
    <form className="stack" onSubmit={find}>
      <div className="counter-find">
        <TextField label={t('findPayer')} value={typed} onChange={setTyped} />
        <button type="submit" className="button button-strong">
          {t('find')}
        </button>
      </div>
      {isDone && found.length === 0 && <p className="notice notice-warn">{t('none')}</p>}
      <ul className="counter-found" aria-live="polite">
        {found.map(({ key, name, more, payer }) => (
          <li key={key}>
            <button type="button" className="button" onClick={() => onChoose(payer)}>
              <GivenName name={name} /> <span translate="no">{more}</span>
            </button>
          </li>
        ))}
      </ul>
    </form>
  );
}
