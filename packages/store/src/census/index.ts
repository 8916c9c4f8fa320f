export * from './people.ts';
export * from './progress.ts';
export * from './renewals.ts';
export * from './unit-people.ts';
export * from './work.ts';
