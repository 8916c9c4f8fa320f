export * from './commit-writes.ts';
export * from './digest.ts';
export * from './load-context.ts';
export * from './pipelined-connection.ts';
export * from './read-settlements.ts';
export * from './verify-messages.ts';
export * from './verify-pages.ts';
export * from './write-set.ts';
