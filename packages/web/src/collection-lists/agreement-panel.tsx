import type { AgreementView } from '@gongji/contract';
import { useState } from 'react';
import { useApi } from '../api/client.ts';
import { useDeed } from '../api/use-deed.ts';
import { TextField } from '../design/fields.tsx';
import { GivenName } from '../design/given-name.tsx';
import { PartyFinder } from '../design/party-finder.tsx';
import { Problems } from '../design/problems.tsx';
import { ReasonForm } from '../design/reason-form.tsx';
import { Answered } from '../desk/desk-page.tsx';
import { chinaToday } from '../i18n/china-today.ts';
import { dateText } from '../i18n/format.ts';
import { useLang } from '../i18n/language.ts';
import { useText } from '../i18n/messages.ts';
import { listMessages } from './list-messages.ts';

/** 银行代扣协议 of a person: found, recorded from paper, ended. */
export function AgreementPanel() {
  const t = useText(listMessages);
  const [person, setPerson] = useState('');
  return (
    <section className="panel stack">
      <h2>{t('agreementTitle')}</h2>
      <PartyFinder among="person" chosen={person} onChoose={({ id }) => setPerson(id)} />
      {person !== '' && <Agreement key={person} person={person} />}
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
  const [from, setFrom] = useState<string>(chinaToday());
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
          {agreement !== undefined && <ReasonForm path={`${path}/end`} deed={t('endAgreement')} />}
          <Problems wrong={wrong} />
        </div>
      )}
    </Answered>
  );
}
