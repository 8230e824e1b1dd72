import { useNavigate } from '@tanstack/react-router';
import { t } from '../../text/t.ts';
import { Banner } from '../../ui/banner.tsx';
import { Button } from '../../ui/button.tsx';
import { DateText } from '../../ui/values.tsx';
import { openItem, type QueueItem } from './queue.ts';

/** The file is in the case, or stands in the list, already: importing it again would only repeat every row. */
export function AlreadyImported({ item, twin }: { readonly item: QueueItem; readonly twin: QueueItem | null }) {
  const navigate = useNavigate();
  const { existing } = item;
  if (existing) {
    return (
      <Banner
        tone="warn"
        title={t('This file is already in the case')}
        action={
          <Button
            onClick={() => void navigate({ to: '/case/$caseId/data', params: { caseId: item.caseId }, search: { source: existing.id } })}
          >
            {t('Open {name}', { name: existing.name })}
          </Button>
        }
      >
        {t('It was imported as “{name}” by {who} on', { name: existing.name, who: existing.importedBy })}{' '}
        <DateText iso={existing.importedAt.slice(0, 10)} />
        {t('. Every byte is the same, so nothing was added.')}
      </Banner>
    );
  }
  if (!twin) return null;
  return (
    <Banner
      tone="warn"
      title={t('This file stands in the list twice')}
      action={<Button onClick={() => openItem(twin.key)}>{t('Show the other one')}</Button>}
    >
      {t('Every byte is the same as in {file}.', { file: twin.file.name })}
    </Banner>
  );
}
