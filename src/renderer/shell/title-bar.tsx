import { useNavigate } from '@tanstack/react-router';
import { useQueryClient } from '@tanstack/react-query';
import { ChevronDown, CircleHelp, Lock, Menu as MenuIcon, Search } from 'lucide-react';
import { lock, useSession } from '../door/session.ts';
import { useVault } from '../door/vault-query.ts';
import { ROLE_TITLES } from '../../shared/roles.ts';
import { setInterface, useInterface } from '../state/interface.ts';
import { useNarrow } from '../state/use-narrow.ts';
import { t } from '../text/t.ts';
import { Button } from '../ui/button.tsx';
import { Chip } from '../ui/chip.tsx';
import { IconButton } from '../ui/icon-button.tsx';
import { KeyHint } from '../ui/key-hint.tsx';
import { Menu } from '../ui/menu.tsx';
import { Mark } from './mark.tsx';
import styles from './title-bar.module.css';

/** The top line: product, case, the way to every command, the person, lock. */
export function TitleBar() {
  const narrow = useNarrow();
  const user = useSession((state) => state.status?.user ?? null);
  const queries = useQueryClient();
  return (
    <header className={styles['bar']}>
      {narrow ? (
        <IconButton
          label={t('Screens')}
          icon={<MenuIcon aria-hidden />}
          aria-haspopup="dialog"
          onClick={() => setInterface({ railOpen: true })}
        />
      ) : (
        <span className={styles['brand']}>
          <Mark />
          <span>{t('NEXUS Examiner')}</span>
        </span>
      )}
      <CaseSwitcher />
      <button type="button" className={styles['search']} aria-haspopup="dialog" onClick={() => setInterface({ palette: 'commands' })}>
        <Search aria-hidden />
        <span className={styles['searchText']}>{t('Search commands')}</span>
        <KeyHint binding="$mod+k" />
      </button>
      <div className={styles['end']}>
        {user ? (
          <span className={styles['user']}>
            <strong>{user.name}</strong>
            <span>{t(ROLE_TITLES[user.role])}</span>
          </span>
        ) : null}
        <IconButton
          label={t('Help')}
          keys="F1"
          icon={<CircleHelp aria-hidden />}
          aria-haspopup="dialog"
          onClick={() => setInterface({ helpOpen: true })}
        />
        <IconButton label={t('Lock the vault')} keys="$mod+l" icon={<Lock aria-hidden />} onClick={() => void lock(queries)} />
      </div>
    </header>
  );
}

function CaseSwitcher() {
  const caseId = useInterface((state) => state.caseId);
  const navigate = useNavigate();
  const cases = useVault('case.list', {}).data?.cases ?? [];
  const current = cases.find((each) => each.id === caseId);
  return (
    <>
      <Menu
        trigger={
          <Button look="quiet" className={styles['case']} icon={null}>
            <span className={styles['caseName']}>{current?.name ?? t('No case open')}</span>
            <ChevronDown aria-hidden />
          </Button>
        }
        entries={[
          ...cases.map((each) => ({
            id: each.id,
            label: each.name,
            ...(each.reference ? { note: each.reference } : {}),
            checked: each.id === caseId,
            onSelect: () => void navigate({ to: '/case/$caseId/home', params: { caseId: each.id } }),
          })),
          { id: 'all', label: t('All cases'), keys: 'g c', separated: cases.length > 0, onSelect: () => void navigate({ to: '/cases' }) },
        ]}
      />
      {current?.sample ? <Chip tone="info">{t('Sample')}</Chip> : null}
    </>
  );
}
