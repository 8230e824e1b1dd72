import { setupI18n } from '@lingui/core';
import { compileMessage } from '@lingui/message-utils/compileMessage';

/** The one catalogue of the interface. Message ids are the English sentences themselves, so English needs no catalogue. */
export const i18n = setupI18n();
i18n.setMessagesCompiler(compileMessage);
i18n.loadAndActivate({ locale: 'en', messages: {} });

export type Values = Readonly<Record<string, string | number>>;

/**
 * The text of a message in the language of the interface.
 * @param message ICU MessageFormat in English; it is the message's identity, so write it whole, never in pieces
 * @param values what stands in its braces; counts go through `{n, plural, one {# row} other {# rows}}`
 */
export function t(message: string, values?: Values): string {
  return i18n._(message, values, { message });
}
