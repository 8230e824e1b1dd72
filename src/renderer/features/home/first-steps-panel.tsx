import { ArrowRight, Circle, CircleCheck } from 'lucide-react';
import type { OutputOf } from '../../../shared/contract/table.ts';
import { changeSettings } from '../../door/settings.ts';
import { errorOf, useVault } from '../../door/vault-query.ts';
import { useInterface } from '../../state/interface.ts';
import { toast } from '../../state/toasts.ts';
import { formatTime } from '../../text/dates.ts';
import { formatCount } from '../../text/format.ts';
import { t } from '../../text/t.ts';
import { Button } from '../../ui/button.tsx';
import { Panel } from '../../ui/panel.tsx';
import { firstSteps, type StepPlace } from './first-steps.ts';
import styles from './first-steps.module.css';

/** The six first steps, each a real action. Gone when all are done or the person puts them away; Undo brings them back. */
export function FirstSteps({
  caseId,
  overview,
  onGo,
}: {
  readonly caseId: string;
  readonly overview: OutputOf<'case.overview'>;
  readonly onGo: (place: StepPlace) => void;
}) {
  const shown = useInterface((state) => state.settings.firstSteps);
  const flags = useVault('flags.summary', { caseId }, { enabled: shown });
  const exported = useVault(
    'audit.page',
    { caseId, filter: [{ column: 'action', op: 'text', value: 'export.made' }], limit: 1 },
    { enabled: shown },
  );
  // Asked for by the step itself, never by itself: a long log takes seconds.
  const chain = useVault('audit.verify', { caseId }, { enabled: false });
  if (!shown || !flags.data || !exported.data) return null;
  const verdict = chain.data;
  const steps = firstSteps({
    overview,
    findings: flags.data.scored - flags.data.open,
    exports: exported.data.total,
    verified: verdict?.holds === true,
  });
  const done = steps.filter((step) => step.done).length;
  if (done === steps.length) return null;
  const next = steps.find((step) => !step.done);
  const say = (text: string) => toast({ tone: 'bad', text });
  const keep = (firstStepsShown: boolean) =>
    changeSettings({ firstSteps: firstStepsShown }).catch((error: unknown) => say(errorOf(error)?.message ?? ''));
  const putAway = () => {
    void keep(false);
    toast({ tone: 'info', text: t('First steps put away.'), action: { label: t('Undo'), run: () => void keep(true) } });
  };
  const run = async (id: string, place: StepPlace) => {
    if (id !== 'verify') return onGo(place);
    const { data, error } = await chain.refetch();
    if (!data) return say(errorOf(error)?.message ?? '');
    if (!data.holds) return onGo('audit');
    toast({
      tone: 'ok',
      text: t('Verified to entry {n}, {time}', { n: formatCount(data.entries), time: formatTime(data.verifiedAt).slice(11) }),
      action: { label: t('Open the log'), run: () => onGo('audit') },
    });
  };
  return (
    <Panel
      title={t('First steps: {done} of {all} done', { done, all: steps.length })}
      action={
        <Button look="quiet" onClick={putAway}>
          {t('Put away')}
        </Button>
      }
    >
      <ol className={styles['steps']}>
        {steps.map((step) => (
          <li key={step.id} data-done={step.done || undefined} data-next={step.id === next?.id || undefined}>
            <button type="button" onClick={() => void run(step.id, step.place)}>
              {step.done ? <CircleCheck aria-hidden /> : <Circle aria-hidden />}
              <span>
                <strong>{step.title}</strong>
                {step.done ? <span className="visually-hidden">{t('(done)')}</span> : null}
                <small>{step.id === 'verify' && chain.isFetching ? t('Verifying…') : step.hint}</small>
              </span>
              <ArrowRight aria-hidden />
            </button>
          </li>
        ))}
      </ol>
    </Panel>
  );
}
