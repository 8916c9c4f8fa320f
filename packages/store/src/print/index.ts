export * from './day-fees.ts';
export * from './person-circumstances.ts';
export * from './printed-paper.ts';
export * from './region-title.ts';
export * from './settlement-circumstances.ts';
