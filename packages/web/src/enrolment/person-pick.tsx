import type { ActedView, RegisterPersonsView } from '@gongji/contract';
import { CERTIFICATE_KINDS } from '@gongji/domain';
import { type SyntheticEvent, useState } from 'react';
import { request } from '../api/request.ts';
import { randomKey, usePost } from '../api/use-post.ts';
import { useSession } from '../app/session.tsx';
import { Flag, SelectField, TextField } from '../design/fields.tsx';
import { GivenName } from '../design/given-name.tsx';
import { useLabel, useText } from '../i18n/messages.ts';
import { Reasons } from '../sign-in/reasons.tsx';
import { UnitPick } from './act-fields.tsx';
import { enrolmentMessages } from './enrolment-messages.ts';

/** The person of an act: by our reference, or by certificate and name. */
export type Who =
  | { readonly kind: 'ref'; readonly ref: string; readonly text: string }
  | { readonly kind: 'certificate'; readonly certNo: string; readonly name: string };

interface PersonPickProps {
  readonly who: Who | undefined;
  readonly onWho: (who: Who | undefined) => void;
}

/** Who is at the counter: found in the register, named by certificate and name, or registered now. */
export function PersonPick({ who, onWho }: PersonPickProps) {
  const t = useText(enrolmentMessages);
  return (
    <section className="panel">
      <h2>{t('who')}</h2>
      {who === undefined ? (
        <>
          <Find onWho={onWho} />
          <details>
            <summary>{t('byCertificate')}</summary>
            <ByCertificate onWho={onWho} />
          </details>
          <details>
            <summary>{t('newPerson')}</summary>
            <NewPerson onWho={onWho} />
          </details>
        </>
      ) : (
        <div className="row">
          <strong>
            <GivenName name={who.kind === 'ref' ? who.text : `${who.name} ${who.certNo.slice(-4)}`} />
          </strong>
          <button type="button" className="button button-small" onClick={() => onWho(undefined)}>
            {t('other')}
          </button>
        </div>
      )}
    </section>
  );
}

function Find({ onWho }: Pick<PersonPickProps, 'onWho'>) {
  const t = useText(enrolmentMessages);
  const [typed, setTyped] = useState('');
  const [found, setFound] = useState<RegisterPersonsView['items']>();
  const [error, setError] = useState<unknown>();
  const search = async (event: SyntheticEvent): Promise<void> => {
    event.preventDefault();
    if (typed.trim() === '') return;
    setError(undefined);
    try {
      const path = `/api/register/persons?limit=12&q=${encodeURIComponent(typed.trim())}`;
      const { items } = await request<RegisterPersonsView>(path);
      const [only] = items;
      if (items.length === 1 && only !== undefined) onWho({ kind: 'ref', ref: only.ref, text: textOf(only) });
      else setFound(items);
    } catch (failed) {
      setError(failed);
    }
  };
  return (
    <form className="stack" onSubmit={(event) => void search(event)}>
      <div className="enrol-find">
        <TextField id="enrol-person" label={t('findPerson')} value={typed} onChange={setTyped} />
        <button type="submit" className="button button-strong">
          {t('find')}
        </button>
      </div>
      {error !== undefined && <Reasons error={error} />}
      {found !== undefined && found.length === 0 && <p className="notice notice-warn">{t('foundNone')}</p>}
      <ul className="found-list" aria-live="polite">
        {found?.map((one) => (
          <li key={one.ref}>
            <button
              type="button"
              className="button"
              onClick={() => onWho({ kind: 'ref', ref: one.ref, text: textOf(one) })}
            >
              <GivenName name={textOf(one)} />
            </button>
          </li>
        ))}
      </ul>
    </form>
  );
}

function textOf({ name, certNo }: RegisterPersonsView['items'][number]): string {
  return `${name} ${certNo}`;
}

