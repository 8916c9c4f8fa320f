import { useText } from '../i18n/messages.ts';
import { keptMessages } from './kept-messages.ts';
import type { Kept } from './use-kept.ts';

/** Says that a form keeps what is typed, and lets it be cleared. */
export function KeptNote({ kept }: { readonly kept: Omit<Kept<unknown>, 'value' | 'set'> }) {
  const t = useText(keptMessages);
  if (kept.elsewhere)
    return (
      <p role="status" className="notice notice-warn row">
        {t('elsewhere')}
        <button type="button" className="button button-small" onClick={kept.takeOther}>
          {t('takeOther')}
        </button>
      </p>
    );
  if (kept.state === 'new') return null;
  const restored = kept.state === 'restored';
  return (
    <p role={restored ? 'status' : undefined} className={restored ? 'notice row' : 'small quiet row'}>
      {t(restored ? 'restored' : 'kept')}
      <button type="button" className="button button-small" onClick={kept.forget}>
        {t('clear')}
      </button>
    </p>
  );
}
