/**
 * Legal forms as they stand at the end (or, where that is the custom, the front) of a name, folded and without dots.
 * Only forms that say nothing about who it is: "group", "holding" or "bank" stay part of the name.
 */
const FORMS = [
  // United Kingdom, Ireland, Commonwealth
  'ltd', 'limited', 'limite', 'limit', 'limi', 'lim', 'lt', 'plc', 'llp', 'lp', 'cic', 'cio', 'co', 'company', 'co ltd', 'company limited', 'public limited company', 'unlimited', 'ulc',
  'pty', 'pty ltd', 'proprietary limited', 'pvt', 'pvt ltd', 'private limited', 'pte', 'pte ltd', 'dac', 'clg', 'teo', 'teoranta', 'bhd', 'sdn bhd', 'npc', 'cc',
  // United States, Canada
  'inc', 'incorporated', 'corp', 'corporation', 'llc', 'pllc', 'lllp', 'pc', 'na', 'ltee', 'limitee', 'enr',
  // Germany, Austria, Switzerland, Liechtenstein
  'gmbh', 'ggmbh', 'ag', 'kg', 'ohg', 'ug', 'ug haftungsbeschrankt', 'gbr', 'ek', 'ev', 'eg', 'se', 'kgaa', 'gmbh and co kg', 'gmbh co kg', 'gmbh und co kg', 'ag and co kg', 'ag co kg', 'partg', 'partg mbb',
  'gesmbh', 'ges m b h', 'mbh', 'sagl', 'anstalt',
  // France, Belgium, Luxembourg
  'sa', 'sas', 'sasu', 'sarl', 'eurl', 'snc', 'scs', 'sca', 'sci', 'scop', 'sprl', 'srl', 'bvba', 'asbl', 'vzw', 'cvba', 'sarls', 'gie',
  // Netherlands
  'bv', 'nv', 'vof', 'cv', 'stichting', 'coop',
  // Spain, Portugal, Latin America
  'sl', 'slu', 'sau', 'sll', 'sociedad limitada', 'sociedad anonima', 'lda', 'limitada', 'unipessoal lda', 'ltda', 'eireli', 'epp', 'sa de cv', 's de rl de cv', 'sapi de cv', 'cia', 'sac', 'eirl', 'spa',
  // Italy
  'srls', 'sapa', 'sas di', 'snc di', 'scarl', 'onlus', 'societa per azioni',
  // Denmark, Norway, Sweden, Finland, Iceland
  'aps', 'as', 'a s', 'ivs', 'asa', 'ans', 'ab', 'hb', 'kb', 'oy', 'oyj', 'ky', 'tmi', 'ehf', 'hf', 'publ',
  // Poland, Czechia, Slovakia, Hungary, Romania, Bulgaria, the former Yugoslavia, Albania
  'sp z o o', 'sp z oo', 'sp zoo', 'spzoo', 'spolka zoo', 'spolka z oo', 'spolka z o o', 'sp k', 'sp j', 'spj', 'spk', 'sro', 's r o', 'vos', 'spol s r o', 'spol sro', 'kft', 'bt', 'zrt', 'nyrt', 'ood', 'eood', 'ad', 'ead', 'doo', 'd o o', 'dd', 'jdoo', 'dooel', 'shpk',
  // Baltic states
  'uab', 'sia', 'ou', 'mb', 'vsi', 'mtu',
  // Russia, Ukraine (in Latin and Cyrillic)
  'ooo', 'oao', 'zao', 'pao', 'tov', 'ооо', 'оао', 'зао', 'пао', 'ао', 'ип', 'тов', 'тзов',
  // Greece, Türkiye, Cyprus
  'ae', 'epe', 'ike', 'αε', 'επε', 'as tic', 'ltd sti', 'tic ltd sti', 'san ve tic ltd sti', 'san tic ltd sti',
  // Japan, China, Korea, Vietnam, Indonesia, Thailand
  'kk', 'gk', 'kabushiki kaisha', 'godo kaisha', 'co ltd japan', '株式会社', '有限公司', '有限会社', '주식회사', 'jsc', 'ojsc', 'cjsc', 'tbk', 'pcl',
  // Middle East
  'fzco', 'fze', 'fz llc', 'fzllc', 'dmcc', 'wll', 'saog', 'qsc', 'psc', 'pjsc',
]; // prettier-ignore

/** Forms that stand in front of a name. */
const LEADING = ['ooo', 'oao', 'zao', 'pao', 'ооо', 'оао', 'зао', 'пао', 'ао', 'ип', 'тов', 'pt', 'cv', 'uab', 'sia', 'as', 'ou', 'stichting', '株式会社', 'p t', 'messrs', 'm s']; // prettier-ignore

/** Forms by their last word, longest first, each as its words. */
function byEdge(forms: readonly string[], edge: 'first' | 'last'): ReadonlyMap<string, readonly (readonly string[])[]> {
  const map = new Map<string, string[][]>();
  for (const form of forms) {
    const words = form.split(' ');
    const key = edge === 'last' ? words.at(-1)! : words[0]!;
    map.set(
      key,
      [...(map.get(key) ?? []), words].sort((a, b) => b.length - a.length),
    );
  }
  return map;
}
const TRAILING_BY_WORD = byEdge(FORMS, 'last');
const LEADING_BY_WORD = byEdge(LEADING, 'first');

const endsWith = (tokens: readonly string[], form: readonly string[]): boolean =>
  form.length < tokens.length && form.every((word, i) => tokens[tokens.length - form.length + i] === word);
const startsWith = (tokens: readonly string[], form: readonly string[]): boolean =>
  form.length < tokens.length && form.every((word, i) => tokens[i] === word);

/** The words of a name without legal forms at its ends. At least one word is left: a name is never only a form. */
export function withoutLegalForms(words: readonly string[]): readonly string[] {
  let tokens = words;
  for (;;) {
    const trailing = TRAILING_BY_WORD.get(tokens.at(-1) ?? '')?.find((form) => endsWith(tokens, form));
    if (!trailing) break;
    tokens = tokens.slice(0, -trailing.length);
  }
  const leading = LEADING_BY_WORD.get(tokens[0] ?? '')?.find((form) => startsWith(tokens, form));
  return leading ? tokens.slice(leading.length) : tokens;
}
