/** Why a file cannot be read at all. */
export type UnreadableReason =
  | 'empty'
  | 'too-large'
  | 'old-or-locked'
  | 'not-a-sheet'
  | 'damaged'
  | 'encoding'
  | 'quotes'
  | 'too-many-rows'
  | 'too-many-columns'
  | 'cell-too-long'
  | 'date-1904'
  | 'no-sheet';

/** A file that cannot be read as rows. `at` is the row where reading ended, when it had begun. */
export class SheetUnreadable extends Error {
  readonly reason: UnreadableReason;
  readonly at: number | undefined;
  constructor(reason: UnreadableReason, at?: number) {
    super(`sheet unreadable: ${reason}${at === undefined ? '' : ` at row ${at}`}`);
    this.reason = reason;
    this.at = at;
  }
}
