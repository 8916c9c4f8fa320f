import type { DiseaseRow, ListedItem } from '@gongji/store/provider-interface';

/** What a catalogue file is made of: how many columns, and the cells we know by column number (from 1). */
export interface CatalogueFile {
  readonly infno: string;
  readonly zh: string;
  readonly en: string;
  readonly columns: number;
  readonly source:
    | { readonly kind: 'items'; readonly listTypes: readonly string[]; readonly cells: Cells<ListedItem> }
    | {
        readonly kind: 'diseases';
        readonly diseases: 'diagnosis' | 'chronic' | 'case' | 'procedure';
        readonly cells: Cells<DiseaseRow>;
      };
}

export type Cells<Row> = Readonly<Record<number, (row: Row) => string | null>>;

const flag = (on: boolean) => (on ? '1' : '0');
const CLASS_NAME = { A: '甲', B: '乙', C: '丙' } as const;

function items(
  infno: string,
  names: readonly [string, string],
  columns: number,
  listTypes: readonly string[],
  cells: Cells<ListedItem>,
): CatalogueFile {
  return { infno, zh: names[0], en: names[1], columns, source: { kind: 'items', listTypes, cells } };
}

function diseases(
  infno: string,
  names: readonly [string, string],
  columns: number,
  kind: 'diagnosis' | 'chronic' | 'case' | 'procedure',
  cells: Cells<DiseaseRow>,
): CatalogueFile {
  return { infno, zh: names[0], en: names[1], columns, source: { kind: 'diseases', diseases: kind, cells } };
}

/** Column numbers are those of the published column lists of each file; columns not named travel as `null`. */
export const CATALOGUE_FILES: readonly CatalogueFile[] = [
  items('1301', ['西药中成药目录下载', 'Download western and patent medicines'], 97, ['101'], {
    1: (i) => i.listCode,
    2: (i) => i.name,
    4: (i) => i.name,
    8: (i) => i.name,
    11: (i) => i.dosageForm,
    14: (i) => i.spec,
    37: (i) => i.validFrom,
    38: (i) => i.validTo,
    49: (i) => i.unit,
    51: (i) => i.pinyin,
    54: (i) => i.manufacturer,
    58: (i) => flag(i.restricted),
    71: (i) => flag(i.basicDrug),
    75: (i) => flag(i.negotiated),
    79: () => '1',
    80: (i) => i.listCode,
    83: (i) => i.version,
    84: (i) => i.version,
    85: (i) => flag(i.childDrug),
    86: (i) => i.manufacturer,
    92: (i) => CLASS_NAME[i.itemClass],
    94: () => '1',
    96: (i) => i.validFrom,
    97: (i) => i.validTo,
  }),
  items('1302', ['中药饮片目录下载', 'Download decoction pieces'], 33, ['102', '106'], {
    1: (i) => i.listCode,
    2: (i) => i.name,
    12: (i) => i.validFrom,
    13: (i) => i.validTo,
    14: () => '1',
    15: (i) => i.listCode,
    18: (i) => i.version,
    19: (i) => i.version,
    20: (i) => i.name,
    30: () => '1',
    32: (i) => i.validFrom,
    33: (i) => i.validTo,
  }),
  items('1303', ['医疗机构制剂目录下载', 'Download hospital preparations'], 83, ['103'], {
    1: (i) => i.listCode,
    2: (i) => i.name,
    6: (i) => i.dosageForm,
    11: (i) => i.spec,
    36: (i) => i.unit,
    41: (i) => i.manufacturer,
    65: () => '1',
    66: (i) => i.validFrom,
    67: (i) => i.validTo,
    68: (i) => i.listCode,
    71: (i) => i.version,
    72: (i) => i.version,
    74: (i) => flag(i.childDrug),
    79: () => '1',
  }),
  items('1305', ['医疗服务项目目录下载', 'Download medical services'], 19, ['201'], {
    1: (i) => i.listCode,
    2: (i) => i.unit,
    3: (i) => i.unit,
    7: () => '1',
    9: (i) => i.chargeType,
    10: (i) => i.name,
    12: (i) => i.validFrom,
    13: (i) => i.validTo,
    14: (i) => i.listCode,
    15: (i) => i.version,
    16: (i) => i.version,
    17: () => '1',
    19: (i) => i.validFrom,
  }),
  items('1306', ['医用耗材目录下载', 'Download consumables'], 71, ['301'], {
    1: (i) => i.listCode,
    2: (i) => i.name,
    5: (i) => i.name,
    8: (i) => i.spec,
    16: (i) => i.unit,
    34: (i) => flag(i.restricted),
    46: (i) => i.manufacturer,
    47: (i) => i.validFrom,
    48: (i) => i.validTo,
    60: (i) => i.manufacturer,
    68: () => '1',
    69: (i) => i.listCode,
    70: (i) => i.version,
    71: (i) => i.version,
  }),
  diseases('1307', ['疾病与诊断目录下载', 'Download diagnoses'], 24, 'diagnosis', {
    1: (d) => d.code,
    7: (d) => d.code.slice(0, 3),
    9: (d) => d.code.slice(0, 5),
    11: (d) => d.code,
    12: (d) => d.name,
    13: () => '1',
    19: () => '1',
    20: (d) => d.code,
    21: (d) => d.validFrom,
    22: (d) => d.validFrom,
    23: () => '1',
    24: () => '1',
  }),
  diseases('1308', ['手术操作目录下载', 'Download procedures'], 24, 'procedure', {
    1: (d) => d.code,
    5: (d) => d.code.slice(0, 2),
    7: (d) => d.code.slice(0, 4),
    11: (d) => d.code,
    12: (d) => d.name,
    13: () => '1',
    19: () => '1',
    20: (d) => d.code,
    21: (d) => d.validFrom,
    22: (d) => d.validFrom,
    23: () => '1',
    24: () => '1',
  }),
  diseases('1309', ['门诊慢特病种目录下载', 'Download chronic diseases'], 16, 'chronic', {
    1: (d) => d.code,
    3: (d) => d.name,
    6: () => '1',
    7: (d) => d.code,
    8: (d) => d.validFrom,
    9: (d) => d.validFrom,
    10: () => '1',
    12: () => '1',
    15: (d) => d.name,
    16: (d) => d.code.slice(0, 3),
  }),
  diseases('1310', ['按病种付费病种目录下载', 'Download case diseases'], 15, 'case', {
    1: (d) => d.code,
    2: (d) => d.code,
    3: (d) => d.name,
    6: () => '1',
    7: (d) => d.code,
    8: (d) => d.validFrom,
    9: (d) => d.validFrom,
    10: () => '1',
    13: () => '1',
  }),
];
