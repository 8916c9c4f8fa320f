export * from './adverse.ts';
export * from './findings.ts';
