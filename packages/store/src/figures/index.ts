export * from './enrolled.ts';
export * from './places.ts';
export * from './targets.ts';
