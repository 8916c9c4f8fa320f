import type { Fen } from '@gongji/domain';
import { createRandom } from '../random.ts';
import { type DemoItem, firstPayOf, makerOf, PLAIN } from './item.ts';

const EFFECTS = [
  '清肺',
  '安神',
  '健脾',
  '活血',
  '疏肝',
  '补肾',
  '祛风',
  '养心',
  '和胃',
  '通络',
  '润肠',
  '明目',
  '利咽',
  '固本',
];
const TAILS = ['宁', '康', '舒', '通', '和', '安'];
const FORMS = [
  { name: '颗粒', spec: '10g×9袋' },
  { name: '胶囊', spec: '0.3g×36粒' },
  { name: '丸', spec: '6g×10丸' },
  { name: '口服液', spec: '10ml×10支' },
] as const;

/** Patent medicines 中成药, code Z + 19 characters. */
export function patentMedicines(): readonly DemoItem[] {
  const random = createRandom(0, 'catalogue/patent');
  return EFFECTS.flatMap((effect, e) =>
    TAILS.flatMap((tail, t) =>
      FORMS.filter(() => random.chance(800)).map((form, f): DemoItem => {
        const itemClass = random.weighted([['A', 30] as const, ['B', 60] as const, ['C', 10] as const]);
        const maker = makerOf(random.int(0, 99));
        return {
          ...PLAIN,
          listCode: `ZA${String(e + 1).padStart(2, '0')}BA${String.fromCharCode(65 + t)}${String(101 + e).padStart(3, '0')}${String(f + 1).padStart(2, '0')}10${maker.code}0`,
          name: `${effect}${tail}${form.name}`,
          listType: '101',
          itemClass,
          chargeType: '11',
          kind: 'patent',
          spec: form.spec,
          dosageForm: form.name,
          unit: '盒',
          manufacturer: maker.name,
          restricted: itemClass === 'B' && random.chance(80),
          basicDrug: itemClass === 'A',
          childDrug: random.chance(30),
          priceFen: random.int(900, 6800) as Fen,
          ...(itemClass === 'B' ? { firstPay: firstPayOf(random.pick([5, 10, 15])) } : {}),
        };
      }),
    ),
  );
}

const PLACES = ['云岭', '白渚', '青岚', '赤松', '玄溪', '紫原', '金沙', '霜山', '石林', '南坡'];
const PLANTS = ['参', '芪', '芍', '术', '苓', '草', '藤', '花', '根', '皮', '子', '仁'];
const PREPARATIONS = ['', '炒', '蜜炙', '酒'];

/** Decoction pieces 中药饮片 (T + 9 digits, sold by the gram) and granules 配方颗粒. */
export function herbs(): readonly DemoItem[] {
  const random = createRandom(0, 'catalogue/herbs');
  return PLACES.flatMap((place, p) =>
    PLANTS.flatMap((plant, h) => {
      const style = random.int(0, PREPARATIONS.length - 1);
      const serial = `${String(p + 1).padStart(2, '0')}${String(h + 1).padStart(2, '0')}`;
      const name = `${PREPARATIONS[style] ?? ''}${place}${plant}`;
      const itemClass = random.weighted([['A', 55] as const, ['B', 37] as const, ['C', 8] as const]);
      const shared = { ...PLAIN, itemClass, ...(itemClass === 'B' ? { firstPay: firstPayOf(10) } : {}) };
      const piece: DemoItem = {
        ...shared,
        listCode: `T0${serial}0${String(style).padStart(3, '0')}`,
        name,
        listType: '102',
        chargeType: '10',
        kind: 'herb',
        unit: 'g',
        priceFen: random.int(4, 180) as Fen,
      };
      const granule: DemoItem = {
        ...shared,
        listCode: `TK${serial}${String(style).padStart(4, '0')}`,
        name: `${name}配方颗粒`,
        listType: '106',
        chargeType: '10',
        kind: 'herb',
        unit: '袋',
        manufacturer: makerOf(p).name,
        priceFen: random.int(80, 900) as Fen,
      };
      return h % 3 === 0 ? [piece, granule] : [piece];
    }),
  );
}

/** Preparations made by hospitals 医疗机构制剂. */
export function preparations(): readonly DemoItem[] {
  return EFFECTS.map(
    (effect, index): DemoItem => ({
      ...PLAIN,
      listCode: `ZJ${String(990_100_001 + index)}`,
      name: `院制${effect}合剂`,
      listType: '103',
      itemClass: 'B',
      chargeType: '11',
      kind: 'patent',
      spec: '200ml',
      dosageForm: '合剂',
      unit: '瓶',
      manufacturer: '共济市中医医院',
      priceFen: (1800 + index * 130) as Fen,
      firstPay: firstPayOf(10),
    }),
  );
}
