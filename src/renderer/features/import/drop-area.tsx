import { useEffect, useRef, useState, type ReactNode } from 'react';
import { toast } from '../../state/toasts.ts';
import { t } from '../../text/t.ts';
import { droppedFiles } from './dropped-files.ts';
import styles from './drop-area.module.css';

/** Takes files dropped anywhere on the window while it is shown; says so while something is held over it. */
export function DropArea({
  onFiles,
  always,
  children,
}: {
  readonly onFiles: (files: File[]) => void;
  /** The area fills the screen and is drawn all the time. */
  readonly always?: boolean;
  readonly children: ReactNode;
}) {
  const [over, setOver] = useState(false);
  const take = useRef(onFiles);
  take.current = onFiles;
  useEffect(() => {
    const hasFiles = (event: DragEvent) => event.dataTransfer?.types.includes('Files') ?? false;
    const onOver = (event: DragEvent) => {
      if (!hasFiles(event)) return;
      event.preventDefault();
      setOver(true);
    };
    const onLeave = (event: DragEvent) => {
      if (event.relatedTarget === null) setOver(false);
    };
    const onDrop = (event: DragEvent) => {
      if (!hasFiles(event)) return;
      event.preventDefault();
      setOver(false);
      if (event.dataTransfer) {
        droppedFiles(event.dataTransfer).then(
          (files) => take.current(files),
          () => toast({ tone: 'warn', text: t('What was dropped could not be opened. Choose the files instead.') }),
        );
      }
    };
    window.addEventListener('dragover', onOver);
    window.addEventListener('dragleave', onLeave);
    window.addEventListener('drop', onDrop);
    return () => {
      window.removeEventListener('dragover', onOver);
      window.removeEventListener('dragleave', onLeave);
      window.removeEventListener('drop', onDrop);
    };
  }, []);
  return (
    <div className={always ? styles['drop'] : undefined} data-over={over || undefined}>
      {children}
      {over && !always ? <p className={styles['dropNote']}>{t('Drop to add to the queue')}</p> : null}
    </div>
  );
}
