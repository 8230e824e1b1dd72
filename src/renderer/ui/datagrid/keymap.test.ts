import { expect, test } from 'vitest';
import { actionOf, type GridAction, type Press } from './keymap.ts';
import { rectangle, START, type Selection } from './selection.ts';

const extent = { rows: 1000, columns: 6, page: 20, singleKeys: true };
const at = (row: number, column: number): Selection => ({ active: { row, column }, anchor: { row, column } });
function press(keys: string, selection: Selection = START, singleKeys = true): GridAction | null {
  const parts = keys.split('+');
  const key = parts.at(-1)!;
  const made: Press = {
    key: key === 'Space' ? ' ' : key,
    ctrl: parts.includes('Ctrl'),
    shift: parts.includes('Shift'),
    alt: parts.includes('Alt'),
  };
  return actionOf(made, selection, { ...extent, singleKeys });
}
function cellAfter(keys: string, selection: Selection): number[] {
  const action = press(keys, selection);
  if (action?.do !== 'select') throw new Error(`${keys} did not move`);
  return [action.selection.active.row, action.selection.active.column];
}

test('arrows, pages and ends', () => {
  expect(cellAfter('ArrowDown', at(5, 2))).toEqual([6, 2]);
  expect(cellAfter('ArrowRight', at(5, 5))).toEqual([5, 5]);
  expect(cellAfter('PageDown', at(990, 0))).toEqual([999, 0]);
  expect(cellAfter('PageUp', at(3, 0))).toEqual([0, 0]);
  expect(cellAfter('Ctrl+End', at(0, 0))).toEqual([999, 5]);
  expect(cellAfter('Ctrl+Home', at(500, 3))).toEqual([0, 0]);
  expect(cellAfter('Home', at(500, 3))).toEqual([500, 0]);
});

test('up from the first row is the header, where Enter sorts', () => {
  expect(cellAfter('ArrowUp', at(0, 3))).toEqual([-1, 3]);
  expect(press('Enter', at(-1, 3))).toEqual({ do: 'sort', add: false });
  expect(press('Shift+Enter', at(-1, 3))).toEqual({ do: 'sort', add: true });
  expect(press('Enter', at(0, 3))).toEqual({ do: 'open' });
});

test('shift stretches a rectangle, rows and columns can be taken whole', () => {
  const stretched = press('Shift+ArrowDown', at(4, 1));
  expect(stretched?.do === 'select' && rectangle(stretched.selection)).toEqual({ firstRow: 4, lastRow: 5, firstColumn: 1, lastColumn: 1 });
  const rows = press('Shift+Space', at(4, 1));
  expect(rows?.do === 'select' && rectangle(rows.selection)).toEqual({ firstRow: 4, lastRow: 4, firstColumn: 0, lastColumn: 5 });
  const column = press('Ctrl+Space', at(4, 1));
  expect(column?.do === 'select' && rectangle(column.selection)).toEqual({ firstRow: 0, lastRow: 999, firstColumn: 1, lastColumn: 1 });
  const all = press('Ctrl+a', at(4, 1));
  expect(all?.do === 'select' && rectangle(all.selection)).toEqual({ firstRow: 0, lastRow: 999, firstColumn: 0, lastColumn: 5 });
});

test('stretching up never takes the header in', () => {
  const action = press('Shift+ArrowUp', at(0, 1));
  expect(action?.do === 'select' && action.selection.active.row).toBe(0);
});

test('single keys can be switched off, and Tab is never taken', () => {
  expect(press('j', at(4, 1))?.do).toBe('select');
  expect(press('j', at(4, 1), false)).toBeNull();
  expect(press('Tab')).toBeNull();
  expect(press('Ctrl+k', at(4, 1))).toBeNull();
});

test('menus, filters, copies', () => {
  expect(press('Shift+F10')).toEqual({ do: 'menu' });
  expect(press('Alt+ArrowDown')).toEqual({ do: 'filter-column' });
  expect(press('Ctrl+Shift+l')).toEqual({ do: 'filter-row' });
  expect(press('Ctrl+y')).toEqual({ do: 'copy-with-headers' });
  expect(press('Ctrl+g')).toEqual({ do: 'go-to' });
  expect(press('Space')).toEqual({ do: 'preview' });
});
