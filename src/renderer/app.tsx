import { CSPProvider } from '@base-ui/react/csp-provider';
import { Tooltip } from '@base-ui/react/tooltip';
import { QueryClientProvider } from '@tanstack/react-query';
import { RouterProvider } from '@tanstack/react-router';
import { useEffect, useState } from 'react';
import { listenForKeys } from './commands/key-handler.ts';
import { pageNonce } from './content-policy.ts';
import { client } from './door/client.ts';
import { askStatus, loadSettings, receive, useSession } from './door/session.ts';
import { useActivity } from './door/use-activity.ts';
import { createQueryClient } from './door/vault-query.ts';
import { Gate } from './features/gate/gate.tsx';
import { hearJob, loadJobs } from './features/jobs/hear-jobs.ts';
import { router } from './router.tsx';
import { useAppearance } from './state/appearance.ts';

/** The page: the gate until the vault is open, then the workspace; one event stream for as long as the window lives. */
export function App() {
  const [queries] = useState(createQueryClient);
  const [nonce] = useState(pageNonce);
  const open = useSession((state) => state.status?.state === 'unlocked' && !state.settingUp);
  const unlocked = useSession((state) => state.status?.state === 'unlocked');
  useAppearance();
  useActivity(unlocked);
  useEffect(() => listenForKeys(), []);
  useEffect(() => {
    void askStatus().catch(() => useSession.setState({ connected: false }));
    return client.events(
      (event) => receive(event, queries, ({ job }) => hearJob(job)),
      (connected) => useSession.setState({ connected }),
    );
  }, [queries]);
  useEffect(() => {
    if (!unlocked) return;
    void loadSettings();
    void loadJobs();
  }, [unlocked]);
  return (
    <CSPProvider {...(nonce ? { nonce } : {})} disableStyleElements>
      <QueryClientProvider client={queries}>
        <Tooltip.Provider delay={500} closeDelay={0}>
          {open ? <RouterProvider router={router} /> : <Gate />}
        </Tooltip.Provider>
      </QueryClientProvider>
    </CSPProvider>
  );
}
