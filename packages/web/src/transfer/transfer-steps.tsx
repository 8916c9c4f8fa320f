import type { TransferView } from '@gongji/contract';
import { parseYuan } from '@gongji/domain';
import { useQueryClient } from '@tanstack/react-query';
import { type ReactNode, useState } from 'react';
import { usePost } from '../api/use-post.ts';
import { useMay } from '../app/session.tsx';
import { Flag, Flags, TextField } from '../design/fields.tsx';
import { FileField, uploaded } from '../design/file-field.tsx';
import { chinaToday } from '../i18n/china-today.ts';
import { usePick, useText } from '../i18n/messages.ts';
import { useKeptFile } from '../kept/use-kept-file.ts';
import { Reasons } from '../sign-in/reasons.tsx';
import { transferMessages } from './transfer-messages.ts';

interface StepProps {
  readonly view: TransferView;
  readonly send: (path: string, body: unknown) => void;
  readonly busy: boolean;
}

/** What is next for a transfer, for who may do it: one form at a time. */
export function TransferSteps({ view }: { readonly view: TransferView }) {
  const may = useMay();
  const queries = useQueryClient();
  const { busy, post } = usePost();
  const [error, setError] = useState<unknown>();
  const send = (path: string, body: unknown): void => {
    if (busy) return;
    setError(undefined);
    post(`/api/transfers/${view.transferId}/${path}`, body).then(
      () => queries.invalidateQueries({ queryKey: ['api'] }),
      (refused: unknown) => setError(refused),
    );
  };
  const props = { view, send, busy };
  const works = may('transfer.work');
  const hasLetter =
    view.state === 'letter' ||
    view.state === 'sheet' ||
    (view.state === 'applied' && view.direction === 'within');
  return (
    <>
      {error !== undefined && <Reasons error={error} />}
      {works && view.state === 'applied' && view.direction !== 'within' && <LetterStep {...props} />}
      {works && hasLetter && (view.direction === 'in' ? <ImportStep {...props} /> : <MakeStep {...props} />)}
      {may('transfer.decide') && view.state === 'sheet' && <DecideStep {...props} />}
      {may('transfer.money') && view.state === 'money' && <MoneyStep {...props} />}
      {works && ['applied', 'letter', 'sheet'].includes(view.state) && <WithdrawStep {...props} />}
    </>
  );
}

function Step({
  title,
  busy,
  onSubmit,
  children,
}: {
  readonly title: string;
  readonly busy: boolean;
  readonly onSubmit: () => void;
  readonly children?: ReactNode;
}) {
  return (
    <form
      className="panel stack"
      aria-label={title}
      onSubmit={(event) => {
        event.preventDefault();
        onSubmit();
      }}
    >
      {children}
      <div className="row">
        <button type="submit" className="button button-strong" aria-busy={busy}>
          {title}
        </button>
      </div>
    </form>
  );
}

function LetterStep({ view, send, busy }: StepProps) {
  const t = useText(transferMessages);
  const [letterNo, setLetterNo] = useState('');
  const theirs = view.direction === 'out';
  const pick = usePick();
  const [received, setReceived] = useState(
    () => new Set(view.materials.filter((m) => m.received).map((m) => m.material)),
  );
  return (
    <Step
      title={t(theirs ? 'registerLetter' : 'sendLetter')}
      busy={busy}
      onSubmit={() => send('letter', { letterNo, materials: [...received] })}
    >
      {theirs && <TextField label={t('letterNo')} value={letterNo} onChange={setLetterNo} />}
      <Flags legend={t('materials')}>
        {view.materials.map(({ material, name, required }) => (
          <Flag
            key={material}
            label={required ? `${pick(name)} (${t('required')})` : pick(name)}
            checked={received.has(material)}
            onChange={(checked) => {
              const next = new Set(received);
              if (checked) next.add(material);
              else next.delete(material);
              setReceived(next);
            }}
          />
        ))}
      </Flags>
    </Step>
  );
}

