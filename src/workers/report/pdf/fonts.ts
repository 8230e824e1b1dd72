import fontkit from '@pdf-lib/fontkit';
import type { PDFDocument, PDFFont } from 'pdf-lib';

/** Font files (TrueType, SIL Open Font License) that a report embeds the used glyphs of. */
export interface ReportFonts {
  readonly regular: Uint8Array;
  readonly strong: Uint8Array;
  readonly code: Uint8Array;
}

/** One face: text is measured by summing advances, which is exact because kerning and ligatures are off. */
export class Face {
  readonly font: PDFFont;
  private readonly known: ReadonlySet<number>;
  private readonly advances = new Map<number, number>();
  /** Characters that the face has no glyph for, met so far. */
  missing = 0;

  constructor(font: PDFFont) {
    this.font = font;
    this.known = new Set(font.getCharacterSet());
  }

  /** Text as this face can draw it: control characters become spaces, characters without a glyph U+FFFD. */
  printable(text: string): string {
    let out = '';
    for (const char of text.toWellFormed()) {
      const code = char.codePointAt(0)!;
      if (code < 32 || (code > 126 && code < 160)) out += ' ';
      // Direction marks and overrides could make a printed line read otherwise than it is stored.
      else if (
        (code >= 0x200b && code <= 0x200f) ||
        (code >= 0x202a && code <= 0x202e) ||
        (code >= 0x2060 && code <= 0x2069) ||
        code === 0xfeff
      )
        continue;
      else if (this.known.has(code)) out += char;
      else {
        this.missing++;
        out += '\ufffd';
      }
    }
    return out;
  }

  /** Width in points of printable text. */
  width(text: string, size: number): number {
    let sum = 0;
    for (const char of text) {
      const code = char.codePointAt(0)!;
      let advance = this.advances.get(code);
      if (advance === undefined) this.advances.set(code, (advance = this.font.widthOfTextAtSize(char, 1000)));
      sum += advance;
    }
    return (sum * size) / 1000;
  }

  /** Breaks printable text into lines no wider than `width` points: between words, and inside a word only where it is too long for a line. */
  lines(text: string, size: number, width: number): string[] {
    const lines: string[] = [];
    let line = '';
    for (const word of text.split(' ')) {
      const longer = line === '' ? word : `${line} ${word}`;
      if (this.width(longer, size) <= width) {
        line = longer;
        continue;
      }
      if (line !== '') lines.push(line);
      line = word;
      if (this.width(word, size) <= width) continue;
      line = '';
      let used = 0;
      for (const char of word) {
        const advance = this.width(char, size);
        if (line !== '' && used + advance > width) {
          lines.push(line);
          line = '';
          used = 0;
        }
        line += char;
        used += advance;
      }
    }
    lines.push(line);
    return lines;
  }
}

export interface Faces {
  readonly regular: Face;
  /** The regular face with figures of one width, for columns of numbers. Its hyphens are wide too, so text keeps to `regular`. */
  readonly figures: Face;
  readonly strong: Face;
  readonly code: Face;
}

type Registered = Parameters<PDFDocument['registerFontkit']>[0];

/** The parts of fontkit's TrueType subset that are used here; the members with an underscore are its own. */
interface TrueTypeSubset {
  readonly cff?: unknown;
  glyf: Uint8Array[];
  offset: number;
  _addGlyph(glyph: number): number;
  includeGlyph(glyph: unknown): number;
  encodeStream(): unknown;
}

interface SubsettingFont {
  createSubset(): Pick<TrueTypeSubset, 'cff' | 'includeGlyph' | 'encodeStream'>;
}

/**
 * A subset's outlines are found through offsets that are stored halved, yet fontkit 1.1.1 lets an outline start at an odd
 * byte, and the letters behind it are lost. Each outline is filled up to four bytes here, as the format recommends.
 */
function alignGlyphs(subset: TrueTypeSubset): void {
  const add = subset._addGlyph.bind(subset);
  subset._addGlyph = (glyph) => {
    const place = add(glyph);
    const last = subset.glyf.length - 1;
    const outline = subset.glyf[last]!;
    const missing = (4 - (outline.length % 4)) % 4;
    if (missing > 0) {
      // fontkit brings a Buffer of its own and refuses any other.
      const padded = (outline.constructor as typeof Buffer).alloc(outline.length + missing);
      padded.set(outline);
      subset.glyf[last] = padded;
    }
    subset.offset += missing;
    return place;
  };
}

/**
 * pdf-lib prefers a subset's `encode()`, which in this fontkit writes into a stream that it is not given. Showing only the
 * streaming form makes the two agree.
 */
const streamingFontkit = {
  create(bytes: Uint8Array, name?: string): SubsettingFont {
    const font = (fontkit as unknown as { create(bytes: Uint8Array, name?: string): SubsettingFont }).create(bytes, name);
    const createSubset = font.createSubset.bind(font);
    font.createSubset = () => {
      const subset = createSubset() as TrueTypeSubset;
      alignGlyphs(subset);
      return { cff: subset.cff, includeGlyph: (glyph) => subset.includeGlyph(glyph), encodeStream: () => subset.encodeStream() };
    };
    return font;
  },
} as unknown as Registered;

/** Embeds the faces into a document: of each only the glyphs that are used. */
export async function embedFaces(document: PDFDocument, fonts: ReportFonts): Promise<Faces> {
  document.registerFontkit(streamingFontkit);
  const plain = { kern: false, liga: false, calt: false };
  const embed = async (bytes: Uint8Array, tnum: boolean): Promise<Face> => {
    const features = tnum ? { ...plain, tnum } : plain;
    return new Face(await document.embedFont(bytes, { subset: true, features }));
  };
  return {
    regular: await embed(fonts.regular, false),
    figures: await embed(fonts.regular, true),
    strong: await embed(fonts.strong, false),
    code: await embed(fonts.code, false),
  };
}
