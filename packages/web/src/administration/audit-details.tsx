import { isRole, ROLES } from '@gongji/contract';
import type { Bilingual, Fen } from '@gongji/domain';
import { yuan } from '../i18n/format.ts';
import { useLabel } from '../i18n/messages.ts';
import { SCHEMES } from '../policy/words.ts';

const word = (zh: string, en: string): Bilingual => ({ zh, en });

/** What a deed was about, by the first part of its subject. */
const SUBJECTS: Readonly<Record<string, Bilingual>> = {
  allocation: word('入账', 'allocation'),
  batch: word('名单', 'list'),
  bill: word('缴费单', 'contribution bill'),
  census: word('普查', 'census'),
  collector: word('网格员', 'collector'),
  contact: word('走访', 'contact'),
  declaration: word('基数申报', 'declaration'),
  file: word('缴费文件', 'payment file'),
  'fund-transfer': word('基金划转', 'transfer of funds'),
  levy: word('调剂金上解', 'levy'),
  'levy-audit': word('稽核任务', 'audit'),
  'levy-finding': word('稽核发现', 'finding'),
  notices: word('通知单', 'notices'),
  person: word('参保人', 'person'),
  plan: word('分期协议', 'instalments'),
  receipt: word('到账', 'receipt'),
  refund: word('退费', 'refund'),
  region: word('统筹区', 'region'),
  run: word('核定批次', 'assessment run'),
  statement: word('对账单', 'statement'),
  target: word('目标', 'target'),
  unit: word('单位', 'unit'),
  user: word('用户', 'user'),
  waiver: word('滞纳金减免', 'waiver'),
};

const DETAILS: Readonly<Record<string, Bilingual>> = {
  acts: word('业务数', 'acts'),
  actId: word('业务编号', 'act'),
  address: word('网络地址', 'address'),
  amountFen: word('金额（元）', 'amount (yuan)'),
  approved: word('同意', 'approved'),
  assigned: word('已分配', 'assigned'),
  auditId: word('稽核任务', 'audit'),
  bad: word('未通过', 'refused'),
  bankSerial: word('银行流水号', 'bank serial'),
  billId: word('缴费单', 'bill'),
  bills: word('账单数', 'bills'),
  bytes: word('文件字节', 'bytes'),
  capFen: word('额度（元）', 'cap (yuan)'),
  clear: word('完整信息', 'in clear'),
  code: word('验证码', 'verification code'),
  day: word('日期', 'day'),
  differences: word('差异数', 'differences'),
  direction: word('方向', 'direction'),
  document: word('单据', 'paper'),
  done: word('已完成', 'done'),
  dueOn: word('期限', 'due'),
  effects: word('影响指纹', 'fingerprint of the effects'),
  exempt: word('免计', 'exempt'),
  failures: word('失败次数', 'failures'),
  fields: word('查看项目', 'fields'),
  fileName: word('文件名', 'file'),
  filename: word('文件名', 'file'),
  findingId: word('疑点', 'finding'),
  from: word('起', 'from'),
  fromOn: word('起', 'from'),
  fund: word('基金', 'fund'),
  handoverId: word('交接编号', 'hand-over'),
  instalments: word('期数', 'instalments'),
  institutionCode: word('医药机构', 'institution'),
  keys: word('差异', 'differences'),
  kind: word('种类', 'kind'),
  language: word('语言', 'language'),
  layout: word('文件格式', 'layout'),
  lines: word('行数', 'lines'),
  list: word('名单', 'list'),
  listId: word('清单编号', 'list'),
  lookId: word('查看编号', 'look'),
  madeUpFen: word('补缴（元）', 'made up (yuan)'),
  metric: word('指标', 'figure'),
  mode: word('入库方式', 'mode'),
  name: word('名称', 'name'),
  noticeNo: word('通知书编号', 'notice'),
  on: word('日期', 'day'),
  other: word('另一人', 'the other one'),
  pairs: word('对照', 'mappings'),
  papers: word('张数', 'papers'),
  period: word('所属期', 'period'),
  persons: word('人数', 'persons'),
  place: word('片区', 'place'),
  reason: word('事由', 'reason'),
  receiptId: word('到账', 'receipt'),
  receipts: word('到账笔数', 'receipts'),
  receiptsFen: word('到账（元）', 'receipts (yuan)'),
  relation: word('关系', 'relation'),
  relative: word('亲属', 'relative'),
  requestId: word('申请编号', 'request'),
  requestedBy: word('申请人', 'asked by'),
  responsible: word('责任人', 'responsible'),
  result: word('结果', 'result'),
  role: word('角色', 'role'),
  roles: word('角色', 'roles'),
  rows: word('行数', 'rows'),
  scheme: word('险种', 'scheme'),
  sessionId: word('会话', 'session'),
  settlementId: word('结算编号', 'settlement'),
  sha256: word('文件指纹', 'fingerprint of the file'),
  signedOn: word('签订日期', 'signed on'),
  source: word('来源', 'source'),
  state: word('状态', 'state'),
  to: word('止', 'to'),
  toOn: word('止', 'to'),
  totalFen: word('合计（元）', 'total (yuan)'),
  transferId: word('转移编号', 'transfer'),
  unitId: word('单位', 'unit'),
  upTo: word('截至', 'up to'),
  uscc: word('统一社会信用代码', 'credit code'),
  userId: word('用户编号', 'user'),
  value: word('数值', 'value'),
  visitId: word('走访编号', 'visit'),
  waitSeconds: word('须等待（秒）', 'has to wait (seconds)'),
  year: word('年度', 'year'),
};
const [YES, NO] = [word('是', 'yes'), word('否', 'no')];

export function Subject({ subject }: { readonly subject: string }) {
  const label = useLabel();
  const [, kind = '', rest = ''] = /^([a-z-]+):(.*)$/.exec(subject) ?? [];
  const known = SUBJECTS[kind];
  return known === undefined ? (
    <code>{subject}</code>
  ) : (
    <>
      {label(known)} <code>{rest}</code>
    </>
  );
}

/** One row for each thing that the entry says; what has no word keeps its name in the log. */
export function Details({ detail }: { readonly detail: Readonly<Record<string, unknown>> }) {
  const label = useLabel();
  const told = Object.entries(detail).filter(([, value]) => value !== null && value !== undefined);
  if (told.length === 0) return null;
  return (
    <dl className="audit-details small">
      {told.map(([key, value]) => (
        <div key={key}>
          <dt>{DETAILS[key] === undefined ? <code>{key}</code> : label(DETAILS[key])}</dt>
          <dd>
            <Value name={key} value={value} />
          </dd>
        </div>
      ))}
    </dl>
  );
}

function Value({ name, value }: { readonly name: string; readonly value: unknown }) {
  const label = useLabel();
  if (typeof value === 'boolean') return label(value ? YES : NO);
  if (typeof value === 'number' && name.endsWith('Fen')) return yuan(value as Fen);
  if (Array.isArray(value) && value.every((one) => typeof one === 'string'))
    return value.map((one, index) => (
      <span key={one}>
        {index > 0 && '、'}
        <Value name={name} value={one} />
      </span>
    ));
  if (typeof value === 'string' && isRole(value)) return label(ROLES[value].name);
  if (value === 'employee' || value === 'resident') return label(SCHEMES[value]);
  return typeof value === 'object' ? (
    <code>{JSON.stringify(value)}</code>
  ) : (
    <span translate="no">{String(value)}</span>
  );
}
