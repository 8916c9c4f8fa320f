export * from './calendar-date.ts';
export * from './money.ts';
export * from './pinyin.ts';
export * from './rejection.ts';
export * from './rejection-catalogue.ts';
