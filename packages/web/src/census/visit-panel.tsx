import { EXEMPT_REASONS, VISIT_RESULTS, type VisitsView } from '@gongji/contract';
import { type SyntheticEvent, useState } from 'react';
import { useApi } from '../api/client.ts';
import { useDeed } from '../api/use-deed.ts';
import { useMay } from '../app/session.tsx';
import { SelectField, TextField } from '../design/fields.tsx';
import { Problems } from '../design/problems.tsx';
import { Answered } from '../desk/desk-page.tsx';
import { chinaToday } from '../i18n/china-today.ts';
import { dateText } from '../i18n/format.ts';
import { useLang } from '../i18n/language.ts';
import { usePick, useText } from '../i18n/messages.ts';
import { censusMessages } from './census-messages.ts';

interface Props {
  readonly person: string;
  readonly collectorId: string | undefined;
  /** Somebody of the census: a visit may say why he is not counted. */
  readonly ofCensus: boolean;
}

/** Visits 走访 of a person, and the form for the next. */
export function VisitPanel({ person, collectorId, ofCensus }: Props) {
  const t = useText(censusMessages);
  const pick = usePick();
  const lang = useLang();
  const may = useMay();
  const visits = useApi<VisitsView>(`/api/census/visits?person=${encodeURIComponent(person)}`);
  return (
    <div className="stack">
      <Answered query={visits}>
        {({ items }) =>
          items.length === 0 ? (
            <p className="quiet">{t('noVisits')}</p>
          ) : (
            <ul className="census-visits">
              {items.map((one) => (
                <li key={one.visitId}>
                  {t('visitLine', {
                    day: dateText(one.visitedOn, lang),
                    who: one.collectorName ?? one.recordedBy,
                    result: pick(VISIT_RESULTS[one.result]),
                  })}{' '}
                  <span className="quiet">{one.note}</span>
                </li>
              ))}
            </ul>
          )
        }
      </Answered>
      {may('census.work') && <VisitForm person={person} collectorId={collectorId} ofCensus={ofCensus} />}
    </div>
  );
}

const RESULTS = Object.keys(VISIT_RESULTS) as (keyof typeof VISIT_RESULTS)[];
const COUNTS: readonly string[] = ['enrolled', 'promised', 'refused'];

function VisitForm({ person, collectorId, ofCensus }: Props) {
  const t = useText(censusMessages);
  const pick = usePick();
  const { busy, wrong, run } = useDeed();
  const [form, setForm] = useState({
    visitedOn: chinaToday() as string,
    result: 'promised' as keyof typeof VISIT_RESULTS,
    promisedBy: '',
    note: '',
    exempt: '',
    proof: '',
  });
  const set = (change: Partial<typeof form>): void => setForm({ ...form, ...change });
  const mayExempt = ofCensus && !COUNTS.includes(form.result);
  const submit = (event: SyntheticEvent): void => {
    event.preventDefault();
    const { visitedOn, result, promisedBy, note, exempt, proof } = form;
    void run('/api/census/visits', {
      ...{ person, visitedOn, result, note },
      ...(collectorId === undefined ? {} : { collectorId }),
      ...(result === 'promised' && promisedBy !== '' ? { promisedBy } : {}),
      ...(mayExempt && exempt !== '' ? { exempt, proof } : {}),
    });
  };
  return (
    <form className="stack" onSubmit={submit}>
      <div className="census-form">
        <SelectField
          label={t('result')}
          value={form.result}
          options={RESULTS.map((value) => ({ value, text: pick(VISIT_RESULTS[value]) }))}
          onChange={(value) => set({ result: RESULTS.find((one) => one === value) ?? 'other' })}
        />
        <TextField
          type="date"
          label={t('visitedOn')}
          value={form.visitedOn}
          onChange={(visitedOn) => set({ visitedOn })}
        />
        {form.result === 'promised' && (
          <TextField
            type="date"
            label={t('promisedBy')}
            value={form.promisedBy}
            onChange={(promisedBy) => set({ promisedBy })}
          />
        )}
        {mayExempt && (
          <>
            <SelectField
              label={t('exemptReason')}
              hint={t('exemptHint')}
              value={form.exempt}
              options={[
                { value: '', text: t('exemptNone') },
                ...Object.entries(EXEMPT_REASONS).map(([value, name]) => ({ value, text: pick(name) })),
              ]}
              onChange={(exempt) => set({ exempt })}
            />
            <TextField label={t('proof')} value={form.proof} onChange={(proof) => set({ proof })} />
          </>
        )}
        <TextField label={t('note')} value={form.note} onChange={(note) => set({ note })} />
      </div>
      <Problems wrong={wrong} />
      <p>
        <button type="submit" className="button button-strong" aria-busy={busy}>
          {t('record')}
        </button>
      </p>
    </form>
  );
}
