import { actWord, type RegisterHistoryView, registerWord } from '@gongji/contract';
import { useSearchParams } from 'react-router';
import { useApi } from '../api/client.ts';
import { SelectField } from '../design/fields.tsx';
import { AsTyped } from '../design/given-name.tsx';
import { addressWith, askedOf, ExportLinks, RowsNav, TimeOrder } from '../design/list-tools.tsx';
import { Answered } from '../desk/desk-page.tsx';
import { dateText, timeText } from '../i18n/format.ts';
import { useLang } from '../i18n/language.ts';
import { useLabel, useText } from '../i18n/messages.ts';
import { enrolmentMessages } from './enrolment-messages.ts';
import { Changes } from './preview-panel.tsx';

const PART = 'history';
const LIMIT = 20;
/** Registers of a person, and of a unit. */
const REGISTERS = {
  person: [
    ...(['person', 'person_certificate', 'coverage', 'person_group', 'person_proof'] as const),
    ...(['schooling', 'census'] as const),
  ],
  unit: ['unit', 'school_class'],
} as const;

interface RegisterHistoryProps {
  readonly path: string;
  readonly of: keyof typeof REGISTERS;
}

/** Every change with its two times: from when it is true, and when it became known; of one register or all, in the address. */
export function RegisterHistory({ path, of }: RegisterHistoryProps) {
  const t = useText(enrolmentMessages);
  const label = useLabel();
  const [query, setQuery] = useSearchParams();
  const asked = askedOf(query, ['register', 'order', 'after'], PART);
  const history = useApi<RegisterHistoryView>(`${path}/history?limit=${LIMIT}&${asked}`);
  return (
    <section className="panel stack">
      <h2>{t('history')}</h2>
      <div className="desk-filter">
        <SelectField
          label={t('register')}
          value={asked.get('register') ?? ''}
          options={[
            { value: '', text: t('allRegisters') },
            ...REGISTERS[of].map((value) => ({ value, text: label(registerWord(value)) })),
          ]}
          onChange={(register) => setQuery(new URLSearchParams(addressWith(query, { register }, PART)))}
        />
        <TimeOrder query={query} part={PART} />
        <ExportLinks path={`${path}/history/file`} asked={asked} />
      </div>
      <Answered query={history}>
        {(found) =>
          found.items.length === 0 ? (
            <p className="quiet">{t('noHistory')}</p>
          ) : (
            <>
              <Entries found={found} />
              <RowsNav
                label={t('history')}
                query={query}
                limit={LIMIT}
                shown={found.items.length}
                total={found.total}
                part={PART}
              />
            </>
          )
        }
      </Answered>
    </section>
  );
}

function Entries({ found: { items, ...names } }: { readonly found: RegisterHistoryView }) {
  const t = useText(enrolmentMessages);
  const label = useLabel();
  const lang = useLang();
  return (
    <ul className="entries" data-testid="register-history">
      {items.map((one) => (
        <li key={one.no}>
          <b>{label(registerWord(one.register))}</b>
          <span className={one.kind === 'removed' ? 'tag tag-bad' : 'tag tag-quiet'}>{t(one.kind)}</span>
          {one.act !== undefined && <span>{label(actWord(one.act))}</span>}
          {one.effectiveOn !== undefined && (
            <span>{t('trueFrom', { day: dateText(one.effectiveOn, lang) })}</span>
          )}
          <span className="quiet small">
            {t('knownAt', { when: timeText(one.at, lang) })}
            {one.by !== undefined && <AsTyped text={` · ${t('by', { who: one.by })}`} />}
          </span>
          {one.kind === 'changed' && <Changes changes={one.changes} names={names} />}
          {one.reason !== undefined && <q translate="no">{one.reason}</q>}
        </li>
      ))}
    </ul>
  );
}
