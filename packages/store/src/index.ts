export { type EmbeddedOptions, type EmbeddedPostgres, startEmbedded } from './embedded/start.ts';
export * from './ids.ts';
export * from './migrate.ts';
export * from './migrate-grants.ts';
export * from './pool.ts';
export * from './setup-error.ts';
