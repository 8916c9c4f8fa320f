export * from './chain.ts';
export * from './read-chain.ts';
export * from './read-log.ts';
export * from './stripe.ts';
