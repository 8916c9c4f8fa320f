import { type Fen, fen, type Rejection, yuanText } from '@gongji/domain';
import {
  putSettlementList,
  type SettlementView,
  setSettlementListState,
  settlementListState,
  settlementOf,
} from '@gongji/store/provider-interface';
import type { Call } from '../call.ts';
import type { FieldReader } from '../reading/field-reader.ts';
import { reject } from '../reading/rejections.ts';
import { done, effect, rejected, type Transaction } from '../transaction.ts';
import { findPerson, psnOnly } from './people.ts';
import { settlementNumber } from './settlement-number.ts';

/** Nodes of the form beside setlinfo. */
const NODES = ['payinfo', 'opspdiseinfo', 'diseinfo', 'iteminfo', 'oprninfo', 'icuinfo', 'bldinfo'] as const;
const REQUIRED = ['bill_code', 'bill_no', 'biz_sn', 'medins_fill_dept', 'medins_fill_psn'] as const;

/** 4101 and 4101A: the form of a settlement, held against the settlement itself. */
function upload(infno: string): Transaction {
  return effect({
    infno,
    name: { zh: '医疗保障基金结算清单信息上传', en: 'Upload settlement list' },
    openToSuspended: true,
    read: readList,
    run: async (call, list, tx) => {
      const found = await findPerson(call, psnOnly(list.psnNo));
      if (found.kind === 'rejected') return found;
      const { personId, regionCode } = found.value;
      const institutionCode = call.institution.code;
      const settlement = await settlementOf(tx, {
        personId,
        settlementId: list.settlementId,
        institutionCode,
      });
      const problems = listProblems(list, settlement);
      if (problems.length > 0) return rejected(...problems);
      const { settlementId, visitId, mainDiagnosis, content } = list;
      const kept = {
        regionCode,
        personId,
        settlementId,
        institutionCode,
        visitId,
        mainDiagnosis,
        content,
        at: call.receivedAt,
      };
      const listId = await putSettlementList(tx, kept);
      return listId === undefined ? rejected(submitted(settlementId)) : done(listId);
    },
    write: (listId) => ({ data: { setl_list_id: listId } }),
  });
}

interface SentList {
  readonly psnNo: string;
  readonly settlementId: string;
  readonly visitId: string;
  readonly mainDiagnosis: string;
  readonly payments: readonly { readonly fundType: string; readonly amountFen: Fen }[];
  readonly items: readonly { readonly field: string; readonly amountFen: Fen; readonly partsFen: number }[];
  readonly content: Readonly<Record<string, unknown>>;
}

function readList(input: FieldReader, call: Call): SentList {
  const info = input.one(['setlinfo', 'data']);
  for (const name of REQUIRED) info.text(name);
  info.day('setl_begn_date');
  info.day('setl_end_date');
  const rows = Object.fromEntries(
    NODES.map((node) => [node, input.maybeRows(node, call.services.limits.rows)]),
  );
  const diseases = rows.diseinfo ?? [];
  const main = diseases.filter(
    (f) => f.flag('maindiag_flag') && (f.maybeCode('diag_type', 'diag_type') ?? '1') === '1',
  );
  if (main.length !== 1)
    input.problem(
      reject('field-malformed', {
        field: 'diseinfo.maindiag_flag',
        value: String(main.length),
        expected: '有且仅有一个西医主诊断',
        expected_en: 'exactly one main diagnosis',
      }),
    );
  return {
    psnNo:
      info.maybeText('psn_no', 30) ??
      input.maybeOne('bldinfo')?.maybeText('psn_no', 30) ??
      info.text('psn_no', 30),
    settlementId: settlementNumber(info.text('setl_id', 30)),
    visitId: info.text('mdtrt_id', 30),
    mainDiagnosis: main[0]?.text('diag_code', 30) ?? '',
    payments: (rows.payinfo ?? []).map((f) => ({
      fundType: f.code('fund_pay_type', 'fund_pay_type'),
      amountFen: f.yuan('fund_payamt'),
    })),
    items: (rows.iteminfo ?? []).map((f) => ({
      field: f.field('amt'),
      amountFen: f.yuan('amt'),
      partsFen: f.yuan('claa_sumfee') + f.yuan('clab_amt') + f.yuan('fulamt_ownpay_amt') + f.yuan('oth_amt'),
    })),
    content: {
      setlinfo: info.texts(['certno', 'psn_name', 'tel']),
      ...Object.fromEntries(NODES.map((node) => [node, (rows[node] ?? []).map((f) => f.texts())])),
    },
  };
}

