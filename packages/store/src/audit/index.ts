export * from './chain.ts';
export * from './stripe.ts';
