import { randomBytes } from 'node:crypto';
import type { Bilingual } from '@gongji/domain';
import { fen } from '@gongji/domain';
import { type AnyDocument, moneyText } from '@gongji/reports';
import { dayFees, type PrintedPaper, paperByCode, printSetting } from '@gongji/store/print';
import { settlementDetail, wholeRegion } from '@gongji/store/rest';
import type { Caller } from '../rest/caller.ts';
import type { RestDeps } from '../rest/deps.ts';
import { maskName } from '../rest/mask.ts';
import { beijingText } from './beijing.ts';
import { coverProof } from './cover-proof.ts';
import { linesOfDay } from './day-paper.ts';
import { dunningFacts, dunningPaper } from './dunning-paper.ts';
import { enrolmentPaper, formFacts } from './enrolment-paper.ts';
import { levyFacts, levyPaper } from './levy-paper.ts';
import { dayContent, settlementContent } from './paper-content.ts';
import { type PersonDocument, personPaper } from './person-paper.ts';
import { transferPaper } from './transfer-paper.ts';
import { fact, type Verification } from './verification.ts';
import { readCode, verificationCode } from './verification-code.ts';
import { contributionFacts, contributionPaperOf } from './verify-contribution.ts';
import { personPaperFacts } from './verify-person.ts';

const NAMES: Readonly<Record<string, Bilingual>> = {
  'settlement-sheet': { zh: '结算单', en: 'settlement sheet' },
  'explanation-sheet': { zh: '待遇计算说明', en: 'explanation sheet' },
  'day-list': { zh: '一日清单', en: 'list of the fees of a day' },
  'cover-certificate': { zh: '参保凭证', en: 'certificate of cover' },
  'account-statement': { zh: '个人账户对账单', en: 'account statement' },
  'yearly-record': { zh: '个人权益记录单', en: 'record of a year' },
  'own-contributions': { zh: '个人缴费明细', en: 'list of contributions' },
  'cover-proof': { zh: '参保证明', en: 'proof of cover' },
  'enrolment-form': { zh: '参保登记表', en: 'enrolment form' },
  'contact-letter': { zh: '转移联系函', en: 'contact letter' },
  'transfer-sheets': { zh: '转移信息表', en: 'information sheets of a transfer' },
  'contribution-notice': { zh: '缴费通知单', en: 'payment notice' },
  'contribution-list': { zh: '缴费花名册', en: 'payment list' },
  'counter-closing': { zh: '柜面日结单', en: 'closing of the counter' },
  'contribution-receipt': { zh: '缴费凭证', en: 'proof of payment' },
  'dunning-notice': { zh: '催缴通知', en: 'dunning notice' },
  'levy-notice': { zh: '稽核整改通知书', en: 'notice of an audit' },
  'levy-decision': { zh: '稽核处理决定书', en: 'decision on an audit' },
};

/** Anybody may ask, with a code: names come masked, no numbers of persons. */
export async function verifyPaper(deps: RestDeps, typed: string): Promise<Verification> {
  const code = readCode(typed);
  const paper = code === undefined ? undefined : await paperByCode(deps.pool, code);
  if (paper === undefined) return UNKNOWN;
  if (paper.subject != null) return verifySubject(deps, paper, paper.subject);
  return paper.settlementId === null
    ? verifyDay(deps, paper)
    : verifySettlement(deps, paper, paper.settlementId);
}

