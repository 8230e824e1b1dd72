import { PanelRight, X } from 'lucide-react';
import { useEffect, useRef, type ReactNode, type RefObject } from 'react';
import { setInterface, useInterface } from '../state/interface.ts';
import { useNarrow } from '../state/use-narrow.ts';
import { t } from '../text/t.ts';
import { Sheet } from '../ui/dialog.tsx';
import { IconButton } from '../ui/icon-button.tsx';
import { Splitter } from '../ui/split-pane.tsx';
import { useHeight } from '../ui/use-height.ts';
import styles from './screen.module.css';

export interface ScreenProps {
  /** The one h1. */
  readonly title: string;
  /** Stable per screen and object; a change moves the focus to the new screen's main area. */
  readonly id: string;
  /** Scope chips beside the title. */
  readonly scope?: ReactNode;
  /** Headline figures in the context bar, as `HeadFigure`s. */
  readonly figures?: ReactNode;
  /** View actions at the right end of the context bar. */
  readonly actions?: ReactNode;
  /** Across the whole width under the context bar: read-only, errors. */
  readonly banner?: ReactNode;
  /** Details of what is selected, at the right; F8. */
  readonly inspector?: ReactNode;
  readonly inspectorTitle?: string;
  /** Reasons, candidates, source rows under the main area. */
  readonly strip?: ReactNode;
  readonly stripTitle?: string;
  /** `flow` scrolls and has a margin (forms, lists of panels); `fill` gives the whole area to a grid. */
  readonly layout?: 'flow' | 'fill';
  readonly children: ReactNode;
}

/** The frame of a screen: context bar, main area, inspector and strip, in the same places everywhere. */
export function Screen(props: ScreenProps) {
  const { title, id, layout = 'flow', inspector, strip } = props;
  const main = useRef<HTMLElement>(null);
  const column = useRef<HTMLDivElement>(null);
  const narrow = useNarrow();
  const inspectorOpen = useInterface((state) => state.inspectorOpen);
  // A screen change moves the focus, so that a keyboard or screen reader starts at the new screen and not at the page's end.
  useEffect(() => {
    const grid = main.current?.querySelector<HTMLElement>('[data-keys=grid]');
    (grid ?? main.current)?.focus({ preventScroll: true });
  }, [id]);
  return (
    <div className={styles['screen']} data-inspector={(inspector && inspectorOpen && !narrow) || undefined}>
      <section className={styles['context']} aria-label={t('This view')}>
        <h1>{title}</h1>
        <div className={styles['scope']}>{props.scope}</div>
        <div className={styles['figures']}>{props.figures}</div>
        <div className={styles['actions']}>
          {props.actions}
          {inspector ? (
            <IconButton
              label={inspectorOpen ? t('Hide details') : t('Show details')}
              keys="F8"
              icon={<PanelRight aria-hidden />}
              aria-pressed={inspectorOpen}
              onClick={() => setInterface({ inspectorOpen: !inspectorOpen })}
            />
          ) : null}
        </div>
        {props.banner ? <div className={styles['banner']}>{props.banner}</div> : null}
      </section>
      <div className={styles['middle']}>
        <div ref={column} className={styles['column']}>
          <main ref={main} id="main" tabIndex={-1} className={styles['main']} data-layout={layout} data-pane="main" aria-label={title}>
            {props.children}
          </main>
          {strip && !narrow ? (
            <Strip column={column} title={props.stripTitle ?? t('Detail')}>
              {strip}
            </Strip>
          ) : null}
        </div>
        {inspector ? <Inspector title={props.inspectorTitle ?? t('Details')}>{inspector}</Inspector> : null}
      </div>
      {strip && narrow ? <StripSheet title={props.stripTitle ?? t('Detail')}>{strip}</StripSheet> : null}
    </div>
  );
}

/** One figure of the context bar: name, value, and where it leads. */
export function HeadFigure({ label, value, onOpen }: { readonly label: string; readonly value: ReactNode; readonly onOpen?: () => void }) {
  const inside = (
    <>
      <span className={styles['figureLabel']}>{label}</span>
      <strong className={styles['figureValue']}>{value}</strong>
    </>
  );
  return onOpen ? (
    <button type="button" className={styles['figure']} onClick={onOpen}>
      {inside}
    </button>
  ) : (
    <span className={styles['figure']}>{inside}</span>
  );
}

function Inspector({ title, children }: { readonly title: string; readonly children: ReactNode }) {
  const open = useInterface((state) => state.inspectorOpen);
  const width = useInterface((state) => state.inspectorWidth);
  const size = useInterface((state) => state.settings.size);
  const narrow = useNarrow();
  const close = () => setInterface({ inspectorOpen: false });
  // On a narrow window details cover the list, so they wait to be asked for.
  useEffect(() => {
    if (narrow) setInterface({ inspectorOpen: false });
  }, [narrow]);
  if (narrow) {
    return (
      <Sheet open={open} onClose={close} title={title}>
        {children}
      </Sheet>
    );
  }
  if (!open) return null;
  return (
    <aside
      className={styles['inspector']}
      style={{ width: Math.round((width * size) / 100) }}
      aria-label={title}
      data-pane="inspector"
      tabIndex={-1}
    >
      <Splitter
        label={t('Width of the details')}
        value={width}
        least={320}
        most={480}
        grows="left"
        onChange={(next) => setInterface({ inspectorWidth: next })}
      />
      <header className={styles['paneHead']}>
        <h2>{title}</h2>
        <IconButton label={t('Hide details')} keys="F8" icon={<X aria-hidden />} onClick={close} />
      </header>
      <div className={styles['paneBody']}>{children}</div>
    </aside>
  );
}

function Strip({
  column,
  title,
  children,
}: {
  readonly column: RefObject<HTMLDivElement | null>;
  readonly title: string;
  readonly children: ReactNode;
}) {
  const share = useInterface((state) => state.stripShare);
  const columnPx = Math.max(1, useHeight(column));
  return (
    <section
      className={styles['strip']}
      style={{ height: Math.round(share * columnPx) }}
      aria-label={title}
      data-pane="strip"
      tabIndex={-1}
    >
      <Splitter
        label={t('Height of the detail strip')}
        value={share * columnPx}
        least={Math.min(96, columnPx * 0.4)}
        most={columnPx * 0.4}
        grows="up"
        onChange={(next) => setInterface({ stripShare: next / columnPx })}
      />
      <div className={styles['stripBody']}>{children}</div>
    </section>
  );
}

function StripSheet({ title, children }: { readonly title: string; readonly children: ReactNode }) {
  const open = useInterface((state) => state.stripOpen);
  const setOpen = (stripOpen: boolean) => setInterface({ stripOpen });
  useEffect(() => () => setInterface({ stripOpen: false }), []);
  return (
    <div className={styles['stripButton']}>
      <button type="button" onClick={() => setOpen(true)}>
        {title}
      </button>
      <Sheet open={open} onClose={() => setOpen(false)} title={title} side="bottom">
        {children}
      </Sheet>
    </div>
  );
}
