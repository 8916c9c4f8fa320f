import { FAMILY_ROLES, PERSON_ACTS, type PersonField } from '@gongji/contract';
import { CERTIFICATE_KINDS } from '@gongji/domain';
import { useLabel, useText } from '../i18n/messages.ts';
import { ChangeForm, type Entered, type FormField } from './change-form.tsx';
import { enrolmentMessages } from './enrolment-messages.ts';

/** 变更、更正、家庭、死亡: the acts about a person, from the rows of the configuration. */
export function PersonChangeForm({ path, personRef }: { readonly path: string; readonly personRef: string }) {
  const t = useText(enrolmentMessages);
  const label = useLabel();
  const fieldOf = useFields();
  const acts = PERSON_ACTS.map(({ act, name, fields, day }) => ({
    act,
    name: label(name),
    fields: fields.map(fieldOf),
    ...(day === undefined ? {} : { day: label(day) }),
  }));
  return (
    <ChangeForm
      key={personRef}
      title={t('changePerson')}
      acts={acts}
      path={`${path}/changes`}
      previewPath={`${path}/changes/preview`}
      bodyOf={bodyOf}
    />
  );
}

function bodyOf(name: string, { values, on, reason }: Entered): Readonly<Record<string, unknown>> {
  const kind = PERSON_ACTS.find(({ act }) => act === name)?.kind;
  if (kind === 'death') return { kind, diedOn: on, reason };
  if (kind === 'leave') return { kind, effectiveOn: on, reason };
  return { kind, values, reason, ...(kind === 'change' ? { effectiveOn: on } : {}) };
}

function useFields(): (field: PersonField) => FormField {
  const t = useText(enrolmentMessages);
  const label = useLabel();
  const words = (of: Readonly<Record<string, { readonly zh: string; readonly en: string }>>) =>
    Object.entries(of).map(([value, text]) => ({ value, text: label(text) }));
  const all: Readonly<Record<PersonField, FormField>> = {
    name: { id: 'name', label: t('name') },
    certType: { id: 'certType', label: t('certType'), options: words(CERTIFICATE_KINDS) },
    certNo: { id: 'certNo', label: t('certNo'), hint: t('certNoHint') },
    certValidTo: { id: 'certValidTo', label: t('certValidTo'), type: 'date' },
    bornOn: { id: 'bornOn', label: t('birthday'), type: 'date' },
    sex: {
      id: 'sex',
      label: t('sex'),
      options: [
        { value: '1', text: t('male') },
        { value: '2', text: t('female') },
      ],
    },
    phone: { id: 'phone', label: t('phone') },
    address: { id: 'address', label: t('address') },
    residence: {
      id: 'residence',
      label: t('residence'),
      options: (['local', 'nonLocal', 'hmt', 'foreign'] as const).map((value) => ({ value, text: t(value) })),
    },
    householdKind: {
      id: 'householdKind',
      label: t('householdKind'),
      options: (['urban', 'rural'] as const).map((value) => ({ value, text: t(value) })),
    },
    communityId: { id: 'communityId', label: t('community'), unitKinds: ['community'] },
    guardianName: { id: 'guardianName', label: t('guardian') },
    guardianCertNo: { id: 'guardianCertNo', label: t('guardianCertNo') },
    familyOf: { id: 'familyOf', label: t('familyOf'), hint: t('familyOfHint') },
    familyRole: { id: 'familyRole', label: t('familyRole'), options: words(FAMILY_ROLES) },
  };
  return (field) => all[field];
}
