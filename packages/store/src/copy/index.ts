export * from './copy-into.ts';
export * from './copy-text.ts';
