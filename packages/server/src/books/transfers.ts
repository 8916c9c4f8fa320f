import type {
  CarriedReceiptsQuery,
  CarriedReceiptsView,
  FundTransferBody,
  FundTransfersQuery,
  FundTransfersView,
  FundTransferView,
} from '@gongji/contract';
import { fundTransferPostings } from '@gongji/ledger';
import {
  carriedReceipts,
  countCarriedReceipts,
  countTransfers,
  insertTransfer,
  listTransfers,
  lockAllocating,
  lockTransfer,
  readTransfer,
  type TransferRow,
  unmoved,
  decideTransfer as writeDecision,
} from '@gongji/store/contribution';
import { bookEntries } from '@gongji/store/ledger';
import { today } from '../contribution/bills.ts';
import { fundName } from '../contribution/names.ts';
import { audited, type Deed } from '../identity/audited.ts';
import { alreadyDecided } from '../rest/already-decided.ts';
import { type Answer, ok, problemAnswer } from '../rest/answer.ts';
import type { Caller } from '../rest/caller.ts';
import type { RestDeps } from '../rest/deps.ts';
import { pagePlace } from '../rest/paged.ts';

/** 划转: what is still on the collection account by fund, and the transfers made. */
export async function transfers(
  deps: RestDeps,
  caller: Caller,
  page: FundTransfersQuery,
): Promise<Answer<FundTransfersView>> {
  const on = today(deps);
  const [rows, total, open] = await Promise.all([
    listTransfers(deps.pool, caller, page),
    countTransfers(deps.pool, caller),
    unmoved(deps.pool, caller, on),
  ]);
  return ok({
    ...{ on, ...pagePlace(page.after, rows.length, total) },
    open: open.map((row) => ({ ...row, fundName: fundName(deps.policies, row.scheme, row.fund) })),
    items: rows.map((row) => transferView(deps, row, caller)),
  });
}

export async function transfer(
  deps: RestDeps,
  caller: Caller,
  transferId: string,
): Promise<Answer<FundTransferView>> {
  const row = await readTransfer(deps.pool, caller, transferId);
  return row === undefined ? problemAnswer('not-found') : ok(transferView(deps, row, caller));
}

/** 所含到账: the receipts that a transfer carries. */
export async function transferReceipts(
  { pool }: RestDeps,
  caller: Caller,
  transferId: string,
  page: CarriedReceiptsQuery,
): Promise<Answer<CarriedReceiptsView>> {
  if ((await readTransfer(pool, caller, transferId)) === undefined) return problemAnswer('not-found');
  const [rows, total] = await Promise.all([
    carriedReceipts(pool, transferId, page),
    countCarriedReceipts(pool, transferId),
  ]);
  return ok({
    ...pagePlace(page.after, rows.length, total),
    items: rows.map(({ receiptId, source, serial, paidOn, payerName, amountFen }) => ({
      ...(receiptId === null ? {} : { receiptId }),
      ...{ source: source ?? '', serial: serial ?? '', paidOn: paidOn ?? '', payerName: payerName ?? '' },
      amountFen,
    })),
  });
}

/** Records a transfer that the bank has made, with every allocation of the fund up to the day; another confirms it. */
export async function requestTransfer(
  deps: RestDeps,
  caller: Caller,
  body: FundTransferBody,
): Promise<Answer<FundTransferView>> {
  const transferId = deps.newId();
  if (body.movedOn > today(deps)) return problemAnswer('refused', [inFuture(body.movedOn)]);
  const deed: Deed = {
    actor: caller.actor,
    action: 'fund-transfer.request',
    subject: `fund-transfer:${transferId}`,
    detail: { scheme: body.scheme, fund: body.fund, upTo: body.upTo },
  };
  const row = await audited(deps, deed, async (tx) => {
    await lockAllocating(tx);
    const made = await insertTransfer(tx, {
      ...body,
      ...{ transferId, regionCode: caller.regionCode, requestedBy: caller.actor, requestedAt: deps.now() },
    });
    return made === undefined ? undefined : readTransfer(tx, caller, transferId);
  });
  return row === undefined ? problemAnswer('refused', [nothing()]) : ok(transferView(deps, row, caller));
}

/** 复核划转: never by who recorded it. The entry moves the money from the collection account to that of the fund. */
export async function decideTransfer(
  deps: RestDeps,
  caller: Caller,
  transferId: string,
  { approved, note }: { readonly approved: boolean; readonly note: string },
): Promise<Answer<FundTransferView>> {
  let open: TransferRow | undefined;
  const at = deps.now();
  const deed: Deed = {
    actor: caller.actor,
    action: approved ? 'fund-transfer.approve' : 'fund-transfer.refuse',
    subject: `fund-transfer:${transferId}`,
  };
  const row = await audited(deps, deed, async (tx) => {
    open = await lockTransfer(tx, caller, transferId);
    if (open === undefined || open.state !== 'open' || open.requestedBy === caller.actor) return undefined;
    const { regionCode, scheme, fund, amountFen } = open;
    const entryId = approved ? deps.newId() : null;
    await writeDecision(tx, transferId, { approved, note, by: caller.actor, at, entryId });
    if (entryId !== null)
      await bookEntries(tx, [
        {
          ...{
            regionCode,
            personId: '0',
            entryId,
            entryKind: 'fund-transfer',
            bookedOn: today(deps),
            bookedAt: at,
          },
          postings: fundTransferPostings({ regionCode, scheme }, bankFund(fund), amountFen),
        },
      ]);
    return readTransfer(tx, caller, transferId);
  });
  if (row !== undefined) return ok(transferView(deps, row, caller));
  if (open === undefined) return problemAnswer('not-found');
  if (open.state === 'open') return problemAnswer('not-allowed');
  return (await alreadyDecided(deps, caller, 'fund-transfer', transferId)) ?? problemAnswer('conflict');
}

/** The money of personal accounts has a bank account of its own. */
function bankFund(fund: string): string {
  return fund === 'account' ? 'personalAccount' : fund;
}

function transferView(
  { policies }: Pick<RestDeps, 'policies'>,
  row: TransferRow,
  caller: Pick<Caller, 'actor'>,
): FundTransferView {
  const {
    transferId,
    scheme,
    fund,
    amountFen,
    upTo,
    movedOn,
    bankSerial,
    state,
    requestedBy,
    note,
    receipts,
  } = row;
  return {
    ...{ transferId, scheme, fund, amountFen, upTo, movedOn, bankSerial, state, requestedBy, note, receipts },
    fundName: fundName(policies, scheme, fund),
    requestedAt: row.requestedAt.toISOString(),
    ...(row.decidedBy === null ? {} : { decidedBy: row.decidedBy }),
    mine: requestedBy === caller.actor,
  };
}

function inFuture(value: string) {
  return {
    ...{ code: 'transfer-in-future', field: 'movedOn', value },
    message: { zh: '划转日期不能晚于今天', en: 'the day of the transfer lies in the future' },
    remedy: { zh: '请在银行办理后登记', en: 'record it when the bank has made it' },
  };
}

function nothing() {
  return {
    ...{ code: 'nothing-to-transfer', field: 'fund' },
    message: {
      zh: '该基金在此日期前没有可划转的款项，或银行流水号已登记',
      en: 'nothing of this fund is to be transferred up to the day, or the serial is recorded already',
    },
    remedy: { zh: '请核对基金、日期与流水号', en: 'check fund, day and serial' },
  };
}
