import { foldText } from './fold.ts';

/** Apostrophes and dots inside a word do not part it: "Sainsbury's" is one word, "B.P." is "bp". */
const JOINERS = /['’`´ʼ]/g;
const WORD = /[\p{L}\p{N}]+/gu;
/** "p.l.c." is one word, apart from a "B.P." before it. */
const DOTTED = /(?<![\p{L}\p{N}])\p{L}(?:\.\p{L})+(?![\p{L}\p{N}])/gu;
const PLAIN = /^[\x00-\x7f]*$/;
const PLAIN_WORD = /[a-z0-9]+/g;
const SINGLE = /^\p{L}$/u;

/** Abbreviations whose long form is beyond doubt in a name of a business. */
const LONG: ReadonlyMap<string, string> = new Map(
  Object.entries({
  intl: 'international', internat: 'international', svc: 'services', svcs: 'services', serv: 'services', service: 'services', mgmt: 'management', mgt: 'management',
  mngmt: 'management', assoc: 'association', assn: 'association', dept: 'department', univ: 'university', govt: 'government', gov: 'government', mfg: 'manufacturing', natl: 'national',
  bros: 'brothers', ctr: 'centre', center: 'centre', cntr: 'centre', techs: 'technologies', tech: 'technology', insur: 'insurance', 
  constr: 'construction', dist: 'district', cncl: 'council', hosp: 'hospital', pubs: 'publications', sys: 'systems', elec: 'electrical',
  maint: 'maintenance', equip: 'equipment', prods: 'products', bldg: 'building', bldrs: 'builders', transp: 'transport', consult: 'consulting', sols: 'solutions', soln: 'solutions', solns: 'solutions', mktg: 'marketing', devt: 'development', org: 'organisation', organization: 'organisation', inds: 'industries', labs: 'laboratories', lab: 'laboratory', pharm: 'pharmacy', mkt: 'market', mkts: 'markets', superstores: 'superstore', 
}),
); // prettier-ignore
const EMPTY = new Set(['and', 'und', 'the', 'et']);

/**
 * The words of a text: folded, runs of single letters joined ("A. B. C." is "abc"), abbreviations written out, "and" and
 * "the" left out.
 */
export function wordsOf(text: string): string[] {
  const words: string[] = [];
  let letters = '';
  const flush = (): void => {
    if (letters !== '') words.push(letters);
    letters = '';
  };
  let folded = foldText(text);
  // Most texts have neither, and are looked through a million times.
  if (folded.includes("'") || !PLAIN.test(folded)) folded = folded.replace(JOINERS, '');
  if (folded.includes('.')) folded = folded.replace(DOTTED, (dotted) => dotted.replaceAll('.', ''));
  const found = folded.match(PLAIN.test(folded) ? PLAIN_WORD : WORD) ?? [];
  for (const word of found) {
    if (word.length === 1 && SINGLE.test(word)) {
      letters += word;
      continue;
    }
    flush();
    if (!EMPTY.has(word)) words.push(LONG.get(word) ?? word);
  }
  flush();
  // A name made of nothing but such words keeps them.
  return words.length > 0 ? words : [...found];
}
