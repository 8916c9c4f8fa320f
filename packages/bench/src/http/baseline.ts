import { createPool, type Pool, type PoolClient } from '@gongji/store';
import { createBaselineFunction, parameterNames, parameterOf } from './baseline-function.ts';
import { type CapturedRows, SINGLE_TABLES, type SingleTable } from './captured-rows.ts';
import type { WorkOutcome } from './closed-loop.ts';
import type { TemplateVisit } from './template-visits.ts';
import type { StockedVisit, VisitStock } from './visit-stock.ts';

/** The same rows as a settlement, written by one call of an SQL function per bill: what the database itself can do. */
export interface Baseline {
  write(client: number): Promise<WorkOutcome>;
  close(): Promise<void>;
}

interface Line {
  readonly connection: PoolClient;
  readonly stripe: number;
  position: number;
}

/** Stripes of the audit log far from those that servers claim; one for each connection, so that none waits. */
const FIRST_STRIPE = 100_000;
let serial = 0;
let stripes = 0;
/** Version of the counters of each person, and of each family head, as the baseline has moved them. */
const versions = new Map<string, number>();

export async function openBaseline(options: {
  readonly connectionString: string;
  readonly owner: Pool;
  readonly clients: number;
  readonly templates: readonly TemplateVisit[];
  readonly stock: VisitStock;
}): Promise<Baseline> {
  const { owner, stock } = options;
  const rows = options.templates[0]?.rows;
  if (rows === undefined) throw new RangeError('no template');
  await createBaselineFunction(owner, rows);
  const names = parameterNames(rows);
  const text = `select bench_settle(${names.map((_, i) => `$${i + 1}`).join(', ')})`;
  const pool = createPool({
    connectionString: options.connectionString,
    max: options.clients,
    asOwner: true,
  });
  const lines = await Promise.all(Array.from({ length: options.clients }, () => openConnection(pool, owner)));
  return {
    async write(client) {
      const visit = stock.take();
      const line = lines[client];
      if (visit === undefined) return 'none';
      if (line === undefined) throw new RangeError(`no connection for client ${client}`);
      await line.connection.query({ name: 'bench-settle', text, values: valuesFor(names, visit, line) });
      return 'done';
    },
    async close() {
      for (const line of lines) line.connection.release();
      await pool.end();
    },
  };
}

async function openConnection(pool: Pool, owner: Pool): Promise<Line> {
  const connection = await pool.connect();
  stripes += 1;
  const stripe = FIRST_STRIPE + stripes;
  await owner.query("insert into audit_head (stripe, position, hash) values ($1, 0, '')", [stripe]);
  return { connection, stripe, position: 0 };
}

/** The captured rows with fresh numbers: as many bytes as the product wrote. */
function valuesFor(names: readonly string[], visit: StockedVisit, line: Line): unknown[] {
  const { rows } = visit.template;
  const values = new Map<string, unknown>(
    SINGLE_TABLES.flatMap((table) =>
      rows.single[table].map((c) => [parameterOf(table, c.name), c.value] as const),
    ),
  );
  for (const [name, value] of freshNumbers(visit, line)) values.set(name, value);
  for (const [name, value] of listsOf(rows)) values.set(name, value);
  return names.map((name) => values.get(name) ?? null);
}

function listsOf({ counters, postings, outbox }: CapturedRows): readonly (readonly [string, unknown])[] {
  return [
    ['counters', counters],
    ['debits', postings.map((p) => p.debit)],
    ['credits', postings.map((p) => p.credit)],
    ['amounts', postings.map((p) => p.amountFen)],
    ['topics', outbox.map((o) => o.topic)],
    ['bodies', outbox.map((o) => o.body)],
  ];
}

function freshNumbers(
  { visitId, person }: StockedVisit,
  line: Line,
): readonly (readonly [string, unknown])[] {
  serial += 1;
  line.position += 1;
  const { personId, familyId } = person;
  const settlementId = String(8_000_000_000_000_000_000n + BigInt(serial));
  const msgid = `BASELINE${String(serial).padStart(22, '0')}`;
  const sequence = nextVersion(personId);
  const all = (tables: readonly SingleTable[], column: string, value: unknown) =>
    tables.map((table) => [parameterOf(table, column), value] as const);
  return [
    ...all(['settlement', 'journal_entry', 'message_effect', 'account_movement'], 'person_id', personId),
    ...all(
      ['settlement', 'journal_entry', 'message_effect', 'account_movement'],
      'settlement_id',
      settlementId,
    ),
    ...all(['settlement'], 'visit_id', visitId),
    ...all(['settlement'], 'sequence', sequence),
    ...all(['settlement'], 'place', sequence),
    ...all(['settlement'], 'family_id', familyId),
    ...all(['settlement'], 'family_sequence', familyId === personId ? sequence : nextVersion(familyId)),
    ...all(['settlement'], 'medins_setl_id', msgid),
    ...all(['message_effect'], 'msgid', msgid),
    ...all(['journal_entry'], 'entry_id', settlementId),
    ...all(['account_movement'], 'movement_id', settlementId),
    ...all(['audit_entry'], 'stripe', line.stripe),
    ...all(['audit_entry'], 'position', line.position),
    ...all(['audit_entry'], 'subject', settlementId),
  ];
}

function nextVersion(personId: string): number {
  const version = (versions.get(personId) ?? 0) + 1;
  versions.set(personId, version);
  return version;
}
