import type { Bilingual } from '@gongji/domain';
import type { z } from 'zod';
import type { Action } from './actions.ts';

/** One operation of the REST interface: the server registers it, the description is made from it. */
export interface Operation {
  readonly method: 'GET' | 'POST' | 'DELETE';
  /** With `{name}` for parameters, as in OpenAPI. */
  readonly path: string;
  /** What the caller must be allowed to do (permissions.ts); `public`: anybody. There is no operation without one. */
  readonly action: Action | 'public';
  /** A signed-in user only: no token of a program. */
  readonly usersOnly?: boolean;
  /** Allowed while a password must be changed or a second factor enrolled: what gets the user out of that. */
  readonly beforeSetUp?: boolean;
  readonly summary: Bilingual;
  readonly params?: z.ZodType;
  readonly query?: z.ZodType;
  readonly body?: z.ZodType;
  readonly response: z.ZodType;
  /** The body is a file as it is, `application/octet-stream`; what is said about it stands in the query. */
  readonly upload?: boolean;
  /** Media types of a file that is handed out instead of JSON; `response` describes its text. */
  readonly produces?: string;
  /** Needs the header `Idempotency-Key`: the same key and body have one effect. */
  readonly idempotent?: boolean;
}
