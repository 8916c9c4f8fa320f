export * from './find-items.ts';
export * from './institution-bills.ts';
export * from './settled-at-desk.ts';
