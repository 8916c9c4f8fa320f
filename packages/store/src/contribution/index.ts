export * from './allocations.ts';
export * from './load-part.ts';
export * from './public-sums.ts';
export * from './receipts.ts';
export * from './runs.ts';
export * from './write-charges.ts';
