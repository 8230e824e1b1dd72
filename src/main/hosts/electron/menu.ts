import { Menu } from 'electron';

/** No menu on Windows and Linux (the default one holds developer tools and reload); on macOS the keys for copy and quit live in it. */
export function setMenu(platform: NodeJS.Platform): void {
  if (platform !== 'darwin') Menu.setApplicationMenu(null);
  else Menu.setApplicationMenu(Menu.buildFromTemplate([{ role: 'appMenu' }, { role: 'editMenu' }, { role: 'windowMenu' }]));
}
