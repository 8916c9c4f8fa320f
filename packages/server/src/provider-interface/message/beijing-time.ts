const EIGHT_HOURS_MS = 8 * 3_600_000;

/** Messages carry Beijing time without a zone; the server may run anywhere. `yyyy-MM-dd HH:mm:ss`. */
export function beijingTime(at: Date): string {
  return shifted(at).slice(0, 19).replace('T', ' ');
}

/** Beijing day of an instant, `yyyy-MM-dd`. */
export function beijingDay(at: Date): string {
  return shifted(at).slice(0, 10);
}

/** `yyyyMMddHHmmss`, 14 digits. */
export function beijingStamp14(at: Date): string {
  return shifted(at).slice(0, 19).replace(/[-T:]/g, '');
}

/** `yyyyMMddHHmmssSSS`, 17 digits. */
export function beijingStamp17(at: Date): string {
  return shifted(at)
    .slice(0, 23)
    .replace(/[-T:.]/g, '');
}

function shifted(at: Date): string {
  return new Date(at.getTime() + EIGHT_HOURS_MS).toISOString();
}
