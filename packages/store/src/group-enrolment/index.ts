export * from './batches.ts';
export * from './person-facts.ts';
export * from './rows.ts';
export * from './write-acts.ts';
