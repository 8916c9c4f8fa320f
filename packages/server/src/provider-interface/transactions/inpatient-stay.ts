import type { PoolClient } from '@gongji/store';
import {
  changeVisit,
  insertVisit,
  openAdmission,
  putDiagnoses,
  type Visit,
} from '@gongji/store/provider-interface';
import type { Call } from '../call.ts';
import type { FieldReader } from '../reading/field-reader.ts';
import { dayOf } from '../reading/moments.ts';
import { reject } from '../reading/rejections.ts';
import { done, effect, rejected, type Transaction } from '../transaction.ts';
import { messageFacts } from './bill-terms.ts';
import { readDiagnoses } from './diagnosis-rows.ts';
import { coverageOn, findPerson, readPersonClaim } from './people.ts';
import { findVisit, readVisitClaim, type VisitClaim, wrongState } from './visit-lookup.ts';

const PRIVATE = ['psn_no', 'mdtrt_id', 'certno', 'mdtrt_cert_no', 'card_sn'];

function readAdmission(f: FieldReader) {
  const medType = f.code('med_type', 'med_type');
  return {
    medType,
    begunAt: f.time('begntime'),
    visitNo: f.text(['ipt_no', 'ipt_otp_no'], 30),
    diseaseCode: f.maybeText('dise_codg', 30),
    diseaseName: f.maybeText('dise_name', 500),
    details: { sent: f.texts(PRIVATE), facts: messageFacts(f, medType) },
  };
}

const admit2401 = effect({
  infno: '2401',
  name: { zh: '入院办理', en: 'Admission' },
  read: (input, call) => {
    const f = input.one(['mdtrtinfo', 'data']);
    return {
      claim: readPersonClaim(f),
      insutype: f.code('insutype', 'insutype'),
      stay: readAdmission(f),
      diagnoses: readDiagnoses(input.maybeRows('diseinfo', call.services.limits.rows), '1'),
    };
  },
  run: async (call, { claim, insutype, stay, diagnoses }, tx) => {
    const found = await findPerson(call, claim);
    if (found.kind === 'rejected') return found;
    const person = found.value;
    const on = dayOf(stay.begunAt);
    if (coverageOn(person, insutype, on) === undefined)
      return rejected(
        reject('coverage-missing', { field: 'mdtrtinfo.insutype', value: insutype, insutype, on }),
      );
    const open = await openAdmission(tx, person.personId, call.institution.code);
    if (open !== undefined) return rejected(alreadyAdmitted(open));
    const visit: Visit = {
      visitId: call.services.newId(),
      personId: person.personId,
      regionCode: person.regionCode,
      institutionCode: call.institution.code,
      kind: 'inpatient',
      state: 'open',
      insutype,
      medType: stay.medType,
      visitNo: stay.visitNo,
      begunAt: stay.begunAt,
      endedAt: null,
      diseaseCode: stay.diseaseCode ?? null,
      diseaseName: stay.diseaseName ?? null,
      details: stay.details,
    };
    await insertVisit(tx, visit);
    await putDiagnoses(tx, visit, diagnoses);
    return done(visit.visitId);
  },
  write: (visitId) => ({ result: { mdtrt_id: visitId, exp_content: '' } }),
});

const change2403 = effect({
  infno: '2403',
  name: { zh: '住院信息变更', en: 'Change admission' },
  read: (input, call) => {
    const f = input.one(['adminfo', 'mdtrtinfo', 'data']);
    return {
      claim: readVisitClaim(f),
      change: readAdmission(f),
      diagnoses: readDiagnoses(input.maybeRows('diseinfo', call.services.limits.rows), '1'),
    };
  },
  run: async (call, { claim, change, diagnoses }, tx) => {
    const found = await findStay(call, tx, claim);
    if (found.kind === 'rejected') return found;
    if (found.liveSettlements.length > 0) return rejected(settled());
    await changeVisit(tx, found.visit, change);
    await putDiagnoses(tx, found.visit, diagnoses);
    return done(null);
  },
  write: () => null,
});

