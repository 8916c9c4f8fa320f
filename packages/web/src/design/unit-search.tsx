import type { UnitView } from '@gongji/contract';
import { type SyntheticEvent, useState } from 'react';
import { useApi } from '../api/client.ts';
import { useText } from '../i18n/messages.ts';
import { TextField } from './fields.tsx';
import { GivenName } from './given-name.tsx';
import { unitSearchMessages } from './unit-search-messages.ts';

/** Finds an employer, a school or a community by name, initials or code, and chooses it. */
export function UnitSearch({
  chosen,
  kind,
  onChoose,
}: {
  readonly chosen: string | undefined;
  readonly kind?: 'employer' | 'school' | 'community';
  readonly onChoose: (unitId: string) => void;
}) {
  const t = useText(unitSearchMessages);
  const [text, setText] = useState('');
  const [asked, setAsked] = useState<string>();
  const only = kind === undefined ? '' : `&kind=${kind}`;
  const units = useApi<{ readonly items: readonly UnitView[] }>(
    asked === undefined ? undefined : `/api/units?q=${encodeURIComponent(asked)}&limit=20${only}`,
  );
  const find = (event: SyntheticEvent): void => {
    event.preventDefault();
    setAsked(text.trim());
  };
  return (
    <form className="panel stack" onSubmit={find}>
      <div className="row">
        <TextField label={t('unit')} hint={t('hint')} value={text} onChange={setText} />
        <button type="submit" className="button">
          {t('find')}
        </button>
      </div>
      {units.data?.items.length === 0 && <p className="quiet">{t('none')}</p>}
      {(units.data?.items.length ?? 0) > 0 && (
        <p className="row">
          {units.data?.items.map((unit) => (
            <button
              key={unit.unitId}
              type="button"
              className="button button-small"
              aria-pressed={unit.unitId === chosen}
              onClick={() => onChoose(unit.unitId)}
            >
              <GivenName name={unit.name} />
            </button>
          ))}
        </p>
      )}
    </form>
  );
}
