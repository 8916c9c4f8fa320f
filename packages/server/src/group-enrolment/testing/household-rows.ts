import { idCheckDigit } from '@gongji/domain';

/** Identity number of nobody: division 990188, which does not exist. `n` 0 … 99 999 makes different ones. */
export function idNumber(bornOn: string, n: number): string {
  const division = `9901${String(88 + Math.floor(n / 1_000)).padStart(2, '0')}`.slice(0, 6);
  const first17 = `${division}${bornOn.replaceAll('-', '')}${String(n % 1_000).padStart(3, '0')}`;
  return first17 + idCheckDigit(first17);
}

export const HOUSEHOLD_HEADINGS = [
  '户号',
  '与户主关系',
  '姓名',
  '证件类型',
  '证件号码',
  '性别',
  '出生日期',
  '业务类型',
  '人员类别',
  '缴费档次',
  '户籍',
  '手机号码',
  '住址',
  '监护人姓名',
  '备注',
] as const;
export type HouseholdHeading = (typeof HOUSEHOLD_HEADINGS)[number];
export type HouseholdCells = Readonly<Partial<Record<HouseholdHeading, string>>>;

/** Row `n` of a list in which every row is a household of one adult without faults. */
export function goodRow(n: number): HouseholdCells {
  // 10 000 birthdays of 5 persons each: more than any list has.
  const day = new Date(Date.UTC(1966, 0, 1) + (n % 10_000) * 86_400_000).toISOString().slice(0, 10);
  return {
    户号: `H${n}`,
    与户主关系: '户主',
    姓名: `${SURNAMES[n % SURNAMES.length]}${GIVEN[Math.floor(n / 7) % GIVEN.length]}${GIVEN[n % GIVEN.length]}`,
    证件号码: idNumber(day, Math.floor(n / 10_000)),
    缴费档次: '一档',
    手机号码: `138${String(n).padStart(8, '0')}`,
    住址: `共济路 ${n} 号`,
  };
}

const SURNAMES = ['赵', '钱', '孙', '李', '周', '吴', '郑', '王', '欧阳', '𠮷'];
const GIVEN = ['明', '芳', '强', '丽', '军', '敏', '杰', '娟', '涛', '霞', '𬭎', '伟'];

export function cellsOf(row: HouseholdCells): readonly string[] {
  return HOUSEHOLD_HEADINGS.map((heading) => row[heading] ?? '');
}
