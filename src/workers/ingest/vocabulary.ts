/** Column names of statements in the languages met so far, and how strongly each speaks for a role. */
import type { ColumnRole } from '../../shared/contract/import.ts';

/** Lower case, accents and punctuation off, one blank between words: `Date de l'opération` is `date de l operation`. */
export function plainWords(text: string): string {
  return text
    .normalize('NFD')
    .replace(/[\u0300-\u036f]/g, '')
    .replace(/ø/gi, 'o')
    .replace(/ß/g, 'ss')
    .replace(/ł/gi, 'l')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim();
}

/** In the order of weight: an earlier phrase of a role beats a later one. */
const PHRASES: Readonly<Partial<Record<ColumnRole, string>>> = {
  date:
    'booking date|posting date|post date|bogfort|bokfort|bokford|posted date|date posted|posted|buchungstag|buchungsdatum|bokforingsdag|bokforingsdato|bogforingsdato|fecha operacion|data contabile|date comptable|date de comptabilisation|' +
    'date processed|process date|date|datum|fecha|data|dato|dates|datetime|date time|transaction date|trans date|txn date|date operation|date de l operation|date operation|fecha de operacion|data operazione|data movimento|data lancamento|transaktionsdatum|' +
    'data registrazione|data contabilizzazione|fecha contable|fecha valor operacion|дата операции|дата проводки|дата платежа|дата|交易时间|交易日期|记账日期|日期|取引日|日付|年月日|ご利用日|거래일자|거래일시|tranzakcio datuma|konyveles datuma|data operacji|data transakcji|data ksiegowania|payment date|paid date|date paid|invoice date|effective date|entry date|boekdatum|' +
    'transactiedatum|created|created utc|created at|completed date|completed|timestamp|started date|day|tag|jour|belegdatum|umsatz getatigt am|paivamaara|kirjauspaiva|datum transakce|datum zauctovani',
  valueDate:
    'value date|value dt|valuta|valutadatum|wertstellung|wertstellungsdatum|date valeur|date de valeur|fecha valor|data valuta|valor|ertekdnap|erteknap|rentedatum|data do balancete|valuteringsdag|rentedato|arvopaiva|available on utc|settlement date|data waluty',
  debit:
    'debit|debits|debit amount|withdrawal|withdrawals|withdrawal amount|paid out|money out|soll|belastung|lastschrift|ausgabe|ausgaben|abgang|cargo|cargos|debe|debito|debitos|adeudo|dare|uscite|' +
    'ut fra konto|ut fra|uit|uitgaven|debit euros|debits eur|расход|списание|дебет|支出|支出金额|出金金額|出金|お引出し|お支払金額|출금액|debet|terheles|obciazenia|obciazenie|saida|saidas|ausgang|outflow|payments out|debit gbp|debits|sortie|depenses|withdrawn|amount debit|ut|uttak|ut av konto|af|charge|charges|spent',
  credit:
    'credit|credits|credit amount|deposit|deposits|deposit amount|paid in|money in|haben|gutschrift|einnahme|einnahmen|eingang|zugang|abono|abonos|haber|credito|creditos|avere|entrate|' +
    'inn til konto|credit euros|entrate eur|приход|поступление|зачисление|кредит|收入|收入金额|入金金額|入金|お預入れ|입금액|kredit|jovairas|uznania|uznanie|entrada|entradas|inflow|payments in|entree|recettes|deposited|amount credit|inn|innskudd|inn pa konto|bij|received',
  balance:
    'running balance|running bal|balance|bal|saldo|solde|kontostand|egyenleg|konyvelt egyenleg|closing balance|ending balance|account balance|cash balance|ledger balance|balance after|balance after transaction|' +
    'saldo na trn|saldo na mutatie|saldo po transakcji|bokfort saldo|остаток|баланс|余额|账户余额|残高|差引残高|잔액|saldo disponible|saldo contable|saldo apos|saldo po operacji|saldo nach buchung|saldo na|zustatek|disponible|available balance|current balance|runningbalance|cumulative balance|bilans|saldo final',
  amount:
    'booked amount|buchungsbetrag|amount|betrag|bedrag|importe|montant|importo|valor|kwota|osszeg|belop|belob|beloeb|belopp|value|sum|summa|suma|castka|umsatz|transaction amount|transaction value|transaktionsbetrag|tranzakcio osszege|' +
    'сумма операции|сумма платежа|сумма|金额|金額|交易金额|거래금액|amount total|total amount|net amount|net|gross|gross amount|payment amount|paid amount|amt|montant de l operation|montant operation|kwota operacji|kwota transakcji|importe eur|transaktionsbelopp|total|quantia|maara|betrag in eur|billing amount|local amount|invoice amount|inflow',
  currency:
    'currency|currency code|wahrung|waehrung|devise|moneda|divisa|moeda|valuta|munt|waluta|deviza|devizanem|tranzakcio devizaneme|валюта|валюта операции|币种|通貨|buchungswahrung|curr|ccy|mena|valutakode',
  description:
    'description|transaction description|details|detail|transaction details|narrative|narration|memo|particulars|text|buchungstext|verwendungszweck|transaktionsbeschreibung|beschreibung|umsatztext|omschrijving|mededelingen|libelle|remarque|intitule|' +
    'label|concepto|descripcion|causale|descrizione|descrizione operazione|descricao|historico|opis|opis operacji|tytul|tytul operacji|kozlemeny|megjegyzes|tekst|tekst|selite|viesti|popis|original description|purpose|summary|subject|note|notes|item|title|transaction|additional information|remarks|remittance information|expenditure category|expense type|comment|comments|описание|назначение платежа|交易描述|摘要|内容|お取り扱い内容|적요|name',
  counterparty:
    'payee|counterparty|counter party|partner|partner name|partner neve|beneficiary|beneficiary name|payer|payee name|merchant|merchant name|vendor|vendor name|supplier|supplier name|customer|auftraggeber|empfanger|auftraggeber empfanger|' +
    'begunstigter zahlungspflichtiger|zahlungsempfanger|beguenstigter zahlungspflichtiger|tegenpartij|naam tegenpartij|naam|beneficiaire|tiers|beneficiario|ordenante|nadawca odbiorca|kontrahent|mottaker|avsender|saaja|name|to|customer name|party|контрагент|交易对方|name of partner',
  reference:
    'reference|ref|chq ref no|chq ref number|cheque ref no|ref no|ref number|reference number|transaction id|transaction reference|transaction number|trans no|trans id|id|check number|check|cheque|cheque number|cheque no|check no|buchungsreferenz|referenz|referencia|riferimento|' +
    'kundenreferenz|numero operation|operation number|numero do documento|document number|document no|doc no|voucher|voucher number|voucher no|invoice number|invoice no|kenmerk|viite|arkivreferanse|balance transaction id|receipt id|reference id|reference no|numer referencyjny|bank reference|entry number',
  category:
    'category|kategorie|categorie|categoria|expenditure code|account code|gl account|gl code|nominal code|cost centre|expenditure category|expense area|expense type|kategoria|reporting category|account name|ledger account',
  account:
    'account|account number|account no|iban|konto|kontonummer|rekening|rekeningnummer|iban auftraggeberkonto|auftraggeberkonto|compte|numero de compte|cuenta|conta|szamlaszam|konto nr|account id|card no|card number',
  sign: 'd c|dc|c d|dr cr|cr dr|debit credit|credit debit|af bij|soll haben|s h|bevetel kiadas|indicator|transaction type|type|sign|direction|d k|sens|debit credit indicator|credit debit indicator|cdt dbt|收 支|收支',
};

