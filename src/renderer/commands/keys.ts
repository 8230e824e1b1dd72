/** Keys as people read them. `mac` shows the symbols of that system's menus. */
const NAMES: Readonly<Record<string, string>> = {
  $mod: 'Ctrl',
  Control: 'Ctrl',
  ArrowUp: '↑',
  ArrowDown: '↓',
  ArrowLeft: '←',
  ArrowRight: '→',
  Escape: 'Esc',
  PageUp: 'PgUp',
  PageDown: 'PgDn',
  Space: 'Space',
  ' ': 'Space',
};
const MAC: Readonly<Record<string, string>> = { ...NAMES, $mod: '⌘', Shift: '⇧', Alt: '⌥', Control: '⌃' };

/**
 * The presses of a binding, each as the caps to draw: `$mod+Shift+f` → [["Ctrl","Shift","F"]], `g d` → [["G"],["D"]].
 */
export function keyCaps(binding: string, mac = isMac()): string[][] {
  const names = mac ? MAC : NAMES;
  return binding.split(' ').map((press) =>
    press
      .split(/\+(?=.)/)
      .filter(Boolean)
      .map((key) => names[key] ?? (key.length === 1 ? key.toUpperCase() : key)),
  );
}

/** A binding as one text, for tooltips and `aria-keyshortcuts`-like reading: "Ctrl+Shift+F", "G then D". */
export function keyText(binding: string, mac = isMac()): string {
  return keyCaps(binding, mac)
    .map((caps) => caps.join(mac ? '' : '+'))
    .join(' then ');
}

/** Whether a binding has no Ctrl, Cmd, Alt or function key: such keys may collide with typing and screen readers. */
export function isSingleKey(binding: string): boolean {
  return !/(\$mod|Control|Meta|Alt)\+/.test(binding) && !/^(Shift\+)?F\d{1,2}$/.test(binding) && binding !== 'Escape';
}

/** Whether this machine's shortcuts use Cmd. */
export function isMac(): boolean {
  return typeof navigator !== 'undefined' && /mac|iphone|ipad/i.test(navigator.userAgent);
}
