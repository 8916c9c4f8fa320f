import type { ActsView, RegisterFileView, RegisterHistoryView } from '@gongji/contract';
import { factValueText } from '@gongji/engine';
import { useState } from 'react';
import { Link, useParams } from 'react-router';
import { useApi } from '../api/client.ts';
import { useTitle } from '../app/page-states.tsx';
import { useMay } from '../app/session.tsx';
import { TextField } from '../design/fields.tsx';
import { AsTyped, GivenName } from '../design/given-name.tsx';
import { Answered } from '../desk/desk-page.tsx';
import { dateText, timeText } from '../i18n/format.ts';
import { useLang } from '../i18n/language.ts';
import { useLabel, useText } from '../i18n/messages.ts';
import { groupWord } from '../person/person-words.ts';
import { enrolmentMessages } from './enrolment-messages.ts';
import { GroupForm } from './group-form.tsx';
import { DeathForm, UndoForm } from './person-acts.tsx';
import { actWord, columnPlace, columnWord, HIDDEN, registerWord, valueWord } from './words.ts';
import './enrolment.css';

/** One person of the register: the rows now or as known on a day 截至某时所知, every change, and the acts. */
export function RegisterPersonPage() {
  const { ref = '' } = useParams();
  const t = useText(enrolmentMessages);
  useTitle(t('tabPersons'));
  const path = `/api/register/persons/${encodeURIComponent(ref)}`;
  return (
    <div className="page">
      <header className="page-head">
        <h1>{t('tabPersons')}</h1>
        <div className="row">
          <Link className="button" to={`/persons/${encodeURIComponent(ref)}`}>
            {t('covers')}
          </Link>
          <Link className="button" to="/enrolment">
            {t('tabAct')}
          </Link>
        </div>
      </header>
      <div className="enrol-columns" key={ref}>
        <div className="stack">
          <AsKnown path={path} personRef={ref} />
        </div>
        <div className="stack">
          <Acts personRef={ref} />
          <History path={path} />
        </div>
      </div>
    </div>
  );
}

function AsKnown({ path, personRef }: { readonly path: string; readonly personRef: string }) {
  const t = useText(enrolmentMessages);
  const lang = useLang();
  const may = useMay();
  const [day, setDay] = useState('');
  // The end of the day in China: what was known when it was over.
  const at = day === '' ? '' : `?knownAt=${encodeURIComponent(`${day}T23:59:59+08:00`)}`;
  const query = useApi<RegisterFileView>(path + at);
  return (
    <>
      <section className="panel">
        <TextField label={t('asKnown')} hint={t('asKnownHint')} type="date" value={day} onChange={setDay} />
      </section>
      <Answered query={query}>
        {(file) => (
          <>
            <section className="panel stack" data-testid="register-rows">
              <h2>{day === '' ? t('nowShown') : t('thenShown', { day: dateText(day, lang) })}</h2>
              <MergedNotes file={file} />
              {file.rows.length === 0 && <p className="quiet">{t('nothingKnown')}</p>}
              {file.rows.map(({ register, row }, index) => (
                // biome-ignore lint/suspicious/noArrayIndexKey: rows of one register have no other identity here
                <Row key={`${register} ${index}`} register={register} row={row} units={file.units} />
              ))}
            </section>
            {day === '' && may('register.correct') && <GroupForm personRef={personRef} rows={file.rows} />}
            {day === '' && may('register.correct') && <DeathForm path={path} />}
          </>
        )}
      </Answered>
    </>
  );
}

function MergedNotes({ file }: { readonly file: RegisterFileView }) {
  const t = useText(enrolmentMessages);
  return (
    <>
      {file.mergedInto !== undefined && (
        <p className="notice notice-warn">
          {t('mergedNote')}{' '}
          <Link to={`/enrolment/persons/${encodeURIComponent(file.mergedInto)}`}>{t('openOther')}</Link>
        </p>
      )}
      {file.alsoKnownAs.length > 0 && (
        <p className="notice">
          {t('alsoKnown', { n: file.alsoKnownAs.length })}{' '}
          {file.alsoKnownAs.map((ref) => (
            <Link key={ref} to={`/enrolment/persons/${encodeURIComponent(ref)}`}>
              {t('openOther')}
            </Link>
          ))}
        </p>
      )}
    </>
  );
}

type RowOf = RegisterFileView['rows'][number];

