import type { TransferView } from '@gongji/contract';
import { type SyntheticEvent, useState } from 'react';
import { usePost } from '../api/use-post.ts';
import { useGo } from '../app/use-go.ts';
import { ChoiceField, Flag, Flags, TextField } from '../design/fields.tsx';
import { usePick, useText } from '../i18n/messages.ts';
import { KeptNote } from '../kept/kept-note.tsx';
import { useKept } from '../kept/use-kept.ts';
import { Reasons } from '../sign-in/reasons.tsx';
import { MATERIALS } from './materials.ts';
import { transferMessages } from './transfer-messages.ts';

const SCHEMES = ['employee', 'resident'] as const;

const FIRST: readonly string[] = ['application', 'identity'];
const EMPTY = {
  psnNo: '',
  direction: 'out',
  schemeFrom: 'employee',
  division: '',
  name: '',
  materials: FIRST,
};

/** Takes an application for a transfer in 受理: person, direction, schemes, the other agency, the papers. */
export function StartForm({ onClose }: { readonly onClose: () => void }) {
  const t = useText(transferMessages);
  const pick = usePick();
  const go = useGo();
  const { busy, post } = usePost();
  const kept = useKept('transfer', EMPTY);
  const { materials, ...form } = kept.value;
  const [error, setError] = useState<unknown>();
  const set = (name: keyof typeof form) => (value: string) => kept.set({ ...kept.value, [name]: value });
  const within = form.direction === 'within';
  const submit = async (event: SyntheticEvent): Promise<void> => {
    event.preventDefault();
    if (busy) return;
    setError(undefined);
    const { psnNo, direction, schemeFrom, division, name } = form;
    const schemeTo = within ? (schemeFrom === 'employee' ? 'resident' : 'employee') : schemeFrom;
    const agency = within ? {} : { otherAgency: { division, name } };
    try {
      const body = { direction, schemeFrom, schemeTo, materials, ...agency };
      const made = await post<TransferView>(
        `/api/persons/${encodeURIComponent(psnNo.trim())}/transfers`,
        body,
      );
      kept.forget();
      go(`/transfers/${made.transferId}`);
    } catch (refused) {
      setError(refused);
    }
  };
  return (
    <form className="panel stack" aria-label={t('startFor')} onSubmit={(event) => void submit(event)}>
      <h2>{t('startFor')}</h2>
      <TextField label={t('personNo')} value={form.psnNo} onChange={set('psnNo')} />
      <ChoiceField
        label={t('direction')}
        value={form.direction}
        options={(['out', 'in', 'within'] as const).map((value) => ({ value, text: t(value) }))}
        onChange={set('direction')}
      />
      <ChoiceField
        label={within ? t('schemeFrom') : t('scheme')}
        value={form.schemeFrom}
        options={SCHEMES.map((value) => ({ value, text: t(value) }))}
        onChange={set('schemeFrom')}
      />
      {!within && (
        <>
          <TextField label={t('division')} value={form.division} onChange={set('division')} />
          <TextField label={t('agencyName')} value={form.name} onChange={set('name')} />
        </>
      )}
      <Flags legend={t('materials')}>
        {MATERIALS.map(({ id, name, required }) => (
          <Flag
            key={id}
            label={required ? `${pick(name)} (${t('required')})` : pick(name)}
            checked={materials.includes(id)}
            onChange={(checked) =>
              kept.set({
                ...kept.value,
                materials: checked ? [...materials, id] : materials.filter((other) => other !== id),
              })
            }
          />
        ))}
      </Flags>
      <KeptNote kept={kept} />
      {error !== undefined && <Reasons error={error} />}
      <div className="row">
        <button type="submit" className="button button-strong" aria-busy={busy}>
          {t('start')}
        </button>
        <button type="button" className="button" onClick={onClose}>
          {t('cancel')}
        </button>
      </div>
    </form>
  );
}
