/** Reasons to refuse an entry in the registers or an enrolment; part of the catalogue of rejection-catalogue.ts. */
export const ENROLMENT_REJECTIONS = {
  // Who: certificate, name, birth
  'certificate-length': {
    zh: '居民身份证号码应为18位（旧号15位），现为{length}位',
    en: 'an identity number has 18 digits (an old one 15), this has {length}',
    remedyZh: '请对照证件核对号码',
    remedyEn: 'compare the number with the certificate',
  },
  'certificate-format': {
    zh: '{number} 不符合该类证件的号码规则',
    en: '{number} does not have the form of this kind of certificate',
    remedyZh: '请核对证件类型和号码',
    remedyEn: 'check the kind of certificate and the number',
  },
  'certificate-birthday': {
    zh: '身份证号码中的出生日期 {day} 不存在',
    en: 'the day of birth in the number, {day}, does not exist',
    remedyZh: '请对照证件核对号码第7至14位',
    remedyEn: 'compare digits 7 to 14 with the certificate',
  },
  'certificate-check-digit': {
    zh: '身份证号码校验码不正确，按前17位应为 {expected}',
    en: 'the check digit is wrong; by the first 17 digits it should be {expected}',
    remedyZh: '请对照证件逐位核对号码',
    remedyEn: 'compare the number with the certificate digit by digit',
  },
  'certificate-mismatch': {
    zh: '证件号码表明{what}，与填写的 {value} 不一致',
    en: 'the number says {what}, which differs from {value}',
    remedyZh: '请以证件为准改正',
    remedyEn: 'correct it as the certificate says',
  },
  'name-invalid': {
    zh: '姓名“{name}”无效：1至50个字，只能含文字、间隔号和空格',
    en: 'the name “{name}” is not valid: 1 to 50 characters, letters, a middle dot and spaces only',
    remedyZh: '请对照证件填写姓名',
    remedyEn: 'enter the name as the certificate has it',
  },
  'certificate-taken': {
    zh: '该证件号码已登记在参保人 {person} 名下',
    en: 'the certificate is registered already, for the person {person}',
    remedyZh: '请直接为该参保人办理；确为不同的人时请更正其证件',
    remedyEn: 'work with that person; if it is somebody else, correct that certificate',
  },
  'person-twin': {
    zh: '已有姓名、出生日期、性别相同的参保人 {person}',
    en: 'there is a person of the same name, birthday and sex: {person}',
    remedyZh: '请核实是否同一人；确为不同的人时勾选“已核实不是同一人”',
    remedyEn: 'find out whether it is the same person; if not, tick “checked, another person”',
  },
  'person-not-active': {
    zh: '参保人 {person} 已{state}，不能办理',
    en: 'nothing can be done for {person}: {state}',
    remedyZh: '请核对人员；登记有误时先更正',
    remedyEn: 'check the person; correct the register first if it is wrong',
  },
  'day-in-future': {
    zh: '{what} {day} 晚于今天',
    en: '{what} {day} lies in the future',
    remedyZh: '请更正日期',
    remedyEn: 'correct the day',
  },
  'day-before-birth': {
    zh: '{what} {day} 早于出生日期 {bornOn}',
    en: '{what} {day} is before the birth on {bornOn}',
    remedyZh: '请更正日期',
    remedyEn: 'correct the day',
  },
  'nothing-changes': {
    zh: '填写的内容与现有登记相同',
    en: 'this is what the register says already',
    remedyZh: '无需办理',
    remedyEn: 'nothing needs to be done',
  },
  // Undoing
  'act-undone': {
    zh: '该业务已撤回（{actId}）',
    en: 'this act has been undone already (by {actId})',
    remedyZh: '无需再次撤回',
    remedyEn: 'nothing is left to undo',
  },
  'act-built-on': {
    zh: '该业务之后已有依赖它的记录：{what}',
    en: 'something was built on this act since: {what}',
    remedyZh: '请先撤回或撤销这些记录，或办理追溯变更',
    remedyEn: 'undo or reverse that first, or make a change in the past',
  },
  'act-not-undoable': {
    zh: '撤回记录本身不能再撤回',
    en: 'an undoing cannot be undone',
    remedyZh: '请重新办理原业务',
    remedyEn: 'do the act again',
  },
  'key-reused': {
    zh: '同一幂等键已用于内容不同的业务',
    en: 'the same idempotency key was used for something else',
    remedyZh: '每笔业务用一个新键，重发时用原键',
    remedyEn: 'use a new key for each act, and the same one to send it again',
  },
} as const;
