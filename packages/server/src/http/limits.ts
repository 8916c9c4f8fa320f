/** Sizes and times that one request may take. A bill of two thousand lines is about one megabyte of message. */
export const LIMITS = {
  bodyBytes: 8 * 1024 * 1024,
  /** An uploaded list. */
  uploadBytes: 32 * 1024 * 1024,
  paramLength: 64,
  requestMs: 60_000,
  connectionMs: 60_000,
  keepAliveMs: 72_000,
  /** Time that open requests have to finish when the server stops. */
  drainMs: 20_000,
} as const;
