import { changeVisit, insertVisit, putDiagnoses } from '@gongji/store/provider-interface';
import { dayOf } from '../reading/moments.ts';
import { reject } from '../reading/rejections.ts';
import { done, effect, rejected, type Transaction } from '../transaction.ts';
import { messageFacts } from './bill-terms.ts';
import { readDiagnoses } from './diagnosis-rows.ts';
import { coverageOn, findPerson, readPersonClaim } from './people.ts';
import { findVisit, readVisitClaim, wrongState } from './visit-lookup.ts';

/** 2201 and 2201A (which carries the medical type already). */
function registration(infno: string): Transaction {
  return effect({
    infno,
    name: { zh: '门诊挂号', en: 'Outpatient registration' },
    read: (input) => {
      const f = input.one('data');
      return {
        claim: readPersonClaim(f),
        insutype: f.code('insutype', 'insutype'),
        begunAt: f.time('begntime'),
        visitNo: f.text('ipt_otp_no', 30),
        medType: f.maybeCode('med_type', 'med_type') ?? '11',
        sent: f.texts(['psn_no', 'certno', 'mdtrt_cert_no', 'card_sn', 'psn_name']),
      };
    },
    run: async (call, input, tx) => {
      const found = await findPerson(call, input.claim);
      if (found.kind === 'rejected') return found;
      const person = found.value;
      const { insutype, begunAt } = input;
      if (coverageOn(person, insutype, dayOf(begunAt)) === undefined)
        return rejected(
          reject('coverage-missing', { field: 'insutype', value: insutype, insutype, on: dayOf(begunAt) }),
        );
      const visitId = call.services.newId();
      await insertVisit(tx, {
        visitId,
        personId: person.personId,
        regionCode: person.regionCode,
        institutionCode: call.institution.code,
        kind: 'outpatient',
        state: 'open',
        insutype,
        medType: input.medType,
        visitNo: input.visitNo,
        begunAt,
        endedAt: null,
        diseaseCode: null,
        diseaseName: null,
        details: { sent: input.sent },
      });
      return done({ mdtrt_id: visitId, psn_no: person.psnNo, ipt_otp_no: input.visitNo, exp_content: '' });
    },
    write: (data) => ({ data }),
  });
}

const cancel2202 = effect({
  infno: '2202',
  name: { zh: '门诊挂号撤销', en: 'Cancel outpatient registration' },
  openToSuspended: true,
  read: (input) => readVisitClaim(input.one('data')),
  run: async (call, claim, tx) => {
    const found = await findVisit(call, tx, claim);
    if (found.kind === 'rejected') return found;
    if (found.visit.kind !== 'outpatient')
      return rejected(
        wrongState('不是门诊挂号 (not an outpatient visit)', '住院用2404', 'use 2404 for an admission'),
      );
    if (found.liveSettlements.length > 0 || found.openLines > 0)
      return rejected(
        wrongState(
          '仍有费用或结算 (fees or settlements are left)',
          '先撤销结算（2208）和费用（2205）',
          'reverse with 2208 and withdraw with 2205 first',
        ),
      );
    await changeVisit(tx, found.visit, { state: 'cancelled' });
    return done(null);
  },
  write: () => null,
});

/** 2203 and 2203A. */
function visitUpload(infno: string): Transaction {
  return effect({
    infno,
    name: { zh: '门诊就诊信息上传', en: 'Upload outpatient visit and diagnoses' },
    read: (input, call) => {
      const f = input.one(['mdtrtinfo', 'data']);
      const medType = f.code('med_type', 'med_type');
      return {
        claim: readVisitClaim(f),
        medType,
        begunAt: f.maybeTime('begntime'),
        diseaseCode: f.maybeText('dise_codg', 30),
        diseaseName: f.maybeText('dise_name', 500),
        diagnoses: readDiagnoses(input.maybeRows('diseinfo', call.services.limits.rows), '1'),
        details: { sent: f.texts(['psn_no', 'mdtrt_id', 'rxIn']), facts: messageFacts(f, medType) },
      };
    },
    run: async (call, input, tx) => {
      const found = await findVisit(call, tx, input.claim);
      if (found.kind === 'rejected') return found;
      const { claim: _, diagnoses, ...change } = input;
      await changeVisit(tx, found.visit, change);
      await putDiagnoses(tx, found.visit, diagnoses);
      return done(null);
    },
    write: () => null,
  });
}

export const OUTPATIENT_VISIT: readonly Transaction[] = [
  registration('2201'),
  registration('2201A'),
  cancel2202,
  visitUpload('2203'),
  visitUpload('2203A'),
];
