export type { BackupCounts } from './backup-format.ts';
export * from './restore-backup.ts';
export * from './write-backup.ts';
