export * from './household-rows.ts';
export * from './planted-faults.ts';
export * from './put-fault-people.ts';