function Row({ register, row, units }: Pick<RowOf, 'register' | 'row'> & Pick<RegisterFileView, 'units'>) {
  const label = useLabel();
  const say = useValue();
  const entries = Object.entries(row)
    .filter(([name, value]) => value !== null && value !== '' && !HIDDEN.has(name))
    .toSorted(([a], [b]) => columnPlace(a) - columnPlace(b));
  return (
    <div>
      <h3>{label(registerWord(register))}</h3>
      <dl className="facts-list facts-tight">
        {entries.map(([name, value]) => (
          <div key={name}>
            <dt>{label(columnWord(name))}</dt>
            <dd>
              {name.endsWith('_id') ? (
                <GivenName name={units[String(value)] ?? String(value)} />
              ) : (
                <Said text={say(name, String(value))} value={value} />
              )}
            </dd>
          </div>
        ))}
      </dl>
    </div>
  );
}

/** A value of a register in the words of the page. */
function useValue(): (column: string, value: string) => string {
  const label = useLabel();
  const lang = useLang();
  return (column, value) => {
    if (/^\d{4}-\d{2}-\d{2}$/.test(value)) return dateText(value, lang);
    if (column === 'person_status') return label(factValueText('personStatus', value));
    if (column === 'group_name') return label(groupWord(value));
    return label(valueWord(column, value));
  };
}

function Acts({ personRef }: { readonly personRef: string }) {
  const t = useText(enrolmentMessages);
  const label = useLabel();
  const lang = useLang();
  const may = useMay();
  const query = useApi<ActsView>(`/api/register/acts?person=${encodeURIComponent(personRef)}&limit=50`);
  return (
    <section className="panel">
      <h2>{t('acts')}</h2>
      <Answered query={query}>
        {({ items }) =>
          items.length === 0 ? (
            <p className="quiet">{t('noHistory')}</p>
          ) : (
            <ul className="entries">
              {items.map((one) => (
                <li key={one.actId}>
                  <b>{label(actWord(one.kind))}</b>
                  <span>{dateText(one.effectiveOn, lang)}</span>
                  <span className="quiet small">
                    {t('by', { who: one.actedBy })} · {timeText(one.actedAt, lang)}
                  </span>
                  {one.undoneBy !== undefined && <span className="tag tag-quiet">{t('undone')}</span>}
                  <q>{one.reason}</q>
                  {one.undoneBy === undefined && one.undoesId === undefined && may('register.change') && (
                    <UndoForm actId={one.actId} />
                  )}
                </li>
              ))}
            </ul>
          )
        }
      </Answered>
    </section>
  );
}

/** A code in words, or a value as it was given. */
function Said({ text, value }: { readonly text: string; readonly value: unknown }) {
  return text === String(value) ? <AsTyped text={text} /> : text;
}

function History({ path }: { readonly path: string }) {
  const t = useText(enrolmentMessages);
  const label = useLabel();
  const lang = useLang();
  const say = useValue();
  const query = useApi<RegisterHistoryView>(`${path}/history`);
  return (
    <section className="panel">
      <h2>{t('history')}</h2>
      <Answered query={query}>
        {({ items }) => (
          <ul className="entries" data-testid="register-history">
            {items.map((one, index) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: changes of one moment have no other identity
              <li key={`${one.at} ${index}`}>
                <b>{label(registerWord(one.register))}</b>
                <span className={one.kind === 'removed' ? 'tag tag-bad' : 'tag tag-quiet'}>
                  {t(one.kind)}
                </span>
                <span className="quiet small">
                  {timeText(one.at, lang)}
                  {one.by !== undefined && <AsTyped text={` · ${t('by', { who: one.by })}`} />}
                </span>
                {one.kind === 'changed' && (
                  <ul className="change-list">
                    {one.changes
                      .filter(({ field }) => !HIDDEN.has(field))
                      .map(({ field, before, after }) => (
                        <li key={field}>
                          {label(columnWord(field))}:{' '}
                          {before === null ? '–' : <Said text={say(field, before)} value={before} />} →{' '}
                          <b>{after === null ? '–' : <Said text={say(field, after)} value={after} />}</b>
                        </li>
                      ))}
                  </ul>
                )}
                {one.reason !== undefined && <q>{one.reason}</q>}
              </li>
            ))}
          </ul>
        )}
      </Answered>
    </section>
  );
}
