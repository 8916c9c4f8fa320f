export * from './people.ts';
export * from './progress.ts';
export * from './renewals.ts';
export * from './work.ts';
