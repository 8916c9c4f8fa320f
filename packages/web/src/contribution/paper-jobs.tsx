import { useDeed } from '../api/use-deed.ts';
import { Icon } from '../app/icons.tsx';
import { Problems } from '../design/problems.tsx';
import { useLang } from '../i18n/language.ts';

/** Papers 单据 by the hundred: made as a task, whose file is found in the list of one's own tasks. */
export function PaperJobs({
  papers,
}: {
  readonly papers: readonly { readonly text: string; readonly path: string }[];
}) {
  const lang = useLang();
  const { busy, wrong, run } = useDeed();
  return (
    <>
      <p className="row">
        {papers.map(({ text, path }) => (
          <button
            key={path}
            type="button"
            className="button button-small"
            aria-busy={busy}
            onClick={() => void run(`${path}${path.includes('?') ? '&' : '?'}lang=${lang}`, {})}
          >
            <Icon name="print" /> {text}
          </button>
        ))}
      </p>
      <Problems wrong={wrong} />
    </>
  );
}
