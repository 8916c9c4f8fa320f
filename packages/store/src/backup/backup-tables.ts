import type { PoolClient } from '../pool.ts';
import type { SequenceState } from './backup-format.ts';

export interface BackupTable {
  /** Quoted where SQL needs it, as the columns are. */
  readonly name: string;
  readonly columns: readonly string[];
}

interface FoundTable extends BackupTable {
  readonly needs: readonly string[];
}

/** All tables but the list of migrations, each after those its foreign keys point at. */
export async function backupTables(client: PoolClient): Promise<readonly BackupTable[]> {
  const { rows } = await client.query<FoundTable>(TABLES);
  const open = new Map(rows.map((row) => [row.name, row]));
  const ordered: BackupTable[] = [];
  while (open.size > 0) {
    const ready = [...open.values()].filter(({ needs }) => !needs.some((need) => open.has(need)));
    if (ready.length === 0) throw new Error(`tables point at each other: ${[...open.keys()].join(', ')}`);
    for (const { name, columns } of ready) {
      open.delete(name);
      ordered.push({ name, columns });
    }
  }
  return ordered;
}

export async function sequenceStates(client: PoolClient): Promise<readonly SequenceState[]> {
  const { rows } = await client.query<{ name: string }>(
    `select quote_ident(relname) as name from pg_class
      where relnamespace = 'public'::regnamespace and relkind = 'S' order by 1`,
  );
  const states: SequenceState[] = [];
  for (const { name } of rows) {
    const { rows: state } = await client.query<Omit<SequenceState, 'name'>>(
      `select last_value as "lastValue", is_called as "isCalled" from ${name}`,
    );
    states.push(...state.map((one) => ({ name, ...one })));
  }
  return states;
}

const TABLES = `
  select quote_ident(c.relname) as name,
         array(select quote_ident(a.attname) from pg_attribute a
                where a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped and a.attgenerated = ''
                order by a.attnum) as columns,
         array(select quote_ident(t.relname) from pg_constraint k join pg_class t on t.oid = k.confrelid
                where k.conrelid = c.oid and k.contype = 'f' and k.confrelid <> c.oid) as needs
    from pg_class c
   where c.relnamespace = 'public'::regnamespace and c.relkind = 'r' and c.relname <> 'schema_migration'
   order by c.relname`;
