export * from './books-of-day.ts';
export * from './find-items.ts';
export * from './institution-bills.ts';
export * from './mapping-items.ts';
export * from './mapping-steps.ts';
export * from './own-bill-lists.ts';
export * from './settled-at-desk.ts';
export * from './stays.ts';
