export * from './api-client.ts';
export * from './demo-clients.ts';
export * from './funds.ts';
export * from './institutions.ts';
export * from './overview.ts';
export * from './persons.ts';
export * from './scope.ts';
export * from './settlements.ts';
