import { createHash, randomBytes } from 'node:crypto';
import type { Queryable } from '../pool.ts';

/** A program that uses the REST interface, and how far it may see. */
export interface ApiClient {
  readonly clientId: string;
  readonly name: string;
  readonly regionCode: string;
  /** Present: sees only the bills of this institution. */
  readonly institutionCode: string | null;
  /** Present: sees only the people of this unit 参保单位. */
  readonly unitId: string | null;
  /** A role of the table of permissions, as a user has one. */
  readonly role: string;
}

export interface NewApiClient extends Omit<ApiClient, 'unitId'> {
  readonly unitId?: string | null;
  readonly token: string;
}

/** 256 random bits; the prefix lets secret scanners recognise it. */
export function newApiToken(): string {
  return `gongji_${randomBytes(32).toString('base64url')}`;
}

export function apiTokenHash(token: string): Buffer {
  return createHash('sha256').update(token).digest();
}

/** The live client with this token; undefined for an unknown, revoked or expired one. */
export async function apiClientByToken(db: Queryable, token: string): Promise<ApiClient | undefined> {
  const { rows } = await db.query<ApiClient>({
    name: 'api-client-by-token',
    text: `select client_id as "clientId", name, region_code as "regionCode", institution_code as "institutionCode", unit_id as "unitId", role
             from api_client
            where token_hash = $1 and revoked_at is null and (valid_to is null or valid_to >= current_date)`,
    values: [apiTokenHash(token)],
  });
  return rows[0];
}

/** Adds a client, or gives an existing one a new role and a new token. */
export async function putApiClient(db: Queryable, client: NewApiClient): Promise<void> {
  await db.query(
    `insert into api_client (client_id, name, token_hash, region_code, institution_code, unit_id, role)
     values ($1, $2, $3, $4, $5, $6, $7)
     on conflict (client_id) do update set name = excluded.name, token_hash = excluded.token_hash,
       region_code = excluded.region_code, institution_code = excluded.institution_code, unit_id = excluded.unit_id, role = excluded.role,
       revoked_at = null`,
    [
      client.clientId,
      client.name,
      apiTokenHash(client.token),
      client.regionCode,
      client.institutionCode,
      client.unitId ?? null,
      client.role,
    ],
  );
}

/** Closes a client at once; false when there is no live one of that name. */
export async function revokeApiClient(db: Queryable, clientId: string): Promise<boolean> {
  const { rowCount } = await db.query(
    'update api_client set revoked_at = now() where client_id = $1 and revoked_at is null',
    [clientId],
  );
  return rowCount === 1;
}

/** Live clients by name. */
export async function listApiClients(db: Queryable): Promise<readonly ApiClient[]> {
  const { rows } = await db.query<ApiClient>(
    `select client_id as "clientId", name, region_code as "regionCode", institution_code as "institutionCode", unit_id as "unitId", role
       from api_client where revoked_at is null and (valid_to is null or valid_to >= current_date) order by client_id`,
  );
  return rows;
}
