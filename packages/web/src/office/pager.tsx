import { Link } from 'react-router';
import { addressWith } from '../design/list-tools.tsx';
import { useText } from '../i18n/messages.ts';
import { billsMessages } from './bills-messages.ts';

interface PagerProps {
  readonly label: string;
  readonly page: number;
  readonly pages: number;
  readonly query: URLSearchParams;
}

/** Where one is in a list that comes in pages; the page stands in the address. */
export function Pager({ label, page, pages, query }: PagerProps) {
  const t = useText(billsMessages);
  return (
    <nav className="pager office-person" aria-label={label}>
      <span className="quiet">{t('page', { page, pages })}</span>
      {page > 1 && (
        <Link className="button" to={addressWith(query, { page: String(page - 1) })}>
          {t('before')}
        </Link>
      )}
      {page < pages && (
        <Link className="button" to={addressWith(query, { page: String(page + 1) })}>
          {t('after')}
        </Link>
      )}
    </nav>
  );
}
