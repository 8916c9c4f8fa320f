export * from './assessment.ts';
export * from './bill.ts';
export * from './model.ts';
export * from './load/load-policy.ts';
