import { CallFailed, type Patient, type SettlementReply } from '@gongji/client';

/** What became of one bill at a desk. */
export type BillOutcome =
  | {
      readonly kind: 'settled';
      readonly patient: Patient;
      readonly insutype: string;
      readonly medType: string;
      readonly reply: SettlementReply;
    }
  | { readonly kind: 'refused'; readonly infno: string; readonly message: string };

/** Turns a refusal on the way into an outcome; silence and faults stay errors. */
export async function attempt<T>(
  work: () => Promise<T>,
): Promise<T | Extract<BillOutcome, { kind: 'refused' }>> {
  try {
    return await work();
  } catch (error) {
    if (!(error instanceof CallFailed) || error.outcome.kind !== 'refused') throw error;
    return {
      kind: 'refused',
      infno: error.message.slice(0, error.message.indexOf(' ')),
      message: error.outcome.message,
    };
  }
}
