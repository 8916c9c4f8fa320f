import type { useDeed } from '../api/use-deed.ts';
import { useText } from '../i18n/messages.ts';
import { arrearsMessages } from './arrears-messages.ts';

const TAGS = { open: 'tag tag-warn', approved: 'tag tag-good', refused: 'tag tag-bad' };

/** State of what a second person decides, with the buttons for one who may. */
export function Decide({
  row,
  may,
  path,
  deed: { busy, run },
}: {
  readonly row: { readonly state: 'open' | 'approved' | 'refused'; readonly mine: boolean };
  readonly may: boolean;
  readonly path: string;
  readonly deed: ReturnType<typeof useDeed>;
}) {
  const t = useText(arrearsMessages);
  return (
    <span className="row">
      <span className={TAGS[row.state]}>{t(`state${row.state}`)}</span>
      {row.state === 'open' && may && row.mine && <small className="quiet">{t('ownDecision')}</small>}
      {row.state === 'open' &&
        may &&
        !row.mine &&
        ([true, false] as const).map((approved) => (
          <button
            key={String(approved)}
            type="button"
            className="button button-small"
            aria-busy={busy}
            onClick={() => void run(path, { approved })}
          >
            {t(approved ? 'approve' : 'refuse')}
          </button>
        ))}
    </span>
  );
}
