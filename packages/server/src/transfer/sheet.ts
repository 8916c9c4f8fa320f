import type { SheetBody, SheetFileBody, TransferSheet, TransferView } from '@gongji/contract';
import { addWorkingDays, type Rejection } from '@gongji/domain';
import { bilingualRejection } from '@gongji/engine';
import { coverGoesOn } from '@gongji/store/account';
import { workingDayExceptions } from '@gongji/store/transfer';
import { type Answer, problemAnswer } from '../rest/answer.ts';
import type { Caller } from '../rest/caller.ts';
import type { TransferDeps } from './deps.ts';
import { othersThan } from './insured.ts';
import { ownSheet } from './own-sheet.ts';
import { readSheetFile } from './read-sheet-file.ts';
import { sheetProblems } from './sheet-problems.ts';
import { SCHEME_NAMES, SHEET_DAYS } from './start.ts';
import { refused, type StepContext, step } from './step.ts';

/**
 * 信息表: for a transfer out, and between our schemes, made from the registers; for a transfer in, what the other agency
 * sent. It may be made or entered again until a second person has agreed.
 */
export function transferSheet(
  deps: TransferDeps,
  caller: Caller,
  transferId: string,
  body: SheetBody,
): Promise<Answer<TransferView>> {
  return step(deps, caller, transferId, {
    name: 'sheet',
    from: ['applied', 'letter', 'sheet'],
    work: async (context) => {
      const { tx, row, today } = context;
      const { direction } = row;
      if (row.state === 'applied' && direction !== 'within')
        return refused([
          bilingualRejection('transfer-step', {
            zh: { state: '已受理，尚无联系函' },
            en: { state: 'applied, without a letter' },
          }),
        ]);
      const sheet = direction === 'in' ? body.sheet : await ownSheet(tx, row, today);
      if (sheet === undefined)
        return refused([
          bilingualRejection('sheet-unreadable', { zh: { why: '缺少信息表' }, en: { why: 'no sheet' } }),
        ]);
      const problems = [...(await ownProblems(context)), ...(await checked(context, sheet, body.gapsTold))];
      if (problems.length > 0) return refused(problems);
      const dueOn =
        direction === 'in' ? addWorkingDays(today, SHEET_DAYS, await workingDayExceptions(tx)) : row.dueOn;
      const months = {
        actualMonths: sheet.employeeMonths + sheet.residentMonths,
        deemedMonths: sheet.deemedMonths,
      };
      const change = {
        state: 'sheet',
        sheet,
        dueOn,
        accountFen: sheet.totalFen,
        preparedBy: caller.actor,
        ...months,
      } as const;
      return { kind: 'done', change };
    },
  });
}

/** 导入信息表二: the same as entering it; what the file says wrong is told row by row. */
export async function transferSheetFile(
  deps: TransferDeps,
  caller: Caller,
  transferId: string,
  body: SheetFileBody,
): Promise<Answer<TransferView>> {
  const read = await readSheetFile(body);
  if (read.kind === 'refused') return problemAnswer('refused', read.problems);
  return transferSheet(deps, caller, transferId, { sheet: read.sheet, gapsTold: body.gapsTold });
}

async function checked(
  { tx, row, today }: StepContext,
  sheet: TransferSheet,
  gapsTold: boolean,
): Promise<readonly Rejection[]> {
  const known = await othersThan(tx, row, today);
  // Gaps of those who leave are the new place's to judge; they stand in the sheet all the same.
  return sheetProblems(sheet, { known, today, gapsTold: gapsTold || row.direction !== 'in' });
}

/** Who leaves must have left; who comes must be enrolled. */
async function ownProblems({ tx, row, today }: StepContext): Promise<readonly Rejection[]> {
  const found: Rejection[] = [];
  if (row.direction !== 'in' && (await coverGoesOn(tx, row.personId, row.schemeFrom, today)))
    found.push(bilingualRejection('transfer-cover-open', SCHEME_NAMES[row.schemeFrom]));
  if (row.direction !== 'out' && !(await coverGoesOn(tx, row.personId, row.schemeTo, today)))
    found.push(bilingualRejection('transfer-not-covered-here', SCHEME_NAMES[row.schemeTo]));
  return found;
}
