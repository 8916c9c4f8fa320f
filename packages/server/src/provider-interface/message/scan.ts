/** What one pass over the text of a message finds before it is parsed. */
export type Scan =
  | { readonly kind: 'ok'; readonly inputText: string | undefined; readonly longNumbers: boolean }
  | { readonly kind: 'too-deep' };

const QUOTE = 34;
const BACKSLASH = 92;
const COLON = 58;
const COMMA = 44;
const OPEN_BRACE = 123;
const CLOSE_BRACE = 125;
const OPEN_BRACKET = 91;
const CLOSE_BRACKET = 93;

/**
 * Walks JSON text once, without recursion: refuses nesting deeper than `maxDepth` before anything recursive sees it,
 * returns the value of the top-level member `input` exactly as sent (signatures cover that text), and tells whether
 * the text holds bare integers too long for a JSON number (ids of 20 digits sent without quotes).
 */
export function scanJson(text: string, maxDepth: number): Scan {
  let depth = 0;
  let digits = 0;
  let longNumbers = false;
  let lastString = '';
  let inputFrom = -1;
  let inputText: string | undefined;
  for (let i = 0; i < text.length; i += 1) {
    const c = text.charCodeAt(i);
    if (c >= 48 && c <= 57) {
      digits += 1;
      if (digits > 15) longNumbers = true;
      continue;
    }
    digits = 0;
    if (c === QUOTE) {
      const end = endOfString(text, i);
      if (depth === 1) lastString = text.slice(i + 1, end);
      i = end;
    } else if (c === OPEN_BRACE || c === OPEN_BRACKET) {
      depth += 1;
      if (depth > maxDepth) return { kind: 'too-deep' };
    } else if (depth === 1 && c === COLON) {
      if (lastString === 'input') inputFrom = i + 1;
    } else if (c === COMMA || c === CLOSE_BRACE || c === CLOSE_BRACKET) {
      if (depth === 1 && inputFrom >= 0) {
        inputText = text.slice(inputFrom, i).trim();
        inputFrom = -1;
      }
      if (c !== COMMA) depth -= 1;
    }
  }
  return { kind: 'ok', inputText, longNumbers };
}

/** Index of the closing quote of the string that opens at `open`; the end of the text when it never closes. */
function endOfString(text: string, open: number): number {
  for (let i = open + 1; i < text.length; i += 1) {
    const c = text.charCodeAt(i);
    if (c === BACKSLASH) i += 1;
    else if (c === QUOTE) return i;
  }
  return text.length;
}
