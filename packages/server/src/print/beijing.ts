/** `yyyy-MM-dd HH:mm:ss` in Beijing, which has had no other offset since 1991. */
export function beijingText(at: Date): string {
  return new Date(at.getTime() + 8 * 3_600_000).toISOString().slice(0, 19).replace('T', ' ');
}
