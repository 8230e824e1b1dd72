/** Noise that card terminals and payment systems put around a name. Works on raw text, before words are made. */

/** Who took the payment for somebody else; what follows the star is the name. */
const GATEWAYS =
  'sq|sqc|sqr|paypal|pp|pypl|sumup|su|izettle|zettle|iz|zet|sp|tst|py|fs|ic|gpay|google|apple pay|stripe|klarna|adyen|mollie|wpy|dri|ebay o|ezi|crv|revolut|nyx|nya|cke|tsc';
const GATEWAY = new RegExp(`^(?:${GATEWAYS}) ?\\* ?`, 'i');
/** A star with a reference behind it: "AMZN Mktp US*2K3LM", "UBER *TRIP HELP". */
const AFTER_STAR = / ?\*.*$/;

/** Words in front that say how was paid, not to whom. */
const LEAD =
  /^(?:(?:pos|eft|eftpos|visa|mastercard|maestro|debit|credit|card|contactless|purchase|payment|payments|pmt|pymt|paid|direct debit|dd|d\/d|direct deposit|standing order|so|s\/o|sto|bacs|bacs payment|faster payment|fpi|fpo|fps|bgc|bp|bill payment|bill pmt|ach|ach debit|ach credit|sepa|sepa dd|lastschrift|kartenzahlung|uberweisung|überweisung|gutschrift|dauerauftrag|prlv|prelevement|prélèvement|virement|vir|cb|carte|achat|paiement|pagamento|bonifico|addebito|compra|pago|recibo|transferencia|betaalautomaat|bea|incasso|overboeking|wire|transfer|trf|tfr|online|mobile|internet|web|from|to|by|via|ref|reference|authorized on|authorised on|recurring|checkcard|check card|chip|pin|crv|swipe|withdrawal|deposit)\b[\s:/.,#*-]*)+/i;
const DATES =
  /\b(?:\d{1,2}[./-]\d{1,2}(?:[./-]\d{2,4})?|\d{4}[./-]\d{1,2}[./-]\d{1,2}|\d{1,2}[ -]?(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec|mai|okt|dez)[a-z]*(?:[ -]?\d{2,4})?|\d{1,2}:\d{2}(?::\d{2})?)\b/gi;
/** References: words with several digits, masked card numbers, numbers after # or "no". */
const REFERENCES =
  /\b(?:[a-z]{0,6}[-/]?(?:\d[-/a-z]?){4,}[a-z\d]*|[x*•]{2,}\d{2,})\b|[#№]\s*\w*\d\w*|\b(?:no|nr|num|store|ref|inv|invoice|order|card|auth|id)[.: ]+\w*\d\w*/gi;
const PHONE = /\+?\b\d{3}[-. ]\d{3}[-. ]\d{4}\b|\b8\d{2}[-. ]?\d{7}\b/g;
const WEB = /\bhttps?:\/\/|\bwww\.|\.(?:com|co\.uk|org|net|de|fr|eu|io)(?:\/\S*)?\b/gi;
const AMOUNTS = /\b(?:gbp|eur|usd|chf|aud|cad)?\s?\d+[.,]\d{2}(?:\s?(?:gbp|eur|usd|chf|aud|cad))?\b/gi;

/** Whether a counterparty field holds a card terminal's line rather than a name. */
export const looksLikeTerminal = (text: string): boolean => text.includes('*') || /#\s?\d{2,}/.test(text) || PHONE_ONCE.test(text);
const PHONE_ONCE = /\b\d{3}[-. ]\d{3}[-. ]\d{4}\b/;

/** A name stands near the front of a payment line; what follows later is remittance text. It also bounds the work on hostile text. */
const LINE_CHARACTERS = 160;

/** A payment line without what is not the name. Empty where nothing of it is a name. */
export function withoutNoise(text: string): string {
  const gateway = text.slice(0, LINE_CHARACTERS).replace(LEAD, '').replace(GATEWAY, '');
  // What stands before a star is the name, unless it was a gateway.
  const starred = gateway.replace(AFTER_STAR, '');
  const kept = starred.trim() === '' ? gateway.replaceAll('*', ' ') : starred;
  const bare = kept
    .replace(PHONE, ' ')
    .replace(AMOUNTS, ' ')
    .replace(DATES, ' ')
    .replace(REFERENCES, ' ')
    .replace(WEB, ' ')
    .replace(LEAD, '');
  return bare.replace(/\s+/g, ' ').replace(/^[\s,.:;/#-]+|[\s,.:;/#-]+$/g, '');
}
