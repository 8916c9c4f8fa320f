/** Most keys of one query. */
const MOST = 32;
/** Queries under way at the same time; keys that come meanwhile wait for the next one. */
const AT_ONCE = 2;

interface Waiting<Key, Value> {
  readonly key: Key;
  readonly resolve: (value: Value) => void;
  readonly reject: (fault: unknown) => void;
}

/**
 * Loads what is asked for at about the same time in one query instead of one query each: under load that is most of the
 * difference between a query's cost and a message's. `load` answers in the order of its keys. A load of several keys that
 * fails is tried again key by key, so that a fault meets only the message that caused it.
 */
export function gathered<Key, Value>(
  load: (keys: readonly Key[]) => Promise<readonly Value[]>,
): (key: Key) => Promise<Value> {
  const waiting: Waiting<Key, Value>[] = [];
  let underWay = 0;
  let scheduled = false;

  async function run(batch: readonly Waiting<Key, Value>[]): Promise<void> {
    try {
      const values = await load(batch.map((one) => one.key));
      if (values.length !== batch.length) throw new Error(`${values.length} answers to ${batch.length} keys`);
      batch.forEach((one, i) => {
        one.resolve(values[i] as Value);
      });
    } catch (fault) {
      if (batch.length === 1) batch[0]?.reject(fault);
      else for (const one of batch) await run([one]);
    }
  }

  function pump(): void {
    scheduled = false;
    while (underWay < AT_ONCE && waiting.length > 0) {
      underWay += 1;
      void run(waiting.splice(0, MOST)).then(() => {
        underWay -= 1;
        pump();
      });
    }
  }

  return (key) =>
    new Promise((resolve, reject) => {
      waiting.push({ key, resolve, reject });
      // One turn of the event loop, so that messages which arrived together are loaded together.
      if (!scheduled && underWay < AT_ONCE) {
        scheduled = true;
        setImmediate(pump);
      }
    });
}
