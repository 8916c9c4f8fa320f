/** Who acts when nobody pressed a button. */
export const NIGHT = 'system:night';

/** 03:10 in China: after the day's settlements, before the offices open. */
const MINUTE_OF_DAY = 3 * 60 + 10;
const DAY_MS = 86_400_000;
const CHINA_OFFSET_MS = 8 * 3_600_000;

/** Runs a job every night and tells of a failure; returns what stops it. One night's run never overlaps the next. */
export function startNightly(job: () => Promise<void>, onFault: (fault: unknown) => void): () => void {
  let timer = setTimeout(run, untilNextRun(Date.now()));
  timer.unref();
  function run(): void {
    job()
      .catch(onFault)
      .finally(() => {
        timer = setTimeout(run, untilNextRun(Date.now()));
        timer.unref();
      });
  }
  return () => clearTimeout(timer);
}

/** Milliseconds until the next 03:10 in China. */
export function untilNextRun(nowMs: number): number {
  const sinceMidnight = (nowMs + CHINA_OFFSET_MS) % DAY_MS;
  const target = MINUTE_OF_DAY * 60_000;
  return target > sinceMidnight ? target - sinceMidnight : target + DAY_MS - sinceMidnight;
}
