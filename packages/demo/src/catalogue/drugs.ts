import type { Fen } from '@gongji/domain';
import { createRandom, type Random } from '../random.ts';
import { type DemoItem, firstPayOf, makerOf, PLAIN } from './item.ts';

/** Stem of a name, its class in drug codes, price range in fen, and whether it is a costly negotiated kind. */
interface Family {
  readonly stem: string;
  readonly code: string;
  readonly from: number;
  readonly to: number;
  readonly negotiated?: boolean;
  readonly injection?: boolean;
}

const FAMILIES: readonly Family[] = [
  { stem: '沙坦', code: 'C09CA', from: 900, to: 4800 },
  { stem: '地平', code: 'C08CA', from: 600, to: 3900 },
  { stem: '普利', code: 'C09AA', from: 500, to: 2600 },
  { stem: '洛尔', code: 'C07AB', from: 700, to: 3300 },
  { stem: '他汀', code: 'C10AA', from: 1200, to: 5600 },
  { stem: '格列净', code: 'A10BK', from: 2400, to: 8800 },
  { stem: '格列汀', code: 'A10BH', from: 2200, to: 7600 },
  { stem: '双胍', code: 'A10BA', from: 480, to: 2400 },
  { stem: '拉唑', code: 'A02BC', from: 900, to: 5200 },
  { stem: '替丁', code: 'A02BA', from: 350, to: 1800 },
  { stem: '西林', code: 'J01CA', from: 600, to: 2800 },
  { stem: '孢肟', code: 'J01DD', from: 1500, to: 6900, injection: true },
  { stem: '沙星', code: 'J01MA', from: 800, to: 4600 },
  { stem: '霉素', code: 'J01FA', from: 900, to: 4200 },
  { stem: '康唑', code: 'J02AC', from: 1800, to: 9600 },
  { stem: '昔布', code: 'M01AH', from: 1400, to: 5200 },
  { stem: '洛芬', code: 'M01AE', from: 500, to: 2600 },
  { stem: '司他', code: 'M04AA', from: 1100, to: 6600 },
  { stem: '他定', code: 'R06AX', from: 800, to: 3200 },
  { stem: '特罗', code: 'R03AC', from: 1600, to: 7800 },
  { stem: '米松', code: 'H02AB', from: 300, to: 1600, injection: true },
  { stem: '拉西坦', code: 'N06BX', from: 1800, to: 6400, injection: true },
  { stem: '西汀', code: 'N06AB', from: 2400, to: 9800 },
  { stem: '格雷', code: 'B01AC', from: 1200, to: 6200 },
  { stem: '沙班', code: 'B01AF', from: 2600, to: 12_800 },
  { stem: '替尼', code: 'L01EX', from: 120_000, to: 480_000, negotiated: true },
  { stem: '珠单抗', code: 'L01FX', from: 180_000, to: 620_000, negotiated: true, injection: true },
  { stem: '替韦', code: 'J05AF', from: 1800, to: 38_000 },
];
const PREFIXES = [
  '安泽',
  '贝桐',
  '岑木',
  '达榆',
  '恩杉',
  '枫宁',
  '桂朗',
  '禾仁',
  '济和',
  '康槐',
  '兰芷',
  '茂青',
  '宁远',
  '沛然',
  '启明',
  '瑞桑',
  '舒岚',
  '桐安',
  '望舒',
  '溪棠',
  '雅松',
  '源真',
  '芷清',
  '卓然',
];
const FORMS = [
  { name: '片', code: 'A001', unit: '盒', specs: ['5mg×28片', '10mg×14片', '50mg×24片', '0.25g×24片'] },
  { name: '胶囊', code: 'E001', unit: '盒', specs: ['20mg×14粒', '0.1g×20粒', '0.25g×24粒'] },
  { name: '缓释片', code: 'A010', unit: '盒', specs: ['30mg×7片', '0.5g×30片'] },
  { name: '颗粒', code: 'D001', unit: '盒', specs: ['50mg×12袋', '0.125g×12袋'] },
] as const;
const INJECTION = {
  name: '注射液',
  code: 'B002',
  unit: '支',
  specs: ['2ml:10mg', '5ml:0.5g', '10ml:0.1g', '100ml:0.2g'],
} as const;

/** Western drugs 西药, code X + 22 characters. */
export function westernDrugs(): readonly DemoItem[] {
  const random = createRandom(0, 'catalogue/drugs');
  return FAMILIES.flatMap((family) =>
    PREFIXES.map((prefix, index) => drug(random, family, { prefix, index })),
  );
}

function drug(
  random: Random,
  family: Family,
  of: { readonly prefix: string; readonly index: number },
): DemoItem {
  const { prefix, index } = of;
  const form = family.injection === true ? INJECTION : random.pick(FORMS);
  const negotiated = family.negotiated === true || random.chance(20);
  const itemClass = negotiated
    ? 'B'
    : random.weighted([['A', 38] as const, ['B', 52] as const, ['C', 10] as const]);
  const price = random.int(family.from, family.to) as Fen;
  const maker = makerOf(random.int(0, 99));
  const name = `${prefix}${family.stem}${form.name}`;
  const substance = `${String.fromCharCode(65 + index)}${String(index + 1).padStart(3, '0')}`;
  const spec = random.int(0, form.specs.length - 1);
  return {
    ...PLAIN,
    listCode: `X${family.code}${substance}${form.code}${String(101 + spec).padStart(4, '0')}${maker.code}`,
    name,
    listType: '101',
    itemClass,
    chargeType: '09',
    kind: 'drug',
    spec: form.specs[spec] ?? '',
    dosageForm: form.name,
    unit: form.unit,
    manufacturer: maker.name,
    restricted: itemClass !== 'C' && (negotiated || random.chance(60)),
    basicDrug: itemClass === 'A',
    negotiated,
    childDrug: form.name === '颗粒',
    priceFen: price,
    ...(itemClass === 'B' ? { firstPay: firstPayOf(negotiated ? 20 : random.pick([5, 10, 10, 15])) } : {}),
    ...(negotiated || random.chance(120) ? { ceilingFen: ceiling(random, price, negotiated) } : {}),
    ...(random.chance(12) ? { validTo: '2025-12-31' } : {}),
  };
}

/** Negotiated drugs: the payment standard is the price. Others: the ceiling lies a little below or above it. */
function ceiling(random: Random, price: Fen, negotiated: boolean): Fen {
  if (negotiated) return price;
  const scaled = price * random.int(92, 115);
  return ((scaled - (scaled % 100)) / 100) as Fen;
}
