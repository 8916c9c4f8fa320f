import type { AdmittedView } from '@gongji/contract';
import { useQueryClient } from '@tanstack/react-query';
import { type SyntheticEvent, useEffect, useRef, useState } from 'react';
import { usePost } from '../api/use-post.ts';
import { useGo } from '../app/use-go.ts';
import { ChoiceField, TextField } from '../design/fields.tsx';
import { useLabel, useText } from '../i18n/messages.ts';
import { SCHEMES } from '../policy/words.ts';
import { type Diagnosis, DiagnosisField } from './diagnosis-field.tsx';
import { beijingTime, type DraftPerson, newKey } from './draft.ts';
import { type DeskProblem, fieldId, serverProblems } from './draft-problems.ts';
import { officeMessages } from './office-messages.ts';
import { PersonStep } from './person-step.tsx';
import { FieldProblem, ProblemSummary } from './problem-summary.tsx';
import { stayMessages } from './stay-messages.ts';

/** Who, under which scheme, since when, with what: Enter goes on, and ends with the admission. */
export function AdmissionForm({ today }: { readonly today: string }) {
  const t = useText(officeMessages);
  const [person, setPerson] = useState<DraftPerson>();
  const [problems, setProblems] = useState<readonly DeskProblem[]>([]);
  const [failed, setFailed] = useState(false);
  const onFailed = (error: unknown): void => {
    const said = serverProblems(error);
    setProblems(said ?? []);
    setFailed(said === undefined);
  };
  return (
    <>
      <ProblemSummary problems={problems} />
      {failed && (
        <p className="notice notice-warn" role="alert">
          {t('failed')}
        </p>
      )}
      <div className="office-steps">
        <PersonStep
          person={person}
          day={today}
          problems={problems}
          onTake={setPerson}
          onOther={() => setPerson(undefined)}
          onFailed={onFailed}
        />
        {person !== undefined && (
          <Admission
            key={person.claim}
            person={person}
            today={today}
            problems={problems}
            onStart={() => {
              setProblems([]);
              setFailed(false);
            }}
            onFailed={onFailed}
          />
        )}
      </div>
    </>
  );
}

interface AdmissionProps {
  readonly person: DraftPerson;
  readonly today: string;
  readonly problems: readonly DeskProblem[];
  readonly onStart: () => void;
  readonly onFailed: (error: unknown) => void;
}

const KINDS = ['21', '22', '24'] as const;

function Admission({ person, today, problems, onStart, onFailed }: AdmissionProps) {
  const t = useText(stayMessages);
  const label = useLabel();
  const go = useGo();
  const queries = useQueryClient();
  const { busy, post } = usePost();
  const proposed = person.schemes.find(({ state }) => state === 'live') ?? person.schemes[0];
  const [key, setKey] = useState(newKey);
  const [insutype, setInsutype] = useState(proposed?.insutype ?? '');
  const [medType, setMedType] = useState<string>('21');
  const [begunOn, setBegunOn] = useState(today);
  const [diagnosis, setDiagnosis] = useState<Diagnosis>();
  const [unknown, setUnknown] = useState(false);
  const button = useRef<HTMLButtonElement>(null);
  useEffect(() => button.current?.focus(), []);
  const admit = async (event: SyntheticEvent): Promise<void> => {
    event.preventDefault();
    onStart();
    if (unknown) return document.getElementById(fieldId('diagnosis'))?.focus();
    // On the day itself it is now; on an earlier day its beginning.
    const begunAt = begunOn === today ? beijingTime(new Date()) : `${begunOn} 00:00:00`;
    const body = {
      key,
      person: person.claim,
      insutype,
      medType,
      begunAt,
      ...(diagnosis === undefined ? {} : { diagnosis }),
    };
    try {
      const { visitId } = await post<AdmittedView>('/api/office/stays', body);
      await queries.invalidateQueries({ queryKey: ['api'] });
      go(`/office/stays/${visitId}`);
    } catch (error) {
      onFailed(error);
      if (serverProblems(error) !== undefined) setKey(newKey());
    }
  };
  const schemes = person.schemes.map(({ insutype: value, scheme, state }) => ({
    value,
    text: state === 'live' ? label(SCHEMES[scheme]) : `${label(SCHEMES[scheme])} (${t(state)})`,
  }));
  return (
    <section className="panel office-step">
      <h2>{t('admission')}</h2>
      <form className="office-visit" onSubmit={(event) => void admit(event)}>
        <div id={fieldId('insutype')} tabIndex={-1}>
          <ChoiceField label={t('scheme')} value={insutype} options={schemes} onChange={setInsutype} />
          <FieldProblem problems={problems} field="insutype" />
        </div>
        <ChoiceField
          label={t('medType')}
          value={medType}
          options={KINDS.map((value) => ({ value, text: t(`med${value}`) }))}
          onChange={setMedType}
        />
        <TextField
          id={fieldId('begunAt')}
          type="date"
          label={t('begunOn')}
          value={begunOn}
          onChange={(day) => {
            if (day !== '') setBegunOn(day);
          }}
        />
        <DiagnosisField onChange={setDiagnosis} unknown={unknown} onUnknown={setUnknown} />
        <button ref={button} type="submit" className="button button-strong" aria-busy={busy}>
          {busy ? t('admitting') : t('admit')}
        </button>
      </form>
    </section>
  );
}
