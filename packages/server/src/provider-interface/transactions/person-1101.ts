import { ageOn, type CalendarDate, fen, INSUTYPE } from '@gongji/domain';
import { type Credential, type PersonFile, personByCredential } from '@gongji/store/provider-interface';
import { yuan } from '../amounts/yuan.ts';
import { beijingDay } from '../message/beijing-time.ts';
import type { FieldReader } from '../reading/field-reader.ts';
import { dayOf } from '../reading/moments.ts';
import { reject } from '../reading/rejections.ts';
import { done, query, rejected } from '../transaction.ts';

/** 03 and 06 are cards, 01 and 04 voucher tokens, 02 and 05 the identity certificate. */
const CARD = ['03', '06'];
const VOUCHER = ['01', '04'];

export const person1101 = query({
  infno: '1101',
  name: { zh: '人员信息获取', en: 'Get insured person' },
  read: (input) => {
    const f = input.one('data');
    return { credential: readCredential(f), name: f.maybeText('psn_name', 50), on: f.maybeDay('begntime') };
  },
  run: async (call, { credential, name, on }) => {
    const found = await personByCredential(call.services.pool, credential);
    const person = found.find((p) => name === undefined || p.name === name);
    if (person === undefined) return rejected(reject('person-unknown', { field: 'mdtrt_cert_no' }));
    return done({ person, on: on ?? dayOf(beijingDay(call.receivedAt)) });
  },
  write: ({ person, on }) => ({
    baseinfo: baseinfo(person, on),
    insuinfo: insuinfo(person, on),
    idetinfo: person.groups
      .filter((g) => g.to === null || g.to >= on)
      .map((g) => ({
        psn_idet_type: g.idetType,
        psn_type_lv: '',
        memo: '',
        begntime: `${g.from} 00:00:00`,
        endtime: g.to === null ? '' : `${g.to} 23:59:59`,
      })),
  }),
});

function readCredential(f: FieldReader): Credential {
  const type = f.maybeCode('mdtrt_cert_type', 'mdtrt_cert_type') ?? '02';
  const certNo = f.maybeText('certno', 50);
  const shown = f.maybeText('mdtrt_cert_no', 500);
  if (shown !== undefined && VOUCHER.includes(type)) return { kind: 'voucher', token: shown };
  if (shown !== undefined && CARD.includes(type)) return { kind: 'card', cardNo: shown };
  const no = shown ?? certNo ?? f.text('mdtrt_cert_no');
  return { kind: 'certificate', certType: f.maybeCode('psn_cert_type', 'psn_cert_type'), certNo: no };
}

function baseinfo(p: PersonFile, on: CalendarDate) {
  return {
    psn_no: p.psnNo,
    psn_cert_type: p.certType,
    certno: p.certNo,
    psn_name: p.name,
    gend: p.sex,
    naty: p.ethnic,
    brdy: p.bornOn,
    age: ageOn(p.bornOn, on),
    exp_content: '',
  };
}

/** One row per scheme: the coverage that holds on the day, else the latest. */
function insuinfo(p: PersonFile, on: string) {
  const byScheme = Map.groupBy(p.coverages, (c) => c.insutype);
  return [...byScheme.values()].flatMap((rows) => {
    const row =
      rows.find((c) => c.coveredFrom <= on && (c.coveredTo === null || c.coveredTo >= on)) ?? rows[0];
    if (row === undefined) return [];
    const ended = row.coveredTo !== null && row.coveredTo < on;
    return [
      {
        balc: row.insutype === INSUTYPE.employee ? yuan(fen(Number(p.balanceFen ?? 0))) : 0,
        insutype: row.insutype,
        psn_type: row.psnType,
        psn_insu_stas: ended && row.status === '1' ? '4' : row.status,
        psn_insu_date: row.coveredFrom,
        paus_insu_date: row.coveredTo ?? '',
        cvlserv_flag: row.civilServant ? '1' : '0',
        insuplc_admdvs: row.regionCode,
        emp_name: p.employerName ?? '',
      },
    ];
  });
}
