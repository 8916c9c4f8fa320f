import type { Fen, RatePpm } from '@gongji/domain';

/** Item of the demo catalogue 医保目录项目: the row of the register, with the price a hospital asks for it. */
export interface DemoItem {
  readonly listCode: string;
  readonly name: string;
  /** 目录类别: 101 drugs, 102 herbs, 103 preparations, 106 granules, 201 services, 301 consumables. */
  readonly listType: '101' | '102' | '103' | '106' | '201' | '301';
  readonly itemClass: 'A' | 'B' | 'C';
  /** 医疗收费项目类别 01 … 14. */
  readonly chargeType: string;
  readonly kind: string;
  readonly spec: string;
  readonly dosageForm: string;
  readonly unit: string;
  readonly manufacturer: string;
  readonly restricted: boolean;
  readonly basicDrug: boolean;
  readonly negotiated: boolean;
  readonly childDrug: boolean;
  /** Price in a tertiary hospital; services cost less at lower levels. */
  readonly priceFen: Fen;
  /** First-pay 先行自付 of class B items, by insurance type. */
  readonly firstPay?: { readonly employee: RatePpm; readonly resident: RatePpm };
  /** Price ceiling 限价 in a tertiary hospital; services have lower ones at lower levels. */
  readonly ceilingFen?: Fen;
  /** Last day in the catalogue, of items taken out. */
  readonly validTo?: string;
}

/** Level 医院级别 of an institution, as policies see it. */
export type Level = 'primary' | 'secondary' | 'tertiary';

const SERVICE_PERCENT: Readonly<Record<Level, number>> = { primary: 80, secondary: 90, tertiary: 100 };

/** Price or ceiling of an item at a level, in whole jiao for services. */
export function atLevel(item: DemoItem, amount: Fen, level: Level): Fen {
  if (item.listType !== '201') return amount;
  const scaled = amount * SERVICE_PERCENT[level];
  const jiao = (scaled - (scaled % 1000)) / 1000;
  return Math.max(10, jiao * 10) as Fen;
}

/** Everything off: what most items are. */
export const PLAIN = {
  spec: '',
  dosageForm: '',
  manufacturer: '',
  restricted: false,
  basicDrug: false,
  negotiated: false,
  childDrug: false,
} as const;

const MAKERS = [
  '共济制药',
  '同心药业',
  '安澜生物',
  '望舒医药',
  '青岚药厂',
  '远山制药',
  '禾仁药业',
  '桐安器械',
  '启明医疗',
  '沛然健康',
];

/** Maker and its five-digit number in codes. */
export function makerOf(index: number): { readonly name: string; readonly code: string } {
  const at = index % MAKERS.length;
  return { name: `${MAKERS[at] ?? ''}有限公司`, code: String(10_100 + at * 37) };
}

/** First-pay of a class B item: residents pay five points more. */
export function firstPayOf(percent: number): { readonly employee: RatePpm; readonly resident: RatePpm } {
  return { employee: (percent * 10_000) as RatePpm, resident: ((percent + 5) * 10_000) as RatePpm };
}
