import { type Fen, fen, yuanText } from '@gongji/domain';
import type { Assessment } from '@gongji/engine';
import {
  type DrugTrace,
  deletePurchase,
  type FeeLine,
  type InsuredPerson,
  insertPurchase,
  personAndEffect,
} from '@gongji/store/provider-interface';
import type { BillRequest } from '../../settlement/contract.ts';
import { type SettlementFacts, settlementNodesWithLines } from '../amounts/settlement-nodes.ts';
import type { Call } from '../call.ts';
import { cutNodes } from '../lines/line-nodes.ts';
import { billLine, priceLines } from '../lines/price-lines.ts';
import { readLine, rejectRepeats, type SentLine } from '../lines/sent-line.ts';
import { earlierAnswer } from '../message-effect.ts';
import type { FieldReader } from '../reading/field-reader.ts';
import { dayOf, type WallTime } from '../reading/moments.ts';
import { reject } from '../reading/rejections.ts';
import { type Answer, answering, rejected, settling, type Transaction } from '../transaction.ts';
import { accountUse, benefitDisease } from './bill-terms.ts';
import { checkClaim, type PersonClaim, readPersonClaim } from './people.ts';
import { settlementAnswer, withLinesUnchanged } from './settlement-answer.ts';

interface PurchaseInput {
  readonly claim: PersonClaim;
  readonly begunAt: WallTime;
  readonly totalFen: Fen;
  readonly invoiceNo: string | undefined;
  readonly insutype: string;
  readonly medType: string;
  readonly account: BillRequest['account'];
  readonly diseaseCode: string | undefined;
  readonly diseaseName: string | undefined;
  readonly lines: readonly SentLine[];
  readonly traces: readonly DrugTrace[];
}

export const preview2101: Transaction = answering({
  infno: '2101',
  name: { zh: '药店预结算', en: 'Pharmacy preview' },
  openToSuspended: false,
  read: readPurchase,
  run: async (call, input) => {
    const ready = await prepare(call, input);
    if (ready.kind !== 'ready') return ready;
    const result = await call.services.settlement.preview(ready.bill);
    if (result.kind === 'rejected') return result;
    const facts = factsOf(call, input, ready);
    return {
      kind: 'output',
      output: purchaseReply(ready.lines, { ...facts, ...result, balanceFen: result.accountBalanceFen }),
    };
  },
});

export const settle2102: Transaction = settling({
  infno: '2102',
  name: { zh: '药店结算', en: 'Pharmacy settlement' },
  read: readPurchase,
  run: async (call, input) => {
    const { pool, settlement, newId } = call.services;
    const ready = await prepare(call, input);
    if (ready.kind !== 'ready') return ready;
    const { person, visitId, lines, diseaseCode } = ready;
    await insertPurchase(pool, {
      ...input,
      ...person,
      visitId,
      batchId: newId(),
      institutionCode: call.institution.code,
      lines,
      diseaseCode,
      at: call.receivedAt,
    });
    const facts = factsOf(call, input, ready);
    let settled = false;
    const answer = await withLinesUnchanged(async () => {
      const result = await settlement.settle({
        ...ready.bill,
        message: call.message,
        cause: 'provider',
        reply: (s) =>
          call.success(
            purchaseReply(lines, { ...facts, ...s, at: s.settledAt, balanceFen: s.accountBalanceFen }),
          ),
      });
      settled = result.kind === 'settled';
      return settlementAnswer(result);
    });
    // Refused, or another copy of the message was faster: what was written for this one has no settlement.
    if (!settled) await deletePurchase(pool, person.personId, visitId);
    return answer;
  },
});

