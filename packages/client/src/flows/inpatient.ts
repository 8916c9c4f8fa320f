import type { Fen } from '@gongji/domain';
import type { HisClient } from '../his-client.ts';
import { yuanNumber } from '../money-text.ts';
import { type CallOutcome, expectAccepted, objectNode, textOf } from '../outcome.ts';
import { type Doctor, type FeeLine, feeFields, orderFields } from './fee-line.ts';
import { type Diagnosis, splitFields } from './outpatient.ts';
import { identityFields, insuredRegion, type Patient } from './person.ts';
import { readSettlement, type SettlementReply } from './settlement-reply.ts';

/** One stay 住院. */
export interface Stay {
  readonly visitId: string;
  readonly patient: Patient;
  readonly insutype: string;
  readonly medType: string;
  readonly doctor: Doctor;
  readonly diagnosis: Diagnosis;
  /** Fields of births (matn_type …) and of day surgery, sent at admission and at discharge. */
  readonly extra?: Readonly<Record<string, string>>;
}

export interface AdmissionRequest extends Omit<Stay, 'visitId'> {
  readonly inpatientNo: string;
  readonly bed: string;
  /** `yyyy-MM-dd HH:mm:ss` */
  readonly at: string;
}

/** 2401 admission 入院办理. */
export async function admit(client: HisClient, request: AdmissionRequest): Promise<Stay> {
  const { patient, insutype, doctor, diagnosis, at } = request;
  const { psn_cert_type, ...identity } = identityFields(patient, insutype) as Record<string, unknown>;
  const mdtrtinfo = {
    ...identity,
    cert_type: psn_cert_type,
    begntime: at,
    med_type: request.medType,
    ipt_no: request.inpatientNo,
    medrcdno: request.inpatientNo,
    atddr_no: doctor.code,
    chfpdr_name: doctor.name,
    adm_diag_dscr: diagnosis.name,
    adm_dept_codg: doctor.deptCode,
    adm_dept_name: doctor.deptName,
    adm_bed: request.bed,
    dscg_maindiag_code: diagnosis.code,
    dscg_maindiag_name: diagnosis.name,
    insuplc_admdvs: insuredRegion(client, patient, insutype),
    mdtrtarea_admvs: client.regionCode,
    ...request.extra,
  };
  const input = { mdtrtinfo, diseinfo: [diagnosisRow(request, at)] };
  const outcome = await client.call('2401', input, headerOf(client, request));
  return { ...request, visitId: textOf(objectNode(expectAccepted('2401', outcome), 'result'), 'mdtrt_id') };
}

/** 2301 fees of a day 费用明细上传. */
export function uploadStayFees(
  client: HisClient,
  stay: Stay,
  lines: readonly FeeLine[],
): Promise<CallOutcome> {
  const feedetail = lines.map((line) => ({
    ...feeFields(line),
    ...orderFields(line, stay.doctor),
    mdtrt_id: stay.visitId,
    psn_no: stay.patient.psnNo,
    med_type: stay.medType,
  }));
  return client.call('2301', { feedetail }, headerOf(client, stay));
}

/** 2402 discharge 出院办理 at `yyyy-MM-dd HH:mm:ss`. */
export async function discharge(client: HisClient, stay: Stay, at: string): Promise<void> {
  const dscginfo = {
    mdtrt_id: stay.visitId,
    psn_no: stay.patient.psnNo,
    insutype: stay.insutype,
    endtime: at,
    dscg_dept_codg: stay.doctor.deptCode,
    dscg_dept_name: stay.doctor.deptName,
    dscg_way: '1',
    ...stay.extra,
  };
  const diseinfo = [{ ...diagnosisRow(stay, at), mdtrt_id: stay.visitId }];
  expectAccepted('2402', await client.call('2402', { dscginfo, diseinfo }, headerOf(client, stay)));
}

export interface SettleStay {
  readonly totalFen: Fen;
  readonly account: '0' | '1' | '2';
  /** Settles the stay so far and keeps the patient in hospital 中途结算. */
  readonly midStay?: boolean;
  /** `yyyy-MM-dd` */
  readonly dischargedOn: string;
}

function settleFields(client: HisClient, stay: Stay, bill: SettleStay) {
  return {
    ...identityFields(stay.patient, stay.insutype),
    medfee_sumamt: yuanNumber(bill.totalFen),
    psn_setlway: '01',
    mdtrt_id: stay.visitId,
    acct_used_flag: bill.account,
    mid_setl_flag: bill.midStay === true ? '1' : '0',
    dscgTime: bill.dischargedOn,
    insuplc_admdvs: insuredRegion(client, stay.patient, stay.insutype),
    mdtrtarea_admvs: client.regionCode,
  };
}

/** 2303 preview 预结算. */
export function previewStay(client: HisClient, stay: Stay, bill: SettleStay): Promise<CallOutcome> {
  return client.call('2303', { data: settleFields(client, stay, bill) }, headerOf(client, stay));
}

/** 2304 settle 结算. */
export function settleStay(
  client: HisClient,
  stay: Stay,
  bill: SettleStay & { readonly preview: SettlementReply; readonly msgid?: string },
): Promise<CallOutcome> {
  const data = { ...settleFields(client, stay, bill), invono: '', ...splitFields(bill.preview) };
  const again = bill.msgid === undefined ? {} : { msgid: bill.msgid };
  return client.call('2304', { data }, { ...headerOf(client, stay), ...again });
}

/** 2305 reverse 撤销. */
export async function reverseStay(
  client: HisClient,
  stay: Stay,
  settlementId: string,
): Promise<SettlementReply> {
  const data = { mdtrt_id: stay.visitId, setl_id: settlementId, psn_no: stay.patient.psnNo };
  return readSettlement(expectAccepted('2305', await client.call('2305', { data }, headerOf(client, stay))));
}

function diagnosisRow(stay: Omit<Stay, 'visitId'>, at: string) {
  return {
    psn_no: stay.patient.psnNo,
    diag_type: '1',
    maindiag_flag: '1',
    diag_srt_no: 1,
    diag_code: stay.diagnosis.code,
    diag_name: stay.diagnosis.name,
    adm_cond: '1',
    diag_dept: stay.doctor.deptName,
    dise_dor_no: stay.doctor.code,
    dise_dor_name: stay.doctor.name,
    diag_time: at,
  };
}

function headerOf(client: HisClient, stay: Pick<Stay, 'patient' | 'insutype'>) {
  return { insuredRegion: insuredRegion(client, stay.patient, stay.insutype) };
}
