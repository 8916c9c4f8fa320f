import type { AccountView } from '@gongji/contract';
import { parseYuan } from '@gongji/domain';
import { useQueryClient } from '@tanstack/react-query';
import { type SyntheticEvent, useState } from 'react';
import { usePost } from '../api/use-post.ts';
import { useMay } from '../app/session.tsx';
import { SelectField, TextField } from '../design/fields.tsx';
import { AsTyped } from '../design/given-name.tsx';
import { chinaToday } from '../i18n/china-today.ts';
import { dateText, yuan } from '../i18n/format.ts';
import { useLang } from '../i18n/language.ts';
import { useText } from '../i18n/messages.ts';
import { KeptNote } from '../kept/kept-note.tsx';
import { useKept } from '../kept/use-kept.ts';
import { Reasons } from '../sign-in/reasons.tsx';
import { accountMessages } from './account-messages.ts';

type Consent = AccountView['consents'][number];
const RELATIONS = ['spouse', 'parent', 'child', 'sibling', 'grandparent', 'grandchild', 'other'] as const;

interface PanelProps {
  readonly view: AccountView;
  readonly path: string;
}

/** Family sharing 家庭共济: the consents given and received; the owner, or a clerk for him, gives and takes back. */
export function ConsentPanel({ view, path }: PanelProps) {
  const t = useText(accountMessages);
  const may = useMay();
  const [adding, setAdding] = useState(false);
  const mayShare = may('account.share') && view.account?.status === 'open';
  return (
    <section className="panel">
      <h2>{t('sharing')}</h2>
      <p className="quiet">{t('shareHint')}</p>
      {view.consents.length === 0 && <p>{t('noSharing')}</p>}
      {view.consents.map((consent) => (
        <ConsentItem
          key={`${consent.direction} ${consent.relative} ${consent.validFrom}`}
          consent={consent}
          path={path}
          mayRevoke={may('account.share')}
        />
      ))}
      {mayShare && !adding && (
        <button type="button" className="button" onClick={() => setAdding(true)}>
          {t('newSharing')}
        </button>
      )}
      {adding && <ConsentForm path={path} onDone={() => setAdding(false)} />}
    </section>
  );
}

function ConsentItem({
  consent,
  path,
  mayRevoke,
}: {
  readonly consent: Consent;
  readonly path: string;
  readonly mayRevoke: boolean;
}) {
  const t = useText(accountMessages);
  const lang = useLang();
  const queries = useQueryClient();
  const { busy, post } = usePost();
  const [sure, setSure] = useState(false);
  const [error, setError] = useState<unknown>();
  const who = { name: consent.relativeName, relation: t(consent.relation) };
  const from = dateText(consent.validFrom, lang);
  const used = yuan(consent.usedFen);
  const revoke = async (): Promise<void> => {
    if (busy) return;
    setError(undefined);
    try {
      await post(`${path}/account/consents/revocation`, {
        relative: consent.relative,
        validFrom: consent.validFrom,
      });
      await queries.invalidateQueries({ queryKey: ['api'] });
    } catch (refused) {
      setError(refused);
    }
  };
  const mayGo =
    mayRevoke && consent.direction === 'given' && (consent.state === 'live' || consent.state === 'coming');
  return (
    <div className="consent">
      <p>
        <b>
          <AsTyped text={t(consent.direction, who)} />
        </b>{' '}
        <span className={consent.state === 'live' ? 'tag tag-good' : 'tag tag-quiet'}>
          {t(consent.state)}
        </span>
      </p>
      <p className="quiet small">
        {consent.validTo === null
          ? t('from', { from })
          : t('fromTo', { from, to: dateText(consent.validTo, lang) })}
        {' · '}
        {consent.capFen === undefined
          ? t('used', { used })
          : t('usedOf', { used, cap: yuan(consent.capFen) })}
      </p>
      {error !== undefined && <Reasons error={error} />}
      {mayGo && !sure && (
        <div>
          <button type="button" className="button button-small" onClick={() => setSure(true)}>
            {t('revoke')}
          </button>
        </div>
      )}
      {sure && mayGo && (
        <div className="row">
          <span className="quiet small">{t('revokeHint')}</span>
          <button
            type="button"
            className="button button-strong"
            aria-busy={busy}
            onClick={() => void revoke()}
          >
            {t('revokeSure')}
          </button>
          <button type="button" className="button" onClick={() => setSure(false)}>
            {t('cancel')}
          </button>
        </div>
      )}
    </div>
  );
}

function ConsentForm({ path, onDone }: { readonly path: string; readonly onDone: () => void }) {
  const t = useText(accountMessages);
  const may = useMay();
  const queries = useQueryClient();
  const { busy, post } = usePost();
  const kept = useKept(`consent ${path}`, {
    relativeNo: '',
    relativeName: '',
    relation: 'spouse',
    cap: '',
    validFrom: chinaToday(),
    validTo: '',
    proofNo: '',
  });
  const form = kept.value;
  const [error, setError] = useState<unknown>();
  const set = (name: keyof typeof form) => (value: string) => kept.set({ ...form, [name]: value });
  const capFen = parseYuan(form.cap.trim());
  const badCap = form.cap.trim() !== '' && (capFen === undefined || capFen <= 0);
  const submit = async (event: SyntheticEvent): Promise<void> => {
    event.preventDefault();
    if (busy || badCap) return;
    setError(undefined);
    const { cap: _cap, validTo, ...rest } = form;
    try {
      await post(`${path}/account/consents`, {
        ...rest,
        ...(capFen === undefined ? {} : { capFen }),
        ...(validTo === '' ? {} : { validTo }),
      });
      await queries.invalidateQueries({ queryKey: ['api'] });
      kept.forget();
      onDone();
    } catch (refused) {
      setError(refused);
    }
  };
  return (
    <form className="stack" aria-label={t('newSharing')} onSubmit={(event) => void submit(event)}>
      <TextField label={t('relativeName')} value={form.relativeName} onChange={set('relativeName')} />
      <TextField label={t('relativeNo')} value={form.relativeNo} onChange={set('relativeNo')} />
      <SelectField
        label={t('relation')}
        value={form.relation}
        options={RELATIONS.map((value) => ({ value, text: t(value) }))}
        onChange={set('relation')}
      />
      <TextField
        label={t('cap')}
        value={form.cap}
        numeric
        unit={t('yuanUnit')}
        error={badCap ? t('badAmount') : undefined}
        onChange={set('cap')}
      />
      <TextField label={t('validFrom')} type="date" value={form.validFrom} onChange={set('validFrom')} />
      <TextField label={t('validTo')} type="date" value={form.validTo} onChange={set('validTo')} />
      {may('account.request') && (
        <TextField label={t('proofNo')} value={form.proofNo} onChange={set('proofNo')} />
      )}
      <KeptNote kept={kept} />
      {error !== undefined && <Reasons error={error} />}
      <div className="row">
        <button type="submit" className="button button-strong" aria-busy={busy}>
          {t('agree')}
        </button>
        <button type="button" className="button" onClick={onDone}>
          {t('cancel')}
        </button>
      </div>
    </form>
  );
}
