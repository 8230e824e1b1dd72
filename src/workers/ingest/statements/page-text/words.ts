/**
 * What statements print around their figures, in English, German, French, Dutch, Spanish, Italian and Portuguese. All patterns
 * are for folded text (lower case, no accents). They only propose: which reading holds is proved by the balances.
 */

export type BalanceKind = 'opening' | 'closing' | 'carried' | 'point';

const OPENING = [
  String.raw`(?:opening|beginning|previous|starting|start|old|initial|prior|last (?:month'?s|statement|period'?s)) (?:statement |account |ledger )?bal(?:ance|\.|\b)`,
  String.raw`balance (?:(?:previous|last|from) (?:your |last |previous )?statement|brought forward|b\/?f(?:wd)?\b|forward\b|from (?:your )?(?:last|previous) (?:statement|bill)|at (?:the )?(?:start|beginning)|last (?:statement|month))`,
  String.raw`(?:brought forward|b\/fwd|previous amount due|amount (?:due|owing) from (?:your )?last)`,
  String.raw`(?:alter|letzter|vorheriger|bisheriger) (?:konto ?)?(?:saldo|stand|kontostand|endsaldo)`,
  String.raw`(?:anfangs|eroffnungs|start|vortrags)(?:saldo|bestand|stand|kontostand)`,
  String.raw`(?:buchungs)?saldo alt\b|kontostand alt\b|saldo ?vortrag|kontostand zu beginn|saldo zu beginn|saldo (?:der |des )?letzte[nr]? (?:abrechnung|auszug\w*)`,
  String.raw`ancien solde|solde (?:precedent|initial|anterieur|de depart|d'ouverture|reporte|en debut)`,
  String.raw`(?:vorig|begin|oud|openings?) ?saldo|saldo vorig`,
  String.raw`saldo (?:anterior|inicial|previo|de apertura)|saldo (?:iniziale|precedente|di apertura)`,
];
const CLOSING = [
  String.raw`(?:closing|ending|new|final|end|total statement|statement|current) (?:statement |account |ledger )?bal(?:ance|\.|\b)`,
  String.raw`balance (?:at (?:the )?(?:end|close)|at closing)|(?:total )?(?:amount (?:due|payable|owing)|outstanding balance)|total (?:balance )?due|total balance|grand total`,
  String.raw`rechnungsbetrag|gesamtsaldo neu|montant (?:total )?(?:du|a payer)|totale (?:da pagare|dovuto)|importe total a pagar|totaal te betalen`,
  String.raw`(?:neuer|aktueller) (?:konto ?)?(?:saldo|stand|kontostand)|(?:end|schluss)(?:saldo|bestand|stand|kontostand)`,
  String.raw`(?:buchungs)?saldo neu\b|kontostand neu\b`,
  String.raw`nouveau solde|solde (?:final|de cloture|en fin)`,
  String.raw`(?:nieuw|eind|slot) ?saldo|saldo nieuw`,
  String.raw`saldo (?:final|de cierre|al cierre|nuevo)|nuevo saldo|saldo (?:finale|di chiusura|contabile finale)|nuovo saldo`,
];
const CARRIED = [
  String.raw`(?:balance )?carried (?:forward|over)|balance c\/?f(?:wd)?\b|c\/fwd`,
  String.raw`zwischen(?:saldo|summe|stand)|ubertrag (?:auf|von|eur|chf|usd|seite|blatt|\d|$)|saldoubertrag`,
  String.raw`(?:solde )?a reporter|report(?: de la page| page| solde)|totaal over te brengen|transport(?: blad)?|suma y sigue|suma anterior|a riportare|riporto`,
];
const AFTER_POINT = String.raw`(?=\s*(?:[:.]|$|\()|\s+(?:am|zum|per|vom|au|al|a|on|as (?:at|of)|at|op|in|ult|eur|chf|usd|gbp|[-+(\u20ac$\u00a3]?\s?\d|dr\b|cr\b|crediteur|debiteur|a fecha|tegoed))`;
const POINT = [String.raw`\b(?:konto ?stand|(?:konto|tages|buchungs)?saldo|balance|solde)${AFTER_POINT}`];

const kinds: readonly (readonly [BalanceKind, RegExp])[] = [
  ['opening', new RegExp(`(?<![a-z])(?:${OPENING.join('|')})`, 'g')],
  ['closing', new RegExp(`(?<![a-z])(?:${CLOSING.join('|')})`, 'g')],
  ['carried', new RegExp(`(?<![a-z])(?:${CARRIED.join('|')})`, 'g')],
  ['point', new RegExp(POINT.join('|'), 'g')],
];

