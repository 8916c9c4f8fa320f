/** A JSON object as it travels. */
export type Node = Readonly<Record<string, unknown>>;

/** Reply 响应报文, the fields a client looks at. */
export interface Reply {
  readonly infcode: number | string;
  readonly inf_refmsgid?: string | null;
  readonly err_msg?: string | null;
  readonly warn_msg?: string | null;
  readonly output?: unknown;
  readonly cainfo?: string | null;
  readonly signtype?: string | null;
  readonly enc_type?: string | null;
}

/**
 * What a sender knows after a call. `unknown` 结果未知: no reply came, the other side may or may not have acted;
 * repeat the same message id, or take it back with 2601.
 */
export type CallOutcome =
  | { readonly kind: 'accepted'; readonly msgid: string; readonly output: Node; readonly reply: Reply }
  | { readonly kind: 'refused'; readonly msgid: string; readonly message: string; readonly reply: Reply }
  | { readonly kind: 'unknown'; readonly msgid: string; readonly cause: string };

/** Thrown by {@link expectAccepted}: carries the whole outcome. */
export class CallFailed extends Error {
  readonly outcome: CallOutcome;
  constructor(infno: string, outcome: CallOutcome) {
    const why =
      outcome.kind === 'refused' ? outcome.message : outcome.kind === 'unknown' ? outcome.cause : '';
    super(`${infno} ${outcome.kind}: ${why}`);
    this.outcome = outcome;
  }
}

/** The output of an accepted call; throws {@link CallFailed} otherwise. */
export function expectAccepted(infno: string, outcome: CallOutcome): Node {
  if (outcome.kind !== 'accepted') throw new CallFailed(infno, outcome);
  return outcome.output;
}

/** The node `name` of an output as an object: a one-row array is unwrapped, an absent node is empty. */
export function objectNode(output: Node, name: string): Node {
  const rows = rowsNode(output, name);
  return rows[0] ?? {};
}

/** The node `name` of an output as rows: a single object is wrapped, an absent node is no rows. */
export function rowsNode(output: Node, name: string): readonly Node[] {
  const value = output[name];
  if (value === undefined || value === null) return [];
  return (Array.isArray(value) ? value : [value]) as readonly Node[];
}

export function textOf(node: Node, name: string): string {
  const value = node[name];
  return value === undefined || value === null ? '' : String(value);
}
