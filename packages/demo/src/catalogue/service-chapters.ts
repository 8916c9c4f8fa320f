/** One chapter of services 医疗服务项目: names, price range in fen, permille of class B and of class C. */
export interface Chapter {
  readonly code: string;
  readonly kind: string;
  /** 医疗收费项目类别 */
  readonly chargeType: string;
  readonly unit: string;
  readonly from: number;
  readonly to: number;
  readonly names: readonly string[];
  readonly b: number;
  readonly c: number;
}

/** `head`: code, kind, charge type and unit, separated by spaces. */
function chapter(
  head: string,
  [from, to]: readonly [number, number],
  names: readonly string[],
  share: { readonly b?: number; readonly c?: number } = {},
): Chapter {
  const [code = '', kind = '', chargeType = '', unit = ''] = head.split(' ');
  return { code, kind, chargeType, unit, from, to, names, b: share.b ?? 0, c: share.c ?? 0 };
}

/** Names written side by side, separated by a space. */
const words = (text: string): readonly string[] => text.split(' ');
const cross = (heads: readonly string[], tails: readonly string[]) =>
  heads.flatMap((head) => tails.map((tail) => head + tail));

const PARTS = words('头颅 颈部 胸部 上腹部 下腹部 盆腔 腰椎 颈椎 膝关节 髋关节 肩关节 踝关节');
const ANALYTES = words(
  '谷丙转氨酶 谷草转氨酶 总胆红素 白蛋白 总蛋白 尿素 肌酐 尿酸 葡萄糖 总胆固醇 甘油三酯 钾 钠 氯 钙 磷 镁 铁蛋白 糖化血红蛋白 促甲状腺激素 游离甲状腺素 胰岛素 C反应蛋白 降钙素原 肌钙蛋白 肌红蛋白 D二聚体 纤维蛋白原 甲胎蛋白 癌胚抗原 维生素B12 叶酸 同型半胱氨酸 脂蛋白 淀粉酶 脂肪酶',
);

