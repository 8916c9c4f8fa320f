import {
  COUNTS_AS,
  type EnrolmentKind,
  type EnrolPreview,
  PERSON_STATUSES,
  type PersonStatus,
  RETIRES_AS,
  STOP_REASONS,
  type UnitView,
} from '@gongji/contract';
import { useState } from 'react';
import { request } from '../api/request.ts';
import { ChoiceField, Flag, Flags, SelectField, TextField } from '../design/fields.tsx';
import { GivenName } from '../design/given-name.tsx';
import { useLabel, useText } from '../i18n/messages.ts';
import type { Draft } from './draft.ts';
import { enrolmentMessages } from './enrolment-messages.ts';

interface ActFieldsProps {
  readonly kind: EnrolmentKind;
  readonly draft: Draft;
  readonly onChange: (change: Partial<Draft>) => void;
  /** What the policy reads besides, as the preview says. */
  readonly asks: EnrolPreview['asks'];
}

/** The fields that an act takes, as its row of the configuration says; nothing here knows an act by name. */
export function ActFields({ kind, draft, onChange, asks }: ActFieldsProps) {
  const t = useText(enrolmentMessages);
  const label = useLabel();
  const has = (field: (typeof kind.fields)[number]) => kind.fields.includes(field);
  const text = (field: keyof Draft) => ({
    value: String(draft[field]),
    onChange: (value: string) => onChange({ [field]: value }),
  });
  const correcting = kind.does === 'correct';
  const statuses = [
    { value: '', text: correcting ? t('unchanged') : t('statusAuto') },
    ...kind.statuses.map((value) => ({ value, text: label(PERSON_STATUSES[value as PersonStatus]) })),
  ];
  const tiers = [
    ...(correcting ? [{ value: '', text: t('unchanged') }] : []),
    { value: 'tier1', text: t('tier1') },
    { value: 'tier2', text: t('tier2') },
  ];
  const stops = Object.entries(STOP_REASONS).map(([value, name]) => ({ value, text: label(name) }));
  return (
    <>
      <div className="enrol-fields">
        <TextField label={label(kind.day)} type="date" {...text('on')} />
        {(kind.statuses.length > 1 || correcting) && (
          <SelectField label={t('status')} options={statuses} {...text('personStatus')} />
        )}
        {kind.scheme === 'resident' && kind.does === 'begin' && (
          <YearField draft={draft} onChange={onChange} />
        )}
        {has('stopReason') && <SelectField label={t('stopReason')} options={stops} {...text('stopReason')} />}
        {has('wage') && <TextField label={t('wage')} numeric unit={t('yuan')} {...text('wage')} />}
        {has('pension') && <TextField label={t('pension')} numeric unit={t('yuan')} {...text('pension')} />}
        {has('retiresAs') && (
          <SelectField
            label={t('retiresAs')}
            options={[
              { value: '', text: t('retiresAuto') },
              ...Object.entries(RETIRES_AS).map(([value, name]) => ({ value, text: label(name) })),
            ]}
            {...text('retiresAs')}
          />
        )}
        {has('className') && <TextField label={t('className')} {...text('className')} />}
        {has('termStartOn') && <TextField label={t('termStartOn')} type="date" {...text('termStartOn')} />}
        {has('residenceProof') && <TextField label={t('residenceProof')} {...text('residenceProof')} />}
        {has('mother') && <TextField label={t('mother')} {...text('mother')} />}
        {has('recognised') && <RecognisedFields draft={draft} onChange={onChange} />}
        {has('yearsMadeUp') && <TextField label={t('yearsMadeUp')} numeric {...text('yearsMadeUp')} />}
      </div>
      {has('tier') && <ChoiceField label={t('tier')} options={tiers} {...text('tier')} />}
      {has('unit') && <UnitPick draft={draft} onChange={onChange} kinds={kind.units} />}
      <FlagFields kind={kind} draft={draft} onChange={onChange} asks={asks} />
    </>
  );
}

const FLAGS = ['withMother', 'withAccount', 'civilServant', 'papersInTime', 'endOther'] as const;

