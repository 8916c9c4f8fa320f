import { addDays, type CalendarDate, pinyinInitials } from '@gongji/domain';
import type { CopyTarget } from '@gongji/store/copy';
import { copyRow } from '@gongji/store/copy';
import { demoCatalogue } from '../catalogue/catalogue.ts';
import { DISEASES } from '../catalogue/diseases.ts';
import { atLevel, type DemoItem, type Level } from '../catalogue/item.ts';
import { demoClasses } from '../people/schooling.ts';
import type { DemoInstitution } from '../region/institutions.ts';
import { areas, communities, type Employer, REGION, schools } from '../region/places.ts';
import { doctorsOf } from '../region/staff.ts';
import { OWN_DECLARATION } from './person-rows.ts';

export interface TableRows extends CopyTarget {
  readonly rows: readonly string[];
}

const LEVELS: readonly Level[] = ['primary', 'secondary', 'tertiary'];
const CATALOGUE_FROM = '2024-01-01';
const CATALOGUE_VERSION = '20260101';

/** Rows of every reference table but `region`, in the order of their foreign keys. */
export function referenceRows(
  institutions: readonly DemoInstitution[],
  employers: readonly Employer[],
  asOf: CalendarDate,
): readonly TableRows[] {
  const { items } = demoCatalogue();
  return [
    institutionRows(institutions),
    ...staffRows(institutions),
    ...unitRows(employers, asOf),
    itemRows(items),
    priceLimitRows(items),
    firstPayRows(items),
    {
      table: 'disease',
      columns: ['disease_code', 'disease_kind', 'name'],
      rows: DISEASES.map((one) => copyRow([one.code, one.kind, one.name])),
    },
    ownItemRows(institutions, asOf),
    mappingRows(institutions, asOf),
  ];
}

function institutionRows(institutions: readonly DemoInstitution[]): TableRows {
  return {
    table: 'institution',
    columns: [
      'institution_code',
      'region_code',
      'name',
      'uscc',
      'institution_type',
      'hosp_lv',
      'level',
      'grade',
      'kind',
      'suspended',
      'clearing_office',
      'signature_required',
      'signature_algorithm',
      'sm2_public_key',
      'sm4_key',
    ],
    rows: institutions.map((one) =>
      copyRow([
        one.code,
        one.regionCode,
        one.name,
        one.uscc,
        one.type,
        one.hospLv,
        one.level,
        one.grade,
        one.kind,
        one.suspended === true,
        REGION.code,
        one.signing !== undefined,
        one.signing === undefined ? 'none' : 'SM2',
        one.signing?.sm2PublicKey,
        one.signing?.sm4Key,
      ]),
    ),
  };
}

/** Areas 行政区划 and units 参保单位: streets, communities, schools and employers. */
function unitRows(employers: readonly Employer[], asOf: CalendarDate): readonly TableRows[] {
  const unit = (
    id: number | string,
    kind: string,
    code: string,
    name: string,
    area?: string,
    employerKind?: string,
  ) => copyRow([id, REGION.code, kind, code, name, pinyinInitials(name), area, employerKind, asOf]);
  return [
    {
      table: 'area',
      columns: ['area_code', 'region_code', 'level', 'parent_code', 'name'],
      rows: areas().map((one) => copyRow([one.code, REGION.code, one.level, one.parent, one.name])),
    },
    {
      table: 'unit',
      columns: [
        'unit_id',
        'region_code',
        'kind',
        'code',
        'name',
        'name_initials',
        'area_code',
        'employer_kind',
        'known_from',
      ],
      rows: [
        ...employers.map((one) => unit(one.employerId, 'employer', one.uscc, one.name, one.area, one.kind)),
        ...schools().map((one) => unit(one.unitId, 'school', one.code, one.name, one.area)),
        ...communities().map((one) => unit(one.code, 'community', one.code, one.name, one.code.slice(0, 9))),
      ],
    },
    budgetUnitRows(asOf),
    classRows(asOf),
    declarationRows(employers, asOf),
  ];
}

/** 财政统发单位: finance withholds the bills of the education bureau (the second employer). */
function budgetUnitRows(asOf: CalendarDate): TableRows {
  return {
    table: 'budget_unit',
    columns: [
      ...['region_code', 'unit_id', 'agreement_id', 'budget_code', 'valid_from', 'agreed_by', 'agreed_at'],
    ],
    rows: [copyRow([REGION.code, 2, 1, '105001', asOf, 'demo.clerk', asOf])],
  };
}

function classRows(asOf: CalendarDate): TableRows {
  return {
    table: 'school_class',
    columns: [
      ...['region_code', 'unit_id', 'class_id', 'class_name', 'grade', 'years', 'head_name', 'head_phone'],
      ...['valid_from', 'known_from'],
    ],
    rows: demoClasses(asOf).map((one, index) =>
      copyRow([
        ...[REGION.code, one.schoolId, index + 1, one.className, one.grade, one.years, one.headName],
        ...[`100000${String(20_000 + index)}`, one.from, asOf],
      ]),
    ),
  };
}