function readPurchase(input: FieldReader, call: Call): PurchaseInput {
  const f = input.one(['druginfo', 'data']);
  const rows = input.rows(['drugdetail', 'feedetail'], call.services.limits.lines);
  const lines = rows.map((row) => readLine(row, { refunds: false }));
  rejectRepeats(rows, lines);
  const totalFen = f.yuan('medfee_sumamt');
  checkTotal(f, totalFen, lines);
  return {
    claim: readPersonClaim(f),
    begunAt: f.time('begntime'),
    totalFen,
    invoiceNo: f.maybeText('invono', 50),
    insutype: f.code('insutype', 'insutype'),
    medType: f.code('med_type', 'med_type'),
    account: accountUse(f),
    diseaseCode: f.maybeText('dise_codg', 30),
    diseaseName: f.maybeText('dise_name', 500),
    lines,
    traces: rows.flatMap((row, i) => readTraces(row, lines[i]?.id ?? '', call.services.limits.rows)),
  };
}

function readTraces(row: FieldReader, lineId: string, max: number): readonly DrugTrace[] {
  return row.maybeRows(['durg_trac_info', 'drug_trac_info'], max).map((t) => ({
    lineId,
    code: t.text('drug_trac_codg', 100),
    opened: t.flag('trdn_flag'),
  }));
}

function checkTotal(f: FieldReader, totalFen: Fen, lines: readonly SentLine[]): void {
  const sum = fen(lines.reduce((s, line) => s + line.amountFen, 0));
  if (sum === totalFen) return;
  f.problem(
    reject('amount-mismatch', {
      field: f.field('medfee_sumamt'),
      value: yuanText(totalFen),
      expected: yuanText(sum),
      difference: yuanText(fen(Math.abs(sum - totalFen))),
      remedy_zh: '医疗费总额应等于各明细金额之和',
      remedy_en: 'the total is the sum of the lines',
    }),
  );
}

interface Ready {
  readonly kind: 'ready';
  readonly person: InsuredPerson;
  readonly visitId: string;
  readonly lines: readonly FeeLine[];
  readonly diseaseCode: string | undefined;
  readonly bill: BillRequest;
}

/** Loads the person, prices the lines and makes the bill. A message seen before is answered from what was stored. */
async function prepare(call: Call, input: PurchaseInput): Promise<Ready | Answer> {
  const { psnNo } = input.claim;
  const { person, effect } = await personAndEffect(call.services.pool, psnNo, call.message);
  if (effect !== undefined) return earlierAnswer(call, effect);
  if (person === undefined)
    return rejected(reject('person-unknown', { field: 'druginfo.psn_no', value: psnNo }));
  const found = checkClaim(person, input.claim);
  if (found.kind === 'rejected') return found;
  const priced = await priceLines(call, input.insutype, input.lines);
  if (priced.kind === 'rejected') return priced;
  const diseaseCode = await benefitDisease(call, input.diseaseCode);
  const visitId = call.services.newId();
  const on = dayOf(input.begunAt);
  const ready: Ready = {
    kind: 'ready',
    person: found.value,
    visitId,
    lines: priced.lines,
    diseaseCode,
    bill: {
      personId: found.value.personId,
      insutype: input.insutype,
      institutionCode: call.institution.code,
      visitId,
      medType: input.medType,
      startedOn: on,
      endedOn: on,
      ...(diseaseCode === undefined ? {} : { diseaseCode }),
      lines: priced.lines.map(billLine),
      totalFen: input.totalFen,
      account: input.account,
      midStay: false,
      ...(input.invoiceNo === undefined ? {} : { invoiceNo: input.invoiceNo }),
    },
  };
  return ready;
}

function factsOf(call: Call, input: PurchaseInput, ready: Ready) {
  return {
    person: ready.person,
    institution: call.institution,
    insutype: input.insutype,
    medType: input.medType,
    visitId: ready.visitId,
    certType: input.claim.credentialType,
    at: call.receivedAt,
    medinsSetlId: call.message.msgid,
  };
}

function purchaseReply(
  lines: readonly FeeLine[],
  facts: SettlementFacts & { readonly assessment: Assessment },
) {
  return settlementNodesWithLines(facts, cutNodes(lines, facts.assessment.lines));
}
