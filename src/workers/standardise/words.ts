import { foldText } from './fold.ts';

/** Apostrophes and dots inside a word do not part it: "Sainsbury's" is one word, "B.P." is "bp". */
const JOINERS = /['’`´ʼ]/g;
const WORD = /[\p{L}\p{N}]+/gu;
/** "p.l.c." is one word, apart from a "B.P." before it. */
const DOTTED = /(?<![\p{L}\p{N}])\p{L}(?:\.\p{L})+(?![\p{L}\p{N}])/gu;
const SINGLE = /^\p{L}$/u;

/** Abbreviations whose long form is beyond doubt in a name of a business. */
const LONG: Readonly<Record<string, string>> = {
  intl: 'international', internat: 'international', svc: 'services', svcs: 'services', serv: 'services', service: 'services', mgmt: 'management', mgt: 'management',
  mngmt: 'management', assoc: 'association', assn: 'association', dept: 'department', univ: 'university', govt: 'government', gov: 'government', mfg: 'manufacturing', natl: 'national',
  bros: 'brothers', ctr: 'centre', center: 'centre', cntr: 'centre', techs: 'technologies', tech: 'technology', ins: 'insurance', insur: 'insurance', eng: 'engineering',
  constr: 'construction', dist: 'district', cncl: 'council', hosp: 'hospital', comm: 'community', soc: 'society', pubs: 'publications', sys: 'systems', supp: 'supplies', elec: 'electrical',
  maint: 'maintenance', equip: 'equipment', prod: 'products', prods: 'products', bldg: 'building', bldrs: 'builders', transp: 'transport', consult: 'consulting', cons: 'consulting', sols: 'solutions', soln: 'solutions', solns: 'solutions', mktg: 'marketing', dev: 'development', devt: 'development', org: 'organisation', organization: 'organisation', ind: 'industries', inds: 'industries', labs: 'laboratories', lab: 'laboratory', pharm: 'pharmacy', rest: 'restaurant', mkt: 'market', mkts: 'markets', superstores: 'superstore', 
}; // prettier-ignore
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
  const folded = foldText(text)
    .replace(JOINERS, '')
    .replace(DOTTED, (dotted) => dotted.replaceAll('.', ''));
  for (const [word] of folded.matchAll(WORD)) {
    if (SINGLE.test(word)) {
      letters += word;
      continue;
    }
    flush();
    if (!EMPTY.has(word)) words.push(LONG[word] ?? word);
  }
  flush();
  // A name made of nothing but such words keeps them.
  return words.length > 0 ? words : [...folded.matchAll(WORD)].map(([word]) => word);
}
