import type { Doctor } from '@gongji/client';
import { randomName } from '../people/names.ts';
import { createRandom } from '../random.ts';
import type { DemoInstitution } from './institutions.ts';

/** Departments 科室 by kind of institution: [specialty 科别, name]. */
const GENERAL = [
  ['A03.01', '心血管内科'],
  ['A03', '内科'],
  ['A04', '外科'],
  ['A05', '妇产科'],
  ['A07', '儿科'],
  ['A20', '急诊医学科'],
  ['A10', '眼科'],
] as const;
const BY_KIND: Readonly<Record<string, readonly (readonly [string, string])[]>> = {
  tcm: [
    ['A50', '中医科'],
    ['A50', '针灸推拿科'],
    ['A03', '内科'],
  ],
  psychiatric: [['A15', '精神科']],
  maternity: [
    ['A05', '产科'],
    ['A07', '新生儿科'],
  ],
  rehabilitation: [['A21', '康复医学科']],
};

export interface StaffMember extends Doctor {
  readonly institutionCode: string;
}

/** Two doctors 医保医师 for each department of a hospital; one general practitioner elsewhere. */
export function doctorsOf(institution: DemoInstitution): readonly StaffMember[] {
  if (institution.type === '2') return [];
  const random = createRandom(0, `staff/${institution.code}`);
  const departments =
    BY_KIND[institution.kind] ??
    (institution.level === 'primary' ? ([['A02', '全科医疗科']] as const) : GENERAL);
  return departments.flatMap(([caty, deptName], d) =>
    Array.from({ length: institution.level === 'primary' ? 1 : 2 }, (_, n) => ({
      institutionCode: institution.code,
      code: `D${institution.code.slice(1, 7)}${institution.code.slice(-3)}${String(d * 10 + n + 1).padStart(3, '0')}`,
      name: randomName(random, random.chance(500) ? 'male' : 'female'),
      deptCode: `K${String(d + 1).padStart(2, '0')}`,
      deptName,
      caty,
    })),
  );
}
