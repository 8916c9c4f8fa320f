import {
  COUNTS_AS,
  ENTERED_WORDS,
  type EnrolmentKind,
  enrolmentKind,
  PERSON_STATUSES,
  RETIRES_AS,
  STOP_REASONS,
  TIERS,
} from '@gongji/contract';
import { type Bilingual, type CalendarDate, type Fen, fen, INSUTYPE, yuanText } from '@gongji/domain';
import { type AnyDocument, type EnrolmentForm, moneyText } from '@gongji/reports';
import { type ActRow, readAct, unitNames } from '@gongji/store/enrolment';
import { personCircumstances } from '@gongji/store/print';
import type { NewCover } from '../enrolment/cover-case.ts';
import { nameOf } from '../enrolment/fee-view.ts';
import { hasForm } from '../enrolment/register-file.ts';
import { problemAnswer } from '../rest/answer.ts';
import type { Caller } from '../rest/caller.ts';
import type { RestDeps } from '../rest/deps.ts';
import { maskName, maskNumber, maskPersonNumber } from '../rest/mask.ts';
import { chinaDay } from '../settlement/benefit-year.ts';
import { schemeName } from './code-words.ts';
import { given, personFields } from './person-fields.ts';
import { ABOUT_NO_BILL, type Printed, type PrintWish, printJob } from './print-job.ts';
import { fact, type Verification } from './verification.ts';

export interface EnrolmentPaper {
  readonly act: ActRow;
  readonly data: AnyDocument;
  /** What its code vouches for: what was done, whatever became of it. */
  readonly content: unknown;
}

/** 参保登记表 of an act of enrolment, as it was asked for and decided; undefined: not in scope, or an act without a form. */
export async function enrolmentPaper(
  deps: Pick<RestDeps, 'pool' | 'policies'>,
  caller: Caller,
  actId: string,
): Promise<EnrolmentPaper | undefined> {
  const act = await readAct(deps.pool, caller, actId);
  if (act === undefined || !hasForm(act) || act.scheme === null) return undefined;
  const kind = enrolmentKind(act.scheme, act.kind);
  const doneOn = chinaDay(act.actedAt);
  const found = await personCircumstances(deps.pool, act.personId, doneOn.slice(0, 4));
  if (kind === undefined || found === undefined) return undefined;
  const person = personFields(found.person, doneOn, caller);
  const { row, wayName } = act.decision as Decided;
  const fee = feeOf(deps, act.decision as Decided);
  const clear = caller.permissions['person.reveal'] !== undefined || caller.unitId !== null;
  const { agentName, agentCertNo } = act.facts as Entered;
  const { regionName, personName, sexName, bornOn, psnNo, certNo, phone, groupNames } = person;
  const fields = {
    ...{ regionName, personName, sexName, bornOn, psnNo, certNo, asOf: doneOn, doneOn },
    ...given('phone', phone),
    ...given('groupNames', groupNames),
    ...{ agencyName: found.agencyName, actName: kind.name, schemeName: schemeName(act.scheme) },
    reason: act.reason,
    ...given('agentName', agentName === undefined || clear ? agentName : maskName(agentName)),
    ...given('agentCertNo', agentCertNo === undefined ? undefined : maskNumber(agentCertNo)),
    ...given('coverWay', wayName),
    ...(row === undefined
      ? {}
      : { coveredFrom: row.coveredFrom, coveredTo: row.coveredTo ?? '—', benefitFrom: row.benefitFrom }),
    ...(fee === undefined ? {} : { feePeriod: fee.period, feeFen: fee.totalFen, ownFeeFen: fee.ownFen }),
  };
  const flags = [
    ...(act.undoneBy === null ? [] : (['undone'] as const)),
    ...(fee === undefined || fee.ownFen === 0 ? [] : (['fee'] as const)),
  ];
  const rows = { entered: await enteredRows(deps, kind, act), payers: fee?.payers ?? [] };
  return {
    act,
    data: { document: 'enrolment-form', fields, rows, flags },
    content: [act.kind, act.scheme, act.effectiveOn, row?.coveredFrom, row?.benefitFrom, fee?.totalFen],
  };
}

export async function printAct(
  deps: RestDeps,
  caller: Caller,
  actId: string,
  wish: PrintWish,
): Promise<Printed> {
  const paper = await enrolmentPaper(deps, caller, actId);
  if (paper === undefined) return problemAnswer('not-found');
  const { act, data, content } = paper;
  const { personId, regionCode } = act;
  return printJob(deps, caller, wish, {
    ...{ data, content, personId, regionCode, variant: 'enrolment-form', number: actId, subject: actId },
    insutype: act.scheme === 'resident' ? INSUTYPE.resident : INSUTYPE.employee,
    on: chinaDay(act.actedAt),
    ...ABOUT_NO_BILL,
  });
}

/** What to compare the paper with. */
export function formFacts({ fields }: AnyDocument): Verification['facts'] {
  const {
    personName,
    actName,
    schemeName: scheme,
    doneOn,
    coveredFrom,
    feeFen,
  } = fields as EnrolmentForm['fields'];
  const both = (words: Bilingual | undefined) => (words === undefined ? '' : `${words.zh} ${words.en}`);
  return [
    fact('姓名', 'Name', personName ?? ''),
    fact('业务', 'Act', both(actName)),
    fact('险种', 'Scheme', both(scheme)),
    fact('办理日期', 'Done on', doneOn ?? ''),
    ...(coveredFrom === undefined ? [] : [fact('参保起始日', 'Covered from', coveredFrom)]),
    ...(feeFen === undefined ? [] : [fact('应缴费用（元）', 'Fee (yuan)', moneyText(fen(feeFen)))]),
  ];
}

