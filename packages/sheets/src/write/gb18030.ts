/** Two-byte code of each character, read off the decoder that every runtime has: nothing else writes GB18030. */
let codes: ReadonlyMap<string, number> | undefined;

function twoByteCodes(): ReadonlyMap<string, number> {
  if (codes !== undefined) return codes;
  const decoder = new TextDecoder('gb18030');
  const found = new Map<string, number>();
  for (let high = 0x81; high <= 0xfe; high += 1)
    for (let low = 0x40; low <= 0xfe; low += 1) {
      if (low === 0x7f) continue;
      const character = decoder.decode(Uint8Array.of(high, low));
      if ([...character].length === 1 && character !== '\uFFFD' && !found.has(character))
        found.set(character, high * 256 + low);
    }
  codes = found;
  return found;
}

/** A text in GB18030. Characters beyond its two-byte part become a question mark: for those there is UTF-8. */
export function gb18030Bytes(text: string): Uint8Array {
  const known = twoByteCodes();
  const bytes: number[] = [];
  for (const character of text) {
    const point = character.codePointAt(0) ?? 0;
    const code = known.get(character);
    if (point < 0x80) bytes.push(point);
    else if (code === undefined) bytes.push(0x3f);
    else bytes.push(code >> 8, code & 0xff);
  }
  return Uint8Array.from(bytes);
}
