import type { PersonView, RevealView } from '@gongji/contract';
import { useState } from 'react';
import { Link } from 'react-router';
import { useMay } from '../app/session.tsx';
import { GivenName } from '../design/given-name.tsx';
import { useText } from '../i18n/messages.ts';
import { personMessages } from './person-messages.ts';
import { RevealForm } from './reveal-form.tsx';

interface PersonHeadProps {
  readonly person: PersonView;
  readonly path: string;
}

const NUMBERS = ['psnNo', 'certNo', 'phone', 'cardNo'] as const;

/** Who it is, masked; in clear after a reason was given, for as long as the page stays open. */
export function PersonHead({ person, path }: PersonHeadProps) {
  const t = useText(personMessages);
  const may = useMay();
  const [asking, setAsking] = useState(false);
  const [clear, setClear] = useState<RevealView['values']>();
  const isMale = person.sex === '1' || person.sex === 'male';
  const masked = { ...person, cardNo: undefined };
  return (
    <header className="panel person-head">
      <div className="person-name">
        <h1>
          <GivenName name={clear?.name ?? person.name} />
        </h1>
        <p className="quiet">
          {t(isMale ? 'male' : 'female')} · {t('born', { year: person.birthYear })}
        </p>
      </div>
      <dl>
        {NUMBERS.map((field) => {
          const value = clear?.[field] ?? masked[field];
          return value === undefined ? null : (
            <div key={field}>
              <dt>{t(field)}</dt>
              <dd translate="no">{value}</dd>
            </div>
          );
        })}
      </dl>
      {may('register.read') && (
        <Link className="button" to={`/enrolment/persons/${encodeURIComponent(person.ref)}`}>
          {t('register')}
        </Link>
      )}
      {may('person.reveal') && clear === undefined && !asking && (
        <button type="button" className="button" onClick={() => setAsking(true)}>
          {t('show')}
        </button>
      )}
      {clear !== undefined && (
        <div className="person-clear">
          <span className="tag tag-warn">{t('recorded')}</span>
          <button type="button" className="button" onClick={() => setClear(undefined)}>
            {t('hide')}
          </button>
        </div>
      )}
      {asking && (
        <RevealForm
          path={path}
          onCancel={() => setAsking(false)}
          onShown={(values) => {
            setAsking(false);
            setClear(values);
          }}
        />
      )}
    </header>
  );
}
