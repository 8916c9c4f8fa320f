import { type ActedView, ENROLMENT_KINDS, type EnrolmentKind, type RegisterFileView } from '@gongji/contract';
import { useQueryClient } from '@tanstack/react-query';
import { type SyntheticEvent, useEffect, useState } from 'react';
import { Link, useSearchParams } from 'react-router';
import { useApi } from '../api/client.ts';
import { randomKey, usePost } from '../api/use-post.ts';
import { useMay } from '../app/session.tsx';
import { ChoiceField, TextField } from '../design/fields.tsx';
import { chinaToday } from '../i18n/china-today.ts';
import { useLabel, useText } from '../i18n/messages.ts';
import { KeptNote } from '../kept/kept-note.tsx';
import { useKept } from '../kept/use-kept.ts';
import { Reasons } from '../sign-in/reasons.tsx';
import { ActFields } from './act-fields.tsx';
import { ActMoney } from './act-money.tsx';
import { bodyOf, type Draft, emptyDraft } from './draft.ts';
import { enrolmentMessages } from './enrolment-messages.ts';
import { ActPaper } from './person-acts.tsx';
import { PersonPick, type Who } from './person-pick.tsx';
import { Causes, PreviewPanel } from './preview-panel.tsx';
import { usePreview } from './use-preview.ts';

const FIRST = ENROLMENT_KINDS[0];
const nameOf = ({ scheme, act }: EnrolmentKind): string => `${scheme}.${act}`;

/** Whoever the address names, such as by a list of the missing; else who was chosen here. */
function useWho() {
  const kept = useKept<Who | undefined>('enrolment person', undefined);
  const [query, setQuery] = useSearchParams();
  const ref = query.get('person');
  const named = useApi<RegisterFileView>(
    ref === null ? undefined : `/api/register/persons/${encodeURIComponent(ref)}`,
  ).data;
  const name = named?.rows.find(({ register }) => register === 'person')?.row.name;
  const asked: Who | undefined =
    ref === null || typeof name !== 'string' ? undefined : { kind: 'ref', ref, text: name };
  const leave = (): void => setQuery({}, { replace: true });
  return {
    who: ref === null ? kept.value : asked,
    /** What is to be done, as `scheme.act`. */
    act: query.get('act') ?? undefined,
    setWho: (who: Who | undefined) => {
      kept.set(who);
      leave();
    },
    forget: () => {
      kept.forget();
      leave();
    },
  };
}

/** One screen for every act of enrolment: scheme and act decide what it asks; what would be is shown while it is filled in. */
export function EnrolTab() {
  const { who, act, setWho, forget } = useWho();
  const [done, setDone] = useState<ActedView>();
  const [round, setRound] = useState(0);
  if (done !== undefined)
    return (
      <Done
        done={done}
        onAnother={() => {
          setDone(undefined);
          forget();
          setRound(round + 1);
        }}
      />
    );
  return (
    <div className="enrol-columns">
      <div className="stack">
        <PersonPick who={who} onWho={setWho} />
        {who !== undefined && <ActForm key={round} who={who} first={act} onDone={setDone} />}
      </div>
      {who === undefined && <Hint />}
    </div>
  );
}

function Hint() {
  const t = useText(enrolmentMessages);
  return (
    <div className="stack">
      <section className="panel">
        <h2>{t('what')}</h2>
        <p className="quiet">{t('whatHint')}</p>
      </section>
      <section className="panel">
        <h2>{t('see')}</h2>
        <p className="quiet">{t('seeHint')}</p>
      </section>
    </div>
  );
}

interface ActFormProps {
  readonly who: Who;
  readonly first: string | undefined;
  readonly onDone: (done: ActedView) => void;
}

