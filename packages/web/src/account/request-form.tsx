import { parseYuan } from '@gongji/domain';
import { useQueryClient } from '@tanstack/react-query';
import { type SyntheticEvent, useState } from 'react';
import { usePost } from '../api/use-post.ts';
import { ChoiceField, SelectField, TextField } from '../design/fields.tsx';
import { useText } from '../i18n/messages.ts';
import { KeptNote } from '../kept/kept-note.tsx';
import { useKept } from '../kept/use-kept.ts';
import { Reasons } from '../sign-in/reasons.tsx';
import { accountMessages } from './account-messages.ts';

const KINDS = ['correction', 'freeze', 'unfreeze', 'closing', 'withdrawal'] as const;
type Kind = (typeof KINDS)[number];

const EMPTY = {
  amount: '',
  closedReason: 'death',
  name: '',
  certNo: '',
  paid: '',
  bankName: '',
  bankAccount: '',
  reason: '',
  proofNo: '',
};
type Form = typeof EMPTY;
const FIRST: Form & { readonly kind: Kind } = { ...EMPTY, kind: 'correction' };

/** Account request 账户业务申请: one form, whose fields follow the kind. */
export function RequestForm({ path }: { readonly path: string }) {
  const t = useText(accountMessages);
  const queries = useQueryClient();
  const { busy, post } = usePost();
  const kept = useKept(`account-request ${path}`, FIRST);
  const { kind, ...form } = kept.value;
  const [asked, setAsked] = useState(false);
  const [bad, setBad] = useState(false);
  const [error, setError] = useState<unknown>();
  const set = (name: keyof Form) => (value: string) => kept.set({ ...kept.value, [name]: value });
  const submit = async (event: SyntheticEvent): Promise<void> => {
    event.preventDefault();
    const body = bodyOf(kind, form);
    setBad(body === undefined);
    if (body === undefined || busy) return;
    setError(undefined);
    setAsked(false);
    try {
      await post(`${path}/account/requests`, body);
      await queries.invalidateQueries({ queryKey: ['api'] });
      kept.forget();
      setAsked(true);
    } catch (refused) {
      setError(refused);
    }
  };
  const pays = kind === 'closing' || kind === 'withdrawal';
  return (
    <form className="panel stack" aria-label={t('business')} onSubmit={(event) => void submit(event)}>
      <h2>{t('business')}</h2>
      <p className="quiet">{t('businessHint')}</p>
      <ChoiceField
        label={t('kind')}
        value={kind}
        options={KINDS.map((value) => ({ value, text: t(value === 'closing' ? 'closing_' : value) }))}
        onChange={(value) => kept.set({ ...kept.value, kind: value as Kind })}
      />
      {kind === 'correction' && (
        <TextField
          label={t('amount')}
          numeric
          unit={t('yuanUnit')}
          value={form.amount}
          error={bad ? t('badAmount') : undefined}
          onChange={set('amount')}
        />
      )}
      {kind === 'closing' && (
        <SelectField
          label={t('closedReason')}
          value={form.closedReason}
          options={(['death', 'emigration'] as const).map((value) => ({ value, text: t(value) }))}
          onChange={set('closedReason')}
        />
      )}
      {pays && <PayeeFields form={form} set={set} bad={bad} />}
      <TextField label={t('reason')} value={form.reason} onChange={set('reason')} />
      <TextField label={t('proofNo')} value={form.proofNo} onChange={set('proofNo')} />
      <KeptNote kept={kept} />
      {error !== undefined && <Reasons error={error} />}
      {asked && (
        <p className="notice" role="status">
          {t('asked')}
        </p>
      )}
      <div className="row">
        <button type="submit" className="button button-strong" aria-busy={busy}>
          {t('ask')}
        </button>
      </div>
    </form>
  );
}

function PayeeFields({
  form,
  set,
  bad,
}: {
  readonly form: Form;
  readonly set: (name: keyof Form) => (value: string) => void;
  readonly bad: boolean;
}) {
  const t = useText(accountMessages);
  return (
    <>
      <TextField label={t('payee')} value={form.name} onChange={set('name')} />
      <TextField label={t('payeeNo')} value={form.certNo} onChange={set('certNo')} />
      <TextField
        label={t('payeeAmount')}
        numeric
        unit={t('yuanUnit')}
        value={form.paid}
        error={bad ? t('badAmount') : undefined}
        onChange={set('paid')}
      />
      <TextField label={t('bankName')} value={form.bankName} onChange={set('bankName')} />
      <TextField label={t('bankAccount')} value={form.bankAccount} onChange={set('bankAccount')} />
    </>
  );
}

/** Undefined when an amount cannot be read; everything else the server checks. */
function bodyOf(kind: Kind, form: Form): unknown {
  const { reason, proofNo, name, certNo, bankName, bankAccount, closedReason } = form;
  const common = { kind, reason, proofNo };
  if (kind === 'freeze' || kind === 'unfreeze') return common;
  if (kind === 'correction') {
    const amountFen = parseYuan(form.amount.trim().replace(/^\+/, ''));
    return amountFen === undefined ? undefined : { ...common, amountFen };
  }
  const amountFen = parseYuan(form.paid.trim() === '' ? '0' : form.paid.trim());
  if (amountFen === undefined || amountFen < 0) return undefined;
  const payee = { to: 'bank', name, certNo, relation: 'other', amountFen, bankName, bankAccount };
  const payees = amountFen === 0 ? [] : [payee];
  return kind === 'closing' ? { ...common, closedReason, payees } : { ...common, payees };
}
