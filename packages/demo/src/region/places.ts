import { syntheticUscc } from '../identity-number.ts';
import { createRandom } from '../random.ts';

/** The model city 共济市. Division 99 does not exist, so no real place, institution or person can be meant. */
export const REGION = { code: '990100', name: '共济市' } as const;

export const REGIONS = [
  REGION,
  { code: '990101', name: '共济市同心区' },
  { code: '990102', name: '共济市望舒区' },
  { code: '990103', name: '共济市东城区' },
  { code: '990104', name: '共济市安济县' },
  { code: '990200', name: '安澜市' },
  { code: '980100', name: '远山市' },
] as const;

/** Agency of the model city; address, numbers and bank are made up like all else. */
export const AGENCY = {
  name: '共济市医疗保险服务中心',
  contact: '㳺䶮',
  phone: '0990-5550100',
  address: '共济市同心区民乐路1号',
  postcode: '990000',
  bankName: '共济示范银行营业部',
  bankLineNo: '990100000001',
  accountName: '共济市医疗保险基金收入户',
  bankAccount: '9901000000000000123',
} as const;

export const DISTRICTS = ['990101', '990102', '990103', '990104'] as const;

export interface Community {
  readonly code: string;
  readonly name: string;
}

const DISTRICT_NAMES = ['同心区', '望舒区', '东城区', '安济县'];
const STREETS = [
  '和平',
  '民乐',
  '桂花',
  '朝阳',
  '柳溪',
  '南坡',
  '白渚',
  '青岚',
  '石桥',
  '长亭',
  '梅园',
  '永安',
];

/** Communities and villages 村（社区）, twelve to a district. */
export function communities(): readonly Community[] {
  return DISTRICTS.flatMap((district, d) =>
    STREETS.map((street, s) => ({
      code: `${district}${String(s + 1).padStart(3, '0')}001`,
      name: `${DISTRICT_NAMES[d] ?? ''}${street}${d === 3 ? '村' : '社区'}`,
    })),
  );
}

export interface Area {
  readonly code: string;
  readonly level: 'county' | 'street';
  readonly parent?: string;
  readonly name: string;
}

/** Counties and their streets 区县与街道, twelve streets to a county; parents first. */
export function areas(): readonly Area[] {
  return DISTRICTS.flatMap((district, d) => {
    const county = DISTRICT_NAMES[d] ?? '';
    const streets = STREETS.map((street, s) => ({
      code: `${district}${String(s + 1).padStart(3, '0')}`,
      level: 'street' as const,
      parent: district,
      name: `${county}${street}${d === 3 ? '镇' : '街道'}`,
    }));
    return [{ code: district, level: 'county' as const, name: county }, ...streets];
  });
}

export interface School {
  readonly unitId: number;
  readonly code: string;
  readonly name: string;
  readonly area: string;
}

const SCHOOL_NAMES = [
  '共济市实验小学',
  '共济市第二小学',
  '共济市育才中学',
  '共济市第一中学',
  '共济大学',
  '安济县中心小学',
];

/** Schools 学校. Their unit numbers start at 8 000 001; there are fewer employers than that. */
export function schools(): readonly School[] {
  return SCHOOL_NAMES.map((name, index) => ({
    unitId: SCHOOL_UNITS + index + 1,
    code: `99${String(index + 1).padStart(8, '0')}`,
    name,
    area: streetOf(index),
  }));
}

const SCHOOL_UNITS = 8_000_000;

/** A street of the city, one after the other. */
function streetOf(index: number): string {
  const streets = areas().filter((one) => one.level === 'street');
  return streets[index % streets.length]?.code ?? '';
}

export interface Employer {
  readonly employerId: number;
  readonly name: string;
  readonly uscc: string;
  readonly kind: 'government' | 'institution' | 'enterprise' | 'selfEmployed';
  readonly area: string;
}

const BRANDS = [
  '同心',
  '望舒',
  '青岚',
  '启明',
  '沛然',
  '禾仁',
  '桐安',
  '雅松',
  '源真',
  '卓然',
  '济和',
  '宁远',
  '瑞桑',
  '溪棠',
];
const TRADES = [
  '机械',
  '纺织',
  '食品',
  '物流',
  '软件',
  '建筑',
  '商贸',
  '餐饮',
  '电子',
  '印务',
  '园林',
  '教育',
];
const OFFICES = [
  '共济市财政局',
  '共济市教育局',
  '共济市水务局',
  '共济市第一中学',
  '共济市图书馆',
  '共济大学',
];

/** Employers 用人单位: one to fifty persons, public bodies first. */
export function employers(seed: number, persons: number): readonly Employer[] {
  const random = createRandom(seed, 'employers');
  const count = Math.max(20, Math.ceil(persons / 50));
  return Array.from({ length: count }, (_, index) => ({
    employerId: index + 1,
    name:
      OFFICES[index] ??
      `共济市${random.pick(BRANDS)}${random.pick(TRADES)}${random.pick(['有限公司', '股份有限公司', '经营部', '合作社'])}`,
    uscc: syntheticUscc('company', index + 1),
    kind: index < OFFICES.length ? (index < 3 ? 'government' : 'institution') : 'enterprise',
    area: streetOf(index),
  }));
}
