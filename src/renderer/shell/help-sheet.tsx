import { Keyboard } from 'lucide-react';
import { lazy, Suspense } from 'react';
import { setInterface, useInterface } from '../state/interface.ts';
import { t } from '../text/t.ts';
import { Button } from '../ui/button.tsx';
import { Dialog } from '../ui/dialog.tsx';
import { Skeleton } from '../ui/skeleton.tsx';

/** Read on opening: the texts are no part of what the first view has to load. */
const HelpText = lazy(async () => ({ default: (await import('./help-text.tsx')).HelpText }));

/** What is true of this program: screens, scores, protection, checking by others, keys. F1. */
export function HelpSheet() {
  const open = useInterface((state) => state.helpOpen);
  const close = () => setInterface({ helpOpen: false });
  return (
    <Dialog
      open={open}
      onClose={close}
      size="large"
      title={t('Help')}
      description={t('What each screen is for, how its figures are made, and what can be relied on.')}
      actions={
        <>
          <Button
            icon={<Keyboard aria-hidden />}
            onClick={() => {
              close();
              setInterface({ keySheetOpen: true });
            }}
          >
            {t('Keys of this view')}
          </Button>
          <Button look="primary" onClick={close}>
            {t('Close help')}
          </Button>
        </>
      }
    >
      {open ? (
        <Suspense fallback={<Skeleton lines={8} />}>
          <HelpText />
        </Suspense>
      ) : null}
    </Dialog>
  );
}
