import { ACCOUNT_REJECTIONS } from './account-rejections.ts';
import { CENSUS_REJECTIONS } from './census-rejections.ts';
import { CONTRIBUTION_REJECTIONS } from './contribution-rejections.ts';
import { COUNTER_REJECTIONS } from './counter-rejections.ts';
import { ENROLMENT_REJECTIONS } from './enrolment-rejections.ts';
import type { Bilingual, Rejection } from './rejection.ts';
import { SHEET_REJECTIONS } from './sheet-rejections.ts';
import { TRANSFER_REJECTIONS } from './transfer-rejections.ts';
import { WITHHOLDING_REJECTIONS } from './withholding-rejections.ts';

/**
 * Every reason 拒绝原因 for which the settlement side refuses, in order of precedence: when several hold, all are
 * returned in this order, and the first is the one a single-text reply shows. Codes never change their meaning.
 * A policy may add its own codes with `refuse` steps; those come after all of these.
 *
 * Texts carry their data in braces; {@link rejection} fills them in and refuses to leave one open.
 */
export const REJECTIONS = {
  // The message itself
  'message-conflict': {
    zh: '报文ID {msgid} 已用于另一笔内容不同的交易',
    en: 'message id {msgid} was already used for a request with other content',
    remedyZh: '内容有变时请使用新的报文ID重新发送',
    remedyEn: 'send the changed request with a new message id',
  },
  'message-cancelled': {
    zh: '报文 {msgid} 已被冲正，不再受理',
    en: 'message {msgid} has been compensated and is not accepted any more',
    remedyZh: '如仍需结算，请使用新的报文ID重新发送',
    remedyEn: 'to settle after all, send the request with a new message id',
  },
  'message-mismatch': {
    zh: '原报文 {msgid} 的交易编号或人员与本次冲正不一致',
    en: 'the original message {msgid} has another transaction number or person than this compensation names',
    remedyZh: '请核对原发送方报文ID、原交易编号和人员编号',
    remedyEn: 'check the original message id, transaction number and person number',
  },
  // What is to be reversed
  'settlement-unknown': {
    zh: '未找到该人员的结算 {settlementId}',
    en: 'there is no settlement {settlementId} of this person',
    remedyZh: '请核对结算ID和人员编号',
    remedyEn: 'check the settlement id and the person number',
  },
  'settlement-of-merged': {
    zh: '结算 {settlementId} 属于已并入他人的重复登记，其累计已结转',
    en: 'settlement {settlementId} is of a duplicate that was merged; what it used up has been carried over',
    remedyZh: '请经办机构先撤回合并，撤销结算后再合并',
    remedyEn: 'let the agency undo the merge, reverse the bill and merge again',
  },
  'settlement-not-yours': {
    zh: '结算 {settlementId} 不是由本机构办理',
    en: 'settlement {settlementId} was made by another institution',
    remedyZh: '请由原结算机构撤销',
    remedyEn: 'have the institution that settled it reverse it',
  },
  'visit-mismatch': {
    zh: '结算 {settlementId} 不属于就诊 {visitId}',
    en: 'settlement {settlementId} does not belong to visit {visitId}',
    remedyZh: '请核对就诊ID和结算ID',
    remedyEn: 'check the visit id and the settlement id',
  },
  'is-reversal': {
    zh: '{settlementId} 是一笔冲销记录，不能再撤销',
    en: '{settlementId} is itself a reversal and cannot be reversed',
    remedyZh: '请重新结算',
    remedyEn: 'settle again instead',
  },
  'already-reversed': {
    zh: '结算 {settlementId} 已撤销（冲销记录 {reversalId}）',
    en: 'settlement {settlementId} has already been reversed (by {reversalId})',
    remedyZh: '无需再次撤销；如需费用报销请重新结算',
    remedyEn: 'nothing is left to reverse; settle again if the cost is to be paid',
  },
  'already-decided': {
    zh: '已由{by}于 {at} 先行办理',
    en: '{by} dealt with it at {at}',
    remedyZh: '请按当前状态继续；如有异议，请与办理人联系',
    remedyEn: 'go on from where it stands now; speak to whoever dealt with it if you disagree',
  },
  'later-bills-depend': {
    zh: '该结算之后还有依赖其累计的结算：{settlements}',
    en: 'later settlements depend on the counters of this one: {settlements}',
    remedyZh: '请从最后一笔开始依次撤销',
    remedyEn: 'reverse those first, beginning with the last',
  },
  'relatives-bills-depend': {
    zh: '家属之后的结算用到了本次将改变的家庭累计，不能自动重算：{settlements}',
    en: 'later settlements of relatives read family counters that this would change, and are not settled again by themselves: {settlements}',
    remedyZh: '请从最后一笔开始依次撤销这些结算，本业务办结后再重新结算',
    remedyEn: 'reverse those first, beginning with the last, and settle them anew once this is done',
  },
  'effects-changed': {
    zh: '撤销结算 {settlementId} 的影响与确认时所见不同',
    en: 'what reversing settlement {settlementId} does is no longer what was shown',
    remedyZh: '其间有新的结算或撤销；请重新查看影响后再确认',
    remedyEn: 'something was settled or reversed meanwhile; look at the effects again, then confirm',
  },
  'second-person-needed': {
    zh: '总额 {total} 元：{cause}',
    en: 'the total is {total} yuan: {cause}',
    remedyZh: '请提交撤销申请，由复核岗审批',
    remedyEn: 'ask for the reversal; a reviewer decides',
  },
  // Who and where
  'person-unknown': {
    zh: '未找到参保人 {personId}',
    en: 'there is no insured person {personId}',
    remedyZh: '请核对人员编号或先办理参保登记',
    remedyEn: 'check the person number, or enrol the person first',
  },
  'no-coverage': {
    zh: '{on} 无险种 {insutype} 的参保关系',
    en: 'no coverage of type {insutype} on {on}',
    remedyZh: '请核对险种和日期，或先办理参保登记',
    remedyEn: 'check the insurance type and the date, or enrol the person first',
  },
  'coverage-suspended': {
    zh: '险种 {insutype} 的参保关系已暂停（状态 {status}），可能欠费',
    en: 'coverage of type {insutype} is suspended (status {status}), possibly for unpaid contributions',
    remedyZh: '请补缴或恢复参保后再结算',
    remedyEn: 'pay what is due or resume the coverage, then settle',
  },
  'benefits-suspended': {
    zh: '欠缴 {periods} 医疗保险费（{owner}），自 {from} 起暂停待遇',
    en: 'contributions of {periods} are not paid ({owner}); benefits are suspended from {from} on',
    remedyZh: '请缴清欠费；按规定补缴后待遇恢复，再结算',
    remedyEn: 'pay what is overdue; once it is paid and benefits are restored, settle',
  },
  'waiting-period': {
    zh: '尚在等待期，{firstDay} 起享受待遇',
    en: 'still in the waiting period; benefits begin on {firstDay}',
    remedyZh: '请在 {firstDay} 及以后发生的费用再结算',
    remedyEn: 'cost that arises from {firstDay} on can be settled',
  },
  'benefit-ended': {
    zh: '待遇已于 {lastDay} 终止',
    en: 'benefits ended on {lastDay}',
    remedyZh: '请核对是否欠费或已停保',
    remedyEn: 'check whether contributions are unpaid or the coverage has ended',
  },
  'institution-unknown': {
    zh: '未找到医药机构 {institutionCode}',
    en: 'there is no institution {institutionCode}',
    remedyZh: '请核对定点医药机构编号',
    remedyEn: 'check the institution code',
  },
  'institution-not-in-agreement': {
    zh: '医药机构 {institutionCode} 在 {on} 不在协议期内',
    en: 'institution {institutionCode} has no agreement in force on {on}',
    remedyZh: '请先签订或续签协议，或由个人垫付后申请手工报销',
    remedyEn: 'conclude or renew the agreement, or let the person pay and claim the cost back',
  },
  'institution-suspended': {
    zh: '医药机构 {institutionCode} 已暂停联网结算',
    en: 'online settlement of institution {institutionCode} is suspended',
    remedyZh: '请联系医保经办机构，或由个人垫付后申请手工报销',
    remedyEn: 'contact the agency, or let the person pay and claim the cost back',
  },
  // The bill
  'dates-reversed': {
    zh: '开始日期 {startedOn} 晚于结束日期 {endedOn}',
    en: 'the bill starts on {startedOn}, after it ends on {endedOn}',
    remedyZh: '请更正日期',
    remedyEn: 'correct the dates',
  },
  'ends-in-future': {
    zh: '结束日期 {endedOn} 晚于结算日期 {settledOn}',
    en: 'the bill ends on {endedOn}, after the day of settlement {settledOn}',
    remedyZh: '请在出院或就诊结束后结算，或办理中途结算',
    remedyEn: 'settle after the stay or visit has ended, or settle mid-stay up to today',
  },
  'bill-empty': {
    zh: '没有费用明细',
    en: 'the bill has no lines',
    remedyZh: '请先上传费用明细',
    remedyEn: 'upload the lines first',
  },
  'bill-too-large': {
    zh: '费用总额 {total} 元超过单笔上限 {max} 元',
    en: 'the total of {total} yuan exceeds the most a bill may carry, {max} yuan',
    remedyZh: '请核对金额或分次结算',
    remedyEn: 'check the amounts, or settle in parts',
  },
  'line-amount-invalid': {
    zh: '明细 {line} 的金额 {amount} 无效',
    en: 'line {line} has the invalid amount {amount}',
    remedyZh: '明细金额须为不小于零的整数分',
    remedyEn: 'a line carries a whole number of fen, zero or more',
  },
  'line-day-invalid': {
    zh: '明细 {line} 的日期 {on} 不在就诊期间内，跨年度住院无法分段',
    en: 'line {line} of day {on} is not within the stay, which crosses the benefit year and is split by the days of its lines',
    remedyZh: '请更正明细的费用发生日期',
    remedyEn: 'correct the day of the line',
  },
  'item-unknown': {
    zh: '目录中没有项目 {listCode}（明细 {line}）',
    en: 'item {listCode} of line {line} is not in the catalogue',
    remedyZh: '请核对医保目录编码或先做目录对照',
    remedyEn: 'check the item code, or match it with the catalogue first',
  },
  'total-mismatch': {
    zh: '费用总额 {total} 元与明细合计 {sum} 元不一致',
    en: 'the total of {total} yuan differs from the sum of the lines, {sum} yuan',
    remedyZh: '请核对已上传的明细，不一致时撤销后重新上传',
    remedyEn: 'check the uploaded lines; withdraw and upload them again if they differ',
  },
  'bill-settled-late': {
    zh: '该笔费用此前被拒或冲回，已由经办机构补结算：{settlementId}',
    en: 'the bill was refused or reversed before, and the agency has settled it since: {settlementId}',
    remedyZh: '不再重复结算；确系另一笔相同费用的，请经办机构先撤销该笔补结算，再由本机构逐笔结算',
    remedyEn:
      'do not settle it again; if this is a second purchase alike, let the agency reverse that settlement, then settle both',
  },
  'bill-comes-back': {
    zh: '该笔费用已经结算过，由经办机构冲回，恢复待遇后由其补结算：{settlementId}',
    en: 'the bill was settled before and reversed by the agency, which settles it again once benefits are back: {settlementId}',
    remedyZh:
      '不再重复结算，应付本机构的款项不变；确系另一笔相同费用的，待补结算后请经办机构先撤销该笔，再由本机构逐笔结算',
    remedyEn:
      'do not settle it again: what is owed to the institution stays as it was; if this is a second purchase alike, wait until the agency has settled the first and let it be reversed, then settle both',
  },
  'chronic-approval-missing': {
    zh: '无病种 {diseaseCode} 的有效慢特病备案',
    en: 'there is no chronic-disease approval in force for {diseaseCode}',
    remedyZh: '请先办理慢特病备案，或按普通门诊结算',
    remedyEn: 'file the chronic disease first, or settle as an ordinary outpatient visit',
  },
  // The policy
  'no-policy': {
    zh: '统筹区 {region} 险种 {insutype} 在 {on} 没有生效的待遇政策',
    en: 'no policy of region {region} for insurance type {insutype} is in force on {on}',
    remedyZh: '请联系医保经办机构发布该期间的政策',
    remedyEn: 'ask the agency to publish the policy of that period',
  },
  'benefit-not-found': {
    zh: '政策未规定医疗类别 {medType} 的待遇',
    en: 'the policy has no benefit for medical type {medType}',
    remedyZh: '请核对医疗类别',
    remedyEn: 'check the medical type',
  },
  'policy-value-missing': {
    zh: '政策文件未给出该待遇的数值：{what}',
    en: 'the policy documents give no values for this benefit: {what}',
    remedyZh: '请联系医保经办机构补充政策参数',
    remedyEn: 'ask the agency to complete the policy',
  },
  'benefit-ambiguous': {
    zh: '医疗类别 {medType} 同时符合多个待遇：{benefits}',
    en: 'medical type {medType} fits several benefits at once: {benefits}',
    remedyZh: '请联系医保经办机构更正政策文件',
    remedyEn: 'ask the agency to correct the policy',
  },
  'fact-missing': {
    zh: '缺少必填信息：{name}',
    en: 'a needed fact is missing: {name}',
    remedyZh: '请补充{name}后重新提交',
    remedyEn: 'supply the {name} and send again',
  },
  'fact-unknown': {
    zh: '政策不认识{name}（{fact}）的取值 {value}',
    en: 'the policy does not know the value {value} of {name} ({fact})',
    remedyZh: '请核对{name}，或联系医保经办机构补充政策',
    remedyEn: 'check the {name}, or ask the agency to complete the policy',
  },
  'input-missing': {
    zh: '缺少核定所需的信息：{name}（{input}）',
    en: 'what the assessment needs is missing: {name} ({input})',
    remedyZh: '请补充{name}后重新核定',
    remedyEn: 'supply the {name} and assess again',
  },
  'rule-not-found': {
    zh: '政策没有适用的规则：{what}',
    en: 'the policy has no rule that applies: {what}',
    remedyZh: '请核对人员类别与费款所属期，或联系医保经办机构补充政策',
    remedyEn: 'check the kind of person and the period, or ask the agency to complete the policy',
  },
  'rule-ambiguous': {
    zh: '同时适用多条规则：{rules}',
    en: 'several rules apply at once: {rules}',
    remedyZh: '请联系医保经办机构更正政策文件',
    remedyEn: 'ask the agency to correct the policy',
  },
  'window-closed': {
    zh: '{day} 不在参保缴费期内：{windows}',
    en: '{day} lies in no enrolment window: {windows}',
    remedyZh: '请在参保缴费期内办理',
    remedyEn: 'enrol within one of the windows',
  },
  'cover-never-begins': {
    zh: '等待期满（{firstDay}）时待遇年度已于 {lastDay} 结束',
    en: 'when the waiting is over ({firstDay}) the cover has already ended on {lastDay}',
    remedyZh: '请按下一待遇年度参保',
    remedyEn: 'enrol for the next benefit year',
  },
  'refund-exceeds-bill': {
    zh: '退费明细超过对应的收费，{part} 为负',
    en: 'refund lines exceed what they refund: {part} would be negative',
    remedyZh: '请核对退费明细与原收费明细',
    remedyEn: 'check the refund lines against the lines they refund',
  },
  // Faults of a policy that only a bill can show
  'policy-overpays': {
    zh: '按政策步骤 {step} 支付合计将超过费用总额',
    en: 'by step {step} of the policy the payers would pay more than the bill',
    remedyZh: '请联系医保经办机构更正政策文件',
    remedyEn: 'ask the agency to correct the policy',
  },
  'policy-deductible-exceeds-scope': {
    zh: '按政策步骤 {step} 起付线将超过政策范围内费用',
    en: 'by step {step} of the policy the deductible would exceed the cost in scope',
    remedyZh: '请联系医保经办机构更正政策文件',
    remedyEn: 'ask the agency to correct the policy',
  },
  'policy-first-pay-exceeds-scope': {
    zh: '按政策步骤 {step} 先行自付将超过政策范围内费用',
    en: 'by step {step} of the policy the first-pay would exceed the cost in scope',
    remedyZh: '请联系医保经办机构更正政策文件',
    remedyEn: 'ask the agency to correct the policy',
  },
  'policy-rate-out-of-range': {
    zh: '按政策步骤 {step} 算出的先行自付比例不在0至100%之间',
    en: 'step {step} of the policy gives a first-pay ratio outside 0 to 100 %',
    remedyZh: '请核对目录的先行自付比例，或联系医保经办机构更正政策文件',
    remedyEn: 'check the ratio in the catalogue, or ask the agency to correct the policy',
  },
  'policy-amount-too-large': {
    zh: '政策步骤 {step} 的金额超出可精确计算的范围',
    en: 'an amount in step {step} of the policy leaves the range of exact calculation',
    remedyZh: '请核对金额，或联系医保经办机构更正政策文件',
    remedyEn: 'check the amounts, or ask the agency to correct the policy',
  },
  'policy-counter-negative': {
    zh: '按政策步骤 {step} 累计将为负数',
    en: 'by step {step} of the policy a counter would fall below zero',
    remedyZh: '请联系医保经办机构更正政策文件',
    remedyEn: 'ask the agency to correct the policy',
  },
  'policy-payment-negative': {
    zh: '政策步骤 {step} 的缴款为负数',
    en: 'step {step} of the policy makes a payment negative',
    remedyZh: '请联系医保经办机构更正政策文件',
    remedyEn: 'ask the agency to correct the policy',
  },
  'policy-cover-undecided': {
    zh: '政策步骤 {step} 未能确定唯一的待遇享受期',
    en: 'step {step} of the policy does not leave exactly one span of cover',
    remedyZh: '请联系医保经办机构更正政策文件',
    remedyEn: 'ask the agency to correct the policy',
  },
  'policy-division-by-zero': {
    zh: '政策步骤 {step} 出现除数为零',
    en: 'step {step} of the policy divides by zero',
    remedyZh: '请联系医保经办机构更正政策文件',
    remedyEn: 'ask the agency to correct the policy',
  },
  // Registers and enrolment
  ...ENROLMENT_REJECTIONS,
  // Contributions
  ...CONTRIBUTION_REJECTIONS,
  ...COUNTER_REJECTIONS,
  ...WITHHOLDING_REJECTIONS,
  ...ACCOUNT_REJECTIONS,
  ...TRANSFER_REJECTIONS,
  // Uploaded lists
  ...CENSUS_REJECTIONS,
  ...SHEET_REJECTIONS,
} as const satisfies Readonly<Record<string, RejectionText>>;

