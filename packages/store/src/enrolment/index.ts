export * from './acts.ts';
export * from './known.ts';
export * from './persons.ts';
export * from './register-rows.ts';
export * from './units.ts';
