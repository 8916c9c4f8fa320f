export * from './handovers.ts';
export * from './insured-periods.ts';
export * from './transfers.ts';
