export * from './enrolled.ts';
export * from './entry-delay.ts';
export * from './places.ts';
export * from './targets.ts';
