import { REGISTER_FINDING_KINDS, type RegisterFindingsView, type SearchedView } from '@gongji/contract';
import { useState } from 'react';
import { Link } from 'react-router';
import { useApi } from '../api/client.ts';
import { useDeed } from '../api/use-deed.ts';
import { Empty } from '../app/page-states.tsx';
import { useMay } from '../app/session.tsx';
import { SelectField, TextField } from '../design/fields.tsx';
import { GivenName } from '../design/given-name.tsx';
import { Problems } from '../design/problems.tsx';
import { Answered } from '../desk/desk-page.tsx';
import { dateText } from '../i18n/format.ts';
import { useLang } from '../i18n/language.ts';
import { usePick, useText } from '../i18n/messages.ts';
import { findingMessages } from './finding-messages.ts';

type Finding = RegisterFindingsView['items'][number];
const STATES = ['open', 'done', 'dismissed', 'gone'] as const;

/** 登记疑点: what the nightly search found, to be worked off. */
export function FindingsTab() {
  const t = useText(findingMessages);
  const pick = usePick();
  const may = useMay();
  const [state, setState] = useState('open');
  const [kind, setKind] = useState('');
  const [after, setAfter] = useState('');
  const { busy, wrong, run } = useDeed();
  const asked = new URLSearchParams({
    state,
    ...(kind === '' ? {} : { kind }),
    ...(after === '' ? {} : { after }),
  });
  const findings = useApi<RegisterFindingsView>(`/api/findings?${asked}`);
  const choose = (set: (value: string) => void) => (value: string) => {
    set(value);
    setAfter('');
  };
  return (
    <div className="stack">
      <p className="quiet">{t('intro')}</p>
      <div className="desk-filter">
        <SelectField
          label={t('state')}
          value={state}
          options={STATES.map((value) => ({ value, text: t(value) }))}
          onChange={choose(setState)}
        />
        <SelectField
          label={t('kind')}
          value={kind}
          options={[
            { value: '', text: t('all') },
            ...Object.entries(REGISTER_FINDING_KINDS).map(([value, name]) => ({ value, text: pick(name) })),
          ]}
          onChange={choose(setKind)}
        />
        {may('finding.work') && (
          <button
            type="button"
            className="button"
            aria-busy={busy}
            onClick={() => void run<SearchedView>('/api/findings/search', {})}
          >
            {t('search')}
          </button>
        )}
      </div>
      <Problems wrong={wrong} />
      <Answered query={findings}>
        {({ items, next }) => (
          <>
            {items.length === 0 && <Empty title={t('none')} hint={t('noneHint')} />}
            {items.map((one) => (
              <FindingPanel key={one.findingId + one.person + one.kind} one={one} />
            ))}
            {next !== undefined && (
              <button type="button" className="button" onClick={() => setAfter(next)}>
                {t('more')}
              </button>
            )}
          </>
        )}
      </Answered>
    </div>
  );
}

function FindingPanel({ one }: { readonly one: Finding }) {
  const t = useText(findingMessages);
  const pick = usePick();
  const lang = useLang();
  const may = useMay();
  return (
    <article className="panel stack">
      <p>
        <span className="tag tag-warn">{pick(REGISTER_FINDING_KINDS[one.kind])}</span>{' '}
        <Link to={`/enrolment/persons/${encodeURIComponent(one.person)}`}>
          <GivenName name={one.name} /> {one.psnNo.slice(-4)}
        </Link>{' '}
        <small className="quiet">
          {t('found')} {dateText(one.foundOn, lang)}
        </small>
      </p>
      <p>
        {pick(one.sentence)}{' '}
        {one.other !== undefined && (
          <Link to={`/enrolment/persons/${encodeURIComponent(one.other)}`}>{t('other')}</Link>
        )}
      </p>
      {one.state === 'open' ? (
        may('finding.work') && <Decide one={one} />
      ) : (
        <p className="quiet">
          {t(one.state)} {one.decidedBy ?? ''} {one.note}
        </p>
      )}
    </article>
  );
}

function Decide({ one }: { readonly one: Finding }) {
  const t = useText(findingMessages);
  const { busy, wrong, run } = useDeed();
  const [note, setNote] = useState('');
  const [missing, setMissing] = useState(false);
  const decide = (state: 'done' | 'dismissed') => {
    setMissing(note.trim().length < 2);
    if (note.trim().length < 2) return;
    void run(`/api/findings/${one.findingId}/decision`, { person: one.person, kind: one.kind, state, note });
  };
  return (
    <div className="stack">
      <div className="desk-filter">
        <TextField
          label={t('note')}
          error={missing ? t('noteNeeded') : undefined}
          value={note}
          onChange={setNote}
        />
        {(['done', 'dismissed'] as const).map((state) => (
          <button
            key={state}
            type="button"
            className="button button-small"
            aria-busy={busy}
            onClick={() => decide(state)}
          >
            {t(state === 'done' ? 'markDone' : 'dismiss')}
          </button>
        ))}
      </div>
      <Problems wrong={wrong} />
    </div>
  );
}
