import { Link, useRouterState } from '@tanstack/react-router';
import { Briefcase, ScrollText } from 'lucide-react';
import type { ReactNode } from 'react';
import { keyText } from '../commands/keys.ts';
import { setInterface, useInterface } from '../state/interface.ts';
import { t } from '../text/t.ts';
import { Sheet } from '../ui/dialog.tsx';
import { casePlaces, SettingsIcon } from './places.ts';
import styles from './rail.module.css';

/** The way between screens. Case screens stand there only while a case is open; the rest of the vault is always there. */
export function Rail() {
  return (
    <nav className={styles['rail']} aria-label={t('Screens')} data-pane="rail" tabIndex={-1}>
      <RailLinks />
    </nav>
  );
}

/** The same on a narrow window, where the rail is a menu button in the title bar. */
export function RailSheet() {
  const open = useInterface((state) => state.railOpen);
  const close = () => setInterface({ railOpen: false });
  return (
    <Sheet open={open} onClose={close} title={t('Screens')} side="left">
      <nav className={styles['sheet']} aria-label={t('Screens')} onClick={close}>
        <RailLinks />
      </nav>
    </Sheet>
  );
}

function RailLinks() {
  const caseId = useInterface((state) => state.caseId);
  const path = useRouterState({ select: (state) => state.location.pathname });
  const here = path.split('/')[3] ?? '';
  return (
    <>
      <ul>
        <Entry to="/cases" title={t('Cases')} icon={<Briefcase aria-hidden />} current={path === '/cases'} />
      </ul>
      {caseId ? (
        <ul aria-label={t('Case')}>
          {casePlaces().map((place) => (
            <Entry
              key={place.id}
              to={`/case/$caseId/${place.id}`}
              caseId={caseId}
              title={place.title}
              keys={place.keys}
              icon={<place.icon aria-hidden />}
              current={
                path.startsWith('/case/') && (here === place.id || (place.also as readonly string[] | undefined)?.includes(here) === true)
              }
            />
          ))}
        </ul>
      ) : null}
      <ul className={styles['system']} aria-label={t('System')}>
        {caseId ? null : <Entry to="/audit" title={t('Audit log')} icon={<ScrollText aria-hidden />} current={path === '/audit'} />}
        <Entry to="/settings" title={t('Settings')} keys="g s" icon={<SettingsIcon aria-hidden />} current={path === '/settings'} />
      </ul>
    </>
  );
}

type Target =
  | '/cases'
  | '/audit'
  | '/settings'
  | `/case/$caseId/${'home' | 'data' | 'import' | 'standardise' | 'reconcile' | 'flags' | 'audit'}`;

function Entry({
  to,
  caseId,
  title,
  icon,
  keys,
  current,
}: {
  readonly to: Target;
  readonly caseId?: string;
  readonly title: string;
  readonly icon: ReactNode;
  readonly keys?: string;
  readonly current: boolean;
}) {
  return (
    <li>
      <Link
        to={to}
        params={caseId ? { caseId } : {}}
        className={styles['entry']}
        aria-current={current ? 'page' : undefined}
        title={keys ? `${title} (${keyText(keys)})` : title}
      >
        {icon}
        <span>{title}</span>
      </Link>
    </li>
  );
}
