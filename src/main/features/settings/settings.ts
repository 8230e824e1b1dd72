import { userSettings, type UserSettings } from '../../../shared/contract/settings.ts';
import type { Handlers, QueryContext, QueryHandlers } from '../context.ts';

function read(context: QueryContext): UserSettings {
  const rows = context.workspace.read((db) =>
    db.all<{ name: string; value: string }>(`SELECT name, value FROM setting WHERE user_id = ?`, context.actor.userId),
  );
  const stored = Object.fromEntries(rows.map((row) => [row.name, JSON.parse(row.value) as unknown]));
  // A value that an older or newer version wrote and this one does not know falls back to its default.
  const known = userSettings.safeParse(stored);
  return known.success ? known.data : userSettings.parse({});
}

export const settingsQueries: QueryHandlers<'settings.get'> = {
  'settings.get': (context) => read(context),
};

export const settingsCommands: Handlers<'settings.set'> = {
  'settings.set': (context, change) => {
    const names = Object.keys(change) as (keyof UserSettings)[];
    const user = context.actor.userId;
    context.write(context.workspace, { object: `user ${user}`, summary: `Settings changed: ${names.join(', ')}.` }, (tx) => {
      for (const name of names) {
        const value = JSON.stringify(change[name]);
        tx.run(
          `INSERT INTO setting (user_id, name, value) VALUES (?, ?, ?) ON CONFLICT (user_id, name) DO UPDATE SET value = excluded.value`,
          user,
          name,
          value,
        );
      }
    });
    context.changed(null, ['settings', 'audit']);
    return read(context);
  },
};
