import type { Fen } from '@gongji/domain';
import { timeText } from '../china-time.ts';
import type { HisClient } from '../his-client.ts';
import { yuanNumber } from '../money-text.ts';
import { type CallOutcome, expectAccepted, objectNode, textOf } from '../outcome.ts';
import { type Doctor, type FeeLine, feeFields, orderFields } from './fee-line.ts';
import { identityFields, insuredRegion, type Patient } from './person.ts';
import { readSettlement, type SettlementReply } from './settlement-reply.ts';

/** One outpatient visit 门诊就诊 at the desk of a hospital system. */
export interface Visit {
  readonly visitId: string;
  readonly outpatientNo: string;
  readonly patient: Patient;
  readonly insutype: string;
  readonly medType: string;
  readonly doctor: Doctor;
}

export interface Diagnosis {
  readonly code: string;
  readonly name: string;
}

export interface VisitRequest {
  readonly patient: Patient;
  readonly insutype: string;
  readonly medType: string;
  readonly doctor: Doctor;
  readonly outpatientNo: string;
}

/** 2201 registration 挂号. */
export async function register(client: HisClient, request: VisitRequest): Promise<Visit> {
  const { patient, insutype, doctor } = request;
  const data = {
    ...identityFields(patient, insutype),
    begntime: timeText(client.now()),
    ipt_otp_no: request.outpatientNo,
    atddr_no: doctor.code,
    dr_name: doctor.name,
    dept_code: doctor.deptCode,
    dept_name: doctor.deptName,
    caty: doctor.caty,
  };
  const outcome = await client.call(
    '2201',
    { data },
    { insuredRegion: insuredRegion(client, patient, insutype) },
  );
  return { ...request, visitId: textOf(objectNode(expectAccepted('2201', outcome), 'data'), 'mdtrt_id') };
}

/**
 * 2203 visit and diagnoses 就诊信息; `disease` is the chronic disease 慢特病 of a 14 visit. A maternity visit
 * (`matnType`) goes as 2203A, the variant that has the field.
 */
export async function uploadVisit(
  client: HisClient,
  visit: Visit,
  findings: {
    readonly diagnosis: Diagnosis;
    readonly disease?: Diagnosis;
    readonly complaint: string;
    readonly matnType?: string;
  },
): Promise<void> {
  const now = timeText(client.now());
  const mdtrtinfo = {
    mdtrt_id: visit.visitId,
    psn_no: visit.patient.psnNo,
    med_type: visit.medType,
    begntime: now,
    main_cond_dscr: findings.complaint,
    dise_codg: findings.disease?.code ?? '',
    dise_name: findings.disease?.name ?? '',
    ...(findings.matnType === undefined ? {} : { matn_type: findings.matnType }),
  };
  const diseinfo = [
    {
      diag_type: '1',
      diag_srt_no: 1,
      diag_code: findings.diagnosis.code,
      diag_name: findings.diagnosis.name,
      diag_dept: visit.doctor.deptName,
      dise_dor_no: visit.doctor.code,
      dise_dor_name: visit.doctor.name,
      diag_time: now,
      vali_flag: '1',
    },
  ];
  const infno = findings.matnType === undefined ? '2203' : '2203A';
  expectAccepted(infno, await client.call(infno, { mdtrtinfo, diseinfo }, headerOf(client, visit)));
}

/** 2204 fees of one batch 收费批次; returns the outcome so that a refusal can be shown. */
export function uploadFees(
  client: HisClient,
  visit: Visit,
  batch: { readonly batchNo: string; readonly lines: readonly FeeLine[]; readonly diseaseCode?: string },
): Promise<CallOutcome> {
  const feedetail = batch.lines.map((line) => ({
    ...feeFields(line),
    ...orderFields(line, visit.doctor),
    mdtrt_id: visit.visitId,
    psn_no: visit.patient.psnNo,
    chrg_bchno: batch.batchNo,
    dise_codg: batch.diseaseCode ?? '',
    rx_circ_flag: '0',
  }));
  return client.call('2204', { feedetail }, headerOf(client, visit));
}

export interface SettleVisit {
  readonly batchNo: string;
  readonly totalFen: Fen;
  /** 个人账户使用标志: 0 not, 1 own, 2 own and relatives'. */
  readonly account: '0' | '1' | '2';
  readonly extra?: Readonly<Record<string, string>>;
}

function settleFields(visit: Visit, bill: SettleVisit) {
  return {
    ...identityFields(visit.patient, visit.insutype),
    med_type: visit.medType,
    medfee_sumamt: yuanNumber(bill.totalFen),
    psn_setlway: '01',
    mdtrt_id: visit.visitId,
    chrg_bchno: bill.batchNo,
    acct_used_flag: bill.account,
    ...(bill.extra === undefined ? {} : { exp_content: JSON.stringify(bill.extra) }),
  };
}

/** 2206 preview 预结算. */
export function previewOutpatient(client: HisClient, visit: Visit, bill: SettleVisit): Promise<CallOutcome> {
  return client.call('2206', { data: settleFields(visit, bill) }, headerOf(client, visit));
}

/** 2207 settle 结算, sending back the split of the preview. `msgid` repeats an earlier message. */
export function settleOutpatient(
  client: HisClient,
  visit: Visit,
  bill: SettleVisit & { readonly preview: SettlementReply; readonly msgid?: string },
): Promise<CallOutcome> {
  const data = { ...settleFields(visit, bill), invono: '', ...splitFields(bill.preview) };
  const again = bill.msgid === undefined ? {} : { msgid: bill.msgid };
  return client.call('2207', { data }, { ...headerOf(client, visit), ...again });
}

/** The four split amounts that a settlement sends back. */
export function splitFields(split: SettlementReply) {
  return {
    fulamt_ownpay_amt: yuanNumber(split.selfPaidFen),
    overlmt_selfpay: yuanNumber(split.overLimitFen),
    preselfpay_amt: yuanNumber(split.firstPayFen),
    inscp_scp_amt: yuanNumber(split.inScopeFen),
  };
}

/** 2208 reverse 撤销. */
export async function reverseOutpatient(
  client: HisClient,
  visit: Visit,
  settlementId: string,
): Promise<SettlementReply> {
  const data = { setl_id: settlementId, mdtrt_id: visit.visitId, psn_no: visit.patient.psnNo };
  return readSettlement(expectAccepted('2208', await client.call('2208', { data }, headerOf(client, visit))));
}

function headerOf(client: HisClient, visit: Visit) {
  return { insuredRegion: insuredRegion(client, visit.patient, visit.insutype) };
}
