import {
  columnPlace,
  columnWord,
  FAMILY_ROLES,
  HIDDEN_COLUMNS,
  type RegisterFileView,
  type RegisterNames,
  registerWord,
} from '@gongji/contract';
import { useState } from 'react';
import { Link, useParams } from 'react-router';
import { useApi } from '../api/client.ts';
import { useTitle } from '../app/page-states.tsx';
import { useMay } from '../app/session.tsx';
import { PaperLinks } from '../contribution/paper-links.tsx';
import { TextField } from '../design/fields.tsx';
import { GivenName } from '../design/given-name.tsx';
import { Answered } from '../desk/desk-page.tsx';
import { chinaToday } from '../i18n/china-today.ts';
import { dateText } from '../i18n/format.ts';
import { useLang } from '../i18n/language.ts';
import { useLabel, usePick, useText } from '../i18n/messages.ts';
import { Said, useColumnValue } from './column-value.tsx';
import { enrolmentMessages } from './enrolment-messages.ts';
import { GroupForm } from './group-form.tsx';
import { MonthsPanel } from './months-counted.tsx';
import { PersonActList } from './person-act-list.tsx';
import { PersonChangeForm } from './person-change-form.tsx';
import { RegisterHistory } from './register-history.tsx';
import './enrolment.css';

/** One person of the register: the rows now or as known on a day 截至某时所知, every change, and the acts. */
export function RegisterPersonPage() {
  const { ref = '' } = useParams();
  const t = useText(enrolmentMessages);
  const may = useMay();
  useTitle(t('tabPersons'));
  const path = `/api/register/persons/${encodeURIComponent(ref)}`;
  return (
    <div className="page">
      <header className="page-head">
        <Whose path={path} />
        <div className="row">
          <Link className="button" to={`/persons/${encodeURIComponent(ref)}`}>
            {t('personPage')}
          </Link>
          {may('payment.read') && (
            <PaperLinks
              papers={[
                { text: t('proof'), path: `/api/persons/${encodeURIComponent(ref)}/print/cover-proof` },
              ]}
            />
          )}
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
          {may('account.read') && <MonthsPanel path={`/api/persons/${encodeURIComponent(ref)}`} />}
          <PersonActList personRef={ref} />
          <RegisterHistory path={path} of="person" />
        </div>
      </div>
    </div>
  );
}

/** Whose rows these are: name and person number, masked. */
function Whose({ path }: { readonly path: string }) {
  const t = useText(enrolmentMessages);
  const { data } = useApi<RegisterFileView>(path);
  const name = data?.rows.find(({ register }) => register === 'person')?.row.name;
  return (
    <div>
      <h1>
        {t('tabPersons')}
        {typeof name === 'string' && (
          <>
            {' · '}
            <GivenName name={name} />
          </>
        )}
      </h1>
      {data !== undefined && <p translate="no">{data.psnNo}</p>}
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
                <Row key={`${register} ${index}`} register={register} row={row} names={file} />
              ))}
            </section>
            {day === '' && file.family.length > 1 && <Family family={file.family} />}
            {day === '' && may('register.correct') && <PersonChangeForm path={path} personRef={personRef} />}
            {day === '' && may('register.correct') && <GroupForm personRef={personRef} rows={file.rows} />}
          </>
        )}
      </Answered>
    </>
  );
}

function Family({ family }: Pick<RegisterFileView, 'family'>) {
  const t = useText(enrolmentMessages);
  const pick = usePick();
  return (
    <section className="panel">
      <h2>{t('family')}</h2>
      <ul className="entries">
        {family.map(({ ref, name, birthYear, role, self }) => (
          <li key={ref}>
            {self ? (
              <b>
                <GivenName name={name} />
              </b>
            ) : (
              <Link to={`/enrolment/persons/${encodeURIComponent(ref)}`}>
                <GivenName name={name} />
              </Link>
            )}
            <span className="quiet">{t('bornIn', { year: birthYear })}</span>
            {role !== undefined && <span className="tag tag-quiet">{pick(FAMILY_ROLES[role])}</span>}
          </li>
        ))}
      </ul>
    </section>
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

interface RowProps extends Pick<RowOf, 'register' | 'row'> {
  readonly names: RegisterNames;
}

function Row({ register, row, names }: RowProps) {
  const t = useText(enrolmentMessages);
  const label = useLabel();
  const say = useColumnValue(names);
  const entries = Object.entries(row)
    .filter(([name, value]) => value !== null && value !== '' && !HIDDEN_COLUMNS.has(name))
    .toSorted(([a], [b]) => columnPlace(a) - columnPlace(b));
  return (
    <div>
      <h3>{label(registerWord(register))}</h3>
      <dl className="facts-list facts-tight">
        {entries.map(([name, value]) => (
          <div key={name}>
            <dt>{label(columnWord(name))}</dt>
            <dd>
              <Said column={name} text={say(name, String(value))} />
              {name === 'cert_valid_to' && String(value) < chinaToday() && (
                <span className="tag tag-warn">{t('certExpired')}</span>
              )}
            </dd>
          </div>
        ))}
      </dl>
    </div>
  );
}
