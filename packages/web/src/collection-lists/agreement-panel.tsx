import type { AgreementView, SearchView } from '@gongji/contract';
import { type SyntheticEvent, useState } from 'react';
import { useApi } from '../api/client.ts';
import { useDeed } from '../api/use-deed.ts';
import { TextField } from '../design/fields.tsx';
import { GivenName } from '../design/given-name.tsx';
import { Problems } from '../design/problems.tsx';
import { Answered } from '../desk/desk-page.tsx';
import { chinaToday } from '../i18n/china-today.ts';
import { dateText } from '../i18n/format.ts';
import { useLang } from '../i18n/language.ts';
import { useText } from '../i18n/messages.ts';
import { listMessages } from './list-messages.ts';

/** 银行代扣协议 of a person: found, recorded from paper, ended. */
export function AgreementPanel() {
  const t = useText(listMessages);
  const [typed, setTyped] = useState('');
  const [asked, setAsked] = useState<string>();
  const [person, setPerson] = useState<{ readonly ref: string; readonly name: string }>();
  const found = useApi<SearchView>(asked && `/api/search?limit=8&q=${encodeURIComponent(asked)}`);
  const find = (event: SyntheticEvent): void => {
    event.preventDefault();
    setPerson(undefined);
    setAsked(typed.trim());
  };
  return (
    <section className="panel stack">
      <h2>{t('agreementTitle')}</h2>
      <form className="contribution-form" onSubmit={find}>
        <TextField label={t('agreementFind')} value={typed} onChange={setTyped} />
        <button type="submit" className="button">
          {t('find')}
        </button>
      </form>
      <p className="row">
        {found.data?.items.map((hit) =>
          hit.kind === 'person' ? (
            <button
              key={hit.ref}
              type="button"
              className="button button-small"
              aria-pressed={person?.ref === hit.ref}
              onClick={() => setPerson({ ref: hit.ref, name: hit.name })}
            >
              <GivenName name={hit.name} /> <span translate="no">{hit.certNo}</span>
            </button>
          ) : null,
        )}
      </p>
      {person !== undefined && <Agreement key={person.ref} person={person.ref} />}
    </section>
  );
}

function Agreement({ person }: { readonly person: string }) {
  const t = useText(listMessages);
  const lang = useLang();
  const { busy, wrong, run } = useDeed();
  const path = `/api/persons/${encodeURIComponent(person)}/withholding-agreement`;
  const found = useApi<AgreementView>(path);
  const [bankName, setBankName] = useState('');
  const [accountNo, setAccountNo] = useState('');
  const [from, setFrom] = useState(chinaToday());
  const [reason, setReason] = useState('');
  return (
    <Answered query={found}>
      {({ agreement }) => (
        <div className="stack">
          {agreement === undefined ? (
            <p className="quiet">{t('noAgreement')}</p>
          ) : (
            <p>
              <GivenName name={agreement.bankName} /> <span translate="no">{agreement.accountNo}</span> ·{' '}
              {t('from')} {dateText(agreement.from, lang)}
            </p>
          )}
          <form
            className="contribution-form"
            onSubmit={(event) => {
              event.preventDefault();
              void run(path, { bankName, accountNo, from });
            }}
          >
            <TextField label={t('bankName')} value={bankName} onChange={setBankName} />
            <TextField label={t('accountNo')} value={accountNo} onChange={setAccountNo} />
            <TextField label={t('from')} type="date" value={from} onChange={setFrom} />
            <button type="submit" className="button" aria-busy={busy}>
              {t('agree')}
            </button>
          </form>
          {agreement !== undefined && (
            <form
              className="contribution-form"
              onSubmit={(event) => {
                event.preventDefault();
                void run(`${path}/end`, { reason });
              }}
            >
              <TextField label={t('reason')} value={reason} onChange={setReason} />
              <button type="submit" className="button" aria-busy={busy} disabled={reason.trim() === ''}>
                {t('endAgreement')}
              </button>
            </form>
          )}
          <Problems wrong={wrong} />
        </div>
      )}
    </Answered>
  );
}
