import { isRole, ROLES } from '@gongji/contract';
import { AUDIT_DETAILS, AUDIT_SUBJECTS, AUDIT_VALUES, type Fen } from '@gongji/domain';
import { yuan } from '../i18n/format.ts';
import { useLabel } from '../i18n/messages.ts';
import { SCHEMES } from '../policy/words.ts';

const [YES, NO] = [
  { zh: '是', en: 'yes' },
  { zh: '否', en: 'no' },
];

export function Subject({ subject }: { readonly subject: string }) {
  const label = useLabel();
  const [, kind = '', rest = ''] = /^([a-z-]+):(.*)$/.exec(subject) ?? [];
  const known = AUDIT_SUBJECTS[kind];
  return known === undefined ? (
    <code>{subject}</code>
  ) : (
    <>
      {label(known)} <code>{rest}</code>
    </>
  );
}

/** One row for each thing that the entry says; what has no word keeps its name in the log. */
export function Details({ detail }: { readonly detail: Readonly<Record<string, unknown>> }) {
  const label = useLabel();
  const told = Object.entries(detail).filter(([, value]) => value !== null && value !== undefined);
  if (told.length === 0) return null;
  return (
    <dl className="audit-details small">
      {told.map(([key, value]) => (
        <div key={key}>
          <dt>{AUDIT_DETAILS[key] === undefined ? <code>{key}</code> : label(AUDIT_DETAILS[key])}</dt>
          <dd>
            <Value name={key} value={value} />
          </dd>
        </div>
      ))}
    </dl>
  );
}

function Value({ name, value }: { readonly name: string; readonly value: unknown }) {
  const label = useLabel();
  if (typeof value === 'boolean') return label(value ? YES : NO);
  if (typeof value === 'number' && name.endsWith('Fen')) return yuan(value as Fen);
  if (Array.isArray(value) && value.every((one) => typeof one === 'string'))
    return value.map((one, index) => (
      <span key={one}>
        {index > 0 && '、'}
        <Value name={name} value={one} />
      </span>
    ));
  const said = typeof value === 'string' ? AUDIT_VALUES[name]?.[value] : undefined;
  if (said !== undefined) return label(said);
  if (typeof value === 'string' && isRole(value)) return label(ROLES[value].name);
  if (value === 'employee' || value === 'resident') return label(SCHEMES[value]);
  return typeof value === 'object' ? (
    <code>{JSON.stringify(value)}</code>
  ) : (
    <span translate="no">{String(value)}</span>
  );
}
