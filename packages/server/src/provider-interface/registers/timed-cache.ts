interface Held<T> {
  readonly value: T;
  readonly until: number;
}

/** Values that may be a little old: loaded when missing or past their time, at most `most` of them. */
export class TimedCache<T> {
  private readonly held = new Map<string, Held<T>>();
  private readonly ttlMs: number;
  private readonly most: number;

  constructor(ttlMs: number, most: number) {
    this.ttlMs = ttlMs;
    this.most = most;
  }

  get(key: string, nowMs: number): T | undefined {
    const held = this.held.get(key);
    return held === undefined || held.until <= nowMs ? undefined : held.value;
  }

  set(key: string, value: T, nowMs: number): void {
    // The oldest goes first; entries past their time are overwritten or fall out the same way.
    const oldest = this.held.size >= this.most ? this.held.keys().next().value : undefined;
    if (oldest !== undefined) this.held.delete(oldest);
    this.held.set(key, { value, until: nowMs + this.ttlMs });
  }

  clear(): void {
    this.held.clear();
  }
}
