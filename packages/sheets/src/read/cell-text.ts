/** Everything that looks like a space in a cell: half and full width, no-break, narrow, tab, and marks that show nothing. */
const EDGE = /^[\s\u00a0\u2000-\u200b\u3000\ufeff]+|[\s\u00a0\u2000-\u200b\u3000\ufeff]+$/g;

/** Cuts the spaces off both ends of a cell, full-width ones too. */
export function trimCell(text: string): string {
  return text.replace(EDGE, '');
}

/** Full-width digits, letters and signs (Ａ１（) as half-width ones; Chinese is left alone. */
export function halfWidth(text: string): string {
  return text.replace(/[\uff01-\uff5e]/g, (sign) => String.fromCharCode(sign.charCodeAt(0) - 0xfee0));
}

/** A number as a spreadsheet shows what it can no longer hold exactly: 4.30322E+17. Its last digits are lost. */
export function isRoundedNumber(text: string): boolean {
  return /^[+-]?\d(\.\d+)?E\+?\d+$/i.test(text);
}