async function verifySettlement(
  deps: RestDeps,
  paper: PrintedPaper,
  settlementId: string,
): Promise<Verification> {
  const row = await settlementDetail(deps.pool, wholeRegion(paper.regionCode), settlementId);
  if (row === undefined) return UNKNOWN;
  const name = NAMES[paper.document] ?? UNNAMED;
  const facts = [
    fact('单据', 'Paper', `${name.zh} ${name.en}`),
    fact('编号', 'Number', settlementId),
    fact('医药机构', 'Institution', row.institutionName ?? row.institutionCode),
    fact('姓名', 'Name', maskName(row.personName)),
    fact('结算时间', 'Settled at', beijingText(row.settledAt)),
    fact('医疗费总额（元）', 'Total cost (yuan)', moneyText(fen(Number(row.totalFen)))),
    fact('基金支付（元）', 'Paid by the funds (yuan)', moneyText(fen(Number(row.fundFen)))),
    fact('现金（元）', 'Cash (yuan)', moneyText(fen(Number(row.cashFen)))),
  ];
  if (!(await isOurs(deps, paper, settlementId, settlementContent(row)))) return changed(name, facts);
  if (row.reversedBy !== null)
    return {
      state: 'reversed',
      sentence: {
        zh: `本${name.zh}由本系统出具，但该结算已被冲销，不再有效。`,
        en: `This ${name.en} is genuine, but the settlement has been reversed: it is no longer in force.`,
      },
      facts: [...facts, fact('冲销记录', 'Reversed by', row.reversedBy)],
    };
  return inForce(name, facts);
}

/** A paper about a person or a transfer: made again from what the registers and the books say now. */
async function verifySubject(deps: RestDeps, paper: PrintedPaper, subject: string): Promise<Verification> {
  const name = NAMES[paper.document] ?? UNNAMED;
  const anybody = ANYBODY(paper.regionCode);
  const about = await paperOfUnit(deps, anybody, paper, subject);
  if (about !== 'of-person') {
    if (about === undefined) return UNKNOWN;
    const facts = [fact('单据', 'Paper', `${name.zh} ${name.en}`), ...about.facts];
    if (!(await isOurs(deps, paper, subject, about.content))) return changed(name, facts);
    return about.undone === true ? undone(name, facts) : inForce(name, facts);
  }
  const made = await personOrTransfer(deps, anybody, paper, subject);
  if (made === undefined) return UNKNOWN;
  const fields: Readonly<Record<string, unknown>> = made.data.fields;
  const facts = [
    fact('单据', 'Paper', `${name.zh} ${name.en}`),
    fact('姓名', 'Name', String(fields.personName ?? '')),
    fact('出具日期', 'Issued on', beijingText(paper.printedAt).slice(0, 10)),
    ...personPaperFacts(made.data),
  ];
  return (await isOurs(deps, paper, subject, made.content)) ? inForce(name, facts) : changed(name, facts);
}

/** The second word of a subject is the year, or the unit whose proof it is. */
function personOrTransfer(
  deps: RestDeps,
  anybody: Caller,
  { document, personId }: PrintedPaper,
  subject: string,
): Promise<{ readonly data: AnyDocument; readonly content: unknown } | undefined> {
  const [id = '', more] = subject.split(' ');
  if (document === 'contact-letter' || document === 'transfer-sheets')
    return transferPaper(deps, anybody, id, document);
  if (document === 'cover-proof') return coverProof(deps, anybody, `~${personId}`, more ?? null);
  const year = more ?? beijingText(deps.now()).slice(0, 4);
  return personPaper(deps, anybody, `~${personId}`, { document: document as PersonDocument, year });
}

interface About {
  readonly content: unknown;
  readonly facts: Verification['facts'];
  /** The act that it is about has been undone. */
  readonly undone?: boolean;
}

