export * from './household-rows.ts';
export * from './planted-faults.ts';