function listProblems(list: SentList, s: SettlementView | undefined): readonly Rejection[] {
  if (s === undefined || s.visitId !== list.visitId)
    return [reject('record-unknown', { field: 'setlinfo.setl_id', value: list.settlementId })];
  if (s.kind === 'reversal' || s.reversed)
    return [
      reject('visit-state', {
        field: 'setlinfo.setl_id',
        why: '结算已撤销 (the settlement is reversed)',
        remedy_zh: '按新的结算上传',
        remedy_en: 'upload for the new settlement',
      }),
    ];
  const itemFen = list.items.reduce<number>((sum, i) => sum + i.amountFen, 0);
  const items =
    list.items.length === 0 || itemFen === s.totalFen
      ? []
      : [mismatch('iteminfo.amt', itemFen, s.totalFen, '医疗收费项目合计应等于医疗费总额')];
  const parts = list.items
    .filter((i) => i.amountFen !== i.partsFen)
    .map((i) => mismatch(i.field, i.amountFen, i.partsFen, '金额应等于甲类、乙类、自费、其他之和'));
  return [...items, ...parts, ...paymentProblems(list, s)];
}

/** Funds declared on the form must be those of the settlement; accounts may be listed beside them. */
function paymentProblems(list: SentList, s: SettlementView): readonly Rejection[] {
  const declared = list.payments.filter((p) => !p.fundType.startsWith('3102'));
  if (declared.length === 0) return [];
  const types = new Set([...declared, ...s.payments].map((p) => p.fundType));
  return [...types].flatMap((type) => {
    const sum = (rows: readonly { readonly fundType: string; readonly amountFen: Fen }[]) =>
      rows.filter((p) => p.fundType === type).reduce<number>((total, p) => total + p.amountFen, 0);
    const [sent, kept] = [sum(declared), sum(s.payments)];
    return sent === kept ? [] : [mismatch(`payinfo.${type}`, sent, kept, '基金支付金额应与结算一致')];
  });
}

function mismatch(field: string, sent: number, expected: number, why: string): Rejection {
  return reject('amount-mismatch', {
    field,
    value: yuanText(fen(sent)),
    expected: yuanText(fen(expected)),
    difference: yuanText(fen(Math.abs(sent - expected))),
    remedy_zh: why,
    remedy_en: 'make the form agree with the settlement',
  });
}

function submitted(settlementId: string): Rejection {
  return reject('record-exists', {
    field: 'setlinfo.setl_id',
    value: settlementId,
    why: '清单已提交或已通过 (submitted or passed)',
    remedy_zh: '被退回后方可重传',
    remedy_en: 'upload again only after it was returned',
  });
}

/** Allowed moves of the institution: 0→1, 3→0, 3→1. */
const MOVES = ['01', '30', '31'];

const state4102 = effect({
  infno: '4102',
  name: { zh: '医疗保障基金结算清单状态修改', en: 'Change settlement-list state' },
  openToSuspended: true,
  read: (input, call) =>
    input.rows(['stastinfo', 'data'], call.services.limits.rows).map((f) => ({
      field: f.field('stas_type'),
      psnNo: f.text('psn_no', 30),
      settlementId: settlementNumber(f.text('setl_id', 30)),
      state: f.text('stas_type', 10),
    })),
  run: async (call, changes, tx) => {
    const problems: Rejection[] = [];
    for (const { field, psnNo, settlementId, state } of changes) {
      const found = await findPerson(call, psnOnly(psnNo));
      if (found.kind === 'rejected') return found;
      const key = { personId: found.value.personId, settlementId, institutionCode: call.institution.code };
      const now = await settlementListState(tx, key);
      if (now === undefined) problems.push(reject('record-unknown', { field, value: settlementId }));
      else if (MOVES.includes(now + state)) await setSettlementListState(tx, key, state);
      else
        problems.push(
          reject('visit-state', {
            field,
            value: state,
            why: `状态${now}不能改为${state} (no such move)`,
            remedy_zh: '只能0→1、3→0、3→1',
            remedy_en: 'only 0→1, 3→0, 3→1',
          }),
        );
    }
    return problems.length === 0 ? done(null) : rejected(...problems);
  },
  write: () => null,
});

export const SETTLEMENT_LIST: readonly Transaction[] = [upload('4101'), upload('4101A'), state4102];
