import { Outlet } from '@tanstack/react-router';
import { Suspense } from 'react';
import { KeySheet } from '../commands/key-sheet.tsx';
import { Palette } from '../commands/palette.tsx';
import { useNarrow } from '../state/use-narrow.ts';
import { t } from '../text/t.ts';
import { Skeleton } from '../ui/skeleton.tsx';
import { HelpSheet } from './help-sheet.tsx';
import { Rail, RailSheet } from './rail.tsx';
import styles from './shell.module.css';
import { StatusBar } from './status-bar.tsx';
import { TitleBar } from './title-bar.tsx';
import { Toasts } from './toasts.tsx';
import { useShellCommands } from './shell-commands.ts';

/** The workspace around every screen of an open vault. */
export function Shell() {
  const narrow = useNarrow();
  useShellCommands();
  return (
    <div className={styles['shell']} data-narrow={narrow || undefined}>
      <a
        className={styles['skip']}
        href="#main"
        onClick={(event) => {
          // The address is a hash: following the link would leave the screen.
          event.preventDefault();
          document.getElementById('main')?.focus();
        }}
      >
        {t('Skip to the content')}
      </a>
      <TitleBar />
      <div className={styles['work']}>
        {narrow ? <RailSheet /> : <Rail />}
        <div className={styles['stage']}>
          <Suspense
            fallback={
              <div className={styles['wait']}>
                <Skeleton />
              </div>
            }
          >
            <Outlet />
          </Suspense>
        </div>
      </div>
      <StatusBar />
      <Palette />
      <KeySheet />
      <HelpSheet />
      <Toasts />
    </div>
  );
}
