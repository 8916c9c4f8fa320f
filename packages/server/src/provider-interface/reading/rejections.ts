import type { Bilingual, Rejection } from '@gongji/domain';

/**
 * Rejection codes of the provider interface, in order of precedence: the message, the sender, the fields, the registers,
 * the state of the visit. `{x}` is filled from the data given. Rejections of settlement itself keep their own codes.
 */
const CATALOGUE = {
  'message-malformed': entry(
    '报文无法解析：{why}',
    'the message cannot be read: {why}',
    '按接口规范发送UTF-8 JSON对象',
    'send one JSON object in UTF-8',
  ),
  'message-too-large': entry(
    '报文超过大小限制：{why}',
    'the message exceeds a size limit: {why}',
    '分批上传',
    'split the upload',
  ),
  'institution-unknown': entry(
    '定点医药机构编号未登记',
    'the institution code is not registered',
    '核对fixmedins_code，或联系经办机构',
    'check fixmedins_code or contact the agency',
  ),
  'institution-not-in-agreement': entry(
    '该机构当前不在医保协议期内或已暂停联网',
    'the institution is outside its agreement or suspended',
    '联系{office}经办机构',
    'contact agency {office}',
  ),
  'signature-invalid': entry(
    '数字签名未通过：{why}',
    'the signature was not accepted: {why}',
    '核对signtype、cainfo与密钥',
    'check signtype, cainfo and the key',
  ),
  'decryption-failed': entry(
    '报文解密失败',
    'the input could not be decrypted',
    '核对enc_type与SM4密钥',
    'check enc_type and the SM4 key',
  ),
  'transaction-unsupported': entry(
    '不支持的交易编号；支持：{supported}',
    'unsupported transaction; supported: {supported}',
    '使用支持的交易编号',
    'use a supported transaction',
  ),
  'message-conflict': entry(
    '相同的msgid已用于另一份报文',
    'this msgid was already used for a different message',
    '为新业务生成新的msgid；重发须与原报文一致',
    'make a new msgid for new business; resend unchanged to repeat',
  ),
  'message-cancelled': entry(
    '该msgid已被2601冲正，迟到的报文不再处理',
    'this msgid was cancelled by 2601; the late message is not processed',
    '用新的msgid重新发起',
    'start again with a new msgid',
  ),
  'field-missing': entry(
    '必填项缺失',
    'a required field is missing',
    '填写该字段（{name}）',
    'fill in the field',
  ),
  'field-malformed': entry(
    '格式不正确，应为{expected}',
    'malformed, expected {expected_en}',
    '更正后重发',
    'correct and resend',
  ),
  'code-unknown': entry(
    '字典中没有该代码（{dictionary}）',
    'not a code of dictionary {dictionary}',
    '用1901查询字典后更正',
    'query the dictionary with 1901 and correct',
  ),
  'amount-malformed': entry(
    '金额不合法，应为不小于0、最多{decimals}位小数的数',
    'not a valid number: zero or more, at most {decimals} decimals',
    '更正后重发',
    'correct and resend',
  ),
  'amount-mismatch': entry(
    '金额不平：应为{expected}，相差{difference}',
    'does not add up: expected {expected}, off by {difference}',
    '{remedy_zh}',
    '{remedy_en}',
  ),
  'line-duplicate': entry(
    '费用明细流水号重复',
    'duplicate fee line number',
    '每条明细在一次就诊内使用唯一的feedetl_sn',
    'use a feedetl_sn once per visit',
  ),
  'item-unknown': entry(
    '医保目录中没有该编码，或在费用发生日已失效',
    'not in the catalogue, or not valid on the day of the fee',
    '用1301至1306、1316更新目录后更正',
    'update the catalogue with 1301 to 1306 or 1316 and correct',
  ),
  'refund-invalid': entry(
    '退费明细不成立：{why}',
    'the refund line does not stand: {why}',
    '核对init_feedetl_sn及数量、金额',
    'check init_feedetl_sn, quantity and amount',
  ),
  'person-unknown': entry(
    '未查到参保人',
    'no such insured person',
    '核对凭证或人员编号；异地参保人请填写insuplc_admdvs',
    'check the credential or person number; for other regions fill in insuplc_admdvs',
  ),
  'credential-mismatch': entry(
    '就诊凭证与人员编号不是同一人',
    'the credential belongs to another person',
    '重新读卡或扫码（1101）后重发',
    'read the card again (1101) and resend',
  ),
  'coverage-missing': entry(
    '在{on}没有险种{insutype}的有效参保',
    'no coverage of scheme {insutype} on {on}',
    '用1101核对insuinfo，或按自费处理',
    'check insuinfo of 1101, or treat as self-paying',
  ),
  'visit-unknown': entry(
    '本机构没有该参保人的这次就诊',
    'no such visit of this person at this institution',
    '核对mdtrt_id；先办理2201或2401',
    'check mdtrt_id; register with 2201 or 2401 first',
  ),
  'visit-state': entry(
    '就诊状态不允许此操作：{why}',
    'the visit does not allow this: {why}',
    '{remedy_zh}',
    '{remedy_en}',
  ),
  'lines-missing': entry(
    '没有可结算的未结明细',
    'there are no unsettled lines to settle',
    '先上传费用明细（2204或2301）',
    'upload fee lines first (2204 or 2301)',
  ),
  'lines-changed': entry(
    '结算过程中费用明细发生变化',
    'the fee lines changed while settling',
    '重新预结算后再结算',
    'preview again, then settle',
  ),
  'record-unknown': entry(
    '没有查到该记录',
    'no such record',
    '核对编号；可能已撤销',
    'check the number; it may have been withdrawn',
  ),
  'record-exists': entry(
    '记录已存在：{why}',
    'the record exists already: {why}',
    '{remedy_zh}',
    '{remedy_en}',
  ),
  'file-invalid': entry(
    '文件内容不符合要求：{why}',
    'the file is not as required: {why}',
    '按接口规范生成zip内单个UTF-8制表符TXT',
    'send a zip with one UTF-8 tab-separated TXT',
  ),
  'not-reversible': entry(
    '该交易不支持2601冲正',
    'this transaction cannot be compensated by 2601',
    '仅2102、2207、2304、2401可冲正；其他用对应的撤销交易',
    'only 2102, 2207, 2304 and 2401; use the matching withdrawal for others',
  ),
} as const satisfies Record<string, Entry>;

