import type { TransferView } from '@gongji/contract';
import { useQueryClient } from '@tanstack/react-query';
import { type SyntheticEvent, useState } from 'react';
import { Link } from 'react-router';
import { usePost } from '../api/use-post.ts';
import { ChoiceField, TextField } from '../design/fields.tsx';
import { useText } from '../i18n/messages.ts';
import { Reasons } from '../sign-in/reasons.tsx';
import { meMessages } from './me-messages.ts';

const SCHEMES = ['employee', 'resident'] as const;

/** 转到外地: asks for a transfer out; the agency goes on from there, and how far it is stands under transfers. */
export function TransferPanel({ path }: { readonly path: string }) {
  const t = useText(meMessages);
  const queries = useQueryClient();
  const { busy, post } = usePost();
  const [form, setForm] = useState({ scheme: 'employee', division: '', name: '' });
  const [asked, setAsked] = useState<TransferView>();
  const [error, setError] = useState<unknown>();
  const [tried, setTried] = useState(false);
  const wrong = {
    division: /^\d{6}$/.test(form.division.trim()) ? undefined : t('divisionWrong'),
    agency: form.name.trim().length < 2 ? t('agencyNeeded') : undefined,
  };
  const submit = async (event: SyntheticEvent): Promise<void> => {
    event.preventDefault();
    setTried(true);
    if (busy || wrong.division !== undefined || wrong.agency !== undefined) return;
    setError(undefined);
    const { scheme, division, name } = form;
    try {
      const otherAgency = { division: division.trim(), name: name.trim() };
      setAsked(await post<TransferView>(`${path}/transfers-out`, { scheme, otherAgency }));
      await queries.invalidateQueries({ queryKey: ['api'] });
    } catch (refused) {
      setError(refused);
    }
  };
  return (
    <details className="panel">
      <summary>{t('transferOut')}</summary>
      {asked === undefined ? (
        <form className="stack" onSubmit={(event) => void submit(event)}>
          <p className="quiet">{t('transferHint')}</p>
          <ChoiceField
            label={t('scheme')}
            value={form.scheme}
            options={SCHEMES.map((value) => ({ value, text: t(value) }))}
            onChange={(scheme) => setForm({ ...form, scheme })}
          />
          <TextField
            label={t('division')}
            hint={t('divisionHint')}
            error={tried ? wrong.division : undefined}
            value={form.division}
            numeric
            onChange={(division) => setForm({ ...form, division })}
          />
          <TextField
            label={t('agency')}
            error={tried ? wrong.agency : undefined}
            value={form.name}
            onChange={(name) => setForm({ ...form, name })}
          />
          {error !== undefined && <Reasons error={error} />}
          <p>
            <button type="submit" className="button button-strong" aria-busy={busy}>
              {t('askTransfer')}
            </button>
          </p>
        </form>
      ) : (
        <p className="notice" role="status">
          {t('transferAsked')} <Link to={`/transfers/${asked.transferId}`}>{t('follow')}</Link>
        </p>
      )}
    </details>
  );
}
