import type { Bilingual, Rejection } from '@gongji/domain';
import type { PoolClient } from '@gongji/store';
import type { Call } from './call.ts';
import { withMessageEffect } from './message-effect.ts';
import type { FieldReader } from './reading/field-reader.ts';

/** What a use case answers. */
export type Result<T> =
  | { readonly kind: 'done'; readonly value: T }
  | { readonly kind: 'rejected'; readonly rejections: readonly Rejection[] };

/** What goes back to the sender. `stored` is a whole reply kept with its effect, with its
 * text when that was just written; `file` is a stream of bytes. */
export type Answer =
  | { readonly kind: 'output'; readonly output: unknown }
  | { readonly kind: 'stored'; readonly reply: unknown; readonly text?: string }
  | { readonly kind: 'file'; readonly filename: string; readonly content: Uint8Array }
  | { readonly kind: 'rejected'; readonly rejections: readonly Rejection[] };

/** One transaction 交易 as the router sees it. */
export interface Transaction {
  readonly infno: string;
  readonly name: Bilingual;
  readonly kind: 'query' | 'effect' | 'settlement' | 'file';
  /** Queries, reversals and withdrawals stay open to an institution outside its agreement. */
  readonly openToSuspended: boolean;
  readonly answer: (call: Call, input: FieldReader) => Promise<Answer>;
}

interface Heading {
  readonly infno: string;
  readonly name: Bilingual;
  readonly openToSuspended?: boolean;
}

interface QueryDefinition<In, Out> extends Heading {
  readonly read: (input: FieldReader, call: Call) => In;
  readonly run: (call: Call, input: In) => Promise<Result<Out>>;
  readonly write: (out: Out, call: Call) => unknown;
}

interface EffectDefinition<In, Out> extends Heading {
  readonly read: (input: FieldReader, call: Call) => In;
  readonly run: (call: Call, input: In, tx: PoolClient) => Promise<Result<Out>>;
  readonly write: (out: Out, call: Call) => unknown;
}

interface AnsweringDefinition<In> extends Heading {
  readonly read: (input: FieldReader, call: Call) => In;
  readonly run: (call: Call, input: In) => Promise<Answer>;
}

export function done<T>(value: T): Result<T> {
  return { kind: 'done', value };
}

export function rejected(...rejections: readonly Rejection[]): {
  readonly kind: 'rejected';
  readonly rejections: readonly Rejection[];
} {
  return { kind: 'rejected', rejections };
}

/** A transaction that changes nothing. */
export function query<In, Out>(d: QueryDefinition<In, Out>): Transaction {
  return make(d, 'query', true, async (call, input) => {
    const result = await d.run(call, input);
    return result.kind === 'done' ? { kind: 'output', output: d.write(result.value, call) } : result;
  });
}

/** A transaction with an effect of its own: effect, stored reply and audit entry in one database transaction. */
export function effect<In, Out>(d: EffectDefinition<In, Out>): Transaction {
  return make(d, 'effect', false, (call, input) =>
    withMessageEffect(call, d.name, async (tx) => {
      const result = await d.run(call, input, tx);
      return result.kind === 'done' ? done(d.write(result.value, call)) : result;
    }),
  );
}

/** A transaction whose effect and stored reply belong to the settlement capability. */
export function settling<In>(d: AnsweringDefinition<In>): Transaction {
  return make(d, 'settlement', false, d.run);
}

/** A transaction that answers in its own way, such as a download. */
export function answering<In>(d: AnsweringDefinition<In>): Transaction {
  return make(d, 'file', true, d.run);
}

function make<In>(
  d: Heading & { readonly read: (input: FieldReader, call: Call) => In },
  kind: Transaction['kind'],
  open: boolean,
  run: (call: Call, input: In) => Promise<Answer>,
): Transaction {
  return {
    infno: d.infno,
    name: d.name,
    kind,
    openToSuspended: d.openToSuspended ?? open,
    answer: async (call, reader) => {
      const input = d.read(reader, call);
      return reader.problems.length > 0 ? rejected(...reader.problems) : run(call, input);
    },
  };
}
