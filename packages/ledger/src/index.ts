export * from './account-entry.ts';
export * from './account-path.ts';
export * from './contribution-entry.ts';
export * from './posting.ts';
export * from './settlement-entry.ts';
export * from './trial-balance.ts';