/** Papers about acts, contributions and audits: what they vouch for now, and what to compare. */
async function paperOfUnit(
  deps: RestDeps,
  anybody: Caller,
  { document }: PrintedPaper,
  subject: string,
): Promise<About | 'of-person' | undefined> {
  if (document === 'enrolment-form') {
    const found = await enrolmentPaper(deps, anybody, subject);
    if (found === undefined) return undefined;
    return { content: found.content, facts: formFacts(found.data), undone: found.act.undoneBy !== null };
  }
  if (document === 'levy-notice' || document === 'levy-decision') {
    const found = await levyPaper(deps, anybody, subject, document);
    if (found === undefined || found === 'not-decided') return undefined;
    return { content: found.content, facts: levyFacts(found.data) };
  }
  if (document === 'dunning-notice') {
    const found = await dunningPaper(deps, anybody, subject);
    return found === undefined ? undefined : { content: found.content, facts: dunningFacts(found.data) };
  }
  if (!document.startsWith('contribution-') && document !== 'counter-closing') return 'of-person';
  const found = await contributionPaperOf(deps, anybody, document, subject);
  return found === undefined ? undefined : { content: found.content, facts: contributionFacts(found.data) };
}

/** Reads as anybody may: the name comes masked. */
const ANYBODY = (regionCode: string): Caller => ({
  ...wholeRegion(regionCode),
  actor: 'verification',
  name: '',
  userId: '',
  roles: [],
  permissions: { 'settlement.read': 'region' },
  session: undefined,
  home: wholeRegion(regionCode),
});

async function verifyDay(deps: RestDeps, paper: PrintedPaper): Promise<Verification> {
  const { visitId, feeDay } = paper;
  if (visitId === null || feeDay === null) return UNKNOWN;
  const fees = await dayFees(deps.pool, wholeRegion(paper.regionCode), visitId, feeDay);
  if (fees === undefined) return UNKNOWN;
  const name = NAMES[paper.document] ?? UNNAMED;
  const total = linesOfDay(fees, feeDay).reduce((sum, { line }) => sum + line.amountFen, 0);
  const facts = [
    fact('单据', 'Paper', `${name.zh} ${name.en}`),
    fact('就诊登记号', 'Visit', visitId),
    fact('医药机构', 'Institution', fees.institutionName),
    fact('姓名', 'Name', maskName(fees.person.name)),
    fact('清单日期', 'Day', feeDay),
    fact('当日费用（元）', 'Cost of the day (yuan)', moneyText(fen(total))),
  ];
  const ours = await isOurs(deps, paper, `${visitId} ${feeDay}`, dayContent(fees, feeDay));
  return ours ? inForce(name, facts) : changed(name, facts);
}

/** The code is made again from what the books say now: the record of a print alone proves nothing. */
async function isOurs(
  deps: RestDeps,
  paper: PrintedPaper,
  subject: string,
  content: unknown,
): Promise<boolean> {
  const { secret } = await printSetting(deps.pool, () => randomBytes(32));
  return verificationCode(secret, paper.document, subject, content) === paper.code;
}

const UNNAMED: Bilingual = { zh: '单据', en: 'paper' };

const UNKNOWN: Verification = {
  state: 'unknown',
  sentence: {
    zh: '本系统没有出具过带有此验证码的单据：请核对验证码，或视为无效。',
    en: 'This system never issued a paper with this code: check the code, or take the paper as not valid.',
  },
  facts: [],
};

function inForce(name: Bilingual, facts: Verification['facts']): Verification {
  return {
    state: 'in-force',
    sentence: {
      zh: `本${name.zh}由本系统出具，现行有效；请核对下列内容与纸面一致。`,
      en: `This ${name.en} is genuine and in force; compare what follows with the paper.`,
    },
    facts,
  };
}

function undone(name: Bilingual, facts: Verification['facts']): Verification {
  return {
    state: 'reversed',
    sentence: {
      zh: `本${name.zh}由本系统出具，但所办业务已撤回，不再有效。`,
      en: `This ${name.en} is genuine, but the act has been undone: it is no longer in force.`,
    },
    facts,
  };
}

function changed(name: Bilingual, facts: Verification['facts']): Verification {
  return {
    state: 'changed',
    sentence: {
      zh: `本${name.zh}由本系统出具过，但金额此后已有变动，以最新单据为准。`,
      en: `This ${name.en} was issued by this system, but the amounts have changed since: a newer one counts.`,
    },
    facts,
  };
}
