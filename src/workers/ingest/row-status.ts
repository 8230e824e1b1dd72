/** What a bank says of a row beside its date and amount: booked, not booked yet, or never carried out. */
import { plainWords } from './vocabulary.ts';

/** Names of columns that say it. Only the words below count in them, so that a column of another meaning does no harm. */
const NAMES = new Set(
  (
    'status|state|transaction status|payment status|booking status|stato|estado|statut|etat|staat|stan|stav|tila|zustand|info|umsatzstatus|buchungsstatus|status transakcji|status transakce|' +
    'статус|состояние|交易状态|当前状态'
  )
    .split('|')
    .map(plainWords),
);

const words = (list: string) => new Set(list.split('|').map(plainWords));

const PENDING = words(
  'pending|processing|in progress|in process|authorised|authorized|authorisation|authorization|reserved|uncleared|on hold|held|vorgemerkt|umsatz vorgemerkt|vorgemerkter umsatz|offen|in bearbeitung|' +
    'ausstehend|en attente|en cours|a venir|pendiente|retenido|in attesa|autorizzato|in behandeling|reserveret|venter|afventer|reservert|reserverad|vantar|varaus|odottaa|oczekujaca|w toku|blokada|' +
    'cekajici|pendente|em processamento|в обработке|ожидает|в ожидании|处理中',
);

/** No money moved. "Reversed" and "refunded" are not here: banks book those, and their counterpart as well. */
const NOT_MOVED = words(
  'declined|reverted|failed|cancelled|canceled|denied|rejected|refused|expired|voided|void|abgelehnt|fehlgeschlagen|abgebrochen|annule|annulee|refuse|refusee|rejete|rejetee|echoue|rechazada|rechazado|' +
    'cancelada|cancelado|anulada|anulado|denegada|denegado|rifiutato|rifiutata|annullato|annullata|respinto|geweigerd|geannuleerd|mislukt|afvist|annulleret|avvist|kansellert|nekad|avbruten|makulerad|hylatty|peruttu|' +
    'odrzucona|anulowana|zamitnuto|zruseno|recusada|recusado|отклонено|отклонена|отменено|отменена|ошибка|不成功|交易关闭|失败|已关闭',
);

export type RowStatus = 'booked' | 'pending' | 'not-moved';

export function isStatusName(name: string): boolean {
  return NAMES.has(plainWords(name));
}

/** What a cell of a status column says; words that are not known mean booked. */
export function statusOf(cell: string): RowStatus {
  if (cell === '' || cell.length > 40) return 'booked';
  const plain = plainWords(cell);
  return PENDING.has(plain) ? 'pending' : NOT_MOVED.has(plain) ? 'not-moved' : 'booked';
}
