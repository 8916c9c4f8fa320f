import { employerKindWord, UNIT_ACTS, type UnitField, type UnitView } from '@gongji/contract';
import { useLabel, useText } from '../i18n/messages.ts';
import { ChangeForm, type Entered, type FormField } from './change-form.tsx';
import { enrolmentMessages } from './enrolment-messages.ts';

/** Acts about a unit 单位业务: those that its kind and its state allow, from the rows of the configuration. */
export function UnitChangeForm({ unit }: { readonly unit: UnitView }) {
  const t = useText(enrolmentMessages);
  const label = useLabel();
  const fieldOf = useUnitFields(unit);
  const acts = UNIT_ACTS.filter(({ kinds, when }) => kinds.includes(unit.kind) && when === unit.status).map(
    ({ act, name, fields, day }) => ({
      act,
      name: label(name),
      fields: fields.filter((field) => field !== 'employerKind' || unit.kind === 'employer').map(fieldOf),
      ...(day === undefined ? {} : { day: label(day) }),
    }),
  );
  return (
    <ChangeForm
      key={`${unit.unitId} ${unit.status}`}
      title={t('changeUnit')}
      acts={acts}
      path="/api/units"
      previewPath="/api/units/preview"
      bodyOf={(name, entered) => bodyOf(unit.unitId, name, entered)}
    />
  );
}

function bodyOf(
  unitId: string,
  name: string,
  { values, on, reason }: Entered,
): Readonly<Record<string, unknown>> {
  const act = UNIT_ACTS.find((one) => one.act === name)?.sends;
  return act === 'change' ? { act, unitId, values, reason } : { act, unitId, on, reason, ...values };
}

const EMPLOYER_KINDS = ['government', 'institution', 'enterprise', 'selfEmployed', 'dispatch', 'other'];

function useUnitFields(unit: UnitView): (field: UnitField) => FormField {
  const t = useText(enrolmentMessages);
  const label = useLabel();
  const classes = (unit.classes ?? []).map(({ name, people }) => ({
    value: name,
    text: t('classOf', { name, n: people }),
  }));
  const all: Readonly<Record<UnitField, FormField>> = {
    kind: { id: 'kind', label: t('unitKind') },
    code: { id: 'code', label: t('code') },
    name: { id: 'name', label: t('unitName') },
    employerKind: {
      id: 'employerKind',
      label: t('employerKind'),
      options: EMPLOYER_KINDS.map((value) => ({ value, text: label(employerKindWord(value)) })),
    },
    industry: { id: 'industry', label: t('industry') },
    areaCode: { id: 'areaCode', label: t('areaCode') },
    contactName: { id: 'contactName', label: t('contactName') },
    contactPhone: { id: 'contactPhone', label: t('contact') },
    address: { id: 'address', label: t('address') },
    bankName: { id: 'bankName', label: t('bankName') },
    bankAccount: { id: 'bankAccount', label: t('bankAccount') },
    into: { id: 'into', label: t('mergeInto'), unitKinds: [unit.kind] },
    className: { id: 'className', label: t('className'), options: classes },
    newClass: { id: 'className', label: t('className'), hint: t('openClassHint') },
    grade: { id: 'grade', label: t('grade'), hint: t('gradeHint') },
    years: { id: 'years', label: t('stageYears'), hint: t('stageYearsHint') },
    headName: { id: 'headName', label: t('headName') },
    headPhone: { id: 'headPhone', label: t('headPhone') },
    newName: { id: 'newName', label: t('newClassName'), hint: t('newClassHint') },
  };
  return (field) => all[field];
}
