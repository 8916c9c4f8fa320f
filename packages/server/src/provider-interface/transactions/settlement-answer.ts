import type { Rejection } from '@gongji/domain';
import type { ReverseResult, SettleResult } from '../../settlement/contract.ts';
import { reject } from '../reading/rejections.ts';
import { type Answer, rejected } from '../transaction.ts';

/** The answer to a settling message, from what the settlement capability says. */
export function settlementAnswer(result: SettleResult | ReverseResult): Answer {
  switch (result.kind) {
    case 'settled':
    case 'reversed':
    case 'tombstoned':
      return { kind: 'stored', reply: result.reply, text: result.replyText };
    case 'replayed':
      return { kind: 'stored', reply: result.reply };
    case 'conflict':
    case 'rejected':
      return rejected(...result.rejections);
  }
}

/** Turns the database's refusal of changed fee lines (GJ002, see migration 0003) into a rejection; other faults go on. */
export async function withLinesUnchanged(settle: () => Promise<Answer>): Promise<Answer> {
  try {
    return await settle();
  } catch (fault) {
    if (fault instanceof Error && 'code' in fault && fault.code === 'GJ002') return rejected(linesChanged());
    throw fault;
  }
}

function linesChanged(): Rejection {
  return reject('lines-changed');
}
