/** Sizes beyond which a message is refused before it costs anything. */
export interface InterfaceLimits {
  /** Bytes of a request. The national text says 40 000 characters of input; fee uploads of long stays exceed it. */
  readonly bodyBytes: number;
  readonly depth: number;
  /** Lines of one upload or one purchase. */
  readonly lines: number;
  /** Rows of any other node. */
  readonly rows: number;
  /** Bytes of one uploaded file. */
  readonly fileBytes: number;
}

export const DEFAULT_LIMITS: InterfaceLimits = {
  bodyBytes: 4 * 1024 * 1024,
  depth: 16,
  lines: 5_000,
  rows: 500,
  fileBytes: 16 * 1024 * 1024,
};
