import type { Bilingual, RejectionCode } from '@gongji/domain';

interface General {
  readonly title: Bilingual;
  readonly remedy?: Bilingual;
}

/** What a reason of settling says in general, where its text in the catalogue carries data of one bill. */
export const SETTLEMENT_REASONS: Partial<Record<RejectionCode, General>> = {
  'message-mismatch': title(
    '冲正与原报文的交易或人员不一致',
    'a compensation names another transaction or person',
  ),
  'settlement-unknown': title('未找到该人员的这笔结算', 'there is no such settlement of the person'),
  'settlement-of-merged': title(
    '结算属于已并入他人的重复登记，其累计已结转',
    'the settlement is of a duplicate that was merged; what it used up has been carried over',
  ),
  'settlement-not-yours': title('结算不是由本机构办理', 'the settlement was made by another institution'),
  'visit-mismatch': title('结算不属于这次就诊', 'the settlement does not belong to the visit'),
  'is-reversal': title('冲销记录不能再撤销', 'a reversal cannot be reversed'),
  'already-reversed': title('结算已撤销', 'the settlement has already been reversed'),
  'already-decided': title('已由他人先行办理', 'somebody else dealt with it before'),
  'later-bills-depend': title(
    '该结算之后还有依赖其累计的结算',
    'later settlements depend on the counters of this one',
  ),
  'relatives-bills-depend': {
    ...title('家庭成员之后的结算依赖这笔结算', 'later settlements of relatives depend on this one'),
    remedy: { zh: '请先撤销这些结算，再办理', en: 'reverse those settlements first' },
  },
  'bill-comes-back': title(
    '该笔费用已由经办机构冲回，恢复待遇后由其补结算',
    'the agency has reversed the bill and settles it again once benefits are back',
  ),
  'effects-changed': title(
    '撤销的影响与确认时所见不同',
    'what the reversal does is no longer what was shown',
  ),
  'second-person-needed': title('撤销须由第二人审批', 'a second person must decide about the reversal'),
  'person-unknown': title('未找到参保人', 'there is no such insured person'),
  'no-coverage': title('当日没有该险种的参保关系', 'no coverage of the type on the day'),
  'coverage-suspended': title(
    '参保关系已暂停，可能欠费',
    'the coverage is suspended, possibly for unpaid contributions',
  ),
  'benefits-suspended': title(
    '欠缴医疗保险费，暂停待遇',
    'contributions are not paid; benefits are suspended',
  ),
  'waiting-period': {
    ...title('尚在等待期', 'still in the waiting period'),
    remedy: {
      zh: '请在待遇起始日及以后发生费用时再结算',
      en: 'cost that arises after the waiting can be settled',
    },
  },
  'benefit-ended': title('待遇已终止', 'benefits have ended'),
  'institution-unknown': title('未找到医药机构', 'there is no such institution'),
  'institution-not-in-agreement': title(
    '医药机构当日不在协议期内',
    'the institution has no agreement in force on the day',
  ),
  'institution-suspended': title(
    '医药机构已暂停联网结算',
    'online settlement of the institution is suspended',
  ),
  'dates-reversed': title('开始日期晚于结束日期', 'the bill starts after it ends'),
  'ends-in-future': title('结束日期晚于结算日期', 'the bill ends after the day of settlement'),
  'bill-too-large': title('费用总额超过单笔上限', 'the total exceeds the most a bill may carry'),
  'line-amount-invalid': title('费用明细的金额无效', 'a line has an invalid amount'),
  'line-day-invalid': title(
    '费用明细的日期不在就诊期间内，跨年度住院无法分段',
    'a line lies outside a stay that is split by the days of its lines at the benefit year',
  ),
  'item-unknown': title('目录中没有该项目', 'an item is not in the catalogue'),
  'total-mismatch': title('费用总额与明细合计不一致', 'the total differs from the sum of the lines'),
  'bill-settled-late': title(
    '该笔费用在暂停待遇期间被拒，已由经办机构补结算给本人',
    'the bill was refused during a suspension and has been settled for the person since',
  ),
  'chronic-approval-missing': title(
    '没有该病种的有效慢特病备案',
    'there is no chronic-disease approval in force for the disease',
  ),
  'no-policy': title('当日没有生效的待遇政策', 'no policy is in force on the day'),
  'benefit-not-found': title('政策未规定该医疗类别的待遇', 'the policy has no benefit for the medical type'),
  'policy-value-missing': title(
    '政策文件未给出该待遇的数值',
    'the policy documents give no values for the benefit',
  ),
  'benefit-ambiguous': title('该医疗类别同时符合多个待遇', 'the medical type fits several benefits at once'),
  'fact-missing': {
    ...title('缺少必填信息', 'a needed fact is missing'),
    remedy: { zh: '请补充后重新提交', en: 'supply it and send again' },
  },
  'fact-unknown': {
    ...title('政策不认识某项信息的取值', 'the policy does not know the value of a fact'),
    remedy: {
      zh: '请核对，或联系医保经办机构补充政策',
      en: 'check it, or ask the agency to complete the policy',
    },
  },
  'input-missing': {
    ...title('缺少核定所需的信息', 'what the assessment needs is missing'),
    remedy: { zh: '请补充后重新核定', en: 'supply it and assess again' },
  },
  'rule-not-found': title('政策没有适用的规则', 'the policy has no rule that applies'),
  'rule-ambiguous': title('同时适用多条规则', 'several rules apply at once'),
  'window-closed': title('不在参保缴费期内', 'the day lies in no enrolment window'),
  'cover-never-begins': title(
    '等待期满时待遇年度已结束',
    'when the waiting is over the cover has already ended',
  ),
  'refund-exceeds-bill': title('退费明细超过对应的收费', 'refund lines exceed what they refund'),
  'policy-overpays': title(
    '按政策支付合计将超过费用总额',
    'by the policy the payers would pay more than the bill',
  ),
  'policy-deductible-exceeds-scope': title(
    '按政策起付线将超过政策范围内费用',
    'by the policy the deductible would exceed the cost in scope',
  ),
  'policy-first-pay-exceeds-scope': title(
    '按政策先行自付将超过政策范围内费用',
    'by the policy the first-pay would exceed the cost in scope',
  ),
  'policy-rate-out-of-range': title(
    '按政策算出的先行自付比例不在0至100%之间',
    'the policy gives a first-pay ratio outside 0 to 100 %',
  ),
  'policy-amount-too-large': title(
    '按政策算出的金额超出可精确计算的范围',
    'an amount by the policy leaves the range of exact calculation',
  ),
  'policy-counter-negative': title('按政策累计将为负数', 'by the policy a counter would fall below zero'),
  'policy-payment-negative': title('按政策缴款将为负数', 'by the policy a payment would be negative'),
  'policy-cover-undecided': title(
    '政策未能确定唯一的待遇享受期',
    'the policy does not leave exactly one span of cover',
  ),
  'policy-division-by-zero': title('政策步骤出现除数为零', 'a step of the policy divides by zero'),
};

function title(zh: string, en: string): General {
  return { title: { zh, en } };
}
