import type { Bilingual, CalendarDate } from '@gongji/domain';
import { type FilingKind, filingsOf, insertFiling, withdrawFiling } from '@gongji/store/provider-interface';
import type { FieldReader } from '../reading/field-reader.ts';
import { reject } from '../reading/rejections.ts';
import { done, effect, rejected, type Transaction } from '../transaction.ts';
import { findPerson, psnOnly } from './people.ts';
import { isOurNumber } from './settlement-number.ts';

interface FilingSpec {
  readonly infno: string;
  readonly name: Bilingual;
  readonly kind: FilingKind;
  readonly node: string;
  readonly institution: string;
  readonly disease?: string;
  /** Fields that must be there beside person and dates. */
  readonly required: readonly string[];
  readonly from: readonly string[];
}

/** A filing repeats when the same person has one of the kind for the same disease or institution in the same time. */
function filing(spec: FilingSpec): Transaction {
  return effect({
    infno: spec.infno,
    name: spec.name,
    read: (input) => readFiling(input.one([spec.node, 'data']), spec),
    run: async (call, { psnNo, ...filed }, tx) => {
      const found = await findPerson(call, psnOnly(psnNo));
      if (found.kind === 'rejected') return found;
      const { personId, regionCode } = found.value;
      const diseases = await call.services.diseases.all();
      if (spec.kind === 'chronic' && diseases.get(filed.diseaseCode ?? '')?.kind !== 'chronic')
        return rejected(
          reject('code-unknown', {
            field: `data.${spec.disease}`,
            value: filed.diseaseCode ?? '',
            dictionary: '门诊慢特病种目录 1309',
          }),
        );
      const others = await filingsOf(tx, personId, spec.kind);
      const same = others.find(
        (o) =>
          o.diseaseCode === filed.diseaseCode &&
          o.institutionCode === filed.institutionCode &&
          overlaps(o, filed),
      );
      if (same !== undefined) return rejected(existing(same.filingId));
      const filingId = call.services.newId();
      await insertFiling(tx, { ...filed, filingId, kind: spec.kind, personId, regionCode });
      return done(filingId);
    },
    write: (filingId) => ({ result: { trt_dcla_detl_sn: filingId, exp_content: '' } }),
  });
}

function readFiling(f: FieldReader, spec: FilingSpec) {
  for (const name of spec.required) f.text(name);
  const validFrom = f.day(spec.from);
  const validTo = f.maybeDay('enddate') ?? null;
  if (validTo !== null && validTo < validFrom)
    f.problem(
      reject('field-malformed', {
        field: f.field('enddate'),
        value: validTo,
        expected: '不早于开始日期',
        expected_en: 'not before begndate',
      }),
    );
  return {
    psnNo: f.text('psn_no', 30),
    insutype: f.maybeCode('insutype', 'insutype') ?? null,
    diseaseCode: spec.disease === undefined ? null : f.text(spec.disease, 30),
    institutionCode: f.maybeText(spec.institution, 30) ?? null,
    validFrom,
    validTo,
    details: f.texts(['psn_no']),
  };
}

interface Period {
  readonly validFrom: CalendarDate;
  readonly validTo: CalendarDate | null;
}

function overlaps(a: Period, b: Period): boolean {
  return (a.validTo === null || a.validTo >= b.validFrom) && (b.validTo === null || b.validTo >= a.validFrom);
}

function existing(filingId: string) {
  return reject('record-exists', {
    field: 'data.begndate',
    why: `同期已有备案${filingId} (a filing of the same time)`,
    remedy_zh: '无需重复备案；更改请先撤销原备案',
    remedy_en: 'no second filing is needed; withdraw the first to change it',
  });
}

function withdrawal(infno: string, name: Bilingual, kind: FilingKind): Transaction {
  return effect({
    infno,
    name,
    openToSuspended: true,
    read: (input) => {
      const f = input.one('data');
      return {
        psnNo: f.text('psn_no', 30),
        filingId: f.text('trt_dcla_detl_sn', 30),
        reason: f.maybeText('memo', 500) ?? '',
      };
    },
    run: async (call, { psnNo, filingId, reason }, tx) => {
      const found = await findPerson(call, psnOnly(psnNo));
      if (found.kind === 'rejected') return found;
      const { personId } = found.value;
      const known = isOurNumber(filingId) && (await withdrawFiling(tx, { personId, filingId, kind, reason }));
      return known
        ? done(null)
        : rejected(reject('record-unknown', { field: 'data.trt_dcla_detl_sn', value: filingId }));
    },
    write: () => null,
  });
}

export const FILINGS: readonly Transaction[] = [
  filing({
    infno: '2501',
    name: { zh: '转院备案', en: 'Transfer filing' },
    kind: 'transfer',
    node: 'refmedin',
    institution: 'reflin_medins_no',
    required: ['reflin_medins_no', 'refl_type', 'refl_rea'],
    from: ['begndate', 'refl_date'],
  }),
  withdrawal('2502', { zh: '转院备案撤销', en: 'Withdraw transfer filing' }, 'transfer'),
  filing({
    infno: '2503',
    name: { zh: '人员慢特病备案', en: 'Chronic-disease filing' },
    kind: 'chronic',
    node: 'data',
    institution: 'ide_fixmedins_no',
    disease: 'opsp_dise_code',
    required: [],
    from: ['begndate'],
  }),
  withdrawal('2504', { zh: '人员慢特病备案撤销', en: 'Withdraw chronic-disease filing' }, 'chronic'),
  filing({
    infno: '2505',
    name: { zh: '人员定点备案', en: 'Designated-institution filing' },
    kind: 'designated',
    node: 'data',
    institution: 'fixmedins_code',
    required: ['fixmedins_code', 'biz_appy_type'],
    from: ['begndate'],
  }),
  withdrawal('2506', { zh: '人员定点备案撤销', en: 'Withdraw designated-institution filing' }, 'designated'),
  filing({
    infno: '2507',
    name: { zh: '人员意外伤害备案', en: 'Accident filing' },
    kind: 'accident',
    node: 'data',
    institution: 'fixmedins_code',
    required: [],
    from: ['begndate', 'trum_time'],
  }),
];