function MakeStep({ send, busy }: StepProps) {
  const t = useText(transferMessages);
  return <Step title={t('makeSheet')} busy={busy} onSubmit={() => send('sheet', {})} />;
}

function ImportStep({ view, send, busy }: StepProps) {
  const t = useText(transferMessages);
  const [form, setForm] = useState({ person: '', employer: '', interest: '' });
  const chosen = useKeptFile(`transfer-sheet ${view.transferId}`);
  const { file } = chosen;
  const [gapsTold, setGapsTold] = useState(false);
  const [bad, setBad] = useState(false);
  const set = (name: keyof typeof form) => (value: string) => setForm({ ...form, [name]: value });
  const amount = (text: string) => parseYuan(text.trim() === '' ? '0' : text.trim());
  const submit = async (): Promise<void> => {
    const [personFen, employerFen, interestFen] = [
      amount(form.person),
      amount(form.employer),
      amount(form.interest),
    ];
    const wrong = personFen === undefined || employerFen === undefined || interestFen === undefined;
    setBad(wrong || file === undefined);
    if (wrong || file === undefined) return;
    const { content: base64 } = await uploaded(file);
    send('sheet-file', { name: file.name, base64, personFen, employerFen, interestFen, gapsTold });
  };
  return (
    <Step title={t('importSheet')} busy={busy} onSubmit={() => void submit()}>
      <FileField
        label={t('sheetFile')}
        error={bad && file === undefined ? t('needFile') : undefined}
        chosen={chosen}
      />
      <TextField
        label={t('personPart')}
        numeric
        value={form.person}
        error={bad && amount(form.person) === undefined ? t('badAmount') : undefined}
        onChange={set('person')}
      />
      <TextField
        label={t('employerPart')}
        numeric
        value={form.employer}
        error={bad && amount(form.employer) === undefined ? t('badAmount') : undefined}
        onChange={set('employer')}
      />
      <TextField
        label={t('interestPart')}
        numeric
        value={form.interest}
        error={bad && amount(form.interest) === undefined ? t('badAmount') : undefined}
        onChange={set('interest')}
      />
      <Flag label={t('gapsTold')} checked={gapsTold} onChange={setGapsTold} />
    </Step>
  );
}

function DecideStep({ view, send, busy }: StepProps) {
  const t = useText(transferMessages);
  const [note, setNote] = useState('');
  if (view.preparedByMe) return <p className="notice">{t('mine')}</p>;
  return (
    <section className="panel stack">
      <TextField label={t('reason')} value={note} onChange={setNote} />
      <div className="row">
        <button
          type="button"
          className="button button-strong"
          aria-busy={busy}
          onClick={() => send('decision', { approved: true, note })}
        >
          {t('approve')}
        </button>
        <button type="button" className="button" onClick={() => send('decision', { approved: false, note })}>
          {t('sendBack')}
        </button>
      </div>
    </section>
  );
}

function MoneyStep({ view, send, busy }: StepProps) {
  const t = useText(transferMessages);
  const [on, setOn] = useState<string>(chinaToday());
  const [bankSerial, setBankSerial] = useState('');
  return (
    <Step
      title={t(view.direction === 'in' ? 'moneyIn' : 'moneyOut')}
      busy={busy}
      onSubmit={() => send('money', { on, bankSerial })}
    >
      <TextField label={t('paidOn')} type="date" value={on} onChange={setOn} />
      <TextField label={t('bankSerial')} value={bankSerial} onChange={setBankSerial} />
    </Step>
  );
}

function WithdrawStep({ send, busy }: StepProps) {
  const t = useText(transferMessages);
  const [asking, setAsking] = useState(false);
  const [reason, setReason] = useState('');
  if (!asking)
    return (
      <div>
        <button type="button" className="button button-plain" onClick={() => setAsking(true)}>
          {t('withdraw')}
        </button>
      </div>
    );
  return (
    <Step title={t('withdraw')} busy={busy} onSubmit={() => send('withdrawal', { reason })}>
      <TextField label={t('reason')} value={reason} onChange={setReason} />
    </Step>
  );
}
