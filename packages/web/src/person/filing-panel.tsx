import type { PersonView } from '@gongji/contract';
import { factValueText } from '@gongji/engine';
import { GivenName } from '../design/given-name.tsx';
import { useLabel, useText } from '../i18n/messages.ts';
import { personMessages } from './person-messages.ts';
import { filingWord, groupWord, outKindWord } from './person-words.ts';
import { usePeriod } from './use-period.ts';

/** Special groups 特殊人群 that the person belongs or belonged to. */
export function GroupPanel({ groups }: Pick<PersonView, 'groups'>) {
  const t = useText(personMessages);
  const label = useLabel();
  const period = usePeriod();
  return (
    <section className="panel">
      <h2>{t('groups')}</h2>
      {groups.length === 0 && <p className="quiet">{t('noGroups')}</p>}
      <ul className="entries">
        {groups.map(({ group, validFrom, validTo }) => (
          <li key={`${group} ${validFrom}`}>
            <b>{label(groupWord(group))}</b>
            <span className="quiet">{period(validFrom, validTo)}</span>
          </li>
        ))}
      </ul>
    </section>
  );
}

const TAGS = { live: 'tag-good', coming: 'tag-quiet', over: 'tag-quiet', withdrawn: 'tag-bad' } as const;

/** Filings 备案 and approvals of chronic diseases. */
export function FilingPanel({ filings }: Pick<PersonView, 'filings'>) {
  const t = useText(personMessages);
  const label = useLabel();
  const period = usePeriod();
  return (
    <section className="panel">
      <h2>{t('filings')}</h2>
      {filings.length === 0 && <p className="quiet">{t('noFilings')}</p>}
      <ul className="entries">
        {filings.map((filing) => (
          <li key={filing.filingId}>
            <b>
              {label(filingWord(filing.kind))}{' '}
              <span className={`tag ${TAGS[filing.state]}`}>{t(filing.state)}</span>
            </b>
            {filing.disease !== undefined && <Disease {...filing.disease} />}
            {filing.outKind !== undefined && <span>{label(outKindWord(filing.outKind))}</span>}
            {filing.institution !== undefined && <GivenName name={filing.institution.name} />}
            <span className="quiet">{period(filing.validFrom, filing.validTo)}</span>
          </li>
        ))}
      </ul>
    </section>
  );
}

/** In the page's language where it has a word for the code; otherwise as the register names it. */
function Disease({ code, name }: { readonly code: string; readonly name: string }) {
  const label = useLabel();
  const known = factValueText('diseaseCode', code);
  return known.zh === code ? <GivenName name={name} /> : <span>{label(known)}</span>;
}
