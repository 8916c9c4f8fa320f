import type { CountersView, PersonView } from '@gongji/contract';
import { type SyntheticEvent, useState } from 'react';
import { useNavigate, useParams } from 'react-router';
import { useApi } from '../api/client.ts';
import { useTitle } from '../app/page-states.tsx';
import { TextField } from '../design/fields.tsx';
import { GivenName } from '../design/given-name.tsx';
import { deskMessages } from '../desk/desk-messages.ts';
import { Answered } from '../desk/desk-page.tsx';
import { dateText, money } from '../i18n/format.ts';
import { useLang } from '../i18n/language.ts';
import { useLabel, useText } from '../i18n/messages.ts';
import { factValueWord, SCHEMES } from '../policy/words.ts';
import { CounterPanel } from './counter-panel.tsx';

/** Insured person 参保人: who, cover, personal account and this year's counters. Masked by the server. */
export function PersonPage() {
  const { psnNo } = useParams();
  const t = useText(deskMessages);
  useTitle(t('personsTitle'));
  return (
    <div className="page">
      <header className="page-head">
        <h1>{t('personsTitle')}</h1>
      </header>
      <PersonSearch key={psnNo ?? ''} psnNo={psnNo ?? ''} />
      {psnNo !== undefined && <Person psnNo={psnNo} />}
    </div>
  );
}

function PersonSearch({ psnNo }: { readonly psnNo: string }) {
  const t = useText(deskMessages);
  const go = useNavigate();
  const [typed, setTyped] = useState(psnNo);
  const open = (event: SyntheticEvent): void => {
    event.preventDefault();
    if (typed.trim() !== '') void go(`/persons/${encodeURIComponent(typed.trim())}`);
  };
  return (
    <form className="desk-filter" onSubmit={open}>
      <TextField id="psn-no" label={t('psnNo')} value={typed} onChange={setTyped} />
      <button type="submit" className="button button-strong">
        {t('open')}
      </button>
    </form>
  );
}

function Person({ psnNo }: { readonly psnNo: string }) {
  const path = `/api/persons/${encodeURIComponent(psnNo)}`;
  const person = useApi<PersonView>(path);
  const counters = useApi<CountersView>(person.data === undefined ? undefined : `${path}/counters`);
  return (
    <Answered query={person}>
      {(data) => (
        <div className="desk-columns">
          <div className="stack">
            <Who person={data} />
            <Coverages person={data} />
          </div>
          <Answered query={counters}>
            {({ schemes }) => schemes.map((own) => <CounterPanel key={own.scheme} person={data} own={own} />)}
          </Answered>
        </div>
      )}
    </Answered>
  );
}

function Who({ person }: { readonly person: PersonView }) {
  const t = useText(deskMessages);
  const sex = person.sex === '1' || person.sex === 'male' ? t('male') : t('female');
  return (
    <section className="panel">
      <h2>
        <GivenName name={person.name} />
      </h2>
      <dl className="facts-list">
        <div>
          <dt>{t('psnNo')}</dt>
          <dd>{person.psnNo}</dd>
        </div>
        <div>
          <dt>{t('certNo')}</dt>
          <dd>{person.certNo}</dd>
        </div>
        <div>
          <dt>{t('sexAndBirth')}</dt>
          <dd>
            {sex} · {t('born', { year: person.birthYear })}
          </dd>
        </div>
        <div>
          <dt>{t('accountBalance')}</dt>
          <dd>{money(person.accountBalanceFen)}</dd>
        </div>
      </dl>
    </section>
  );
}

function Coverages({ person }: { readonly person: PersonView }) {
  const t = useText(deskMessages);
  const label = useLabel();
  const lang = useLang();
  const period = (from: string, to: string | null): string =>
    `${dateText(from, lang)} – ${to === null ? t('open_') : dateText(to, lang)}`;
  return (
    <section className="panel">
      <h2>{t('coverages')}</h2>
      {person.coverages.map((coverage) => (
        <dl key={`${coverage.scheme} ${coverage.coveredFrom}`} className="facts-list">
          <div>
            <dt>{t('scheme')}</dt>
            <dd>{label(SCHEMES[coverage.scheme])}</dd>
          </div>
          <div>
            <dt>{t('personStatus')}</dt>
            <dd>{label(factValueWord('personStatus', coverage.personStatus))}</dd>
          </div>
          <div>
            <dt>{t('covered')}</dt>
            <dd>{period(coverage.coveredFrom, coverage.coveredTo)}</dd>
          </div>
          <div>
            <dt>{t('benefitPeriod')}</dt>
            <dd>{period(coverage.benefitFrom, coverage.benefitTo)}</dd>
          </div>
        </dl>
      ))}
    </section>
  );
}
