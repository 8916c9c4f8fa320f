export * from './template.ts';
export * from './test-database.ts';