export type InterfaceRejectionCode = keyof typeof CATALOGUE;

/** Codes in order of precedence. */
export const INTERFACE_REJECTION_CODES = Object.keys(CATALOGUE) as readonly InterfaceRejectionCode[];

/** What to do about a reason; places of its data stand in braces. */
export function interfaceRemedy(code: InterfaceRejectionCode): Bilingual {
  return CATALOGUE[code].remedy;
}

interface Entry {
  readonly message: Bilingual;
  readonly remedy: Bilingual;
}

export interface RejectionData {
  readonly field?: string;
  readonly value?: string;
  readonly [placeholder: string]: string | undefined;
}

/** Builds a rejection from the catalogue; placeholders of its texts come from `data`. */
export function reject(code: InterfaceRejectionCode, data: RejectionData = {}): Rejection {
  const { message, remedy } = CATALOGUE[code];
  return {
    code,
    ...(data.field === undefined ? {} : { field: data.field }),
    ...(data.value === undefined ? {} : { value: data.value }),
    message: { zh: fill(message.zh, data), en: fill(message.en, data) },
    remedy: { zh: fill(remedy.zh, data), en: fill(remedy.en, data) },
  };
}

function entry(zh: string, en: string, remedyZh: string, remedyEn: string): Entry {
  return { message: { zh, en }, remedy: { zh: remedyZh, en: remedyEn } };
}

function fill(text: string, data: RejectionData): string {
  return text.replace(/\{(\w+)\}/g, (_, name: string) => data[name] ?? '');
}
