export * from './assessment.ts';
export * from './bill.ts';
export * from './model.ts';
export * from './cases/case-model.ts';
export * from './cases/load-cases.ts';
export * from './load/load-policy.ts';
export * from './schema/schemas.ts';
