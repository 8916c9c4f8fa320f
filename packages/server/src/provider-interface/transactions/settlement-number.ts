/** Settlement and filing ids are decimal numbers of ours below 2^63; anything else names nothing, as 0 does. */
export function settlementNumber(text: string): string {
  return isOurNumber(text) ? text : '0';
}

export function isOurNumber(text: string): boolean {
  return /^\d{1,18}$|^[1-8]\d{18}$/.test(text);
}
