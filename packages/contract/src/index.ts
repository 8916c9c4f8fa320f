export * from './bill.ts';
export * from './openapi.ts';
export * from './operations.ts';
export * from './problem.ts';
export * from './registers.ts';
export * from './settlement.ts';
export * from './values.ts';
