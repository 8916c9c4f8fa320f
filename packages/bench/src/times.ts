/** Milliseconds that each of so many rounds took, one after the other. */
export async function timesOf(rounds: number, once: () => Promise<unknown>): Promise<readonly number[]> {
  const times: number[] = [];
  for (let i = 0; i < rounds; i += 1) {
    const began = performance.now();
    await once();
    times.push(performance.now() - began);
  }
  return times;
}
