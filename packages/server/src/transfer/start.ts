import {
  type LetterBody,
  type StartTransferBody,
  TRANSFER_MATERIALS,
  type TransferView,
} from '@gongji/contract';
import { addWorkingDays, type Rejection, rejection, type Scheme } from '@gongji/domain';
import { bilingualRejection } from '@gongji/engine';
import { personFile } from '@gongji/store/rest';
import {
  changeTransfer,
  coveredStretches,
  insertTransfer,
  workingDayExceptions,
} from '@gongji/store/transfer';
import { changing, type RegisterDeed } from '../enrolment/changing.ts';
import { type Answer, problemAnswer } from '../rest/answer.ts';
import type { Caller } from '../rest/caller.ts';
import { chinaDay } from '../settlement/benefit-year.ts';
import type { TransferDeps } from './deps.ts';
import { refused, step } from './step.ts';
import { agencyOf, transfer } from './transfer-view.ts';

/** Working days for the other agency to send the sheets, and for the new one to accept them. */
export const LETTER_DAYS = 10;
export const SHEET_DAYS = 5;

export const SCHEME_NAMES: Readonly<Record<Scheme, Record<'zh' | 'en', { readonly scheme: string }>>> = {
  employee: { zh: { scheme: '职工医保' }, en: { scheme: 'employee' } },
  resident: { zh: { scheme: '居民医保' }, en: { scheme: 'resident' } },
};

/** 受理转移申请: of somebody whom we know in the scheme he leaves, unless he comes from elsewhere. */
export async function startTransfer(
  deps: TransferDeps,
  caller: Caller,
  ref: string,
  body: StartTransferBody,
): Promise<Answer<TransferView>> {
  const person = await personFile(deps.pool, caller, ref);
  if (person === undefined) return problemAnswer('not-found');
  const { personId, regionCode } = person;
  const transferId = deps.newId();
  const at = deps.now();
  let problems: readonly Rejection[] = [];
  const deed: RegisterDeed = {
    action: 'transfer.start',
    subject: `person:${personId}`,
    detail: { transferId, direction: body.direction },
  };
  const done = await changing(deps, caller, deed, async (tx) => {
    const today = chinaDay(at);
    const known =
      body.direction === 'in' || (await coveredStretches(tx, personId, body.schemeFrom, today)).length > 0;
    problems = known
      ? []
      : [bilingualRejection('transfer-not-insured', SCHEME_NAMES[body.schemeFrom], { field: 'schemeFrom' })];
    if (problems.length > 0) return undefined;
    const { direction, schemeFrom, schemeTo, materials, note } = body;
    const fresh = {
      regionCode,
      personId,
      transferId,
      direction,
      schemeFrom,
      schemeTo,
      materials,
      appliedOn: today,
      note,
    };
    const open = await insertTransfer(tx, { ...fresh, otherAgency: body.otherAgency ?? null });
    if (open !== undefined) {
      problems = [rejection('transfer-open', { transferId: open })];
      return undefined;
    }
    await changeTransfer(
      tx,
      fresh,
      {},
      { eventId: deps.newId(), at, actor: caller.actor, step: 'start', note },
    );
    return true;
  });
  return done === undefined ? problemAnswer('refused', problems) : transfer(deps, caller, transferId);
}

/** 联系函: theirs is registered for a transfer out, ours goes out for a transfer in; ten working days run from it. */
export function transferLetter(
  deps: TransferDeps,
  caller: Caller,
  transferId: string,
  body: LetterBody,
): Promise<Answer<TransferView>> {
  return step(deps, caller, transferId, {
    name: 'letter',
    from: ['applied'],
    work: async ({ tx, row, today }) => {
      if (row.direction === 'within')
        return refused([
          bilingualRejection('transfer-step', {
            zh: { state: '本地转接' },
            en: { state: 'within the region' },
          }),
        ]);
      const materials = body.materials ?? row.materials;
      const missing = Object.entries(TRANSFER_MATERIALS).filter(
        ([name, { required }]) => required && !materials.includes(name),
      );
      if (missing.length > 0) {
        const data = {
          zh: { missing: missing.map(([, { zh }]) => zh).join('、') },
          en: { missing: missing.map(([, { en }]) => en).join(', ') },
        };
        return refused([bilingualRejection('transfer-materials', data, { field: 'materials' })]);
      }
      const dueOn = addWorkingDays(today, LETTER_DAYS, await workingDayExceptions(tx));
      const ours = `ZY${row.regionCode}${today.replaceAll('-', '')}${row.transferId.slice(-6)}`;
      const letterNo = row.direction === 'in' || body.letterNo === '' ? ours : body.letterNo;
      const otherAgency = body.otherAgency ?? agencyOf(row) ?? null;
      return {
        kind: 'done',
        change: { state: 'letter', materials, letterNo, otherAgency, dueOn },
        note: letterNo,
      };
    },
  });
}

export function withdrawTransfer(
  deps: TransferDeps,
  caller: Caller,
  transferId: string,
  reason: string,
): Promise<Answer<TransferView>> {
  return step(deps, caller, transferId, {
    name: 'withdraw',
    from: ['applied', 'letter', 'sheet'],
    work: async () => ({ kind: 'done', change: { state: 'withdrawn' }, note: reason }),
  });
}
