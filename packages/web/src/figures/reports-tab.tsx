import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useSearchParams } from 'react-router';
import { problemOf } from '../api/request.ts';
import { saidBy } from '../api/said-by.ts';
import { TextField } from '../design/fields.tsx';
import { Problems } from '../design/problems.tsx';
import { useLang } from '../i18n/language.ts';
import { usePick, useText } from '../i18n/messages.ts';
import { figuresMessages } from './figures-messages.ts';
import { daysIn } from './levy-tab.tsx';

const KINDS = { 'half-year': 'reportHalf', annual: 'reportAnnual' } as const;

/** Reports as Word and Excel. One that does not add up is not made; what differs is said here. */
export function ReportsTab() {
  const t = useText(figuresMessages);
  const lang = useLang();
  const [query, setQuery] = useSearchParams();
  const { from, to } = daysIn(query);
  const queries = useQueryClient();
  const [making, setMaking] = useState<string>();
  const pick = usePick();
  const [wrong, setWrong] = useState<readonly string[]>([]);
  const set = (key: string) => (value: string) => {
    const next = new URLSearchParams(query);
    next.set(key, value);
    setQuery(next);
  };
  const download = async (kind: string, format: string): Promise<void> => {
    if (making !== undefined) return;
    setWrong([]);
    setMaking(`${kind} ${format}`);
    const path = `/api/reports/${kind}?from=${from}&to=${to}&format=${format}&lang=${lang}`;
    // Through the cache, so that a late one is said to be on its way.
    const reply = await queries
      .fetchQuery({
        queryKey: ['report', path],
        queryFn: () => fetch(path, { headers: { 'x-requested-by': 'gongji' } }),
        retry: false,
        staleTime: 0,
        gcTime: 0,
      })
      .finally(() => setMaking(undefined));
    if (reply.ok) return save(await reply.blob(), `${kind}-${from}-${to}.${format}`);
    setWrong(saidBy(problemOf(reply.status, await reply.json()), pick) ?? []);
  };
  return (
    <section className="panel">
      <p className="quiet">{t('reportHint')}</p>
      <div className="figures-filter">
        <TextField type="date" label={t('from')} value={from} onChange={set('from')} />
        <TextField type="date" label={t('to')} value={to} onChange={set('to')} />
      </div>
      {wrong.length > 0 && <h3>{t('refused')}</h3>}
      <Problems wrong={wrong} />
      <ul className="figures-reports">
        {Object.entries(KINDS).map(([kind, text]) => (
          <li key={kind}>
            <strong>{t(text)}</strong>
            <span className="row">
              {(['docx', 'xlsx'] as const).map((format) => (
                <button
                  type="button"
                  key={format}
                  className="button button-small"
                  aria-busy={making === `${kind} ${format}`}
                  onClick={() => void download(kind, format)}
                >
                  {t(format === 'docx' ? 'word' : 'sheet')}
                </button>
              ))}
            </span>
          </li>
        ))}
      </ul>
    </section>
  );
}

function save(file: Blob, name: string): void {
  const link = document.createElement('a');
  link.href = URL.createObjectURL(file);
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 10_000);
}