/** Balances that the movements need not explain, by the words right before and behind: by value date, with a credit line, averages. */
const OTHER_BEFORE =
  /(?:valutarisch\w*|verfugbar\w*|available|average|minimum|mindest\w*|durchschnitt\w*|collected|daily|lowest|highest)\W{0,3}(?:ledger |account |amount )?$/;
const OTHER_BEHIND = /^\W{0,3}(?:disponi|beschikbaar|verfugbar|moyen|medio|transfer|der abschluss|interest|zinssatz|subject)/;

/** States a balance that no movements explain: neither a movement nor a proof. */
export function isOtherBalance(folded: string): boolean {
  return (
    /sald|balance|kontostand|solde/.test(folded) &&
    /valutarisch|verfugbar|available|disponi|beschikbaar|limit\b|rahmen|average|durchschnitt|moyen/.test(folded)
  );
}

export interface BalanceMention {
  readonly kind: BalanceKind;
  readonly start: number;
  readonly end: number;
}

/** Words for a balance in a folded line, from left to right without overlaps. */
export function balanceMentions(folded: string): BalanceMention[] {
  if (
    !/sal|bal|sol|kontostand|konto stand|stand|bestand|forward|owing|due|fwd|ubertrag|zwischen|report|riport|sigue|suma|anterior|transport|over te/.test(
      folded,
    )
  )
    return [];
  const found: BalanceMention[] = [];
  for (const [kind, pattern] of kinds) {
    pattern.lastIndex = 0;
    for (let m = pattern.exec(folded); m !== null; m = pattern.exec(folded)) {
      const [start, end] = [m.index, m.index + m[0].length];
      if (OTHER_BEFORE.test(folded.slice(Math.max(0, start - 30), start)) || OTHER_BEHIND.test(folded.slice(end, end + 20))) continue;
      if (!found.some((other) => other.start < end && start < other.end)) found.push({ kind, start, end });
    }
  }
  return found.sort((one, other) => one.start - other.start);
}

/** A heading or a total whose opening word is printed on the line before its amounts. */
export const OPENING_AT_LINE_END = /(?:vorheriger|bisheriger|anfangs|previous|opening|ancien|vorig|anterior)\s*$/;

const IN = String.raw`deposits?|credits?\b|paid in|money in|receipts?|payments received|gutschriften?|eingange|einzahlungen|zahlungseingange|einkommende|haben|credits?|encaissements|versements|remises|bijschrijvingen|bij\b|ontvangsten|abonos|ingresos|haber|accrediti|entrate|avere|creditos`;
const OUT = String.raw`withdrawals?|debits?\b|paid out|money out|payments made|purchases|charges|fees|checks paid|lastschriften|belastungen|ausgange|auszahlungen|abbuchungen|ausgehende|soll\b|debits?|decaissements|retraits|prelevements|afschrijvingen|af\b|uitgaven|cargos|debe\b|reintegros|addebiti|uscite|dare\b|debitos`;
const MONEY_IN = new RegExp(`(?<![a-z])(?:${IN})`);
const MONEY_OUT = new RegExp(`(?<![a-z])(?:gesamt|summe)?(?:${OUT})`);
const TOTAL =
  /(?<![a-z])(?:(?:sub)?total|totals|summen?\b|summe|gesamt\w*|totaal|totale|totales|suma\b|somme|umsatzsumme\w*|kontoumsatze|turnover)/;

/** A line that adds up others. */
export function isTotal(folded: string): boolean {
  return TOTAL.test(folded) && !/^\s*\d/.test(folded.replace(/^[^a-z0-9]*/, ''));
}

/** Direction that a heading, a column title or a total names, or 0. A text that names both says nothing. */
export function directionOf(folded: string): 1 | -1 | 0 {
  // Names of products and of limits are no directions.
  const plain = folded.replace(
    /(?:credit|debit|kredit)[ -]?(?:card|karte|limit|line|interest rate|agricole|suisse|lyonnais|mutuel|union|institut)\w*/g,
    ' ',
  );
  const into = MONEY_IN.test(plain);
  return into === MONEY_OUT.test(plain) ? 0 : into ? 1 : -1;
}

const HINT_IN =
  /(?<![a-z])(?:gutschr|zahlungseingang|einzahlung|eingang|habenzins|zinsertrag|zinsgutschr|zinsen haben|lohn|gehalt|rente|erstattung|dividende|ertrag|von fremdbank|giro aus|deposit|credit|salary|payroll|interest (?:paid|earned|credit)|refund|received|payment from|transfer from|incoming|reversal|cashback|virement recu|vir(?:ement)? (?:de|recu)|versement|remise|avoir|salaire|storting|bijschrijving|rente|salaris|ontvangen|ingreso|abono|nomina|devolucion|transferencia (?:de|recibida)|accredito|stipendio|bonifico a (?:vostro|tuo) favore|interessi creditori)/;
