export * from './acts.ts';
export * from './covers.ts';
export * from './duplicates.ts';
export * from './known.ts';
export * from './persons.ts';
export * from './register-rows.ts';
export * from './requests.ts';
export * from './units.ts';
