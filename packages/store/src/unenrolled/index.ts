export * from './corrections.ts';
export * from './entries.ts';
export * from './list.ts';
export * from './work.ts';
