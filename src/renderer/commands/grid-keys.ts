import { t } from '../text/t.ts';

/** Keys that every grid takes by itself, for the key sheet. */
export function gridKeys(): { readonly keys: readonly string[]; readonly title: string }[] {
  return [
    { keys: ['ArrowUp', 'ArrowDown', 'ArrowLeft', 'ArrowRight'], title: t('Move the cell') },
    { keys: ['PageUp', 'PageDown'], title: t('Move by a page') },
    { keys: ['$mod+Home', '$mod+End'], title: t('First and last row') },
    { keys: ['j', 'k'], title: t('Next and previous row') },
    { keys: ['Shift+ArrowDown'], title: t('Stretch the selection') },
    { keys: ['Shift+Space', 'Control+Space'], title: t('Select row, column') },
    { keys: ['$mod+a'], title: t('Select all') },
    { keys: ['Enter'], title: t('Open the row; in the header, sort') },
    { keys: ['Space'], title: t('Show details') },
    { keys: ['$mod+c', '$mod+y'], title: t('Copy, copy with headers') },
    { keys: ['Alt+ArrowDown'], title: t('Filter this column') },
    { keys: ['$mod+Shift+l'], title: t('Show or hide the filter row') },
    { keys: ['$mod+g'], title: t('Go to row') },
    { keys: ['Shift+F10'], title: t('Row or column menu') },
    { keys: ['Tab'], title: t('Leave the grid') },
  ];
}
