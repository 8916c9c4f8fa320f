import type pg from 'pg';

/** Role the program works under; it owns nothing and cannot log in by itself. */
export const APP_ROLE = 'gongji_app';

/**
 * Gives the application role the least it needs, again after every run, so that tables of later migrations are covered.
 * A table whose comment starts with `append-only` can be read and inserted into, nothing else; the comment stands in the
 * migration that makes the table. `schema_migration` can only be read.
 */
export async function applyGrants(client: pg.ClientBase): Promise<void> {
  const { rows } = await client.query<{ table_name: string; append_only: boolean }>(`
    select quote_ident(c.relname) as table_name,
           coalesce(obj_description(c.oid, 'pg_class') like 'append-only%', false) as append_only
      from pg_class c
     where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p', 'v', 'm')`);
  const grants = rows.map(
    ({ table_name, append_only }) =>
      `grant ${rightsOn(table_name, append_only)} on ${table_name} to ${APP_ROLE};`,
  );
  await client.query(`
    begin;
    revoke all on all tables in schema public from ${APP_ROLE};
    grant usage on schema public to ${APP_ROLE};
    grant usage, select on all sequences in schema public to ${APP_ROLE};
    ${grants.join('\n')}
    commit;`);
}

function rightsOn(table: string, appendOnly: boolean): string {
  if (table === 'schema_migration') return 'select';
  return appendOnly ? 'select, insert' : 'select, insert, update, delete';
}
