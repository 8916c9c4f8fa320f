import {
  type ListedItem,
  pageOfCeilings,
  pageOfFirstPays,
  pageOfItems,
  pageOfMappings,
} from '@gongji/store/provider-interface';
import type { FieldReader } from '../reading/field-reader.ts';
import { scaledText } from '../reading/numbers.ts';
import { done, query, type Transaction } from '../transaction.ts';
import { pageNodes, readPage } from './pages.ts';

const CLASS_OF: Readonly<Record<string, string>> = { '01': 'A', '02': 'B', '03': 'C' };
const CLASS_CODE = { A: '01', B: '02', C: '03' } as const;
const LEVEL_OF: Readonly<Record<string, string>> = { '01': 'primary', '02': 'secondary', '03': 'tertiary' };
const LEVEL_CODE = { primary: '01', secondary: '02', tertiary: '03' } as const;

/** Fields every listed row ends with; creation data is not kept per row. */
function tail(rid: string, from: string, to: string | null, region: string) {
  return {
    insu_admdvs: region,
    begndate: from,
    enddate: to ?? '',
    memo: '',
    vali_flag: '1',
    rid,
    updt_time: from,
    crter_id: '',
    crter_name: '',
    crte_time: from,
    crte_optins_no: '',
    opter_id: '',
    opter_name: '',
    opt_time: '',
    optins_no: '',
    poolarea_no: region,
  };
}

function readItemFilter(f: FieldReader) {
  const chosen = f.maybeCode('chrgitm_lv', 'chrgitm_lv');
  return {
    listCode: f.maybeText('med_list_codg', 50),
    hilistCode: f.maybeText('hilist_code', 50),
    name: f.maybeText(['hilist_name', 'med_list_name'], 200),
    pinyin: f.maybeText('pinyin', 30),
    listType: f.maybeText('list_type', 30),
    chargeType: f.maybeCode('med_chrgitm_type', 'med_chrgitm_type'),
    itemClass: chosen === undefined ? undefined : CLASS_OF[chosen],
    restricted: f.maybeText('lmt_used_flag') === undefined ? undefined : f.flag('lmt_used_flag'),
    on: f.maybeDay('query_date'),
  };
}

function itemQuery(
  infno: string,
  names: readonly [string, string],
  fixedType: string | undefined,
  node: (i: ListedItem, region: string) => unknown,
): Transaction {
  return query({
    infno,
    name: { zh: names[0], en: names[1] },
    read: (input) => {
      const f = input.one('data');
      const filter = readItemFilter(f);
      return { filter: { ...filter, listType: fixedType ?? filter.listType }, page: readPage(f) };
    },
    run: async (call, { filter, page }) =>
      done({ page, found: await pageOfItems(call.services.pool, filter, page) }),
    write: ({ page, found }, call) => pageNodes(page, found, (i) => node(i, call.institution.regionCode)),
  });
}

const query1312 = itemQuery(
  '1312',
  ['医保目录信息查询', 'Insurance catalogue query'],
  undefined,
  (i, region) => ({
    hilist_code: i.hilistCode,
    hilist_name: i.name,
    med_chrgitm_type: i.chargeType,
    chrgitm_lv: CLASS_CODE[i.itemClass],
    lmt_used_flag: i.restricted ? '1' : '0',
    list_type: i.listType,
    med_use_flag: '1',
    matn_used_flag: '1',
    hilist_use_type: '1',
    lmt_cpnd_type: '1',
    wubi: '',
    pinyin: i.pinyin,
    ...tail(i.hilistCode, i.validFrom, i.validTo, region),
  }),
);

const query1304 = itemQuery('1304', ['民族药品目录查询', 'Ethnic medicines query'], '104', (i) => ({
  med_list_codg: i.listCode,
  drug_prodname: i.name,
  genname: i.name,
  spec: i.spec,
  dosform_name: i.dosageForm,
  prodentp_name: i.manufacturer,
  begndate: i.validFrom,
  enddate: i.validTo ?? '',
  vali_flag: '1',
  ver: i.version,
}));

