import { PROOF_KINDS, type RegisterFileView } from '@gongji/contract';
import { GROUP_NAMES } from '@gongji/domain';
import { type SyntheticEvent, useState } from 'react';
import { SelectField, TextField } from '../design/fields.tsx';
import { chinaToday } from '../i18n/china-today.ts';
import { dateText } from '../i18n/format.ts';
import { useLang } from '../i18n/language.ts';
import { useLabel, useText } from '../i18n/messages.ts';
import { groupWord } from '../person/person-words.ts';
import { enrolmentMessages } from './enrolment-messages.ts';
import { GroupPapers, useBroughtPapers } from './group-papers.tsx';
import { groupPapersMessages } from './group-papers-messages.ts';
import { ActOutcome, useAct } from './person-acts.tsx';
import { usePreview } from './use-preview.ts';

const EMPTY = {
  group: 'lowIncome',
  validFrom: chinaToday(),
  validTo: '',
  proofKind: 'civilAffairsList',
  proofNo: '',
  provedBy: '',
  reason: '',
};

interface GroupFormProps {
  readonly personRef: string;
  readonly rows: RegisterFileView['rows'];
}

/** Special groups 特殊人群 of a person: those in force can be ended, a new one needs its proof. */
export function GroupForm({ personRef, rows }: GroupFormProps) {
  const t = useText(enrolmentMessages);
  const label = useLabel();
  const path = `/api/enrolment/persons/${encodeURIComponent(personRef)}/groups`;
  const { busy, error, done, act } = useAct(path);
  const [typed, setTyped] = useState(EMPTY);
  const set = (field: keyof typeof EMPTY) => (value: string) =>
    setTyped((old) => ({ ...old, [field]: value }));
  const filled = Object.fromEntries(Object.entries(typed).filter(([, value]) => value.trim() !== ''));
  const brought = useBroughtPapers();
  const body = { act: 'add', ...filled, papers: brought.papers };
  const preview = usePreview(`${path}/preview`, typed.provedBy.trim() === '' ? undefined : body);
  const submit = (event: SyntheticEvent): void => {
    event.preventDefault();
    void act(body);
  };
  const open = rows.filter(({ register, row }) => register === 'person_group' && row.valid_to === null);
  const groups = GROUP_NAMES.map((value) => ({ value, text: label(groupWord(value)) }));
  const proofs = PROOF_KINDS.map((value) => ({ value, text: t(value === 'other' ? 'otherProof' : value) }));
  return (
    <details className="panel">
      <summary>{t('addGroup')}</summary>
      {open.map(({ row }) => (
        <EndGroup
          key={`${row.group_name} ${row.valid_from}`}
          path={path}
          group={String(row.group_name)}
          from={String(row.valid_from)}
        />
      ))}
      <form className="stack" onSubmit={submit}>
        <div className="enrol-fields">
          <SelectField label={t('group')} value={typed.group} options={groups} onChange={set('group')} />
          <TextField label={t('validFrom')} type="date" value={typed.validFrom} onChange={set('validFrom')} />
          <TextField label={t('validTo')} type="date" value={typed.validTo} onChange={set('validTo')} />
          <SelectField
            label={t('proofKind')}
            value={typed.proofKind}
            options={proofs}
            onChange={set('proofKind')}
          />
          <TextField label={t('proofNo')} value={typed.proofNo} onChange={set('proofNo')} />
          <TextField label={t('provedBy')} value={typed.provedBy} onChange={set('provedBy')} />
          <TextField label={t('reason')} value={typed.reason} onChange={set('reason')} />
        </div>
        {done === undefined && (
          <GroupPapers
            key={typed.group}
            path={path}
            group={typed.group}
            on={typed.validFrom}
            proofKind={typed.proofKind}
            brought={brought}
          />
        )}
        <ActOutcome preview={preview} error={error} done={done} />
        <div>
          <button type="submit" className="button button-strong" aria-busy={busy}>
            {t(preview !== undefined && preview.causes.length > 0 ? 'ask' : 'addGroup')}
          </button>
        </div>
      </form>
    </details>
  );
}

function EndGroup({
  path,
  group,
  from,
}: {
  readonly path: string;
  readonly group: string;
  readonly from: string;
}) {
  const t = useText(enrolmentMessages);
  const label = useLabel();
  const lang = useLang();
  const { busy, error, done, act } = useAct(path);
  const [validTo, setValidTo] = useState<string>(chinaToday());
  const [reason, setReason] = useState('');
  const [missing, setMissing] = useState(false);
  const brought = useBroughtPapers();
  const p = useText(groupPapersMessages);
  const record = () => {
    setMissing(reason.trim().length < 2);
    if (reason.trim().length >= 2)
      void act({ act: 'papers', group, papers: brought.papers, reason: reason.trim() });
  };
  const end = () => {
    setMissing(reason.trim().length < 2);
    if (reason.trim().length >= 2)
      void act({ act: 'end', group, validFrom: from, validTo, reason: reason.trim() });
  };
  return (
    <fieldset className="stack-small">
      <legend>
        {label(groupWord(group))} · {dateText(from, lang)}
      </legend>
      <div className="enrol-fields">
        <TextField label={t('lastDay')} type="date" value={validTo} onChange={setValidTo} />
        <TextField
          label={t('reason')}
          error={missing ? t('reasonNeeded') : undefined}
          value={reason}
          onChange={setReason}
        />
      </div>
      <GroupPapers path={path} group={group} on={chinaToday()} brought={brought} />
      <div className="row">
        <button type="button" className="button button-small" aria-busy={busy} onClick={end}>
          {t('endGroup')}
        </button>
        {brought.papers.length > 0 && (
          <button type="button" className="button button-small" aria-busy={busy} onClick={record}>
            {p('record')}
          </button>
        )}
      </div>
      <ActOutcome error={error} done={done} />
    </fieldset>
  );
}
