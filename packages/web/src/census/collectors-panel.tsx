import type { CollectorsView } from '@gongji/contract';
import { type SyntheticEvent, useState } from 'react';
import { useApi } from '../api/client.ts';
import { useDeed } from '../api/use-deed.ts';
import { useMay } from '../app/session.tsx';
import { SelectField, TextField } from '../design/fields.tsx';
import { GivenName } from '../design/given-name.tsx';
import { Problems } from '../design/problems.tsx';
import { Answered } from '../desk/desk-page.tsx';
import { dateText } from '../i18n/format.ts';
import { useLang } from '../i18n/language.ts';
import { useText } from '../i18n/messages.ts';
import { censusMessages } from './census-messages.ts';

/** Who goes from door to door for the unit. */
export function CollectorsPanel({ unitId }: { readonly unitId: string }) {
  const t = useText(censusMessages);
  const lang = useLang();
  const may = useMay();
  const { busy, wrong, run } = useDeed();
  const collectors = useApi<CollectorsView>(`/api/census/collectors?unitId=${unitId}`);
  return (
    <section className="panel stack">
      <h2>{t('collectors')}</h2>
      <Answered query={collectors}>
        {({ items }) =>
          items.length === 0 ? (
            <p className="quiet">{t('noCollectors')}</p>
          ) : (
            <ul className="stack">
              {items.map((one) => (
                <li key={one.collectorId} className="row">
                  <strong>
                    <GivenName name={one.name} />
                  </strong>
                  <span>{t(one.role)}</span>
                  <span translate="no">{one.phone}</span>
                  {one.endedOn !== undefined ? (
                    <span className="tag tag-quiet">{t('ended', { day: dateText(one.endedOn, lang) })}</span>
                  ) : (
                    may('census.work') && (
                      <button
                        type="button"
                        className="button button-plain button-small"
                        aria-busy={busy}
                        onClick={() => void run(`/api/census/collectors/${one.collectorId}/end`, {})}
                      >
                        {t('endCollector')}
                      </button>
                    )
                  )}
                </li>
              ))}
            </ul>
          )
        }
      </Answered>
      {may('census.work') && <AddCollector unitId={unitId} busy={busy} onAdd={run} />}
      <Problems wrong={wrong} />
    </section>
  );
}

function AddCollector({
  unitId,
  busy,
  onAdd,
}: {
  readonly unitId: string;
  readonly busy: boolean;
  readonly onAdd: ReturnType<typeof useDeed>['run'];
}) {
  const t = useText(censusMessages);
  const [name, setName] = useState('');
  const [phone, setPhone] = useState('');
  const [role, setRole] = useState('grid');
  const [missing, setMissing] = useState(false);
  const submit = (event: SyntheticEvent): void => {
    event.preventDefault();
    setMissing(name.trim() === '');
    if (name.trim() === '') return;
    void onAdd('/api/census/collectors', { unitId, name, phone, role }).then((done) => {
      if (done === undefined) return;
      setName('');
      setPhone('');
    });
  };
  return (
    <form className="census-filter" onSubmit={submit}>
      <TextField
        label={t('name')}
        error={missing ? t('nameNeeded') : undefined}
        value={name}
        onChange={setName}
      />
      <TextField label={t('phone')} value={phone} onChange={setPhone} />
      <SelectField
        label={t('role')}
        value={role}
        options={(['grid', 'specialist'] as const).map((value) => ({ value, text: t(value) }))}
        onChange={setRole}
      />
      <button type="submit" className="button" aria-busy={busy}>
        {t('addCollector')}
      </button>
    </form>
  );
}
