import { addDays, ageOn, daysBetween } from '@gongji/domain';
import {
  diagnosesOf,
  type InsuredPerson,
  inHospital,
  type Visit,
  visitsOf,
} from '@gongji/store/provider-interface';
import type { Call } from '../call.ts';
import { beijingDay, beijingTime } from '../message/beijing-time.ts';
import type { FieldReader } from '../reading/field-reader.ts';
import { dayOf, type WallTime } from '../reading/moments.ts';
import { reject } from '../reading/rejections.ts';
import { done, query, rejected, type Transaction } from '../transaction.ts';
import { findPerson, psnOnly } from './people.ts';
import { readVisitClaim } from './visit-lookup.ts';

/** A span of a query; a date alone means the whole day, a missing end means until today. */
export function readSpan(f: FieldReader, call: Call): { readonly from: string; readonly to: string } {
  const from = f.time('begntime');
  const end = f.maybeTime('endtime') ?? (`${beijingDay(call.receivedAt)} 00:00:00` as WallTime);
  return { from, to: end.endsWith('00:00:00') ? `${dayOf(end)} 23:59:59` : end };
}

const query5201 = query({
  infno: '5201',
  name: { zh: '就诊信息查询', en: 'Visit query' },
  read: (input, call) => {
    const f = input.one('data');
    return {
      psnNo: f.text('psn_no', 30),
      medType: f.maybeCode('med_type', 'med_type'),
      visitId: f.maybeText('mdtrt_id', 30),
      ...readSpan(f, call),
    };
  },
  run: async (call, { psnNo, ...by }) => {
    const found = await findPerson(call, psnOnly(psnNo));
    if (found.kind === 'rejected') return found;
    const { personId } = found.value;
    const visits = await visitsOf(call.services.pool, {
      ...by,
      personId,
      institutionCode: call.institution.code,
    });
    return done({ person: found.value, visits });
  },
  write: ({ person, visits }, call) => ({ mdtrtinfo: visits.map((v) => visitNode(person, v, call)) }),
});

function visitNode(person: InsuredPerson, v: Visit, call: Call) {
  const coverage = person.coverages.find((c) => c.insutype === v.insutype);
  const ended = v.endedAt === null ? beijingDay(call.receivedAt) : v.endedAt;
  return {
    ...v.details.sent,
    mdtrt_id: v.visitId,
    ...personNode(person, call),
    insutype: v.insutype,
    psn_type: coverage?.psnType ?? '',
    cvlserv_flag: coverage?.civilServant === true ? '1' : '0',
    insu_optins: coverage?.regionCode ?? '',
    begntime: v.begunAt,
    endtime: v.endedAt ?? '',
    med_type: v.medType,
    ipt_otp_no: v.visitNo,
    dise_codg: v.diseaseCode ?? '',
    dise_name: v.diseaseName ?? '',
    inhosp_stas: v.kind === 'inpatient' && v.state === 'open' ? '1' : '0',
    ipt_days: v.kind === 'inpatient' ? daysBetween(dayOf(v.begunAt), dayOf(ended)) : 0,
    opter_id: '',
    opter_name: '',
    opt_time: '',
    memo: '',
  };
}

/** The fields by which replies show a person. */
export function personNode(person: InsuredPerson, call: Call) {
  return {
    psn_no: person.psnNo,
    psn_cert_type: person.certType,
    certno: person.certNo,
    psn_name: person.name,
    gend: person.sex,
    naty: person.ethnic,
    brdy: person.bornOn,
    age: ageOn(person.bornOn, dayOf(beijingDay(call.receivedAt))),
  };
}

const query5202 = query({
  infno: '5202',
  name: { zh: '诊断信息查询', en: 'Diagnosis query' },
  read: (input) => readVisitClaim(input.one('data')),
  run: async (call, { psnNo, visitId }) => {
    const found = await findPerson(call, psnOnly(psnNo));
    if (found.kind === 'rejected') return found;
    const { personId } = found.value;
    const span = { from: '1900-01-01', to: addDays(dayOf(beijingDay(call.receivedAt)), 3650) };
    const by = { ...span, personId, visitId, institutionCode: call.institution.code, medType: undefined };
    const own = await visitsOf(call.services.pool, by);
    if (own.length === 0)
      return rejected(reject('visit-unknown', { field: 'data.mdtrt_id', value: visitId }));
    return done({ psnNo, visitId, diagnoses: await diagnosesOf(call.services.pool, personId, visitId) });
  },
  write: ({ psnNo, visitId, diagnoses }, call) => ({
    diseinfo: diagnoses.map((d) => ({
      diag_info_id: `${visitId}-${d.stage}-${d.type}-${d.sortNo}`.slice(-30),
      mdtrt_id: visitId,
      psn_no: psnNo,
      inout_diag_type: d.stage,
      diag_type: d.type,
      maindiag_flag: d.main ? '1' : '0',
      diag_srt_no: d.sortNo,
      diag_code: d.code,
      diag_name: d.name,
      adm_cond: d.admissionCondition,
      diag_dept: d.dept,
      dise_dor_no: d.doctorNo,
      dise_dor_name: d.doctorName,
      diag_time: d.at ?? '',
      opter_id: call.envelope.operatorNo,
      opter_name: '',
      opt_time: beijingTime(call.receivedAt),
    })),
  }),
});

const query5303 = query({
  infno: '5303',
  name: { zh: '在院信息查询', en: 'In-hospital query' },
  read: (input, call) => {
    const f = input.one('data');
    return { psnNo: f.maybeText('psn_no', 30), ...readSpan(f, call) };
  },
  run: async (call, by) =>
    done(await inHospital(call.services.pool, { ...by, institutionCode: call.institution.code })),
  write: (stays, call) => ({
    data: stays.map(({ person, visit }) => ({
      mdtrt_id: visit.visitId,
      ...personNode(person, call),
      insutype: visit.insutype,
      begndate: dayOf(visit.begunAt),
      med_type: visit.medType,
      ipt_otp_no: visit.visitNo,
      out_flag: visit.regionCode === call.institution.regionCode ? '0' : '1',
    })),
  }),
});

export const VISIT_QUERIES: readonly Transaction[] = [query5201, query5202, query5303];