interface Money {
  readonly policyVersion: string;
  readonly byPayer: Readonly<Record<string, number>>;
}

/** What an act has kept of its decision, as far as the form shows it. */
interface Decided {
  readonly personStatus?: string | null;
  readonly row?: NewCover;
  readonly wayName?: Bilingual;
  readonly fee?: Money & { readonly period: string };
  readonly makeUp?: { readonly parts: readonly (Money & { readonly period: string })[] };
}

interface Entered {
  readonly agentName?: string;
  readonly agentCertNo?: string;
}

function feeOf({ policies }: Pick<RestDeps, 'policies'>, { fee, makeUp }: Decided) {
  const parts = makeUp?.parts ?? (fee === undefined ? [] : [fee]);
  const [first] = parts;
  if (first === undefined) return undefined;
  const byPayer = new Map<string, number>();
  for (const part of parts)
    for (const [payer, amount] of Object.entries(part.byPayer))
      byPayer.set(payer, (byPayer.get(payer) ?? 0) + amount);
  const { contributors } = policies.find(({ model }) => model.version === first.policyVersion)?.model ?? {};
  const order = ['person', ...(contributors?.keys() ?? [])];
  const place = (payer: string) => order.indexOf(payer);
  const payers = [...byPayer]
    .filter(([, amount]) => amount !== 0)
    .toSorted(([a], [b]) => place(a) - place(b))
    .map(([payer, amount]): { payerName: Bilingual; payerFen: Fen } => ({
      payerName: nameOf(policies, payer, first.policyVersion),
      payerFen: fen(amount),
    }));
  const last = parts.at(-1)?.period ?? first.period;
  return {
    period: last === first.period ? first.period : `${first.period} – ${last}`,
    totalFen: fen(payers.reduce((sum, one) => sum + one.payerFen, 0)),
    ownFen: fen(byPayer.get('person') ?? 0),
    payers,
  };
}

const YES: Bilingual = { zh: '是', en: 'yes' };

/** What was entered, in the order in which it is kept, in words. */
async function enteredRows(
  { pool }: Pick<RestDeps, 'pool'>,
  kind: EnrolmentKind,
  { facts, decision, effectiveOn, unitId }: ActRow,
) {
  const { personStatus } = decision as Decided;
  const names = unitId === null ? {} : await unitNames(pool, [unitId]);
  const said: readonly (readonly [Bilingual, Bilingual | string | undefined])[] = [
    [kind.day, effectiveOn satisfies CalendarDate],
    [ENTERED_WORDS.status, wordOf(PERSON_STATUSES, personStatus)],
    [ENTERED_WORDS.unit, unitId === null ? undefined : names[unitId]],
    [ENTERED_WORDS.year, text(facts.year)],
    [ENTERED_WORDS.tier, wordOf(TIERS, facts.tier)],
    [ENTERED_WORDS.className, text(facts.className)],
    [ENTERED_WORDS.termStartOn, text(facts.termStartOn)],
    [ENTERED_WORDS.wage, yuan(facts.wageFen)],
    [ENTERED_WORDS.pension, yuan(facts.pensionFen)],
    [ENTERED_WORDS.retiresAs, wordOf(RETIRES_AS, facts.retiresAs)],
    [ENTERED_WORDS.papersInTime, facts.papersInTime === true ? YES : undefined],
    [ENTERED_WORDS.withAccount, facts.withAccount === true ? YES : undefined],
    [ENTERED_WORDS.civilServant, facts.civilServant === true ? YES : undefined],
    [ENTERED_WORDS.yearsMadeUp, text(facts.yearsMadeUp)],
    [ENTERED_WORDS.withMother, facts.withMother === true ? YES : undefined],
    [ENTERED_WORDS.mother, typeof facts.mother === 'string' ? maskPersonNumber(facts.mother) : undefined],
    [
      ENTERED_WORDS.residenceProof,
      typeof facts.residenceProof === 'string' ? maskNumber(facts.residenceProof) : undefined,
    ],
    [ENTERED_WORDS.endOther, facts.endOther === true ? YES : undefined],
    [ENTERED_WORDS.stopReason, wordOf(STOP_REASONS, facts.stopReason)],
    [ENTERED_WORDS.countsAs, wordOf(COUNTS_AS, facts.countsAs)],
    [ENTERED_WORDS.fromMonth, text(facts.fromMonth)],
    [ENTERED_WORDS.toMonth, text(facts.toMonth)],
    [ENTERED_WORDS.evidence, text(facts.evidence)],
  ];
  return said.flatMap(([what, value]) => (value === undefined ? [] : [{ what, said: value }]));
}

function text(value: unknown): string | undefined {
  return typeof value === 'string' && value !== ''
    ? value
    : typeof value === 'number'
      ? String(value)
      : undefined;
}

function yuan(value: unknown): string | undefined {
  return typeof value === 'number' ? yuanText(fen(value)) : undefined;
}

function wordOf(words: Readonly<Record<string, Bilingual>>, code: unknown): Bilingual | string | undefined {
  return typeof code === 'string' ? (words[code] ?? code) : undefined;
}
