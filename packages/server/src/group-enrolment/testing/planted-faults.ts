import { goodRow, type HouseholdCells, idNumber } from './household-rows.ts';

/** A row that is wrong in one way, and what must be said about it: the code and the column. */
export interface PlantedFault {
  readonly what: string;
  readonly code: string;
  readonly field: string;
  /** Changes a good row; some need a further row of their own before them. */
  readonly cells: (good: HouseholdCells) => HouseholdCells;
}

const set =
  (more: HouseholdCells) =>
  (good: HouseholdCells): HouseholdCells => ({ ...good, ...more });

/** People of the register that faults need; see `putFaultPeople`. */
export const FAULT_PEOPLE = {
  dead: { name: '亡故', certNo: idNumber('1960-01-01', 900) },
  otherName: { name: '张原名', certNo: idNumber('1970-02-02', 901) },
  employee: { name: '李在职', certNo: idNumber('1980-03-03', 902) },
} as const;

/** 37 ways in which a row of a household list can be wrong. Row 1 of the list is the good row number 0. */
export const PLANTED_FAULTS: readonly PlantedFault[] = [
  {
    what: '号码被改成科学计数法',
    code: 'number-rounded',
    field: 'certNo',
    cells: set({ 证件号码: '4.30322E+17' }),
  },
  {
    what: '号码少一位',
    code: 'certificate-length',
    field: 'certNo',
    cells: set({ 证件号码: '99018819800101001' }),
  },
  {
    what: '号码多一位',
    code: 'certificate-length',
    field: 'certNo',
    cells: set({ 证件号码: '9901881980010100111' }),
  },
  {
    what: '号码含字母',
    code: 'certificate-format',
    field: 'certNo',
    cells: set({ 证件号码: '99018819800101A011' }),
  },
  {
    what: '校验码错',
    code: 'certificate-check-digit',
    field: 'certNo',
    cells: set({ 证件号码: '110105194912310021' }),
  },
  {
    what: '2023 年没有 2 月 29 日',
    code: 'certificate-birthday',
    field: 'certNo',
    cells: set({ 证件号码: '510100202302290017' }),
  },
  {
    what: '旧号的生日不存在',
    code: 'certificate-birthday',
    field: 'certNo',
    cells: set({ 证件号码: '990188801332001' }),
  },
  {
    what: '护照号格式',
    code: 'certificate-format',
    field: 'certNo',
    cells: set({ 证件类型: '外国人护照', 证件号码: 'E', 出生日期: '1980-01-01', 性别: '男' }),
  },
  {
    what: '居住证号段不对',
    code: 'certificate-format',
    field: 'certNo',
    cells: set({ 证件类型: '港澳台居民居住证', 证件号码: '840000198001010012' }),
  },
  {
    what: '性别与号码不符',
    code: 'certificate-mismatch',
    field: 'sex',
    cells: set({ 证件号码: idNumber('1980-05-05', 1), 性别: '女' }),
  },
  {
    what: '生日与号码不符',
    code: 'certificate-mismatch',
    field: 'bornOn',
    cells: set({ 证件号码: idNumber('1980-05-06', 1), 出生日期: '1981-05-06' }),
  },
  { what: '没有姓名', code: 'cell-missing', field: 'name', cells: set({ 姓名: '　' }) },
  { what: '没有号码', code: 'cell-missing', field: 'certNo', cells: set({ 证件号码: '' }) },
  { what: '没有户号', code: 'cell-missing', field: 'household', cells: set({ 户号: '' }) },
  { what: '没有关系', code: 'cell-missing', field: 'relation', cells: set({ 与户主关系: '', 户号: 'H0' }) },
  {
    what: '护照没有生日',
    code: 'cell-missing',
    field: 'bornOn',
    cells: set({ 证件类型: '外国人护照', 证件号码: 'E1234567', 性别: '男' }),
  },
  { what: '姓名含数字', code: 'name-invalid', field: 'name', cells: set({ 姓名: '张三1' }) },
  { what: '姓名过长', code: 'name-invalid', field: 'name', cells: set({ 姓名: '张'.repeat(51) }) },
  { what: '监护人姓名是符号', code: 'name-invalid', field: 'guardian', cells: set({ 监护人姓名: '??' }) },
  { what: '公式没有结果', code: 'cell-error', field: 'name', cells: set({ 姓名: '#N/A' }) },
  { what: '生日不存在', code: 'day-unreadable', field: 'bornOn', cells: set({ 出生日期: '1980-02-30' }) },
  { what: '生日是文字', code: 'day-unreadable', field: 'bornOn', cells: set({ 出生日期: '不详' }) },
  {
    what: '生日在将来',
    code: 'day-in-future',
    field: 'bornOn',
    cells: set({ 证件类型: '外国人护照', 证件号码: 'E7654321', 性别: '男', 出生日期: '2099-01-01' }),
  },
  { what: '手机少一位', code: 'phone-invalid', field: 'phone', cells: set({ 手机号码: '1380000000' }) },
  { what: '手机是座机', code: 'phone-invalid', field: 'phone', cells: set({ 手机号码: '0731-8888888' }) },
  { what: '档次没有这一项', code: 'choice-unknown', field: 'tier', cells: set({ 缴费档次: '三档' }) },
  {
    what: '关系没有这一项',
    code: 'choice-unknown',
    field: 'relation',
    cells: set({ 与户主关系: '户長', 户号: 'H0' }),
  },
  {
    what: '证件类型没有这一项',
    code: 'choice-unknown',
    field: 'certType',
    cells: set({ 证件类型: '学生证' }),
  },
  { what: '性别没有这一项', code: 'choice-unknown', field: 'sex', cells: set({ 性别: '未说明' }) },
  { what: '住址过长', code: 'cell-too-long', field: 'address', cells: set({ 住址: '路'.repeat(101) }) },
  {
    what: '同一人两行',
    code: 'row-repeated',
    field: 'certNo',
    cells: (good) => ({ ...good, 姓名: goodRow(0).姓名 ?? '', 证件号码: goodRow(0).证件号码 ?? '' }),
  },
  {
    what: '同一号码两个姓名',
    code: 'row-conflicts',
    field: 'certNo',
    cells: (good) => ({ ...good, 姓名: '陈另名', 证件号码: goodRow(1).证件号码 ?? '' }),
  },
  {
    what: '户里没有户主',
    code: 'household-without-head',
    field: 'household',
    cells: set({ 与户主关系: '子女', 户号: 'H-没有户主' }),
  },
  {
    what: '户里有两个户主',
    code: 'household-with-two-heads',
    field: 'household',
    cells: set({ 户号: 'H0' }),
  },
  {
    what: '登记为另一姓名',
    code: 'row-name-differs',
    field: 'name',
    cells: set({ 姓名: '张新名', 证件号码: FAULT_PEOPLE.otherName.certNo }),
  },
  {
    what: '已登记死亡',
    code: 'person-not-active',
    field: 'certNo',
    cells: set({ 姓名: FAULT_PEOPLE.dead.name, 证件号码: FAULT_PEOPLE.dead.certNo }),
  },
  {
    what: '正在参加职工医保',
    code: 'enrolled-elsewhere',
    field: 'certNo',
    cells: set({ 姓名: FAULT_PEOPLE.employee.name, 证件号码: FAULT_PEOPLE.employee.certNo }),
  },
];

/** A list of `rows` rows with the faults spread over it, and the row of the file in which each stands; headings are row 1. */
export function faultyList(rows: number): {
  readonly rows: readonly HouseholdCells[];
  readonly at: readonly number[];
} {
  const list = Array.from({ length: rows }, (_, n) => goodRow(n));
  const step = Math.floor((rows - 10) / PLANTED_FAULTS.length);
  const at = PLANTED_FAULTS.map((fault, index) => {
    const n = 5 + index * step;
    list[n] = fault.cells(list[n] ?? {});
    return n + 2;
  });
  return { rows: list, at };
}