const RANKS = new Map<string, Map<ColumnRole, number>>();
for (const [role, list] of Object.entries(PHRASES)) {
  list.split('|').forEach((written, index) => {
    const phrase = plainWords(written);
    const roles = RANKS.get(phrase) ?? new Map<ColumnRole, number>();
    if (!roles.has(role as ColumnRole)) roles.set(role as ColumnRole, index);
    RANKS.set(phrase, roles);
  });
}

/** Words that make an amount column a secondary one: fees, parts, the same amount in another currency. */
const SECONDARY =
  /\b(fee|fees|tax|vat|iva|mwst|refunded|refund|original|originalbetrag|foreign|fremdwahrung|fremdwaehrung|converted|transfer|tip|discount|rate|kurs|price|quantity|qty|shares|units|commission|gebuhr|limit|points|shipping|handling|insurance|instructed|eredeti|amount currency|currency amount|local|counter)\b/;

/** How well a header cell names a role: 100 an exact leading phrase, less for later and partial ones, 0 nothing. */
export function roleScore(header: string, role: ColumnRole): number {
  const words = plainWords(header);
  if (words === '') return 0;
  const secondary = role === 'amount' && SECONDARY.test(words) ? 45 : 0;
  const exact = RANKS.get(words)?.get(role);
  if (exact !== undefined) return Math.max(1, 100 - exact * 0.25 - secondary);
  // The name with its unit or currency in brackets taken off: "Amount (EUR)", "Withdrawals (SGD)", "Betrag in EUR".
  const bare = plainWords(header.replace(/[([{].*?[)\]}]/g, ' ').replace(/\b(in|en)?\s*[A-Z]{3}$/, ' '));
  const trimmed = RANKS.get(bare)?.get(role);
  if (bare !== '' && trimmed !== undefined) return Math.max(1, 90 - trimmed * 0.25 - secondary);
  let best = 0;
  for (const [phrase, roles] of RANKS) {
    const rank = roles.get(role);
    if (rank === undefined || phrase.length < 4) continue;
    if (` ${words} `.includes(` ${phrase} `)) best = Math.max(best, 40 + Math.min(20, phrase.length) - rank * 0.1);
  }
  return Math.max(0, best - secondary);
}

/** Whether a cell is the name of any column at all. */
export function isColumnName(header: string): boolean {
  const words = plainWords(header);
  if (RANKS.has(words)) return true;
  const bare = plainWords(header.replace(/[([{].*?[)\]}]/g, ' '));
  return bare !== '' && RANKS.has(bare);
}

/** Words for rows that state a sum or a balance. */
const BALANCE_ROW =
  /\b(opening balance|closing balance|beginning balance|ending balance|balance forward|balance brought|brought forward|carried forward|balance at|balance|saldo|solde|total|totals|sum|summe|gesamt|subtotal|sub total|anfangssaldo|endsaldo|kontostand|nyito egyenleg|zaro egyenleg|s a l d o)\b/;

export function namesBalance(text: string): boolean {
  return BALANCE_ROW.test(plainWords(text));
}
