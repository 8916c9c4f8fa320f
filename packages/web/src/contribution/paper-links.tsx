import { Icon } from '../app/icons.tsx';
import { useLang } from '../i18n/language.ts';

/** Papers 单据 that open as PDF in a page of their own. */
export function PaperLinks({
  papers,
}: {
  readonly papers: readonly { readonly text: string; readonly path: string }[];
}) {
  const lang = useLang();
  return (
    <p className="row">
      {papers.map(({ text, path }) => (
        <a
          key={path}
          className="button button-small"
          href={`${path}${path.includes('?') ? '&' : '?'}lang=${lang}`}
          target="_blank"
          rel="noreferrer"
        >
          <Icon name="print" /> {text}
        </a>
      ))}
    </p>
  );
}
