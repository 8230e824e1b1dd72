/** J5: words that examiners look for in the text of an entry (AU-C 240 and AS 2401 speak of entries with such explanations). */
import { textAt, textBytesOf } from '../../../shared/columns.ts';
import { eachWord } from '../text-keys.ts';
import type { Rule } from './rule.ts';

/** The list a case begins with; it can be changed per case. */
export const DEFAULT_KEYWORDS: readonly string[] = [
  'plug',
  'per cfo',
  'per ceo',
  'per director',
  'adjust',
  'adjusted',
  'adjustment',
  'reverse',
  'reversed',
  'reversal',
  'test',
  'as instructed',
  'override',
  'dummy',
  'write off',
  'off the books',
];

/**
 * First word of each keyword as the digest `eachWord` gives, so that only texts holding one are decoded. Null where a keyword
 * doesn't begin with two ASCII letters: then every text has to be decoded.
 */
function firstWords(keywords: readonly string[]): Set<number> | null {
  const words = keywords.map((keyword) => /^[a-z]{2,}(?![^ -~])/i.exec(keyword)?.[0]);
  if (words.includes(undefined)) return null;
  const firsts = textBytesOf(words.map((word) => word ?? ''));
  const set = new Set<number>();
  for (let i = 0; i < keywords.length; i++) eachWord(firsts, i, (hash) => set.add(hash));
  return set;
}

/** J5: the description has one of the case's keywords, as whole words. */
export const keyword: Rule = {
  codes: ['J5'],
  needs: ['text'],
  run: ({ frame, params, hit }) => {
    if (params.keywords.length === 0) return;
    const wanted = firstWords(params.keywords);
    const escaped = params.keywords.map((one) => one.replace(/[.*+?^${}()|[\]\\]/g, '\\$&').replace(/\s+/g, '\\s+'));
    const pattern = new RegExp(`(?<![\\p{L}\\p{N}])(?:${escaped.join('|')})(?![\\p{L}\\p{N}])`, 'iu');
    const rows: number[] = [];
    let found = false;
    const look = (hash: number): void => {
      found ||= wanted?.has(hash) ?? true;
    };
    for (let row = 0; row < frame.rows; row++) {
      found = wanted === null;
      if (!found) eachWord(frame.columns.description, row, look);
      if (found && pattern.test(textAt(frame.columns.description, row))) rows.push(row);
    }
    for (const row of rows) hit('J5', row, 0.7, [rows.length, frame.rows]);
  },
};