function ByCertificate({ onWho }: Pick<PersonPickProps, 'onWho'>) {
  const t = useText(enrolmentMessages);
  const [certNo, setCertNo] = useState('');
  const [name, setName] = useState('');
  const take = (event: SyntheticEvent): void => {
    event.preventDefault();
    if (certNo.trim() !== '' && name.trim() !== '')
      onWho({ kind: 'certificate', certNo: certNo.trim(), name: name.trim() });
  };
  return (
    <form className="stack" onSubmit={take}>
      <div className="enrol-fields">
        <TextField label={t('certNo')} value={certNo} onChange={setCertNo} />
        <TextField label={t('name')} value={name} onChange={setName} />
      </div>
      <div>
        <button type="submit" className="button">
          {t('useThese')}
        </button>
      </div>
    </form>
  );
}

const EMPTY = {
  name: '',
  certType: '01',
  certNo: '',
  bornOn: '',
  sex: '',
  phone: '',
  residence: 'local',
  householdKind: '',
  reason: '',
};

/** 登记参保人: every error comes back at once, at its field or above. */
function NewPerson({ onWho }: Pick<PersonPickProps, 'onWho'>) {
  const t = useText(enrolmentMessages);
  const label = useLabel();
  const { busy, post } = usePost();
  const [typed, setTyped] = useState(EMPTY);
  const [community, setCommunity] = useState({ unitId: '', unitName: '' });
  // Who works for a unit registers for it: a community its own residents.
  const session = useSession();
  const ofAgency = session.kind === 'signedIn' && session.view.unitId === undefined;
  const [notTwin, setNotTwin] = useState(false);
  const [key, setKey] = useState(randomKey);
  const [error, setError] = useState<unknown>();
  const set = (field: keyof typeof EMPTY) => (value: string) =>
    setTyped((old) => ({ ...old, [field]: value }));
  const submit = async (event: SyntheticEvent): Promise<void> => {
    event.preventDefault();
    if (busy) return;
    setError(undefined);
    try {
      const filled = Object.fromEntries(Object.entries(typed).filter(([, value]) => value.trim() !== ''));
      const place = community.unitId === '' ? {} : { communityId: community.unitId };
      const done = await post<ActedView>('/api/register/persons', { ...filled, ...place, notTwin }, { key });
      onWho({ kind: 'ref', ref: done.person ?? '', text: typed.name });
    } catch (refused) {
      setError(refused);
      setKey(randomKey());
    }
  };
  const kinds = Object.entries(CERTIFICATE_KINDS).map(([value, name]) => ({ value, text: label(name) }));
  const sexes = [
    { value: '', text: t('sexFromNumber') },
    { value: '1', text: t('male') },
    { value: '2', text: t('female') },
  ];
  const residences = (['local', 'nonLocal', 'hmt', 'foreign'] as const).map((value) => ({
    value,
    text: t(value),
  }));
  const householdKinds = [
    { value: '', text: t('householdKindUnknown') },
    ...(['urban', 'rural'] as const).map((value) => ({ value, text: t(value) })),
  ];
  return (
    <form className="stack" aria-label={t('newPerson')} onSubmit={(event) => void submit(event)}>
      <div className="enrol-fields">
        <TextField label={t('name')} value={typed.name} onChange={set('name')} />
        <SelectField
          label={t('certType')}
          value={typed.certType}
          options={kinds}
          onChange={set('certType')}
        />
        <TextField label={t('certNo')} value={typed.certNo} onChange={set('certNo')} />
        <TextField label={t('bornOn')} type="date" value={typed.bornOn} onChange={set('bornOn')} />
        <SelectField label={t('sex')} value={typed.sex} options={sexes} onChange={set('sex')} />
        <TextField label={t('phone')} value={typed.phone} onChange={set('phone')} />
        <SelectField
          label={t('residence')}
          value={typed.residence}
          options={residences}
          onChange={set('residence')}
        />
        {ofAgency && (
          <UnitPick label={t('community')} kinds={['community']} draft={community} onChange={setCommunity} />
        )}
        <SelectField
          label={t('householdKind')}
          value={typed.householdKind}
          options={householdKinds}
          onChange={set('householdKind')}
        />
        <TextField label={t('reason')} value={typed.reason} onChange={set('reason')} />
      </div>
      <div className="choices">
        <Flag label={t('notTwin')} checked={notTwin} onChange={setNotTwin} />
      </div>
      {error !== undefined && <Reasons error={error} />}
      <div>
        <button type="submit" className="button button-strong" aria-busy={busy}>
          {t('registerNow')}
        </button>
      </div>
    </form>
  );
}