const query1316 = itemQuery(
  '1316',
  ['医疗目录与医保目录匹配信息查询', 'Catalogue match query'],
  undefined,
  (i, region) => ({
    med_list_codg: i.listCode,
    hilist_code: i.hilistCode,
    list_type: i.listType,
    ...tail(i.listCode, i.validFrom, i.validTo, region),
  }),
);

const query1317 = query({
  infno: '1317',
  name: { zh: '医药机构目录匹配信息查询', en: 'Institution mapping query' },
  read: (input) => {
    const f = input.one('data');
    return {
      page: readPage(f),
      filter: {
        localCode: f.maybeText('medins_list_codg', 150),
        localName: f.maybeText('medins_list_name', 200),
        listType: f.maybeText('list_type', 30),
        listCode: f.maybeText('med_list_codg', 50),
        on: f.maybeDay('query_date'),
      },
    };
  },
  // Whatever fixmedins_code the query names, an institution sees its own mappings.
  run: async (call, { filter, page }) =>
    done({
      page,
      found: await pageOfMappings(
        call.services.pool,
        { ...filter, institutionCode: call.institution.code },
        page,
      ),
    }),
  write: ({ page, found }, call) =>
    pageNodes(page, found, (m) => ({
      fixmedins_code: m.institutionCode,
      medins_list_codg: m.localCode,
      medins_list_name: m.localName,
      list_type: m.listType,
      med_list_codg: m.listCode,
      aprvno: '',
      dosform: '',
      exct_cont: '',
      item_cont: '',
      prcunt: '',
      spec: '',
      pacspec: '',
      ...m.details,
      ...tail(m.localCode, m.validFrom, m.validTo, call.institution.regionCode),
    })),
});

const query1318 = query({
  infno: '1318',
  name: { zh: '医保目录限价信息查询', en: 'Price ceiling query' },
  read: (input) => {
    const f = input.one('data');
    const type = f.maybeCode(['hilist_lmtpric_type', 'hilist_lmtprc_type'], 'hilist_lmtprc_type');
    const level = type === undefined ? undefined : LEVEL_OF[type];
    return {
      page: readPage(f),
      filter: { hilistCode: f.maybeText('hilist_code', 50), level, on: f.maybeDay('query_date') },
    };
  },
  run: async (call, { filter, page }) =>
    done({ page, found: await pageOfCeilings(call.services.pool, filter, page) }),
  write: ({ page, found }, call) =>
    pageNodes(page, found, (c) => ({
      hilist_code: c.hilistCode,
      hilist_lmtpric_type: LEVEL_CODE[c.level],
      overlmt_dspo_way: '1',
      hilist_pric_uplmt_amt: Number(scaledText(Number(c.ceilingE4), 4)),
      tabname: '',
      ...tail(`${c.listCode}-${c.level}`, c.validFrom, c.validTo, call.institution.regionCode),
    })),
});

const query1319 = query({
  infno: '1319',
  name: { zh: '医保目录先自付比例信息查询', en: 'First-pay ratio query' },
  read: (input) => {
    const f = input.one('data');
    const insutype = f.maybeCode('selfpay_prop_psn_type', 'selfpay_prop_psn_type');
    return {
      page: readPage(f),
      filter: { hilistCode: f.maybeText('hilist_code', 50), insutype, on: f.maybeDay('query_date') },
    };
  },
  run: async (call, { filter, page }) =>
    done({ page, found: await pageOfFirstPays(call.services.pool, filter, page) }),
  write: ({ page, found }, call) =>
    pageNodes(page, found, (p) => ({
      hilist_code: p.hilistCode,
      selfpay_prop_psn_type: p.insutype,
      selfpay_prop_type: '10',
      selfpay_prop: Number(scaledText(p.ppm, 6)),
      tabname: '',
      ...tail(`${p.listCode}-${p.insutype}`, p.validFrom, p.validTo, call.institution.regionCode),
    })),
});

export const CATALOGUE_QUERY: readonly Transaction[] = [
  query1304,
  query1312,
  query1316,
  query1317,
  query1318,
  query1319,
];
