import { ageOn, fen } from '@gongji/domain';
import type { Assessment } from '@gongji/engine';
import type { Institution, InsuredPerson } from '@gongji/store/provider-interface';
import { dictionary } from '../dictionary/dictionary.ts';
import { beijingDay, beijingTime } from '../message/beijing-time.ts';
import type { JsonObject } from '../message/json.ts';
import { dayOf } from '../reading/moments.ts';
import { fundColumn, fundColumns } from './fund-columns.ts';
import { assertAmountIdentities } from './identities.ts';
import { ratioHalfUp4, yuan } from './yuan.ts';

/** The money of an assessment or of a stored settlement. */
export type AssessedMoney = Omit<
  Assessment,
  'policyId' | 'policyVersion' | 'benefit' | 'lines' | 'counterMoves' | 'trace'
>;

/** What the reply to a preview, settlement or reversal is made of. */
export interface SettlementFacts {
  readonly person: InsuredPerson;
  readonly institution: Institution;
  readonly insutype: string;
  readonly medType: string;
  readonly clrType: string;
  readonly visitId: string;
  readonly certType: string;
  readonly at: Date;
  /** msgid of the settling request. */
  readonly medinsSetlId: string;
  readonly assessment: AssessedMoney;
  readonly balanceFen: number;
  /** Absent at a preview. */
  readonly settlementId?: string;
}

/** Nodes `setlinfo` and `setldetail`, with the amount identities checked before anything leaves. Throws when one fails. */
export function settlementNodes(facts: SettlementFacts) {
  const nodes = { setlinfo: setlinfo(facts), setldetail: setldetail(facts.assessment) };
  assertAmountIdentities(nodes);
  return nodes;
}

/** The same with the lines of the bill, `detlcutinfo`. */
export function settlementNodesWithLines(facts: SettlementFacts, detlcutinfo: readonly JsonObject[]) {
  const nodes = { setlinfo: setlinfo(facts), setldetail: setldetail(facts.assessment), detlcutinfo };
  assertAmountIdentities(nodes);
  return nodes;
}

function setlinfo(facts: SettlementFacts) {
  const { person, institution, assessment: a } = facts;
  const coverage = person.coverages.find((c) => c.insutype === facts.insutype);
  const funds = fundColumns(a.payments);
  const today = dayOf(beijingDay(facts.at));
  return {
    mdtrt_id: facts.visitId,
    ...(facts.settlementId === undefined ? {} : { setl_id: facts.settlementId }),
    psn_no: person.psnNo,
    psn_name: person.name,
    psn_cert_type: person.certType,
    certno: person.certNo,
    gend: person.sex,
    naty: person.ethnic,
    brdy: person.bornOn,
    age: ageOn(person.bornOn, today),
    insutype: facts.insutype,
    psn_type: coverage?.psnType ?? '',
    cvlserv_flag: coverage?.civilServant === true ? '1' : '0',
    setl_time: beijingTime(facts.at),
    mdtrt_cert_type: facts.certType,
    med_type: facts.medType,
    ...amounts(a),
    hifp_pay: yuan(funds.hifp_pay),
    pool_prop_selfpay: ratioHalfUp4(funds.hifp_pay, a.inScopeFen),
    cvlserv_pay: yuan(funds.cvlserv_pay),
    hifes_pay: yuan(funds.hifes_pay),
    hifmi_pay: yuan(funds.hifmi_pay),
    hifob_pay: yuan(funds.hifob_pay),
    maf_pay: yuan(funds.maf_pay),
    hifdm_pay: yuan(funds.hifdm_pay),
    oth_pay: yuan(funds.oth_pay),
    balc: yuan(fen(facts.balanceFen)),
    medins_setl_id: facts.medinsSetlId,
    clr_optins: institution.clearingOffice,
    clr_way: institution.paymentMethod,
    clr_type: facts.clrType,
    setl_type: '2',
    exp_content: '',
  };
}

function amounts(a: AssessedMoney) {
  const fundFen = a.payments.reduce((sum, p) => sum + p.amountFen, 0);
  return {
    medfee_sumamt: yuan(a.totalFen),
    fulamt_ownpay_amt: yuan(a.selfPaidFen),
    overlmt_selfpay: yuan(a.overLimitFen),
    preselfpay_amt: yuan(a.firstPayFen),
    inscp_scp_amt: yuan(a.inScopeFen),
    act_pay_dedc: yuan(a.deductibleFen),
    fund_pay_sumamt: yuan(fen(fundFen)),
    psn_part_amt: yuan(a.personFen),
    // acct_pay includes what relatives' accounts paid; acct_mulaid_pay names that part.
    acct_pay: yuan(fen(a.accountFen + a.familyAccountFen)),
    acct_mulaid_pay: yuan(a.familyAccountFen),
    psn_cash_pay: yuan(a.cashFen),
    hosp_part_amt: yuan(a.providerFen),
  };
}

function setldetail(a: AssessedMoney) {
  const names = dictionary('fund_pay_type').values;
  return a.payments.map((p) => ({
    fund_pay_type: p.fundType,
    fund_pay_type_name: names.get(p.fundType) ?? p.payer,
    inscp_scp_amt: yuan(a.inScopeFen),
    crt_payb_lmt_amt: yuan(p.amountFen),
    fund_payamt: yuan(p.amountFen),
    setl_proc_info: `${p.payer} ${fundColumn(p.fundType)}`,
  }));
}