const discharge2402 = effect({
  infno: '2402',
  name: { zh: '出院办理', en: 'Discharge' },
  openToSuspended: true,
  read: (input, call) => {
    const f = input.one(['dscginfo', 'data']);
    return {
      claim: readVisitClaim(f),
      endedAt: f.time('endtime'),
      diseaseCode: f.maybeText('dise_codg', 30),
      diseaseName: f.maybeText('dise_name', 500),
      details: { sent: f.texts(PRIVATE), facts: messageFacts(f, '') },
      diagnoses: readDiagnoses(input.maybeRows('diseinfo', call.services.limits.rows), '2'),
    };
  },
  run: async (call, { claim, diagnoses, ...change }, tx) => {
    const found = await findStay(call, tx, claim);
    if (found.kind === 'rejected') return found;
    const { visit } = found;
    if (visit.state === 'discharged')
      return rejected(
        wrongState(
          '已办理出院 (already discharged)',
          '更正须先出院撤销（2405）',
          'undo with 2405 to correct',
        ),
      );
    if (change.endedAt < visit.begunAt)
      return rejected(
        reject('field-malformed', {
          field: 'dscginfo.endtime',
          value: change.endedAt,
          expected: `不早于入院时间${visit.begunAt}`,
          expected_en: 'not before admission',
        }),
      );
    await changeVisit(tx, visit, { ...change, state: 'discharged' });
    await putDiagnoses(tx, visit, diagnoses);
    return done(null);
  },
  write: () => null,
});

const cancel2404 = effect({
  infno: '2404',
  name: { zh: '入院撤销', en: 'Cancel admission' },
  openToSuspended: true,
  read: (input) => readVisitClaim(input.one('data')),
  run: async (call, claim, tx) => {
    const found = await findStay(call, tx, claim);
    if (found.kind === 'rejected') return found;
    if (found.liveSettlements.length > 0 || found.openLines > 0)
      return rejected(
        wrongState(
          '仍有费用或结算 (fees or settlements are left)',
          '先撤销结算（2305）和费用（2302）',
          'reverse with 2305 and withdraw with 2302 first',
        ),
      );
    await changeVisit(tx, found.visit, { state: 'cancelled' });
    return done(null);
  },
  write: () => null,
});

const undo2405 = effect({
  infno: '2405',
  name: { zh: '出院撤销', en: 'Cancel discharge' },
  openToSuspended: true,
  read: (input) => readVisitClaim(input.one('data')),
  run: async (call, claim, tx) => {
    const found = await findStay(call, tx, claim);
    if (found.kind === 'rejected') return found;
    if (found.visit.state !== 'discharged')
      return rejected(wrongState('尚未出院 (not discharged)', '无需撤销', 'nothing to undo'));
    if (found.liveSettlements.some((s) => !s.midStay)) return rejected(settled());
    const open = await openAdmission(tx, found.visit.personId, call.institution.code);
    if (open !== undefined) return rejected(alreadyAdmitted(open));
    await changeVisit(tx, found.visit, { state: 'open', endedAt: null });
    return done(null);
  },
  write: () => null,
});

async function findStay(call: Call, tx: PoolClient, claim: VisitClaim) {
  const found = await findVisit(call, tx, claim);
  if (found.kind === 'rejected' || found.visit.kind === 'inpatient') return found;
  return rejected(wrongState('不是住院就诊 (not a stay)', '核对mdtrt_id', 'check mdtrt_id'));
}

function settled() {
  return wrongState('已结算 (settled)', '先撤销结算（2305）', 'reverse with 2305 first');
}

function alreadyAdmitted(visitId: string) {
  return reject('record-exists', {
    field: 'mdtrtinfo.psn_no',
    why: `在院就诊${visitId} (is in hospital under this visit)`,
    remedy_zh: '先办理出院（2402）或入院撤销（2404）；应答丢失用2601冲正',
    remedy_en: 'discharge with 2402 or cancel with 2404 first; compensate a lost reply with 2601',
  });
}

export const INPATIENT_STAY: readonly Transaction[] = [
  admit2401,
  discharge2402,
  change2403,
  cancel2404,
  undo2405,
];
