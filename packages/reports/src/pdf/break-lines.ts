/** Marks that may not begin a line, and marks that may not end one (避头尾). */
const NOT_FIRST = '，。、；：！？）〕】》」』”’…—·％%,.;:!?)]}';
const NOT_LAST = '（〔【《「『“‘([{￥';

/**
 * Breaks a text into lines no wider than `width`: between Han characters, between Latin words, at line feeds; a word
 * that is too long for a line is cut. `measure` gives the width of a text.
 */
export function breakLines(
  text: string,
  width: number,
  measure: (text: string) => number,
): readonly string[] {
  return text.split('\n').flatMap((line) => breakLine(line, width, measure));
}

function breakLine(text: string, width: number, measure: (text: string) => number): readonly string[] {
  const lines: string[] = [];
  let line = '';
  let used = 0;
  for (const piece of piecesOf(text)) {
    const wide = measure(piece);
    if (used + wide <= width || line === '') {
      if (wide <= width) {
        line += piece;
        used += wide;
        continue;
      }
    } else if (measure(piece.trimEnd()) + used <= width) {
      line += piece;
      used += wide;
      continue;
    }
    if (line !== '') lines.push(line.trimEnd());
    const cut = wide <= width ? [piece.trimStart()] : cutWord(piece, width, measure);
    lines.push(...cut.slice(0, -1));
    line = cut.at(-1) ?? '';
    used = measure(line);
  }
  return line === '' && lines.length > 0 ? lines : [...lines, line.trimEnd()];
}

/** Unbreakable pieces: a Latin word with the space after it, or a Han character with the marks that cling to it. */
function piecesOf(text: string): readonly string[] {
  const pieces: string[] = [];
  let glue = false;
  let word = false;
  for (const character of text) {
    const latin = /[\p{Script=Latin}\p{Script=Greek}\p{Nd}.,:;/_#@&'*+×÷=%()[\]{}<>~$-]/u.test(character);
    const space = character === ' ';
    const joins = pieces.length > 0 && (glue || NOT_FIRST.includes(character) || (word && (latin || space)));
    if (joins) pieces.push((pieces.pop() ?? '') + character);
    else pieces.push(character);
    glue = NOT_LAST.includes(character) && !latin;
    word = latin;
  }
  return pieces;
}

function cutWord(word: string, width: number, measure: (text: string) => number): readonly string[] {
  const parts: string[] = [];
  let part = '';
  for (const character of word) {
    if (part !== '' && measure(part + character) > width) {
      parts.push(part);
      part = '';
    }
    part += character;
  }
  return [...parts, part];
}
