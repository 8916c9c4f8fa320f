import { type ActsView, actWord } from '@gongji/contract';
import { useSearchParams } from 'react-router';
import { useApi } from '../api/client.ts';
import { useMay } from '../app/session.tsx';
import { AsTyped } from '../design/given-name.tsx';
import { askedOf, ExportLinks, RowsNav, TimeOrder } from '../design/list-tools.tsx';
import { Answered } from '../desk/desk-page.tsx';
import { dateText, timeText } from '../i18n/format.ts';
import { useLang } from '../i18n/language.ts';
import { useLabel, useText } from '../i18n/messages.ts';
import { enrolmentMessages } from './enrolment-messages.ts';
import { ActPaper, UndoForm } from './person-acts.tsx';

const PART = 'acts';
const LIMIT = 10;

/** Acts of enrolment 参保业务 of a person, each with its form, and undone here. */
export function PersonActList({ personRef }: { readonly personRef: string }) {
  const t = useText(enrolmentMessages);
  const [query] = useSearchParams();
  const asked = askedOf(query, ['order', 'after'], PART);
  asked.set('person', personRef);
  const acts = useApi<ActsView>(`/api/register/acts?limit=${LIMIT}&${asked}`);
  return (
    <section className="panel stack">
      <h2>{t('acts')}</h2>
      <Answered query={acts}>
        {({ items, total }) =>
          total === 0 ? (
            <p className="quiet">{t('noHistory')}</p>
          ) : (
            <>
              <div className="desk-filter">
                <TimeOrder query={query} part={PART} />
                <ExportLinks path="/api/register/acts/file" asked={asked} />
              </div>
              <ul className="entries">
                {items.map((one) => (
                  <Act key={one.actId} one={one} />
                ))}
              </ul>
              <RowsNav
                label={t('acts')}
                query={query}
                limit={LIMIT}
                shown={items.length}
                total={total}
                part={PART}
              />
            </>
          )
        }
      </Answered>
    </section>
  );
}

function Act({ one }: { readonly one: ActsView['items'][number] }) {
  const t = useText(enrolmentMessages);
  const label = useLabel();
  const lang = useLang();
  const may = useMay();
  return (
    <li>
      <b>{label(actWord(one.kind))}</b>
      <span>{dateText(one.effectiveOn, lang)}</span>
      <span className="quiet small">
        <AsTyped text={t('by', { who: one.actedBy })} /> · {timeText(one.actedAt, lang)}
      </span>
      {one.undoneBy !== undefined && <span className="tag tag-quiet">{t('undone')}</span>}
      <q translate="no">{one.reason}</q>
      {one.agentName !== undefined && <AsTyped text={t('byAgent', { name: one.agentName })} />}
      {one.hasForm && <ActPaper actId={one.actId} />}
      {one.undoneBy === undefined && one.undoesId === undefined && may('register.change') && (
        <UndoForm actId={one.actId} />
      )}
    </li>
  );
}
