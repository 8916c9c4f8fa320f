import type { NewPersonBody } from '@gongji/contract';
import {
  type CalendarDate,
  type Certificate,
  isPersonName,
  plainName,
  type Rejection,
  readCertificate,
  rejection,
} from '@gongji/domain';
import { bilingualRejection } from '@gongji/engine';

/** What is entered of a person, read: name and certificate in the form in which they are stored. */
export interface PersonEntry {
  readonly name: string;
  readonly certificate: Certificate;
  readonly bornOn: CalendarDate;
  readonly sex: string;
}

export type EntryRead =
  | { readonly kind: 'read'; readonly entry: PersonEntry }
  | { readonly kind: 'refused'; readonly rejections: readonly Rejection[] };

type Typed = Pick<NewPersonBody, 'name' | 'certType' | 'certNo' | 'bornOn' | 'sex'>;

/** Reads name, certificate, birthday and sex together: all that is wrong, and where the number says otherwise. Pure. */
export function readPersonEntry(typed: Typed, today: CalendarDate): EntryRead {
  const found: Rejection[] = [];
  if (!isPersonName(typed.name)) {
    found.push(rejection('name-invalid', { name: typed.name }, { field: 'name', value: typed.name }));
  }
  const read = readCertificate(typed.certType, typed.certNo);
  if (read.kind === 'refused') return { kind: 'refused', rejections: [...found, ...read.rejections] };
  const { certificate } = read;
  const bornOn = typed.bornOn ?? certificate.bornOn;
  const sex = typed.sex ?? certificate.sex ?? '0';
  found.push(...mismatches(certificate, typed));
  if (bornOn === undefined) found.push(BIRTH_MISSING);
  else if (bornOn > today) {
    found.push(
      bilingualRejection(
        'day-in-future',
        { zh: { what: '出生日期', day: bornOn }, en: { what: 'the birthday', day: bornOn } },
        { field: 'bornOn', value: bornOn },
      ),
    );
  }
  if (found.length > 0 || bornOn === undefined) return { kind: 'refused', rejections: found };
  return { kind: 'read', entry: { name: plainName(typed.name), certificate, bornOn, sex } };
}

const BIRTH_MISSING: Rejection = bilingualRejection(
  'fact-missing',
  { zh: { name: '出生日期' }, en: { name: 'day of birth' } },
  { field: 'bornOn' },
);

function mismatches({ bornOn, sex }: Certificate, typed: Typed): readonly Rejection[] {
  const found: Rejection[] = [];
  if (bornOn !== undefined && typed.bornOn !== undefined && typed.bornOn !== bornOn) {
    const value = typed.bornOn;
    const data = { zh: { what: `出生于 ${bornOn}`, value }, en: { what: `born on ${bornOn}`, value } };
    found.push(bilingualRejection('certificate-mismatch', data, { field: 'bornOn', value }));
  }
  if (sex !== undefined && (typed.sex === '1' || typed.sex === '2') && typed.sex !== sex) {
    const words = { '1': { zh: '男', en: 'male' }, '2': { zh: '女', en: 'female' } };
    const [says, value] = [words[sex], words[typed.sex]];
    const data = {
      zh: { what: `性别为${says.zh}`, value: value.zh },
      en: { what: `sex ${says.en}`, value: value.en },
    };
    found.push(bilingualRejection('certificate-mismatch', data, { field: 'sex', value: typed.sex }));
  }
  return found;
}
