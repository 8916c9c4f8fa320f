export * from './account-sources.ts';
export * from './account-state.ts';
export * from './deceased.ts';
export * from './move-accounts.ts';
export * from './relatives.ts';
export * from './requests.ts';
export * from './runs.ts';
export * from './sharing.ts';
