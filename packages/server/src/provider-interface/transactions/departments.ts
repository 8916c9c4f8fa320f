import {
  type Department,
  departmentsOf,
  findPractitioners,
  insertDepartment,
  updateDepartment,
  withdrawDepartment,
} from '@gongji/store/provider-interface';
import type { Call } from '../call.ts';
import type { FieldReader } from '../reading/field-reader.ts';
import { reject } from '../reading/rejections.ts';
import { done, effect, query, rejected, type Transaction } from '../transaction.ts';

const NODE = ['deptinfo', 'data'];

function readDepartment(f: FieldReader, call: Call): Department {
  return {
    institutionCode: call.institution.code,
    code: f.text('hosp_dept_codg', 30),
    specialty: f.code('caty', 'dept'),
    name: f.text('hosp_dept_name', 100),
    begunAt: f.time('begntime'),
    endedAt: f.maybeTime('endtime') ?? null,
    details: f.texts(['hosp_dept_codg', 'caty', 'hosp_dept_name', 'begntime', 'endtime']),
  };
}

function upload(infno: string, zh: string, en: string): Transaction {
  return effect({
    infno,
    name: { zh, en },
    read: (input, call) => input.rows(NODE, call.services.limits.rows).map((f) => readDepartment(f, call)),
    run: async (_, departments, tx) => {
      const taken: string[] = [];
      for (const d of departments) if (!(await insertDepartment(tx, d))) taken.push(d.code);
      return taken.length === 0 ? done(null) : rejected(...taken.map((code) => inUse(code)));
    },
    write: () => null,
  });
}

function inUse(code: string) {
  return reject('record-exists', {
    field: 'deptinfo.hosp_dept_codg',
    value: code,
    why: '科室编码已使用 (code in use)',
    remedy_zh: '变更用3402',
    remedy_en: 'change it with 3402',
  });
}

const change3402 = effect({
  infno: '3402',
  name: { zh: '科室信息变更', en: 'Change department' },
  read: (input, call) => readDepartment(input.one(NODE), call),
  run: async (_, department, tx) =>
    (await updateDepartment(tx, department)) ? done(null) : rejected(unknown(department.code)),
  write: () => null,
});

const withdraw3403 = effect({
  infno: '3403',
  name: { zh: '科室信息撤销', en: 'Withdraw department' },
  openToSuspended: true,
  read: (input) => ({ code: input.one(['data', 'deptinfo']).text('hosp_dept_codg', 30) }),
  run: async (call, { code }, tx) =>
    (await withdrawDepartment(tx, call.institution.code, code)) ? done(null) : rejected(unknown(code)),
  write: () => null,
});

function unknown(code: string) {
  return reject('record-unknown', { field: 'hosp_dept_codg', value: code });
}

const query5101 = query({
  infno: '5101',
  name: { zh: '科室信息查询', en: 'Department query' },
  read: () => undefined,
  run: async (call) => done(await departmentsOf(call.services.pool, call.institution.code)),
  write: (departments) => ({
    feedetail: departments.map((d) => ({
      ...d.details,
      hosp_dept_codg: d.code,
      caty: d.specialty,
      hosp_dept_name: d.name,
      begntime: d.begunAt,
      endtime: d.endedAt ?? '',
    })),
  }),
});

const query5102 = query({
  infno: '5102',
  name: { zh: '医执人员信息查询', en: 'Practitioner query' },
  read: (input) => {
    const f = input.one('data');
    return {
      type: f.code('prac_psn_type', 'medins_psn_type'),
      code: f.maybeText('prac_psn_code', 30),
      name: f.maybeText('prac_psn_name', 50),
      certNo: f.maybeText('certno', 50),
    };
  },
  run: async (call, by) =>
    done(await findPractitioners(call.services.pool, { ...by, institutionCode: call.institution.code })),
  write: (found) => ({
    feedetail: found.map((p) => ({
      psn_cert_type: p.certType,
      certno: p.certNo,
      prac_psn_no: p.ownNo,
      prac_psn_code: p.code,
      prac_psn_name: p.name,
      prac_psn_type: p.type,
      prac_psn_cert: '',
      prac_cert_no: '',
      hi_dr_flag: p.insuranceDoctor ? '1' : '0',
      begntime: p.begunAt,
      endtime: p.endedAt ?? '',
      chg_rea: '',
    })),
  }),
});

export const DEPARTMENTS: readonly Transaction[] = [
  upload('3401', '科室信息上传', 'Upload department'),
  upload('3401A', '批量科室信息上传', 'Upload departments'),
  change3402,
  withdraw3403,
  query5101,
  query5102,
];
