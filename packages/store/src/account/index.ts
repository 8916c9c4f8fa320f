export * from './move-accounts.ts';
