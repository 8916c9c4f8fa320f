import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { brotliDecompressSync } from 'node:zlib';
import { create, type Font } from 'fontkit';

/** A font file as pdfkit embeds it (the glyphs used only), with what is needed to measure text. */
export interface FontFace {
  readonly name: string;
  readonly bytes: Buffer;
  has(codePoint: number): boolean;
  /** Width of a character in ems. */
  advance(codePoint: number): number;
}

export type Weight = 'regular' | 'bold';

/** Faces in the order in which they are asked for a character; the first also draws what none has, as 〓. */
export type FontSet = Readonly<Record<Weight, readonly [FontFace, ...FontFace[]]>>;

/** A piece of text in one face. */
export interface Run {
  readonly face: FontFace;
  readonly text: string;
}

/** Stands for a character that no font has; the document says which. */
export const MISSING = '〓';

const OWN = fileURLToPath(new URL('../../fonts/', import.meta.url));
/** Names with characters of CJK extension B beyond our own fonts: taken from the machine when it has the font. */
const ON_THE_MACHINE = '/usr/share/fonts/truetype/hanazono/HanaMinB.ttf';

let loaded: FontSet | undefined;

/**
 * The fonts of the program: Noto Sans SC, then characters that only the Japanese and Hong Kong editions have. Bold has the
 * characters in daily use; others are drawn regular.
 */
export function fontSet(): FontSet {
  if (loaded !== undefined) return loaded;
  const rare = [
    face('rare-jp', `${OWN}rare-han-jp.ttf`),
    face('rare-hk', `${OWN}rare-han-hk.ttf`),
    ...(existsSync(ON_THE_MACHINE) ? [face('rare-machine', ON_THE_MACHINE)] : []),
  ];
  const regular = face('regular', `${OWN}noto-sans-sc-regular.ttf.br`);
  const bold = face('bold', `${OWN}noto-sans-sc-bold.ttf.br`);
  loaded = { regular: [regular, ...rare], bold: [bold, regular, ...rare] };
  return loaded;
}

function face(name: string, file: string): FontFace {
  const stored = readFileSync(file);
  const bytes = file.endsWith('.br') ? brotliDecompressSync(stored) : stored;
  const font = create(bytes) as Font;
  const advances = new Map<number, number>();
  return {
    name,
    bytes,
    has: (codePoint) => font.hasGlyphForCodePoint(codePoint),
    advance: (codePoint) => {
      const known = advances.get(codePoint);
      if (known !== undefined) return known;
      const width = font.glyphForCodePoint(codePoint).advanceWidth / font.unitsPerEm;
      advances.set(codePoint, width);
      return width;
    },
  };
}

/** Cuts a text into runs of one face each. Characters that no face has become 〓 and are put into `missing`. */
export function runsOf(faces: FontSet[Weight], text: string, missing?: Set<number>): readonly Run[] {
  const runs: { face: FontFace; text: string }[] = [];
  for (const character of text) {
    const codePoint = character.codePointAt(0) ?? 0;
    const found = faces.find((f) => f.has(codePoint));
    if (found === undefined) missing?.add(codePoint);
    const run = { face: found ?? faces[0], text: found === undefined ? MISSING : character };
    const last = runs.at(-1);
    if (last?.face === run.face) last.text += run.text;
    else runs.push(run);
  }
  return runs;
}

/** Width of a text in points. */
export function textWidth(faces: FontSet[Weight], text: string, size: number): number {
  let ems = 0;
  for (const run of runsOf(faces, text))
    for (const character of run.text) ems += run.face.advance(character.codePointAt(0) ?? 0);
  return ems * size;
}
