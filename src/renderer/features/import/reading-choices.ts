import type { Layout } from '../../../shared/contract/import.ts';
import { DATE_FORMATS } from '../../../shared/date-format.ts';
import { signRuleTitle } from '../../sources/role-titles.ts';
import { t } from '../../text/t.ts';
import type { SelectOption } from '../../ui/select.tsx';

/** Encodings that statements come in; the reader decodes any other name it was told, too. */
const ENCODINGS: readonly (readonly [name: string, label: string])[] = [
  ['utf-8', 'UTF-8'], ['utf-16le', 'UTF-16 LE'], ['utf-16be', 'UTF-16 BE'], ['windows-1252', 'Windows-1252'], ['windows-1250', 'Windows-1250'],
  ['windows-1251', 'Windows-1251'], ['iso-8859-1', 'ISO-8859-1'], ['iso-8859-2', 'ISO-8859-2'], ['iso-8859-15', 'ISO-8859-15'],
  ['cp850', 'CP850'], ['shift_jis', 'Shift_JIS'], ['gb18030', 'GB18030'], ['big5', 'Big5'], ['euc-kr', 'EUC-KR'], ['euc-jp', 'EUC-JP'],
]; // prettier-ignore

/** A list with the value in force in it, so that nothing unusual is lost by opening the list. */
function including(options: readonly SelectOption<string>[], value: string): readonly SelectOption<string>[] {
  return options.some((option) => option.value === value)
    ? options
    : [
        {
          value,
          label:
            value === ''
              ? t('None')
              : value.startsWith('fixed ')
                ? t('Fixed places {places}', { places: value.slice('fixed '.length) })
                : value,
        },
        ...options,
      ];
}

export function encodingOptions(value: string): readonly SelectOption<string>[] {
  return including(
    ENCODINGS.map(([name, label]) => ({ value: name, label })),
    value,
  );
}

export function delimiterOptions(value: string): readonly SelectOption<string>[] {
  const marks = [
    { value: ',', label: t('Comma ,') },
    { value: ';', label: t('Semicolon ;') },
    { value: '\t', label: t('Tab') },
    { value: '|', label: t('Bar |') },
    { value: ' ', label: t('Blank') },
  ];
  return including(marks, value);
}

export function quoteOptions(value: string): readonly SelectOption<string>[] {
  const marks = [
    { value: '"', label: t('Quotes "') },
    { value: "'", label: t("Single '") },
    { value: '', label: t('Nothing') },
  ];
  return including(marks, value);
}

export function dateOptions(value: string): readonly SelectOption<string>[] {
  return including(
    DATE_FORMATS.map((format) => ({ value: format, label: format })),
    value,
  );
}

export function signOptions(): readonly SelectOption<Layout['signRule']>[] {
  return (['signed', 'inverted', 'debit-credit', 'sign-word'] as const).map((rule) => ({ value: rule, label: signRuleTitle(rule) }));
}
