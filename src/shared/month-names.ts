/**
 * Month names and their printed abbreviations in twelve languages, without accents and dots, lower case. A name that means
 * two different months in two languages is left out, so that a name never has to be guessed.
 */
const NAMES: Readonly<Record<string, string>> = {
  english: 'january february march april may june july august september october november december',
  englishShort: 'jan feb mar apr may jun jul aug sep oct nov dec',
  german: 'januar februar marz april mai juni juli august september oktober november dezember',
  germanShort: 'jan feb mrz apr mai jun jul aug sep okt nov dez',
  austrian: 'janner feber maerz - - - - - sept - - -',
  french: 'janvier fevrier mars avril mai juin juillet aout septembre octobre novembre decembre',
  frenchShort: 'janv fevr mars avr mai juin juil aout sept oct nov dec',
  spanish: 'enero febrero marzo abril mayo junio julio agosto septiembre octubre noviembre diciembre',
  spanishShort: 'ene feb mar abr may jun jul ago set oct nov dic',
  portuguese: 'janeiro fevereiro marco abril maio junho julho agosto setembro outubro novembro dezembro',
  portugueseShort: 'jan fev mar abr mai jun jul ago set out nov dez',
  italian: 'gennaio febbraio marzo aprile maggio giugno luglio agosto settembre ottobre novembre dicembre',
  italianShort: 'gen feb mar apr mag giu lug ago set ott nov dic',
  dutch: 'januari februari maart april mei juni juli augustus september oktober november december',
  dutchShort: 'jan feb mrt apr mei jun jul aug sep okt nov dec',
  swedish: 'januari februari mars april maj juni juli augusti september oktober november december',
  danish: 'januar februar marts april maj juni juli august september oktober november december',
  norwegian: 'januar februar mars april mai juni juli august september oktober november desember',
  nordicShort: 'jan feb mar apr maj jun jul aug sep okt nov des',
  polish: 'stycznia lutego marca kwietnia maja czerwca lipca sierpnia wrzesnia pazdziernika listopada grudnia',
  polishShort: 'sty lut mar kwi maj cze lip sie wrz paz lis gru',
  hungarian: 'januar februar marcius aprilis majus junius julius augusztus szeptember oktober november december',
  hungarianShort: 'jan febr marc apr maj jun jul aug szept okt nov dec',
};

const BY_NAME = new Map<string, number>();
for (const line of Object.values(NAMES)) line.split(' ').forEach((name, index) => name !== '-' && BY_NAME.set(name, index + 1));

/** Month 1 to 12 of a name or abbreviation in one of the twelve languages; 0 where it is none. Case and accents don't matter. */
export function monthOfName(name: string): number {
  const direct = BY_NAME.get(name);
  if (direct !== undefined) return direct;
  const plain = name
    .normalize('NFD')
    .replace(/[\u0300-\u036f.]/g, '')
    .toLowerCase();
  return BY_NAME.get(plain) ?? 0;
}