export const SERVICE_CHAPTERS: readonly Chapter[] = [
  chapter('1101 registration 13 次', [50, 150], words('普通挂号费 急诊挂号费')),
  chapter(
    '1102 consultation 02 次',
    [1000, 6000],
    words(
      '普通门诊诊察费 主治医师门诊诊察费 副主任医师门诊诊察费 主任医师门诊诊察费 急诊诊察费 互联网复诊诊察费 住院诊察费 中医辨证论治费',
    ),
  ),
  chapter('1103 general 12 次', [1000, 1500], words('基层一般诊疗费 家庭病床巡诊费 家庭病床建床费')),
  chapter(
    '1104 bed 01 日',
    [2000, 12_000],
    words(
      '普通病房床位费（三人间） 普通病房床位费（双人间） 普通病房床位费（单人间） 层流洁净病房床位费 监护病房床位费 新生儿床位费 急诊观察床位费 日间病房床位费 特需病房床位费',
    ),
    { c: 150 },
  ),
  chapter(
    '1201 nursing 07 日',
    [1200, 9000],
    words(
      '特级护理 一级护理 二级护理 三级护理 新生儿护理 重症监护护理 气管切开护理 压疮护理 口腔护理 吸痰护理',
    ),
  ),
  chapter(
    '1202 treatment 05 次',
    [200, 3500],
    words(
      '静脉输液 肌肉注射 皮下注射 静脉注射 雾化吸入治疗 吸氧 换药（小） 换药（中） 换药（大） 清创缝合（小） 清创缝合（大） 导尿 灌肠 洗胃 胃肠减压 心电监护 血氧饱和度监测 中心静脉穿刺置管',
    ),
  ),
  chapter('2101 exam 03 部位', [5000, 9000], cross(PARTS, ['数字化摄影（DR）'])),
  chapter(
    '2103 exam 03 部位',
    [18_000, 38_000],
    cross(PARTS, words('计算机断层平扫（CT） 计算机断层增强扫描（CT）')),
    { b: 1000 },
  ),
  chapter(
    '2102 exam 03 部位',
    [38_000, 68_000],
    cross(PARTS, words('磁共振平扫（MR） 磁共振增强扫描（MR）')),
    { b: 1000 },
  ),
  chapter(
    '2203 exam 03 次',
    [5000, 16_000],
    cross(words('肝胆胰脾 泌尿系 妇科 产科 心脏 甲状腺 乳腺 颈部血管 下肢血管 浅表淋巴结'), [
      '彩色多普勒超声',
    ]),
  ),
  chapter(
    '3107 exam 03 次',
    [2000, 26_000],
    words(
      '常规心电图 动态心电图 动态血压监测 平板运动试验 肺功能检查 脑电图 肌电图 骨密度测定 胃镜检查 结肠镜检查 支气管镜检查 眼底照相 听力测试 睡眠监测',
    ),
  ),
  chapter(
    '2501 lab 04 项',
    [400, 2500],
    words(
      '血常规（五分类） 尿常规 粪便常规 凝血四项 血型鉴定 交叉配血 血沉 网织红细胞计数 血培养 痰培养 尿培养 药敏试验 幽门螺杆菌呼气试验 乙肝五项定量 丙肝抗体 梅毒抗体 艾滋病抗体',
    ),
  ),
  chapter('2503 lab 04 项', [300, 4500], cross(ANALYTES, words('测定（生化法） 测定（免疫法）')), { b: 100 }),
  chapter(
    '2700 exam 03 例',
    [8000, 32_000],
    words('常规病理检查 快速冰冻切片检查 免疫组织化学染色 细胞学检查 特殊染色'),
  ),
  chapter(
    '3110 treatment 05 次',
    [28_000, 46_000],
    words('血液透析 血液透析滤过 血液灌流 腹膜透析 连续性血液净化'),
  ),
  chapter(
    '3115 treatment 05 次',
    [3000, 9000],
    words('心理治疗 无抽搐电休克治疗 工娱治疗 精神科监护 认知行为训练 经颅磁刺激治疗'),
    { b: 300 },
  ),
  chapter(
    '3400 treatment 05 次',
    [1500, 8000],
    words(
      '运动疗法 作业疗法 言语训练 吞咽训练 平衡训练 关节松动训练 电针 超短波治疗 中频脉冲电治疗 红外线治疗 牵引 偏瘫肢体综合训练',
    ),
    { b: 300 },
  ),
  chapter(
    '4300 treatment 05 次',
    [1500, 9000],
    words('普通针刺 温针 耳针 艾灸 拔罐 刮痧 推拿（颈椎） 推拿（腰椎） 小儿推拿 中药熏洗 中药贴敷 穴位注射'),
  ),
  chapter(
    '3300 surgery 06 次',
    [60_000, 480_000],
    [
      ...cross(
        words('腹腔镜下 开放式'),
        words(
          '阑尾切除术 胆囊切除术 疝修补术 子宫肌瘤剔除术 卵巢囊肿切除术 结肠部分切除术 胃部分切除术 肾囊肿去顶术',
        ),
      ),
      '白内障超声乳化摘除术',
      '人工晶体植入术',
      '翼状胬肉切除术',
      '扁桃体切除术',
      '鼻内镜下鼻窦手术',
      '甲状腺部分切除术',
      '乳腺肿物切除术',
      '剖宫产术',
      '正常分娩接生',
      '会阴裂伤修补术',
      '全膝关节置换术',
      '全髋关节置换术',
      '腰椎间盘髓核摘除术',
      '骨折切开复位内固定术',
      '骨折闭合复位术',
      '关节镜下半月板成形术',
      '冠状动脉造影',
      '冠状动脉支架置入术',
      '心脏起搏器安置术',
      '脑血管造影',
      '经尿道前列腺切除术',
      '输尿管镜碎石术',
      '体外冲击波碎石',
      '大隐静脉剥脱术',
      '痔切除术',
      '体表肿物切除术',
      '拔牙术',
      '根管治疗',
    ],
    { b: 150 },
  ),
  chapter(
    '3301 treatment 05 次',
    [6000, 90_000],
    words('全身麻醉 椎管内麻醉 神经阻滞麻醉 局部浸润麻醉 术后镇痛 麻醉中监测'),
  ),
  chapter(
    '5200 other 14 次',
    [1000, 30_000],
    words('体检套餐 美容缝合加收 特需门诊服务 陪护服务 营养膳食指导 病历复印'),
    { c: 1000 },
  ),
];