function FlagFields({ kind, draft, onChange, asks = [] }: ActFieldsProps) {
  const t = useText(enrolmentMessages);
  const isAsked = (flag: (typeof FLAGS)[number]) =>
    flag !== 'papersInTime' || draft.papersInTime || asks.includes(flag);
  const own = FLAGS.filter((flag) => kind.fields.includes(flag) && isAsked(flag));
  if (own.length === 0) return null;
  return (
    <Flags legend={t('flags')}>
      {own.map((flag) => (
        <Flag key={flag} label={t(flag)} checked={draft[flag]} onChange={(on) => onChange({ [flag]: on })} />
      ))}
    </Flags>
  );
}

/** 认定的年限: how the months count, which they are, and the paper that proves them. */
function RecognisedFields({ draft, onChange }: Omit<ActFieldsProps, 'kind' | 'asks'>) {
  const t = useText(enrolmentMessages);
  const label = useLabel();
  const text = (field: 'fromMonth' | 'toMonth' | 'evidence') => ({
    value: draft[field],
    onChange: (value: string) => onChange({ [field]: value }),
  });
  return (
    <>
      <SelectField
        label={t('countsAs')}
        options={Object.entries(COUNTS_AS).map(([value, name]) => ({ value, text: label(name) }))}
        value={draft.countsAs}
        onChange={(countsAs) => onChange({ countsAs })}
      />
      <TextField label={t('fromMonth')} hint={t('monthHint')} {...text('fromMonth')} />
      <TextField label={t('toMonth')} hint={t('monthHint')} {...text('toMonth')} />
      <TextField label={t('evidence')} hint={t('evidenceHint')} {...text('evidence')} />
    </>
  );
}

function YearField({ draft, onChange }: Omit<ActFieldsProps, 'kind' | 'asks'>) {
  const t = useText(enrolmentMessages);
  const year = Number(draft.on.slice(0, 4)) || new Date().getFullYear();
  const options = [
    { value: '', text: t('yearAuto') },
    ...[year, year + 1].map((one) => ({ value: String(one), text: String(one) })),
  ];
  return (
    <SelectField
      label={t('year')}
      options={options}
      value={draft.year}
      onChange={(value) => onChange({ year: value })}
    />
  );
}

interface UnitPickProps {
  readonly draft: Pick<Draft, 'unitId' | 'unitName'>;
  readonly onChange: (change: Pick<Draft, 'unitId' | 'unitName'>) => void;
  readonly kinds: EnrolmentKind['units'];
  readonly label?: string;
}

/** 参保单位: a few letters find it. A user of a unit has his own and need not choose. */
export function UnitPick({ draft, onChange, kinds, label }: UnitPickProps) {
  const t = useText(enrolmentMessages);
  const [typed, setTyped] = useState('');
  const [found, setFound] = useState<readonly UnitView[]>([]);
  const search = async (value: string): Promise<void> => {
    setTyped(value);
    if (value.trim() === '') return setFound([]);
    const { items } = await request<{ readonly items: readonly UnitView[] }>(
      `/api/units?limit=20&q=${encodeURIComponent(value.trim())}`,
    );
    setFound(items.filter((one) => kinds.includes(one.kind)).slice(0, 6));
  };
  return (
    <div className="stack-small">
      <TextField
        label={label ?? t('unit')}
        hint={draft.unitName === '' ? t('unitFind') : undefined}
        value={draft.unitName === '' ? typed : draft.unitName}
        onChange={(value) => {
          onChange({ unitId: '', unitName: '' });
          void search(value);
        }}
      />
      {draft.unitId === '' && found.length > 0 && (
        <ul className="found-list" aria-live="polite">
          {found.map((one) => (
            <li key={one.unitId}>
              <button
                type="button"
                className="button button-small"
                onClick={() => onChange({ unitId: one.unitId, unitName: one.name })}
              >
                <GivenName name={one.name} />
              </button>
            </li>
          ))}
        </ul>
      )}
    </div>
  );
}