const HINT_OUT =
  /(?<![a-z])(?:lastschr|zahlungsausgang|ausgang|auszahlung|uberweisungsauftrag|ueberweisung|uberweisung(?!sgut)|dauerauftrag|kartenzahlung|karteneinsatz|abbuchung|belastung|entgelt|gebuhr|steuer|kapitalertrag|solidar|abgeltung|miete|kauf\b|bargeld|bezug|preis|spesen|sollzins|withdraw|purchase|debit|fee\b|fees\b|charge|atm|cheque|check|payment to|paid to|transfer to|pos\b|card|bill|direct debit|standing order|tax|rent\b|prelevement|prlv|achat|retrait|cotisation|frais|facture|paiement|carte|cb\b|vir(?:ement)? (?:a|vers|emis)|betaling|opname|incasso|afschrijving|kosten|betaalautomaat|overboeking|cargo|compra|pago|recibo|comision|reintegro|cajero|transferencia a|adeudo|addebito|prelievo|pagamento|commissione|bonifico (?:a|da voi)|imposta|canone)/;

/** What the text of a movement suggests about its direction: evidence to be proved, never proof. */
export function hintOf(folded: string): 1 | -1 | 0 {
  const into = HINT_IN.exec(folded);
  const out = HINT_OUT.exec(folded);
  if (into === null || out === null) return into !== null ? 1 : out !== null ? -1 : 0;
  return into.index < out.index ? 1 : out.index < into.index ? -1 : 0;
}

/** Column titles of a table of movements. */
export const TITLE_WORDS =
  /(?<![a-z])(?:datum|date|dates|fecha|data|buchung\w*|valuta\w*|wert\w*|bu-tag|description|details?|particulars|transaction\w*|beschreibung|verwendungszweck|vorgang|text|buchungstext|erlauterung|libelle|operations?|nature|omschrijving|concepto|descripcion|descrizione|causale|montant|amount|betrag|umsatz|bedrag|importe|importo|valor|debit\w*|credit\w*|soll|haben|belastung\w*|gutschrift\w*|lastschrift\w*|balance|saldo|solde|withdrawals?|deposits?|paid (?:in|out)|money (?:in|out)|af|bij|cargo|abono|debe|haber|dare|avere|addebiti|accrediti)(?![a-z])/g;

/** Titles of date columns, booked or valued, in the order in which they stand. */
export const BOOKED =
  /buchung|bu-tag|gebucht|booking|booked|post(?:ed|ing)?\b|entry date|process|comptab|boek|verwerk|operacion|contab|operazione/;
export const VALUED =
  /valuta|wert|value|valeur|rente ?datum|valor\b|fecha valor|beleg|purchase date|einkauf|kaufdatum|trans(?:action)? date/;

/** A statement of a card: what is printed positive is owed. */
const CARD = [
  /credit card|kreditkarte|carte de credit|creditcard|tarjeta de credito|carta di credito|mastercard|american express|visa (?:classic|gold|platinum|infinite|signature)/,
  /minimum (?:payment|amount|due)|payment due date|mindest(?:betrag|zahlung|rate)|paiement minimum|pago minimo|minimale? betaling/,
  /credit limit|kreditlimit|kreditrahmen|verfugungsrahmen|available credit|limite de credito|kredietlimiet|plafond/,
  /previous balance|new balance|last month'?s balance|statement balance|rechnungsbetrag|kartenabrechnung/,
  /annual percentage rate|cash advances?|purchases|late payment|kartenumsatz/,
];

/**
 * How surely a folded text is the statement of a card, on which what is printed positive is owed: 2 where a payment falls due,
 * 1 where a card and its limit are named, or a card in the first lines, 0 otherwise.
 */
export function cardWords(folded: string, head: string): 0 | 1 | 2 {
  const [card, due, limit, balance, spending] = CARD.map((pattern) => pattern.test(folded));
  if (due! && (card! || limit! || balance! || spending!)) return 2;
  return (card! && limit!) || CARD[0]!.test(head) ? 1 : 0;
}

/** Printed on every page, no part of a movement. */
export const PAGE_WORDS =
  /(?<![a-z])(?:seite|page|blatt|pagina|blad|sheet|feuille|hoja|foglio)\s*(?:nr\.?|no\.?|:)?\s*\d+|\b(?:fortsetzung|continued|suite au verso)\b|^\s*-{5,}\s*$|^\s*_{5,}\s*$|^\s*={5,}\s*$/;
/** The first page of a document begins here. */
export const FIRST_PAGE = /(?<![a-z])(?:seite|page|blatt|pagina|blad|sheet)\s*:?\s*0*1\s*(?:\/|von|of|de|van|di|sur)\s*\d/;
