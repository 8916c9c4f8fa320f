import type { Fen } from '@gongji/domain';
import type { HisClient } from '../his-client.ts';
import { readYuan } from '../money-text.ts';
import { type CallOutcome, expectAccepted, type Node, objectNode, rowsNode, textOf } from '../outcome.ts';

/** Credential 就诊凭证: 01 e-voucher token, 02 ID number, 03 card number (with the card's serial). */
export interface Credential {
  readonly type: '01' | '02' | '03';
  readonly number: string;
  readonly cardSerial?: string;
}

/** Insured person 参保人 as 1101 tells. */
export interface Patient {
  readonly psnNo: string;
  readonly name: string;
  readonly certType: string;
  readonly certNo: string;
  readonly bornOn: string;
  readonly credential: Credential;
  readonly coverages: readonly PatientCoverage[];
  /** Codes of special groups 人员身份类别. */
  readonly groups: readonly string[];
}

export interface PatientCoverage {
  /** 310 employee, 390 resident. */
  readonly insutype: string;
  readonly psnType: string;
  /** 参保状态: 1 normal, 2 suspended, 4 ended. */
  readonly status: string;
  readonly insuredRegion: string;
  readonly accountBalanceFen: Fen;
}

/** 9001 sign-in 签到; later messages carry the number. */
export async function signIn(client: HisClient): Promise<string> {
  const input = { signIn: { opter_no: client.operator.code, mac: '02-00-00-00-00-01', ip: '127.0.0.1' } };
  const signNo = textOf(
    objectNode(expectAccepted('9001', await client.call('9001', input)), 'signinoutb'),
    'sign_no',
  );
  client.useSignNo(signNo);
  return signNo;
}

/** 1101 as sent, with the outcome as it came. */
export function lookUpPerson(client: HisClient, credential: Credential): Promise<CallOutcome> {
  const data = {
    mdtrt_cert_type: credential.type,
    mdtrt_cert_no: credential.number,
    card_sn: credential.cardSerial ?? '',
    begntime: '',
    psn_cert_type: '01',
    certno: credential.type === '02' ? credential.number : '',
    psn_name: '',
  };
  return client.call('1101', { data });
}

/** 1101 read. Throws CallFailed when the platform does not know the person. */
export async function readPerson(client: HisClient, credential: Credential): Promise<Patient> {
  const output = expectAccepted('1101', await lookUpPerson(client, credential));
  const base = objectNode(output, 'baseinfo');
  return {
    psnNo: textOf(base, 'psn_no'),
    name: textOf(base, 'psn_name'),
    certType: textOf(base, 'psn_cert_type'),
    certNo: textOf(base, 'certno'),
    bornOn: textOf(base, 'brdy').slice(0, 10),
    credential,
    coverages: rowsNode(output, 'insuinfo').map(coverageOf),
    groups: rowsNode(output, 'idetinfo').map((row) => textOf(row, 'psn_idet_type')),
  };
}

function coverageOf(row: Node): PatientCoverage {
  return {
    insutype: textOf(row, 'insutype'),
    psnType: textOf(row, 'psn_type'),
    status: textOf(row, 'psn_insu_stas'),
    insuredRegion: textOf(row, 'insuplc_admdvs'),
    accountBalanceFen: readYuan(row.balc),
  };
}

/** The identity fields that settlement messages repeat. */
export function identityFields(patient: Patient, insutype: string): Node {
  const coverage = patient.coverages.find((row) => row.insutype === insutype);
  return {
    psn_no: patient.psnNo,
    insutype,
    mdtrt_cert_type: patient.credential.type,
    mdtrt_cert_no: patient.credential.number,
    card_sn: patient.credential.cardSerial ?? '',
    psn_cert_type: patient.certType,
    certno: patient.certNo,
    psn_type: coverage?.psnType ?? '',
    psn_name: patient.name,
  };
}

/** Region of the insured for the header of every later call for this person. */
export function insuredRegion(client: HisClient, patient: Patient, insutype: string): string {
  return patient.coverages.find((row) => row.insutype === insutype)?.insuredRegion ?? client.regionCode;
}
