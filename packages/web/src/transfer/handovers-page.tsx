import type { HandoverView } from '@gongji/contract';
import { useQueryClient } from '@tanstack/react-query';
import { type SyntheticEvent, useState } from 'react';
import { useApi } from '../api/client.ts';
import { usePost } from '../api/use-post.ts';
import { useTitle } from '../app/page-states.tsx';
import { useMay } from '../app/session.tsx';
import { ChoiceField, TextField } from '../design/fields.tsx';
import { GivenName } from '../design/given-name.tsx';
import { TableWrap } from '../design/table-wrap.tsx';
import { Answered } from '../desk/desk-page.tsx';
import { chinaToday } from '../i18n/china-today.ts';
import { dateText } from '../i18n/format.ts';
import { useLang } from '../i18n/language.ts';
import { useText } from '../i18n/messages.ts';
import { KeptNote } from '../kept/kept-note.tsx';
import { useKept } from '../kept/use-kept.ts';
import { Reasons } from '../sign-in/reasons.tsx';
import { handoverMessages } from './handover-messages.ts';

/** Hand-overs 交接 between schools and communities: what waits for this unit, and what it has handed over. */
export function HandoversPage() {
  const t = useText(handoverMessages);
  const may = useMay();
  useTitle(t('title'));
  const [offering, setOffering] = useState(false);
  const query = useApi<{ readonly items: readonly HandoverView[] }>('/api/handovers?open=false');
  return (
    <div className="page">
      <header className="page-head">
        <div>
          <h1>{t('title')}</h1>
          <p>{t('hint')}</p>
        </div>
      </header>
      {may('handover.work') && !offering && (
        <div className="row">
          <button type="button" className="button button-strong" onClick={() => setOffering(true)}>
            {t('offer')}
          </button>
        </div>
      )}
      {offering && <OfferForm onClose={() => setOffering(false)} />}
      <Answered query={query}>
        {({ items }) => (items.length === 0 ? <p className="panel">{t('none')}</p> : <List items={items} />)}
      </Answered>
    </div>
  );
}

function List({ items }: { readonly items: readonly HandoverView[] }) {
  const t = useText(handoverMessages);
  const lang = useLang();
  const queries = useQueryClient();
  const { busy, post } = usePost();
  const [error, setError] = useState<unknown>();
  const decide = (handoverId: string, approved: boolean): void => {
    if (busy) return;
    setError(undefined);
    post(`/api/handovers/${handoverId}/decision`, { approved }).then(
      () => queries.invalidateQueries({ queryKey: ['api'] }),
      (refused: unknown) => setError(refused),
    );
  };
  return (
    <section className="panel">
      {error !== undefined && <Reasons error={error} />}
      <TableWrap label={t('title')}>
        <table className="table">
          <thead>
            <tr>
              {(['person', 'kind', 'school', 'community', 'from', 'state'] as const).map((name) => (
                <th scope="col" key={name}>
                  {t(name)}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {items.map((item) => (
              <tr key={item.handoverId}>
                <td>
                  <GivenName name={item.personName} />
                </td>
                <td>{t(item.kind === 'into-school' ? 'into' : 'leaving')}</td>
                <td>
                  <GivenName name={`${item.schoolName} ${item.className}`} />
                </td>
                <td>
                  <GivenName name={item.communityName} />
                </td>
                <td className="nowrap">{dateText(item.onDay, lang)}</td>
                <td>
                  {item.mayDecide ? (
                    <span className="row">
                      <button
                        type="button"
                        className="button button-small button-strong"
                        onClick={() => decide(item.handoverId, true)}
                      >
                        {t('confirm')}
                      </button>
                      <button
                        type="button"
                        className="button button-small"
                        onClick={() => decide(item.handoverId, false)}
                      >
                        {t('refuse')}
                      </button>
                    </span>
                  ) : (
                    <span className={item.state === 'accepted' ? 'tag tag-good' : 'tag tag-quiet'}>
                      {t(item.state)}
                    </span>
                  )}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </TableWrap>
    </section>
  );
}

function OfferForm({ onClose }: { readonly onClose: () => void }) {
  const t = useText(handoverMessages);
  const queries = useQueryClient();
  const { busy, post } = usePost();
  const kept = useKept('handover', {
    kind: 'leaving-school',
    onDay: String(chinaToday()),
    keepUntil: '',
    text: '',
  });
  const { kind, onDay, keepUntil, text } = kept.value;
  const set = (name: keyof typeof kept.value) => (value: string) =>
    kept.set({ ...kept.value, [name]: value });
  const [error, setError] = useState<unknown>();
  const submit = async (event: SyntheticEvent): Promise<void> => {
    event.preventDefault();
    if (busy) return;
    setError(undefined);
    try {
      const rows = rowsOf(text);
      await post('/api/handovers', { kind, onDay, ...(keepUntil === '' ? {} : { keepUntil }), rows });
      await queries.invalidateQueries({ queryKey: ['api'] });
      kept.forget();
      onClose();
    } catch (refused) {
      setError(refused);
    }
  };
  return (
    <form className="panel stack" aria-label={t('offer')} onSubmit={(event) => void submit(event)}>
      <ChoiceField
        label={t('kind')}
        value={kind}
        options={[
          { value: 'leaving-school', text: t('leaving') },
          { value: 'into-school', text: t('into') },
        ]}
        onChange={set('kind')}
      />
      <TextField label={t('onDay')} type="date" value={onDay} onChange={set('onDay')} />
      {kind === 'leaving-school' && (
        <TextField label={t('keepUntil')} type="date" value={keepUntil} onChange={set('keepUntil')} />
      )}
      <div className="field">
        <label htmlFor="handover-rows">{t('rows')}</label>
        <textarea
          id="handover-rows"
          className="input"
          rows={8}
          value={text}
          aria-describedby="handover-rows-note"
          onChange={(event) => set('text')(event.target.value)}
        />
        <small id="handover-rows-note">{t('rowsHint')}</small>
      </div>
      <KeptNote kept={kept} />
      {error !== undefined && <Reasons error={error} />}
      <div className="row">
        <button type="submit" className="button button-strong" aria-busy={busy}>
          {t('send')}
        </button>
        <button type="button" className="button" onClick={onClose}>
          {t('cancel')}
        </button>
      </div>
    </form>
  );
}

/** Lines as typed or pasted: cells apart by tabs, commas or blanks. */
function rowsOf(text: string) {
  return text
    .split('\n')
    .map((line) => line.trim().split(/[\t,，、 ]+/))
    .filter(([number = '']) => number !== '')
    .map(([number = '', name = '', className = '', unitCode = '']) => ({
      number,
      name,
      className,
      unitCode,
    }));
}