function ActForm({ who, first, onDone }: ActFormProps) {
  const t = useText(enrolmentMessages);
  const kept = useKept(`enrolment ${who.kind === 'ref' ? who.ref : who.certNo}`, {
    kind: first ?? (FIRST === undefined ? '' : nameOf(FIRST)),
    draft: emptyDraft(chinaToday()),
  });
  const { draft } = kept.value;
  const kind = ENROLMENT_KINDS.find((one) => nameOf(one) === kept.value.kind);
  const [key, setKey] = useState(randomKey);
  const [error, setError] = useState<unknown>();
  const queries = useQueryClient();
  const { busy, post } = usePost();
  const change = (part: Partial<Draft>) => kept.set({ ...kept.value, draft: { ...draft, ...part } });
  const body = kind === undefined ? undefined : bodyOf(kind, who, draft);
  const preview = usePreview('/api/enrolment/preview', body);
  const submit = async (event: SyntheticEvent): Promise<void> => {
    event.preventDefault();
    if (busy || body === undefined) return;
    if (preview === undefined || preview.problems.length > 0) {
      document.getElementById('enrol-see')?.focus();
      return;
    }
    setError(undefined);
    try {
      const done = await post<ActedView>('/api/enrolment/acts', body, { key });
      kept.forget();
      onDone(done);
      void queries.invalidateQueries({ queryKey: ['api'] });
    } catch (refused) {
      setError(refused);
      setKey(randomKey());
    }
  };
  const second = preview !== undefined && preview.causes.length > 0;
  return (
    <form className="enrol-form" onSubmit={(event) => void submit(event)}>
      <section className="panel stack">
        <h2>{t('what')}</h2>
        <KindFields kind={kind} onKind={(next) => next && kept.set({ ...kept.value, kind: nameOf(next) })} />
        {kind !== undefined && <ActFields kind={kind} draft={draft} onChange={change} asks={preview?.asks} />}
        <TextField
          label={t('reason')}
          hint={t('reasonHint')}
          value={draft.reason}
          onChange={(reason) => change({ reason })}
        />
        <AgentFields draft={draft} onChange={change} />
      </section>
      <section className="panel stack" aria-live="polite">
        <h2 id="enrol-see" tabIndex={-1}>
          {t('see')}
        </h2>
        {preview === undefined ? <p className="quiet">{t('seeHint')}</p> : <PreviewPanel preview={preview} />}
        <KeptNote kept={kept} />
        {error !== undefined && <Reasons error={error} />}
        <div>
          <button type="submit" className="button button-strong" aria-busy={busy}>
            {second ? t('ask') : t('doIt')}
          </button>
        </div>
      </section>
    </form>
  );
}

/** 代办人: who came in the place of the person; stands on the form. */
function AgentFields({
  draft,
  onChange,
}: {
  readonly draft: Draft;
  readonly onChange: (change: Partial<Draft>) => void;
}) {
  const t = useText(enrolmentMessages);
  return (
    <details open={draft.agentName !== '' || draft.agentCertNo !== '' || undefined}>
      <summary>{t('agent')}</summary>
      <div className="enrol-fields">
        <TextField
          label={t('agentName')}
          value={draft.agentName}
          onChange={(agentName) => onChange({ agentName })}
        />
        <TextField
          label={t('agentCertNo')}
          value={draft.agentCertNo}
          onChange={(agentCertNo) => onChange({ agentCertNo })}
        />
      </div>
    </details>
  );
}

/** Scheme and act, from the rows of the configuration; what corrects is for who may correct. */
function KindFields({
  kind,
  onKind,
}: {
  readonly kind: EnrolmentKind | undefined;
  readonly onKind: (kind: EnrolmentKind | undefined) => void;
}) {
  const t = useText(enrolmentMessages);
  const label = useLabel();
  const mayCorrect = useMay()('register.correct');
  const schemes = ['employee', 'resident'] as const;
  const of = (scheme: string) =>
    ENROLMENT_KINDS.filter((one) => one.scheme === scheme && (mayCorrect || one.does !== 'correct'));
  const scheme = kind?.scheme ?? 'employee';
  return (
    <>
      <ChoiceField
        label={t('scheme')}
        value={scheme}
        options={schemes.map((value) => ({ value, text: t(value) }))}
        onChange={(value) => onKind(of(value)[0])}
      />
      <ChoiceField
        label={t('act')}
        value={kind?.act ?? ''}
        options={of(scheme).map((one) => ({ value: one.act, text: label(one.name) }))}
        onChange={(act) => onKind(of(scheme).find((one) => one.act === act))}
      />
    </>
  );
}

function Done({ done, onAnother }: { readonly done: ActedView; readonly onAnother: () => void }) {
  const t = useText(enrolmentMessages);
  useEffect(() => document.getElementById('enrol-another')?.focus(), []);
  return (
    <section className="panel stack enrol-done" role="status">
      <h2>{done.state === 'done' ? t('done') : t('waits')}</h2>
      <Causes causes={done.causes ?? []} />
      <ActMoney done={done} />
      <div className="row">
        <button id="enrol-another" type="button" className="button button-strong" onClick={onAnother}>
          {t('another')}
        </button>
        {done.actId !== undefined && <ActPaper actId={done.actId} />}
        {done.person !== undefined && (
          <Link className="button" to={`/enrolment/persons/${encodeURIComponent(done.person)}`}>
            {t('registerPage')}
          </Link>
        )}
      </div>
    </section>
  );
}
