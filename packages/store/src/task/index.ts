export * from './task-files.ts';
export * from './tasks.ts';
