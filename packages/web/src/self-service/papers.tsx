import type { PersonView } from '@gongji/contract';
import { useState } from 'react';
import { Icon } from '../app/icons.tsx';
import { SelectField } from '../design/fields.tsx';
import { chinaToday } from '../i18n/china-today.ts';
import { useLang } from '../i18n/language.ts';
import { useText } from '../i18n/messages.ts';
import { meMessages } from './me-messages.ts';
import './me.css';

/**
 * Papers 单据 of a person: certificate and proof of cover as they stand, and of a year since the first cover the contributions, the
 * account and the record. For the insured, and for the desk on the page of the person.
 */
export function Papers({
  path,
  person,
  own = false,
}: {
  readonly path: string;
  readonly person: PersonView;
  readonly own?: boolean;
}) {
  const t = useText(meMessages);
  const lang = useLang();
  const years = yearsOf(person);
  const [year, setYear] = useState(years[0] ?? '');
  const now = [
    [t('certificate'), `print/cover-certificate?lang=${lang}`],
    [t('proof'), `print/cover-proof?lang=${lang}`],
    [t('contributionsFile'), `contributions.xlsx?lang=${lang}`],
  ] as const;
  const ofYear = [
    [t('contributions', { year }), `print/own-contributions?lang=${lang}&year=${year}`],
    [t('statement'), `print/account-statement?lang=${lang}&year=${year}`],
    [t('statementFile'), `account-statement.xlsx?lang=${lang}&year=${year}`],
    [t('record', { year }), `print/yearly-record?lang=${lang}&year=${year}`],
  ] as const;
  return (
    <section className="panel stack" data-testid="papers">
      <h2>{t(own ? 'ownPapers' : 'papers')}</h2>
      <Links path={path} papers={now} />
      <p className="quiet">{t('certificateHint')}</p>
      {years.length > 1 && (
        <SelectField
          label={t('year')}
          value={year}
          options={years.map((value) => ({ value, text: value }))}
          onChange={setYear}
        />
      )}
      <Links path={path} papers={ofYear} />
    </section>
  );
}

/** This year and those before it, back to the first cover. */
function yearsOf({ coverages }: PersonView): readonly string[] {
  const today = chinaToday().slice(0, 4);
  const first = coverages.map(({ coveredFrom }) => coveredFrom.slice(0, 4)).toSorted()[0] ?? today;
  const count = Math.max(1, Number(today) - Number(first) + 1);
  return Array.from({ length: count }, (_, back) => String(Number(today) - back));
}

function Links({
  path,
  papers,
}: {
  readonly path: string;
  readonly papers: readonly (readonly [name: string, address: string])[];
}) {
  return (
    <ul className="row me-papers">
      {papers.map(([name, address]) => (
        <li key={address}>
          <a className="button" href={`${path}/${address}`} target="_blank" rel="noreferrer">
            <Icon name="print" /> {name}
          </a>
        </li>
      ))}
    </ul>
  );
}
