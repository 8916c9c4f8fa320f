import { AUDIT_VALUES, REGISTER_FINDING_KINDS } from '@gongji/contract';
import { AUDIT_DETAILS, AUDIT_SUBJECTS, type Bilingual, type Fen } from '@gongji/domain';
import { yuan } from '../i18n/format.ts';
import { useLabel } from '../i18n/messages.ts';
import { fundName } from '../policy/catalogue.ts';

type Detail = Readonly<Record<string, unknown>>;

const YES: Bilingual = { zh: '是', en: 'yes' };
const NO: Bilingual = { zh: '否', en: 'no' };
const NAMES: Readonly<Record<string, Bilingual>> = { ...REGISTER_FINDING_KINDS, ...AUDIT_DETAILS };
const VALUES: Readonly<Record<string, Readonly<Record<string, Bilingual>>>> = AUDIT_VALUES;

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

/** One row for each thing that the entry says; what an older version wrote under another name keeps it. */
export function Details({ detail }: { readonly detail: Detail }) {
  const label = useLabel();
  const told = Object.entries(detail).filter(([, value]) => value !== null && value !== undefined);
  if (told.length === 0) return null;
  return (
    <dl className="audit-details small">
      {told.map(([key, value]) => (
        <div key={key}>
          <dt>{NAMES[key] === undefined ? <code>{key}</code> : label(NAMES[key])}</dt>
          <dd>
            <Value name={key} value={value} of={detail} />
          </dd>
        </div>
      ))}
    </dl>
  );
}

interface ValueProps {
  readonly name: string;
  readonly value: unknown;
  readonly of: Detail;
}

function Value({ name, value, of }: ValueProps) {
  const label = useLabel();
  if (typeof value === 'boolean') return label(value ? YES : NO);
  if (typeof value === 'number') return name.endsWith('Fen') ? yuan(value as Fen) : String(value);
  if (Array.isArray(value) && value.every((one) => typeof one === 'string'))
    return value.map((one, index) => (
      <span key={one}>
        {index > 0 && '、'}
        <Value name={name} value={one} of={of} />
      </span>
    ));
  if (isBilingual(value)) return label(value);
  if (typeof value !== 'string') return <code>{JSON.stringify(value)}</code>;
  const said = name === 'fund' ? fundName(String(of.scheme), value) : VALUES[name]?.[value];
  return said === undefined ? <span translate="no">{value}</span> : label(said);
}

/** A name that is data and stands in the log as it was. */
function isBilingual(value: unknown): value is Bilingual {
  return typeof value === 'object' && value !== null && 'zh' in value && 'en' in value;
}