/** What each employer declared for this year and the last, and the self-employed together; the persons are counted later. */
function declarationRows(employers: readonly Employer[], asOf: CalendarDate): TableRows {
  const from = `${Number(asOf.slice(0, 4)) - 1}-01-01`;
  const row = (id: number, unitId: number | null) =>
    copyRow([id, REGION.code, unitId, from, 1, 'approved', 'demo.employer', from, 'demo.clerk', from]);
  return {
    table: 'base_declaration',
    columns: [
      ...['declaration_id', 'region_code', 'unit_id', 'from_month', 'persons', 'state', 'submitted_by'],
      ...['submitted_at', 'decided_by', 'decided_at'],
    ],
    rows: [...employers.map((one) => row(one.employerId, one.employerId)), row(OWN_DECLARATION, null)],
  };
}

function staffRows(institutions: readonly DemoInstitution[]): readonly TableRows[] {
  const doctors = institutions.flatMap(doctorsOf);
  const departments = new Map(doctors.map((one) => [`${one.institutionCode}/${one.deptCode}`, one]));
  return [
    {
      table: 'department',
      columns: ['institution_code', 'department_code', 'specialty', 'name', 'begun_at'],
      rows: [...departments.values()].map((one) =>
        copyRow([one.institutionCode, one.deptCode, one.caty, one.deptName, '2020-01-01']),
      ),
    },
    {
      table: 'practitioner',
      columns: ['institution_code', 'practitioner_code', 'own_no', 'name', 'practitioner_type'],
      rows: doctors.map((one) => copyRow([one.institutionCode, one.code, one.code.slice(-4), one.name, '1'])),
    },
  ];
}

function itemRows(items: readonly DemoItem[]): TableRows {
  return {
    table: 'catalogue_item',
    columns: [
      'list_code',
      'hilist_code',
      'name',
      'list_type',
      'item_class',
      'charge_type',
      'kind',
      'spec',
      'dosage_form',
      'unit',
      'manufacturer',
      'pinyin',
      'restricted',
      'basic_drug',
      'negotiated',
      'child_drug',
      'special_item',
      'valid_from',
      'valid_to',
      'version',
    ],
    rows: items.map((one) =>
      copyRow([
        one.listCode,
        one.listCode,
        one.name,
        one.listType,
        one.itemClass,
        one.chargeType,
        one.kind,
        one.spec,
        one.dosageForm,
        one.unit,
        one.manufacturer,
        pinyinInitials(one.name),
        one.restricted,
        one.basicDrug,
        one.negotiated,
        one.childDrug,
        one.kind === 'implant' || one.negotiated,
        CATALOGUE_FROM,
        one.validTo,
        CATALOGUE_VERSION,
      ]),
    ),
  };
}

/** Ceilings in ten-thousandths of a yuan: one fen is a hundred of them. */
function priceLimitRows(items: readonly DemoItem[]): TableRows {
  return {
    table: 'catalogue_price_limit',
    columns: ['list_code', 'level', 'ceiling_e4', 'valid_from'],
    rows: items.flatMap((one) => {
      const { ceilingFen } = one;
      if (ceilingFen === undefined) return [];
      return LEVELS.map((level) =>
        copyRow([one.listCode, level, atLevel(one, ceilingFen, level) * 100, CATALOGUE_FROM]),
      );
    }),
  };
}

function firstPayRows(items: readonly DemoItem[]): TableRows {
  return {
    table: 'catalogue_first_pay',
    columns: ['list_code', 'insutype', 'first_pay_ppm', 'valid_from'],
    rows: items.flatMap((one) => {
      if (one.firstPay === undefined) return [];
      return [
        copyRow([one.listCode, '310', one.firstPay.employee, CATALOGUE_FROM]),
        copyRow([one.listCode, '390', one.firstPay.resident, CATALOGUE_FROM]),
      ];
    }),
  };
}

/** The price list 机构目录 of the first hospital. */
function ownItemRows(institutions: readonly DemoInstitution[], asOf: CalendarDate): TableRows {
  const first = institutions[0];
  const { items } = demoCatalogue();
  return {
    table: 'institution_item',
    columns: [
      'institution_code',
      'local_code',
      'name',
      'list_type',
      'spec',
      'dosage_form',
      'unit',
      'manufacturer',
      'price_e4',
      'pinyin',
      'imported_at',
    ],
    rows: (first === undefined ? [] : items).map((one, index) => {
      const { name, listType, spec, dosageForm, unit, manufacturer, priceFen } = one;
      const said = [listType, spec, dosageForm, unit, manufacturer, priceFen * 100];
      const code = first?.code ?? '';
      return copyRow([code, ownCodeOf(index), name, ...said, pinyinInitials(name), addDays(asOf, -30)]);
    }),
  };
}

/** The first hospital has mapped its own price list to the national one 目录对照; the others still have to. */
function mappingRows(institutions: readonly DemoInstitution[], asOf: CalendarDate): TableRows {
  const first = institutions[0];
  return {
    table: 'catalogue_mapping',
    columns: [
      'institution_code',
      'local_code',
      'local_name',
      'list_type',
      'list_code',
      'valid_from',
      'updated_at',
      'state',
    ],
    rows:
      first === undefined
        ? []
        : demoCatalogue().items.map((one, index) =>
            copyRow([
              first.code,
              ownCodeOf(index),
              one.name,
              one.listType,
              one.listCode,
              CATALOGUE_FROM,
              addDays(asOf, -30),
              'approved',
            ]),
          ),
  };
}

/** A hospital's own item number 医院自有编码 for the item at a place of the catalogue. */
export function ownCodeOf(index: number): string {
  return `SF${String(index + 1).padStart(5, '0')}`;
}
