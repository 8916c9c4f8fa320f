import type { Fen } from '@gongji/domain';
import { createRandom } from '../random.ts';
import { type DemoItem, firstPayOf, makerOf, PLAIN } from './item.ts';

interface Line {
  readonly code: string;
  readonly implant: boolean;
  readonly from: number;
  readonly to: number;
  readonly unit: string;
  readonly names: readonly string[];
  readonly sizes: readonly string[];
}

const LINES: readonly Line[] = [
  {
    code: '140101',
    implant: false,
    from: 60,
    to: 900,
    unit: '个',
    names: ['一次性注射器', '一次性输液器', '静脉留置针', '输液接头', '采血管', '采血针'],
    sizes: ['1ml', '2ml', '5ml', '10ml', '20ml', '50ml'],
  },
  {
    code: '140102',
    implant: false,
    from: 200,
    to: 4800,
    unit: '包',
    names: ['医用敷料', '无菌纱布', '医用胶带', '弹力绷带', '造口袋', '负压引流装置'],
    sizes: ['小号', '中号', '大号', '加大号', '儿童型'],
  },
  {
    code: '140103',
    implant: false,
    from: 1500,
    to: 22_000,
    unit: '根',
    names: ['导尿管', '引流管', '气管插管', '鼻胃管', '中心静脉导管', '血液透析管路'],
    sizes: ['F6', 'F8', 'F12', 'F16', 'F20'],
  },
  {
    code: '130201',
    implant: false,
    from: 6000,
    to: 68_000,
    unit: '把',
    names: ['一次性穿刺器', '吻合器', '钉仓', '超声刀头', '电凝钳', '取石网篮'],
    sizes: ['5mm', '10mm', '12mm', '45mm', '60mm'],
  },
  {
    code: '120301',
    implant: false,
    from: 3000,
    to: 18_000,
    unit: '个',
    names: ['透析器', '灌流器', '血滤器', '造影导管', '导引导丝', '球囊扩张导管'],
    sizes: ['1.3㎡', '1.5㎡', '1.8㎡', '2.0㎡'],
  },
  {
    code: '020101',
    implant: true,
    from: 60_000,
    to: 120_000,
    unit: '个',
    names: ['药物洗脱支架', '外周血管支架', '食道支架'],
    sizes: ['2.5×18mm', '3.0×24mm', '3.5×30mm', '4.0×36mm'],
  },
  {
    code: '040201',
    implant: true,
    from: 280_000,
    to: 900_000,
    unit: '套',
    names: ['人工髋关节', '人工膝关节', '人工肩关节'],
    sizes: ['1号', '2号', '3号', '4号'],
  },
  {
    code: '040301',
    implant: true,
    from: 18_000,
    to: 160_000,
    unit: '套',
    names: ['锁定接骨板', '椎弓根螺钉', '髓内钉', '椎间融合器', '带线锚钉'],
    sizes: ['4孔', '6孔', '8孔', '10孔'],
  },
  {
    code: '050101',
    implant: true,
    from: 48_000,
    to: 260_000,
    unit: '片',
    names: ['单焦点人工晶体', '多焦点人工晶体', '散光矫正人工晶体'],
    sizes: ['+18D', '+20D', '+22D', '+24D'],
  },
  {
    code: '060101',
    implant: true,
    from: 900_000,
    to: 2_600_000,
    unit: '台',
    names: ['双腔起搏器', '单腔起搏器', '人工耳蜗'],
    sizes: ['标准型', '兼容型'],
  },
  {
    code: '070101',
    implant: true,
    from: 12_000,
    to: 90_000,
    unit: '片',
    names: ['疝修补补片', '硬脑膜补片', '组织封闭胶'],
    sizes: ['6×11cm', '10×15cm', '15×15cm'],
  },
];

/** Consumables 医用耗材, code C + 19 digits; implants are a kind of their own. */
export function consumables(): readonly DemoItem[] {
  const random = createRandom(0, 'catalogue/consumables');
  return LINES.flatMap((line) =>
    line.names.flatMap((name, n) =>
      line.sizes.flatMap((size, s) =>
        [0, 1].map((version): DemoItem => {
          const maker = makerOf(n * 3 + s + version * 5);
          const price = random.int(line.from, line.to) as Fen;
          const itemClass = line.implant
            ? 'B'
            : random.weighted([['A', 30] as const, ['B', 55] as const, ['C', 15] as const]);
          return {
            ...PLAIN,
            listCode: `C${line.code}${String(n + 1).padStart(3, '0')}${String(s * 10 + version + 1).padStart(5, '0')}${maker.code}`,
            name: `${name}（${size}）`,
            listType: '301',
            itemClass,
            chargeType: '08',
            kind: line.implant ? 'implant' : 'consumable',
            spec: size,
            unit: line.unit,
            manufacturer: maker.name,
            restricted: line.implant && random.chance(100),
            priceFen: price,
            ...(itemClass === 'B'
              ? { firstPay: firstPayOf(line.implant ? random.pick([20, 30]) : random.pick([5, 10])) }
              : {}),
            ...(line.implant ? { ceilingFen: ((price * 95 - ((price * 95) % 100)) / 100) as Fen } : {}),
          };
        }),
      ),
    ),
  );
}
