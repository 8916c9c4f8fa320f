import type { Level } from '../catalogue/item.ts';
import { syntheticUscc } from '../identity-number.ts';
import { createRandom } from '../random.ts';
import { DISTRICTS, REGION } from './places.ts';
import { SIGNING_HOSPITAL_KEYS } from './signing-keys.ts';

/** Institution 定点医药机构 of the demo, as a row of the register. */
export interface DemoInstitution {
  readonly code: string;
  readonly regionCode: string;
  readonly name: string;
  readonly uscc: string;
  /** 1 hospital, 2 pharmacy. */
  readonly type: '1' | '2';
  readonly hospLv: string;
  readonly level: Level;
  readonly grade: 'A' | 'B' | 'C' | 'none';
  readonly kind: string;
  readonly suspended?: boolean;
  readonly signing?: { readonly sm2PublicKey: string; readonly sm4Key: string };
}

type Kind = readonly [hospLv: string, level: Level, grade: DemoInstitution['grade'], kind: string];
const T3A: Kind = ['2', 'tertiary', 'A', 'general'];
const PHARMACY: Kind = ['11', 'primary', 'none', 'pharmacy'];

function institution(code: string, name: string, [hospLv, level, grade, kind]: Kind): DemoInstitution {
  const type = code.startsWith('P') ? '2' : '1';
  const uscc = syntheticUscc(type === '1' ? 'institution' : 'company', usccSerial(code));
  return { code, regionCode: REGION.code, name, uscc, type, hospLv, level, grade, kind };
}

/** Nine digits of an institution's credit code: apart from those of employers, which count from 1. */
function usccSerial(code: string): number {
  return Number(code.slice(4)) + (code.startsWith('H98') ? 500_000_000 : 900_000_000);
}

/** Institutions with stable codes, for documents and tests (docs/demo.md). */
export const NAMED_INSTITUTIONS: readonly DemoInstitution[] = [
  institution('H99010100001', '共济市第一人民医院', T3A),
  institution('H99010100002', '共济市中医医院', ['2', 'tertiary', 'A', 'tcm']),
  institution('H99010200003', '共济市精神卫生中心', ['3', 'tertiary', 'B', 'psychiatric']),
  institution('H99010200004', '共济市妇幼保健院', ['2', 'tertiary', 'A', 'maternity']),
  institution('H99010300005', '东城区人民医院', ['5', 'secondary', 'A', 'general']),
  institution('H99010400006', '安济县中医院', ['6', 'secondary', 'B', 'tcm']),
  institution('H99010300007', '康宁康复医院', ['13', 'secondary', 'none', 'rehabilitation']),
  institution('H99010100008', '同心街道社区卫生服务中心', ['8', 'primary', 'A', 'community']),
  institution('H99010400009', '柳溪镇卫生院', ['8', 'primary', 'A', 'township']),
  institution('H99010400010', '柳溪镇南坡村卫生室', ['11', 'primary', 'none', 'village']),
  institution('H99010100011', '仁心诊所', ['11', 'primary', 'none', 'clinic']),
  institution('H99010200012', '共济大学医务室', ['11', 'primary', 'none', 'school']),
  { ...institution('H99010300013', '东城博爱医院', ['13', 'secondary', 'none', 'general']), suspended: true },
  { ...institution('H99010100014', '共济市第二人民医院', T3A), signing: SIGNING_HOSPITAL_KEYS },
  { ...institution('H99020100001', '安澜市人民医院', T3A), regionCode: '990200' },
  { ...institution('H98010100001', '远山市中心医院', T3A), regionCode: '980100' },
  institution('P99010100001', '同心大药房', PHARMACY),
  institution('P99010200002', '望舒连锁药房三店', PHARMACY),
];

interface Series {
  readonly count: number;
  readonly kind: Kind;
  readonly tail: string;
}

const SERIES: readonly Series[] = [
  { count: 2, kind: T3A, tail: '中心医院' },
  { count: 8, kind: ['5', 'secondary', 'A', 'general'], tail: '医院' },
  { count: 12, kind: ['8', 'primary', 'A', 'community'], tail: '社区卫生服务中心' },
  { count: 12, kind: ['9', 'primary', 'B', 'township'], tail: '镇卫生院' },
  { count: 20, kind: ['11', 'primary', 'none', 'village'], tail: '村卫生室' },
  { count: 16, kind: ['11', 'primary', 'none', 'clinic'], tail: '诊所' },
  { count: 24, kind: PHARMACY, tail: '药房' },
];
const WORDS = [
  '和平',
  '民乐',
  '桂花',
  '朝阳',
  '白渚',
  '青岚',
  '石桥',
  '长亭',
  '梅园',
  '永安',
  '清河',
  '福源',
];

/** Every institution of the demo: the named ones and some ninety more. */
export function institutions(): readonly DemoInstitution[] {
  const random = createRandom(0, 'institutions');
  let serial = 101;
  const more = SERIES.flatMap(({ count, kind, tail }) =>
    Array.from({ length: count }, (_, index) => {
      const letter = kind[3] === 'pharmacy' ? 'P' : 'H';
      const code = `${letter}${random.pick(DISTRICTS)}${String(serial).padStart(5, '0')}`;
      serial += 1;
      const turn = index >= WORDS.length ? '第二' : '';
      return institution(code, `${WORDS[index % WORDS.length] ?? ''}${turn}${tail}`, kind);
    }),
  );
  return [...NAMED_INSTITUTIONS, ...more];
}

/** Institutions a person may choose as their own 定点: primary care of the city. */
export function primaryCareCodes(all: readonly DemoInstitution[]): readonly string[] {
  return all.filter((one) => one.kind === 'community' || one.kind === 'township').map((one) => one.code);
}
