import { useText } from '../i18n/messages.ts';
import { personMessages } from './person-messages.ts';

interface OlderProps {
  readonly list: {
    readonly hasNextPage: boolean;
    readonly isFetchingNextPage: boolean;
    readonly fetchNextPage: () => unknown;
  };
}

/** Reads on in a list whose end has not been reached. */
export function Older({ list }: OlderProps) {
  const t = useText(personMessages);
  if (!list.hasNextPage) return null;
  return (
    <p className="pager">
      <button
        type="button"
        className="button button-small"
        aria-busy={list.isFetchingNextPage}
        onClick={() => list.fetchNextPage()}
      >
        {t('older')}
      </button>
    </p>
  );
}
