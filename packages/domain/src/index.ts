export * from './calendar-date.ts';
export * from './certificate.ts';
export * from './money.ts';
export * from './person-name.ts';
export * from './pinyin.ts';
export * from './rejection.ts';
export * from './rejection-catalogue.ts';
