import { type Fen, fen } from '@gongji/domain';
import {
  chronicDrugLines,
  type InsuredPerson,
  type ListedLine,
  linesOfVisit,
  type PersonSums,
  type SettlementView,
  settlementOf,
  sumsOfPerson,
} from '@gongji/store/provider-interface';
import { settlementNodes } from '../amounts/settlement-nodes.ts';
import { yuan } from '../amounts/yuan.ts';
import type { Call } from '../call.ts';
import { lineNode } from '../lines/line-nodes.ts';
import { reject } from '../reading/rejections.ts';
import { done, query, rejected, type Transaction } from '../transaction.ts';
import { findPerson, psnOnly } from './people.ts';
import { settlementNumber } from './settlement-number.ts';
import { readSpan } from './visit-queries.ts';

const query5203 = query({
  infno: '5203',
  name: { zh: '结算信息查询', en: 'Settlement query' },
  read: (input) => {
    const f = input.one('data');
    return { psnNo: f.text('psn_no', 30), settlementId: settlementNumber(f.text('setl_id', 30)) };
  },
  run: async (call, { psnNo, settlementId }) => {
    const found = await findPerson(call, psnOnly(psnNo));
    if (found.kind === 'rejected') return found;
    const by = { personId: found.value.personId, settlementId, institutionCode: call.institution.code };
    const settlement = await settlementOf(call.services.pool, by);
    if (settlement === undefined)
      return rejected(reject('record-unknown', { field: 'data.setl_id', value: settlementId }));
    return done({ person: found.value, settlement });
  },
  write: ({ person, settlement }, call) => settlementNode(person, settlement, call),
});

const LEVEL = { primary: '1', secondary: '2', tertiary: '3' } as const;

function settlementNode(person: InsuredPerson, s: SettlementView, call: Call) {
  const personFen = fen(s.accountFen + s.familyAccountFen + s.cashFen);
  const nodes = settlementNodes({
    ...s,
    person,
    institution: call.institution,
    visitId: s.visitId ?? '',
    certType: '',
    at: s.settledAt,
    assessment: { ...s, personFen },
  });
  const level = LEVEL[call.institution.level];
  return {
    setlinfo: {
      ...nodes.setlinfo,
      flxempe_flag: '0',
      nwb_flag: '0',
      insu_optins: person.regionCode,
      emp_name: '',
      pay_loc: '2',
      fixmedins_code: call.institution.code,
      fixmedins_name: call.institution.name,
      hosp_lv: call.institution.hospLv,
      fixmedins_poolarea: call.institution.regionCode,
      lmtpric_hosp_lv: level,
      dedc_hosp_lv: level,
      begndate: s.startedOn,
      enddate: s.endedOn,
      psn_pay: yuan(personFen),
      cash_payamt: yuan(s.cashFen),
      refd_setl_flag: s.kind === 'reversal' || s.reversed ? '1' : '0',
      year: s.benefitYear.slice(0, 4),
      invono: s.invoiceNo ?? '',
      // A reversal of an earlier bill may change this one: then the settlement that stands in its place is named.
      exp_content: s.replacedBy === null ? '' : JSON.stringify({ replaced_by: s.replacedBy }),
    },
    setldetail: nodes.setldetail,
  };
}

const query5204 = query({
  infno: '5204',
  name: { zh: '费用明细查询', en: 'Fee line query' },
  read: (input) => {
    const f = input.one('data');
    const settlementId = f.maybeText('setl_id', 30);
    return {
      psnNo: f.text('psn_no', 30),
      visitId: f.text('mdtrt_id', 30),
      settlementId: settlementId === undefined ? undefined : settlementNumber(settlementId),
    };
  },
  run: async (call, { psnNo, ...by }) => {
    const found = await findPerson(call, psnOnly(psnNo));
    if (found.kind === 'rejected') return found;
    const lines = await linesOfVisit(call.services.pool, { ...by, personId: found.value.personId });
    return done({ psnNo, lines: lines.filter((l) => l.institutionCode === call.institution.code) });
  },
  write: ({ psnNo, lines }) => lines.map((l) => listedNode(psnNo, l)),
});

function listedNode(psnNo: string, { line, ...where }: ListedLine) {
  return {
    ...line.sent,
    mdtrt_id: where.visitId,
    setl_id: where.settlementId ?? '',
    psn_no: psnNo,
    rx_drord_no: line.sent.rxno ?? line.sent.drord_no ?? '',
    fixmedins_code: where.institutionCode,
    fixmedins_name: where.institutionName,
    med_type: where.medType,
    fee_ocur_time: line.at,
    ...lineNode(line, line),
    hilist_code: line.listCode,
    hilist_name: line.name,
    list_type: '',
    med_list_codg: line.listCode,
    medins_list_codg: line.localCode,
    medins_list_name: line.sent.medins_list_name ?? line.name,
    prodname: line.name,
    spec: '',
    dosform_name: '',
    hosp_prep_flag: '0',
    hosp_appr_flag: line.approval,
    prodplac_type: '',
    opter_id: '',
    opter_name: '',
    opt_time: '',
  };
}

const query5205 = query({
  infno: '5205',
  name: { zh: '人员慢特病用药记录查询', en: 'Chronic drug history' },
  read: (input, call) => {
    const f = input.one('data');
    return { psnNo: f.text('psn_no', 30), ...readSpan(f, call) };
  },
  run: async (call, { psnNo, ...span }) => {
    const found = await findPerson(call, psnOnly(psnNo));
    if (found.kind === 'rejected') return found;
    return done({
      psnNo,
      lines: await chronicDrugLines(call.services.pool, { ...span, personId: found.value.personId }),
    });
  },
  write: ({ psnNo, lines }) => ({ feedetail: lines.map((l) => listedNode(psnNo, l)) }),
});

const query5206 = query({
  infno: '5206',
  name: { zh: '人员累计信息查询', en: 'Person accumulators' },
  read: (input) => {
    const f = input.one('data');
    return { psnNo: f.text('psn_no', 30), month: f.maybeText('cum_ym', 6) };
  },
  run: async (call, { psnNo, month }) => {
    const found = await findPerson(call, psnOnly(psnNo));
    if (found.kind === 'rejected') return found;
    const sums = await sumsOfPerson(call.services.pool, found.value.personId);
    return done(sums.filter((s) => month === undefined || s.month === month));
  },
  write: (sums) => ({ cuminfo: sums.flatMap(sumNodes) }),
});

/** 累计类别代码: F total, S in scope, Q deductible, G person, C times, D + fund type; BIZ + 医疗类别 says of which kind. */
function sumNodes(s: PersonSums) {
  const of = (code: string, cum: number) => ({
    insutype: s.insutype,
    year: s.year,
    cum_ym: s.month,
    cum_type_code: `${code}BIZ${s.medType}`,
    cum,
  });
  return [
    of('F', yuan(s.totalFen)),
    of('S', yuan(s.inScopeFen)),
    of('Q', yuan(s.deductibleFen)),
    of('G', yuan(s.personFen)),
    of('C', s.times),
    ...Object.entries(s.funds).map(([fund, amount]) => of(`D${fund}`, yuan(amount as Fen))),
  ];
}

export const SETTLEMENT_QUERIES: readonly Transaction[] = [query5203, query5204, query5205, query5206];
