import type { ContactView, DebtorAccount } from '@gongji/contract';
import { useState } from 'react';
import { useDeed } from '../api/use-deed.ts';
import { useMay } from '../app/session.tsx';
import { SelectField, TextField } from '../design/fields.tsx';
import { GivenName } from '../design/given-name.tsx';
import { Problems } from '../design/problems.tsx';
import { TableWrap } from '../design/table-wrap.tsx';
import { dateText } from '../i18n/format.ts';
import { useLang } from '../i18n/language.ts';
import { useText } from '../i18n/messages.ts';
import { arrearsMessages } from './arrears-messages.ts';

const KINDS = ['visit', 'phone', 'letter'] as const;

/** Visits and calls 走访 to a debtor, and a form for the next. */
export function Contacts({ account }: { readonly account: DebtorAccount }) {
  const t = useText(arrearsMessages);
  const may = useMay();
  if (!may('arrears.work') && account.contacts.length === 0) return null;
  return (
    <section className="panel stack">
      <h2>{t('contacts')}</h2>
      {account.contacts.length > 0 && <Said items={account.contacts} />}
      {may('arrears.work') && account.bills.length > 0 && <Record account={account} />}
    </section>
  );
}

function Said({ items }: { readonly items: readonly ContactView[] }) {
  const t = useText(arrearsMessages);
  const lang = useLang();
  return (
    <TableWrap label={t('contacts')}>
      <table className="table">
        <thead>
          <tr>
            <th scope="col">{t('heldOn')}</th>
            <th scope="col">{t('contactKind')}</th>
            <th scope="col">{t('said')}</th>
            <th scope="col">{t('promisedOn')}</th>
            <th scope="col">{t('by')}</th>
          </tr>
        </thead>
        <tbody>
          {items.map((row) => (
            <tr key={row.contactId}>
              <td className="nowrap">{dateText(row.heldOn, lang)}</td>
              <td>{t(row.kind)}</td>
              <td>
                <GivenName name={row.said} />{' '}
                {row.malicious && <span className="tag tag-bad">{t('malicious')}</span>}
              </td>
              <td className="nowrap">{row.promisedOn === undefined ? '' : dateText(row.promisedOn, lang)}</td>
              <td translate="no">{row.madeBy}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </TableWrap>
  );
}

function Record({ account }: { readonly account: DebtorAccount }) {
  const t = useText(arrearsMessages);
  const { busy, wrong, run } = useDeed();
  const [kind, setKind] = useState<string>('visit');
  const [heldOn, setHeldOn] = useState(account.on as string);
  const [said, setSaid] = useState('');
  const [promisedOn, setPromisedOn] = useState('');
  const [malicious, setMalicious] = useState(false);
  const { unitId, person } = account;
  async function submit() {
    const done = await run('/api/arrears/contacts', {
      ...(unitId === undefined ? { person } : { unitId }),
      ...{ kind, heldOn, said, malicious, ...(promisedOn === '' ? {} : { promisedOn }) },
    });
    if (done !== undefined) setSaid('');
  }
  return (
    <form
      className="contribution-form"
      onSubmit={(event) => {
        event.preventDefault();
        void submit();
      }}
    >
      <SelectField
        label={t('contactKind')}
        value={kind}
        options={KINDS.map((value) => ({ value, text: t(value) }))}
        onChange={setKind}
      />
      <TextField label={t('heldOn')} type="date" value={heldOn} onChange={setHeldOn} />
      <TextField label={t('said')} value={said} onChange={setSaid} />
      <TextField label={t('promisedOn')} type="date" value={promisedOn} onChange={setPromisedOn} />
      <label className="row">
        <input type="checkbox" checked={malicious} onChange={(event) => setMalicious(event.target.checked)} />
        {t('malicious')}
      </label>
      <button type="submit" className="button" aria-busy={busy}>
        {t('record')}
      </button>
      <Problems wrong={wrong} />
    </form>
  );
}
