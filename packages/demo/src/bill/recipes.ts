/** Kinds of bills 费用单类型 the demo writes. */
export type BillKind =
  | 'outpatient'
  | 'thorough'
  | 'emergency'
  | 'hypertension'
  | 'diabetes'
  | 'dialysis'
  | 'tcm'
  | 'pharmacy'
  | 'child'
  | 'prenatal'
  | 'admissionDay'
  | 'wardDay'
  | 'surgeryDay'
  | 'birthDay'
  | 'cataractDay';

export interface Ingredient {
  /** Kind of line: drug, exam, lab … */
  readonly kind: string;
  /** Least and most lines, and quantity of each. */
  readonly lines: readonly [number, number];
  readonly cnt: readonly [number, number];
  readonly name?: RegExp;
  readonly mostFen?: number;
}

const CONSULTATION: Ingredient = {
  kind: 'consultation',
  lines: [1, 1],
  cnt: [1, 1],
  name: /医师门诊诊察费|普通门诊诊察费/,
};
const USUAL_DRUGS = 12_000;
const USUAL_EXAM = 40_000;
const BED: Ingredient = { kind: 'bed', lines: [1, 1], cnt: [1, 1], name: /三人间|双人间/ };
const NURSING: Ingredient = { kind: 'nursing', lines: [1, 1], cnt: [1, 1], name: /级护理/ };

