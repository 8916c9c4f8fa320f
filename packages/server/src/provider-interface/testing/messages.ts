import type { Desk } from './desk.ts';

/** 张三, employee scheme, account 500.00 yuan. */
export const PERSON_1 = { psn_no: '99010000000000000001', certno: '990101198001010015', psn_name: '张三' };
/** 李四, resident scheme. */
export const PERSON_2 = { psn_no: '99010000000000000002', certno: '990101199002020026', psn_name: '李四' };

type Person = typeof PERSON_1;

export function identity(person: Person) {
  return {
    ...person,
    mdtrt_cert_type: '02',
    mdtrt_cert_no: person.certno,
    card_sn: '',
    psn_cert_type: '01',
    psn_type: '11',
  };
}

/** Registers an outpatient visit and returns its mdtrt_id. */
export async function registered(
  desk: Desk,
  visitNo: string,
  person: Person = PERSON_1,
  insutype = '310',
): Promise<string> {
  const data = {
    ...identity(person),
    insutype,
    begntime: '2026-05-10 09:00:00',
    ipt_otp_no: visitNo,
    atddr_no: 'D1',
    dr_name: '赵',
    dept_code: 'N1',
    dept_name: '内科',
    caty: 'A03',
  };
  const reply = await desk.send('2201', { data });
  return String(reply.output?.data?.mdtrt_id ?? reply.err_msg);
}

/** Admits a person and returns the mdtrt_id. */
export async function admitted(
  desk: Desk,
  person: Person = PERSON_1,
  insutype = '310',
  msgid?: string,
): Promise<string> {
  const reply = await desk.send('2401', admission(person, insutype), msgid === undefined ? {} : { msgid });
  return String(reply.output?.result?.mdtrt_id ?? reply.err_msg);
}

export function admission(person: Person, insutype: string) {
  return {
    mdtrtinfo: {
      ...identity(person),
      insutype,
      begntime: '2026-05-01 08:00:00',
      med_type: '21',
      ipt_no: `ZY${person.psn_no.slice(-4)}`,
      atddr_no: 'D1',
      chfpdr_name: '赵',
      adm_diag_dscr: '高血压',
      adm_dept_codg: 'N1',
      adm_dept_name: '内科',
      adm_bed: '12',
      dscg_maindiag_code: 'I10.x00',
      dscg_maindiag_name: '原发性高血压',
    },
    diseinfo: {
      psn_no: person.psn_no,
      diag_type: '1',
      maindiag_flag: '1',
      diag_srt_no: 1,
      diag_code: 'I10.x00',
      diag_name: '原发性高血压',
      adm_cond: '',
      diag_dept: '内科',
      dise_dor_no: 'D1',
      dise_dor_name: '赵',
      diag_time: '2026-05-01 09:00:00',
    },
  };
}

export interface LineSpec {
  readonly sn: string;
  readonly code: string;
  readonly cnt: number;
  readonly pric: number;
  readonly amount: number;
  readonly approval?: string;
  readonly refunds?: string;
  readonly at?: string;
}

function line(visitId: string, psnNo: string, spec: LineSpec) {
  return {
    feedetl_sn: spec.sn,
    mdtrt_id: visitId,
    psn_no: psnNo,
    fee_ocur_time: spec.at ?? '2026-05-10 09:30:00',
    med_list_codg: spec.code,
    medins_list_codg: `L-${spec.code}`,
    det_item_fee_sumamt: spec.amount,
    cnt: spec.cnt,
    pric: spec.pric,
    bilg_dept_codg: 'N1',
    bilg_dept_name: '内科',
    bilg_dr_codg: 'D1',
    bilg_dr_name: '赵',
    hosp_appr_flag: spec.approval ?? '0',
  };
}

export function outpatientLine(visitId: string, batch: string, spec: LineSpec, person: Person = PERSON_1) {
  return {
    ...line(visitId, person.psn_no, spec),
    chrg_bchno: batch,
    dise_codg: '',
    rxno: 'RX1',
    rx_circ_flag: '0',
  };
}

export function stayLine(visitId: string, spec: LineSpec, person: Person = PERSON_1) {
  return {
    ...line(visitId, person.psn_no, spec),
    med_type: '21',
    ...(spec.refunds === undefined ? {} : { init_feedetl_sn: spec.refunds }),
  };
}

/** 130.00 yuan: two boxes of a class A drug at 15.00 (one traced), one box of a class B drug at 100.00. */
export function purchase() {
  const line = { rxno: '', rx_circ_flag: '0', fee_ocur_time: '2026-05-10 09:50:00' };
  return {
    druginfo: {
      ...identity(PERSON_1),
      begntime: '2026-05-10 09:50:00',
      medfee_sumamt: 130 as number | string,
      invono: '',
      insutype: '310',
      dise_codg: '',
      dise_name: '',
      acct_used_flag: '1',
      med_type: '41',
    },
    drugdetail: [
      {
        ...line,
        feedetl_sn: '1',
        med_list_codg: 'XA01',
        medins_list_codg: 'a',
        det_item_fee_sumamt: 30,
        cnt: 2,
        pric: 15,
        durg_trac_info: [{ feedetl_sn: '1', drug_trac_codg: '81234567890123456789', trdn_flag: '1' }],
      },
      {
        ...line,
        feedetl_sn: '2',
        med_list_codg: 'XB01',
        medins_list_codg: 'b',
        det_item_fee_sumamt: 100,
        cnt: 1,
        pric: 100,
      },
    ],
  };
}
