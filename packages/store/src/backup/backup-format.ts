/**
 * A backup 备份 is a gzip of lines of JSON, with the bytes of COPY between them:
 *
 *   BackupHead                              format, migrations of the database, moment, sequences
 *   {"table", "columns"}                    begins a table; tables come in the order in which they can be restored
 *   {"bytes"} and so many bytes             its rows in the text form of COPY, any number of times
 *   {"rows"}                                ends the table
 *   {"sha256"}                              of all bytes before this line; nothing follows
 */
export interface BackupHead {
  readonly format: typeof FORMAT;
  readonly takenAt: string;
  readonly migrations: readonly AppliedMigration[];
  readonly sequences: readonly SequenceState[];
}

export const FORMAT = 'gongji-backup/1';

export interface AppliedMigration {
  readonly name: string;
  readonly checksum: string;
}

export interface SequenceState {
  readonly name: string;
  readonly lastValue: string;
  readonly isCalled: boolean;
}

export interface BackupCounts {
  readonly tables: number;
  readonly rows: number;
}
