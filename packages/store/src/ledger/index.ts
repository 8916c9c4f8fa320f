export * from './book-entries.ts';
export * from './fund-rollup.ts';
export * from './posted-sums.ts';
export * from './settled-rollup.ts';
export * from './verify-ledger.ts';
export * from './verify-runs.ts';
