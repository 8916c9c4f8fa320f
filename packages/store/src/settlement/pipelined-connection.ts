import { Client, type ClientConfig, type Pool, type QueryResult, type QueryResultRow } from 'pg';

/** A prepared statement: `name` is unique per text; values in the order of `$1 …`. */
export interface Statement {
  readonly name: string;
  readonly text: string;
  readonly values: readonly unknown[];
}

/**
 * A connection of its own on which statements are sent without waiting for the answers of those before: whatever is
 * asked for in one turn costs one round trip.
 */
export interface PipelinedConnection {
  /** Rows of one statement. Rejects with the error of the database. */
  readonly query: <Row extends QueryResultRow>(statement: Statement) => Promise<readonly Row[]>;
  /** False once the connection is lost; open another one then. */
  readonly isOpen: () => boolean;
  readonly close: () => Promise<void>;
}

/**
 * All statements of such a connection find rows by key, however many keys: one plan does for all of them. Left to itself
 * the database plans anew for every call with few keys, which takes longer than the call, and reads whole tables as long
 * as it believes them to be small.
 */
const BY_KEY = '-c plan_cache_mode=force_generic_plan -c enable_seqscan=off';

/** Opens a connection with the settings of the pool. */
export async function openPipelinedConnection(pool: Pool): Promise<PipelinedConnection> {
  const options = `${pool.options.options ?? ''} ${BY_KEY}`;
  const settings: ClientConfig = { ...pool.options, options, pipeline: true };
  // The pool hides its password from being listed, so spreading the options loses it.
  if (pool.options.password !== undefined) settings.password = pool.options.password;
  const client = new Client(settings);
  let open = true;
  client.on('error', () => {
    open = false;
  });
  client.on('end', () => {
    open = false;
  });
  await client.connect();
  return {
    query: async <Row extends QueryResultRow>(statement: Statement) =>
      (await send<Row>(client, statement)).rows,
    isOpen: () => open,
    close: () => client.end(),
  };
}

/** Statements of one turn leave in one piece: a system call for all of them instead of one each. */
function holdBack(client: Client): void {
  const { stream } = client.connection;
  if (stream.writableCorked > 0) return;
  stream.cork();
  process.nextTick(() => stream.uncork());
}

function send<Row extends QueryResultRow>(
  client: Client,
  { name, text, values }: Statement,
): Promise<QueryResult<Row>> {
  holdBack(client);
  return client.query<Row>({ name, text, values: [...values] });
}
