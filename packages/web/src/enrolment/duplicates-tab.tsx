import type { ActedView, DuplicatesView } from '@gongji/contract';
import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { Link, useSearchParams } from 'react-router';
import { useApi } from '../api/client.ts';
import { randomKey, usePost } from '../api/use-post.ts';
import { Empty } from '../app/page-states.tsx';
import { TextField } from '../design/fields.tsx';
import { GivenName } from '../design/given-name.tsx';
import { askedOf, ExportLinks, RowsNav } from '../design/list-tools.tsx';
import { Answered } from '../desk/desk-page.tsx';
import { useText } from '../i18n/messages.ts';
import { Reasons } from '../sign-in/reasons.tsx';
import { enrolmentMessages } from './enrolment-messages.ts';
import { PreviewPanel } from './preview-panel.tsx';
import { usePreview } from './use-preview.ts';

/** Pairs of a page. */
const LIMIT = 20;

/** Persons who look registered twice 疑似重复登记: keep one, or say that they are two. */
export function DuplicatesTab() {
  const t = useText(enrolmentMessages);
  const [query] = useSearchParams();
  const asked = askedOf(query, ['after']);
  const duplicates = useApi<DuplicatesView>(`/api/enrolment/duplicates?limit=${LIMIT}&${asked}`);
  return (
    <Answered query={duplicates}>
      {({ items, total }) => (
        <div className="stack">
          {total > 0 && (
            <div className="row">
              <ExportLinks path="/api/enrolment/duplicates/file" asked={asked} />
            </div>
          )}
          {items.length === 0 && <Empty title={t('noDuplicates')} hint={t('noDuplicatesHint')} />}
          {items.map((pair) => (
            <Pair key={pair.persons.map((one) => one.ref).join()} pair={pair} />
          ))}
          {total > 0 && (
            <RowsNav
              label={t('tabDuplicates')}
              query={query}
              limit={LIMIT}
              shown={items.length}
              total={total}
            />
          )}
        </div>
      )}
    </Answered>
  );
}

function Pair({ pair }: { readonly pair: DuplicatesView['items'][number] }) {
  const t = useText(enrolmentMessages);
  const queries = useQueryClient();
  const { busy, post } = usePost();
  const [key] = useState(randomKey);
  const [reason, setReason] = useState('');
  const [missing, setMissing] = useState(false);
  const [waits, setWaits] = useState(false);
  const [error, setError] = useState<unknown>();
  const [kept, setKept] = useState<string>();
  const refs = pair.persons.map((one) => one.ref);
  const merge = kept === undefined ? undefined : { keep: kept, drop: refs.find((one) => one !== kept) };
  const preview = usePreview('/api/enrolment/merges/preview', merge);
  const run = async (work: () => Promise<unknown>): Promise<void> => {
    setMissing(reason.trim().length < 2);
    if (reason.trim().length < 2 || busy) return;
    setError(undefined);
    try {
      await work();
    } catch (refused) {
      setError(refused);
    }
  };
  const ask = () =>
    run(async () => {
      const body = { ...merge, reason: reason.trim() };
      const done = await post<ActedView>('/api/enrolment/merges', body, {
        // A key has at most 25 characters.
        key: `${key.slice(0, 22)}-${refs.indexOf(kept ?? '')}`,
      });
      setWaits(done.state === 'waiting');
    });
  const apart = () =>
    run(async () => {
      await post('/api/enrolment/not-duplicates', { persons: refs, reason: reason.trim() });
      void queries.invalidateQueries({ queryKey: ['api'] });
    });
  return (
    <article className="panel stack">
      <p>
        <span className="tag tag-warn">
          {pair.cause === 'certificate' ? t('sameCertificate') : t('sameNameBirth')}
        </span>
      </p>
      <div className="pair">
        {pair.persons.map((one) => (
          <div key={one.ref} className="stack-small">
            <Link to={`/enrolment/persons/${encodeURIComponent(one.ref)}`}>
              <GivenName name={one.name} /> {one.psnNo.slice(-6)}
            </Link>
            <span className="small">{one.certNo}</span>
            <span className="small quiet">
              {t('billCount', { n: one.bills })} · {t('coverCount', { n: one.covers })}
            </span>
            {!waits && one.ref !== kept && (
              <button type="button" className="button button-small" onClick={() => setKept(one.ref)}>
                {t('keepThis')}
              </button>
            )}
            {one.ref === kept && (
              <span>
                <span className="tag tag-good">{t('stays')}</span>
              </span>
            )}
          </div>
        ))}
      </div>
      {!waits && preview !== undefined && <PreviewPanel preview={preview} />}
      {waits ? (
        <p className="notice" role="status">
          {t('waits')}
        </p>
      ) : (
        <div className="enrol-find">
          <TextField
            label={t('mergeWhy')}
            error={missing ? t('reasonNeeded') : undefined}
            value={reason}
            onChange={setReason}
          />
          {preview !== undefined && preview.problems.length === 0 && (
            <button type="button" className="button button-strong" onClick={() => void ask()}>
              {t('ask')}
            </button>
          )}
          <button type="button" className="button nowrap" onClick={() => void apart()}>
            {t('notSame')}
          </button>
        </div>
      )}
      {error !== undefined && <Reasons error={error} />}
    </article>
  );
}
