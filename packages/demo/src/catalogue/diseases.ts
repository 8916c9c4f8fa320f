export interface DemoDisease {
  readonly code: string;
  readonly name: string;
  readonly kind: 'diagnosis' | 'chronic' | 'case' | 'procedure';
}

const list = (
  kind: DemoDisease['kind'],
  rows: readonly (readonly [string, string])[],
): readonly DemoDisease[] => rows.map(([code, name]) => ({ kind, code, name }));

/** Outpatient chronic and special diseases 门诊慢特病 that the model policies name. */
export const CHRONIC_DISEASES = list('chronic', [
  ['M03900', '高血压'],
  ['M01600', '糖尿病'],
  ['M07803', '慢性肾功能衰竭（血液透析治疗）'],
  ['M00500', '恶性肿瘤门诊治疗'],
  ['M08300', '器官移植抗排异治疗'],
]);

/** Cases paid at a fixed price 单病种. */
export const CASE_DISEASES = list('case', [
  ['BZ001', '老年性白内障'],
  ['BZ002', '急性单纯性阑尾炎'],
  ['BZ003', '腹股沟疝'],
]);

/** Diagnoses in ICD-10 shape (letter, two digits, dot, three characters). */
export const DIAGNOSES = list('diagnosis', [
  ['I10.x00', '高血压病'],
  ['I25.101', '冠状动脉粥样硬化性心脏病'],
  ['I63.900', '脑梗死'],
  ['I50.900', '心力衰竭'],
  ['I48.x00', '心房颤动'],
  ['I20.000', '不稳定型心绞痛'],
  ['I21.900', '急性心肌梗死'],
  ['E11.900', '2型糖尿病'],
  ['E78.500', '高脂血症'],
  ['E04.902', '甲状腺结节'],
  ['J06.900', '急性上呼吸道感染'],
  ['J18.900', '肺炎'],
  ['J20.900', '急性支气管炎'],
  ['J44.100', '慢性阻塞性肺疾病急性加重'],
  ['J45.900', '支气管哮喘'],
  ['J35.000', '慢性扁桃体炎'],
  ['K29.500', '慢性胃炎'],
  ['K21.000', '反流性食管炎'],
  ['K35.800', '急性阑尾炎'],
  ['K40.900', '腹股沟疝'],
  ['K80.200', '胆囊结石'],
  ['K59.000', '便秘'],
  ['N18.900', '慢性肾脏病'],
  ['N20.000', '肾结石'],
  ['N39.000', '泌尿道感染'],
  ['N40.x00', '前列腺增生'],
  ['M54.500', '腰痛'],
  ['M17.900', '膝关节病'],
  ['M51.202', '腰椎间盘突出'],
  ['M81.900', '骨质疏松'],
  ['G47.000', '失眠'],
  ['G40.900', '癫痫'],
  ['F32.900', '抑郁发作'],
  ['F20.900', '精神分裂症'],
  ['H25.900', '老年性白内障'],
  ['H10.900', '结膜炎'],
  ['H66.900', '中耳炎'],
  ['L20.900', '特应性皮炎'],
  ['L50.900', '荨麻疹'],
  ['B18.100', '慢性乙型病毒性肝炎'],
  ['A09.900', '胃肠炎'],
  ['C34.900', '肺恶性肿瘤'],
  ['C50.900', '乳腺恶性肿瘤'],
  ['C18.900', '结肠恶性肿瘤'],
  ['D25.900', '子宫平滑肌瘤'],
  ['D50.900', '缺铁性贫血'],
  ['O80.000', '头位顺产'],
  ['O82.000', '选择性剖宫产'],
  ['P59.900', '新生儿黄疸'],
  ['S52.500', '桡骨下端骨折'],
  ['S72.000', '股骨颈骨折'],
  ['S01.800', '头部开放性伤口'],
  ['R51.x00', '头痛'],
  ['R50.900', '发热'],
  ['Z34.900', '正常妊娠监督'],
  ['Z49.100', '血液透析'],
]);

/** Procedures in ICD-9-CM-3 shape (two digits, dot, four digits). */
export const PROCEDURES = list('procedure', [
  ['47.0100', '腹腔镜下阑尾切除术'],
  ['51.2300', '腹腔镜下胆囊切除术'],
  ['53.0000', '单侧腹股沟疝修补术'],
  ['13.4100', '白内障超声乳化抽吸术'],
  ['36.0700', '药物洗脱冠状动脉支架置入'],
  ['39.9500', '血液透析'],
  ['74.1x00', '子宫下段横切口剖宫产术'],
  ['81.5400', '全膝关节置换'],
]);

export const DISEASES: readonly DemoDisease[] = [
  ...DIAGNOSES,
  ...CHRONIC_DISEASES,
  ...CASE_DISEASES,
  ...PROCEDURES,
];
