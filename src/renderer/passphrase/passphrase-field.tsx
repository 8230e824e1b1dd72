import { Eye, EyeOff } from 'lucide-react';
import { useState, type Ref } from 'react';
import { t } from '../text/t.ts';
import { Field, type FieldProps } from '../ui/field.tsx';
import { IconButton } from '../ui/icon-button.tsx';

/** A passphrase, hidden until the person wants to see it. */
export function PassphraseField({ ref, ...props }: Omit<FieldProps, 'type' | 'end'> & { readonly ref?: Ref<HTMLInputElement> }) {
  const [shown, setShown] = useState(false);
  return (
    <Field
      {...props}
      ref={ref ?? null}
      type={shown ? 'text' : 'password'}
      autoCapitalize="off"
      autoComplete="off"
      end={
        <IconButton
          label={shown ? t('Hide the passphrase') : t('Show the passphrase')}
          icon={shown ? <EyeOff aria-hidden /> : <Eye aria-hidden />}
          aria-pressed={shown}
          onClick={() => setShown(!shown)}
        />
      }
    />
  );
}
