/** Instants as the interface writes them: China standard time (UTC+8, no daylight saving), whatever the host's zone is. */

const EIGHT_HOURS_MS = 8 * 3_600_000;

function shifted(at: Date): string {
  return new Date(at.getTime() + EIGHT_HOURS_MS).toISOString();
}

/** `yyyy-MM-dd HH:mm:ss` */
export function timeText(at: Date): string {
  return shifted(at).slice(0, 19).replace('T', ' ');
}

/** `yyyy-MM-dd` */
export function dayText(at: Date): string {
  return shifted(at).slice(0, 10);
}

/** `yyyyMMddHHmmss`, the middle part of a message id. */
export function compactTime(at: Date): string {
  return shifted(at).slice(0, 19).replace(/\D/g, '');
}