interface RejectionText {
  readonly zh: string;
  readonly en: string;
  readonly remedyZh: string;
  readonly remedyEn: string;
}

export type RejectionCode = keyof typeof REJECTIONS;

/** Names in braces of a text: `{firstDay}` → `firstDay`. */
type Placeholder<Text extends string> = Text extends `${string}{${infer Name}}${infer Rest}`
  ? Name | Placeholder<Rest>
  : never;

/** The data a code carries: one text for every name in braces. */
export type RejectionData<Code extends RejectionCode> = Readonly<
  Record<Placeholder<(typeof REJECTIONS)[Code][keyof RejectionText]>, string>
>;

const ORDER: ReadonlyMap<string, number> = new Map(
  Object.keys(REJECTIONS).map((code, index) => [code, index]),
);

/** A rejection of the catalogue with its data put in; `at` says which field of the request was refused. */
export function rejection<Code extends RejectionCode>(
  code: Code,
  data: RejectionData<Code>,
  at?: { readonly field: string; readonly value?: string },
): Rejection {
  const text: RejectionText = REJECTIONS[code];
  const message = fill({ zh: text.zh, en: text.en }, data);
  const remedy = fill({ zh: text.remedyZh, en: text.remedyEn }, data);
  return { code, ...at, message, remedy };
}

/** All rejections in order of precedence; codes outside the catalogue (of a policy) keep their order at the end. */
export function inPrecedence(rejections: readonly Rejection[]): readonly Rejection[] {
  const rank = (r: Rejection) => ORDER.get(r.code) ?? ORDER.size;
  return [...rejections].sort((a, b) => rank(a) - rank(b));
}

function fill({ zh, en }: Bilingual, data: Readonly<Record<string, string>>): Bilingual {
  const put = (text: string) =>
    text.replace(/\{(\w+)\}/g, (_, name: string) => {
      const value = data[name];
      if (value === undefined) throw new RangeError(`rejection text without a value for {${name}}`);
      return value;
    });
  return { zh: put(zh), en: put(en) };
}
