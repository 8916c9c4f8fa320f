import type { Bilingual } from '@gongji/domain';
import { type InterfaceRejectionCode, interfaceRemedy } from './rejections.ts';

interface ReasonWords {
  readonly title: Bilingual;
  readonly remedy: Bilingual;
}

/** What each rejection of the interface says where messages are counted, without the data of any one of them. */
const TITLES = {
  'message-malformed': words('报文无法解析', 'the message cannot be read'),
  'message-too-large': words('报文超过大小限制', 'the message exceeds a size limit'),
  'institution-unknown': words('定点医药机构编号未登记', 'the institution code is not registered'),
  'institution-not-in-agreement': words(
    '机构不在医保协议期内或已暂停联网',
    'the institution is outside its agreement or suspended',
  ),
  'signature-invalid': words('数字签名未通过', 'the signature was not accepted'),
  'decryption-failed': words('报文解密失败', 'the input could not be decrypted'),
  'transaction-unsupported': words('不支持的交易编号', 'unsupported transaction'),
  'message-conflict': words('报文ID已用于另一份报文', 'the message id was used for a different message'),
  'message-cancelled': words('报文已被冲正，迟到不再处理', 'the message was compensated and came too late'),
  'field-missing': words('必填项缺失', 'a required field is missing'),
  'field-malformed': words('字段格式不正确', 'a field is malformed'),
  'code-unknown': words('字典中没有该代码', 'a code is not in its dictionary'),
  'amount-malformed': words('金额不合法', 'an amount is not a valid number'),
  'amount-mismatch': words('金额不平', 'amounts do not add up'),
  'line-duplicate': words('费用明细流水号重复', 'duplicate fee line number'),
  'item-unknown': words('医保目录中没有该项目，或已失效', 'an item is not in the catalogue, or no longer'),
  'refund-invalid': words('退费明细不成立', 'a refund line does not stand'),
  'person-unknown': words('未查到参保人', 'no such insured person'),
  'credential-mismatch': words(
    '就诊凭证与人员编号不是同一人',
    'the credential belongs to another person than the number',
  ),
  'coverage-missing': words(
    '就诊当日没有该险种的有效参保',
    'no coverage of the scheme on the day of the visit',
  ),
  'visit-unknown': words('本机构没有这次就诊', 'no such visit at this institution'),
  'visit-state': words('就诊状态不允许此操作', 'the visit does not allow this'),
  'lines-missing': words('没有可结算的费用明细', 'no fee lines to settle'),
  'lines-changed': words('结算过程中费用明细发生变化', 'the fee lines changed while settling'),
  'record-unknown': words('没有查到该记录', 'no such record'),
  'record-exists': words('记录已存在', 'the record exists already'),
  'file-invalid': words('文件内容不符合要求', 'the file is not as required'),
  'not-reversible': words('该交易不支持2601冲正', 'the transaction cannot be compensated by 2601'),
} as const satisfies Record<InterfaceRejectionCode, Bilingual>;

/** Instead of remedies that name data of their message, or fields: who counts refusals does not write messages. */
const REMEDIES: Partial<Record<InterfaceRejectionCode, Bilingual>> = {
  'message-malformed': words('按接口规范发送报文', 'send the message as the interface asks'),
  'institution-unknown': words(
    '核对机构编号，或联系经办机构',
    'check the institution code, or contact the agency',
  ),
  'institution-not-in-agreement': words('联系经办机构', 'contact the agency'),
  'signature-invalid': words(
    '核对签名类型、证书与密钥',
    'check the kind of signature, the certificate and the key',
  ),
  'decryption-failed': words('核对加密方式与密钥', 'check how the input is encrypted, and the key'),
  'message-conflict': words(
    '为新业务生成新的报文ID；重发须与原报文一致',
    'make a new message id for new business; resend unchanged to repeat',
  ),
  'message-cancelled': words('用新的报文ID重新发起', 'start again with a new message id'),
  'line-duplicate': words('每条明细在一次就诊内使用唯一的流水号', 'use a fee line number once per visit'),
  'refund-invalid': words('核对原明细流水号及数量、金额', 'check the line refunded, its quantity and amount'),
  'person-unknown': words(
    '核对凭证或人员编号；异地参保人请填写参保地',
    'check the credential or person number; for other regions name the place of cover',
  ),
  'coverage-missing': words(
    '用1101核对参保信息，或按自费处理',
    'check the cover with 1101, or treat as self-paying',
  ),
  'visit-unknown': words(
    '核对就诊ID；先办理2201或2401',
    'check the visit id; register with 2201 or 2401 first',
  ),
  'file-invalid': words('按接口规范生成文件', 'make the file as the interface asks'),
  'field-missing': words('填写应答中指出的字段', 'fill in the field that the reply names'),
  'amount-mismatch': words(
    '按应答中的差额更正金额',
    'correct the amounts by the difference that the reply gives',
  ),
  'visit-state': words(
    '按应答中的说明办理，先核对这次就诊的登记和结算',
    'see the visit and its bills, and do as the reply says',
  ),
  'record-exists': words(
    '核对已有记录，按应答中的说明办理',
    'see the record there is, and do as the reply says',
  ),
};

/** The words of a rejection of the interface; undefined for any other code. */
export function interfaceReasonWords(code: string): ReasonWords | undefined {
  if (!isInterfaceRejection(code)) return undefined;
  return { title: TITLES[code], remedy: REMEDIES[code] ?? interfaceRemedy(code) };
}

function isInterfaceRejection(code: string): code is InterfaceRejectionCode {
  return Object.hasOwn(TITLES, code);
}

function words(zh: string, en: string): Bilingual {
  return { zh, en };
}