export const RECIPES: Readonly<Record<BillKind, readonly Ingredient[]>> = {
  outpatient: [
    CONSULTATION,
    { kind: 'lab', lines: [0, 3], cnt: [1, 1] },
    { kind: 'exam', lines: [0, 1], cnt: [1, 1], mostFen: USUAL_EXAM },
    { kind: 'drug', lines: [1, 3], cnt: [1, 3], mostFen: USUAL_DRUGS },
    { kind: 'patent', lines: [0, 1], cnt: [1, 2] },
  ],
  thorough: [
    CONSULTATION,
    { kind: 'lab', lines: [5, 7], cnt: [1, 1] },
    { kind: 'exam', lines: [1, 1], cnt: [1, 1], name: /CT/ },
    { kind: 'exam', lines: [1, 1], cnt: [1, 1], name: /超声/ },
    { kind: 'drug', lines: [3, 4], cnt: [2, 3], mostFen: USUAL_DRUGS },
  ],
  emergency: [
    { kind: 'consultation', lines: [1, 1], cnt: [1, 1], name: /急诊/ },
    { kind: 'lab', lines: [2, 4], cnt: [1, 1] },
    { kind: 'exam', lines: [1, 2], cnt: [1, 1], mostFen: USUAL_EXAM },
    { kind: 'treatment', lines: [1, 2], cnt: [1, 2], mostFen: 5_000 },
    { kind: 'drug', lines: [1, 3], cnt: [1, 4], mostFen: USUAL_DRUGS },
    { kind: 'consumable', lines: [1, 2], cnt: [1, 3], mostFen: 2_000 },
  ],
  hypertension: [
    CONSULTATION,
    { kind: 'drug', lines: [3, 3], cnt: [4, 6], name: /沙坦|地平|普利|洛尔/ },
    { kind: 'exam', lines: [0, 1], cnt: [1, 1], name: /常规心电图|动态血压/ },
  ],
  diabetes: [
    CONSULTATION,
    { kind: 'drug', lines: [2, 3], cnt: [3, 5], name: /双胍|格列/ },
    { kind: 'lab', lines: [1, 2], cnt: [1, 1], name: /葡萄糖|糖化血红蛋白/ },
  ],
  dialysis: [
    { kind: 'treatment', lines: [1, 1], cnt: [1, 1], name: /^血液透析/ },
    { kind: 'consumable', lines: [1, 2], cnt: [1, 1], name: /透析/, mostFen: 20_000 },
    { kind: 'drug', lines: [1, 1], cnt: [1, 2], mostFen: USUAL_DRUGS },
    { kind: 'lab', lines: [1, 2], cnt: [1, 1], name: /肌酐|尿素|钾|磷/ },
  ],
  tcm: [
    { kind: 'consultation', lines: [1, 1], cnt: [1, 1], name: /中医/ },
    { kind: 'herb', lines: [6, 12], cnt: [42, 105], mostFen: 100 },
    { kind: 'treatment', lines: [0, 1], cnt: [1, 1], name: /针|灸|推拿|拔罐/ },
  ],
  pharmacy: [
    { kind: 'drug', lines: [1, 2], cnt: [1, 3], mostFen: USUAL_DRUGS },
    { kind: 'patent', lines: [0, 1], cnt: [1, 2] },
  ],
  child: [
    CONSULTATION,
    { kind: 'lab', lines: [1, 2], cnt: [1, 1], name: /血常规|C反应蛋白/ },
    { kind: 'drug', lines: [1, 2], cnt: [1, 2], name: /颗粒|西林/, mostFen: USUAL_DRUGS },
  ],
  prenatal: [
    CONSULTATION,
    { kind: 'exam', lines: [1, 1], cnt: [1, 1], name: /产科/ },
    { kind: 'lab', lines: [2, 3], cnt: [1, 1], name: /血常规|尿常规|铁蛋白|甲胎蛋白/ },
  ],
  admissionDay: [
    BED,
    NURSING,
    { kind: 'lab', lines: [8, 12], cnt: [1, 1] },
    { kind: 'exam', lines: [2, 3], cnt: [1, 1] },
    { kind: 'drug', lines: [3, 5], cnt: [1, 4], mostFen: USUAL_DRUGS },
    { kind: 'treatment', lines: [2, 3], cnt: [1, 3], mostFen: 5_000 },
    { kind: 'consumable', lines: [2, 4], cnt: [1, 5], mostFen: 3_000 },
  ],
  wardDay: [
    BED,
    NURSING,
    { kind: 'lab', lines: [0, 3], cnt: [1, 1] },
    { kind: 'drug', lines: [3, 5], cnt: [1, 4], mostFen: USUAL_DRUGS },
    { kind: 'treatment', lines: [1, 3], cnt: [1, 3], mostFen: 5_000 },
    { kind: 'consumable', lines: [1, 2], cnt: [1, 4], mostFen: 2_000 },
  ],
  surgeryDay: [
    BED,
    { kind: 'nursing', lines: [1, 1], cnt: [1, 1], name: /一级护理|特级护理/ },
    { kind: 'surgery', lines: [1, 1], cnt: [1, 1], name: /^腹腔镜下/ },
    { kind: 'treatment', lines: [1, 1], cnt: [1, 1], name: /全身麻醉|椎管内麻醉/ },
    { kind: 'consumable', lines: [2, 4], cnt: [1, 2], name: /穿刺器|吻合器|超声刀|电凝/ },
    { kind: 'implant', lines: [0, 1], cnt: [1, 1], name: /补片|封闭胶/ },
    { kind: 'drug', lines: [3, 5], cnt: [1, 4], mostFen: USUAL_DRUGS },
  ],
  birthDay: [
    BED,
    NURSING,
    { kind: 'surgery', lines: [1, 1], cnt: [1, 1], name: /正常分娩/ },
    { kind: 'lab', lines: [3, 5], cnt: [1, 1] },
    { kind: 'drug', lines: [1, 3], cnt: [1, 2], mostFen: 6_000 },
  ],
  cataractDay: [
    { kind: 'surgery', lines: [1, 1], cnt: [1, 1], name: /白内障/ },
    { kind: 'implant', lines: [1, 1], cnt: [1, 1], name: /单焦点人工晶体/ },
    { kind: 'lab', lines: [2, 4], cnt: [1, 1] },
    { kind: 'drug', lines: [1, 2], cnt: [1, 2], mostFen: 6_000 },
  ],
};
