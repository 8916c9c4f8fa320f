import { diffPolicies, type PolicyModel } from '@gongji/engine';
import { Loading } from '../app/page-states.tsx';
import { chinaToday } from '../i18n/china-today.ts';
import { dateText } from '../i18n/format.ts';
import { useLang } from '../i18n/language.ts';
import { useLabel, useText } from '../i18n/messages.ts';
import { Clause } from '../policy/clause.tsx';
import { type LoadedEntry, usePolicy } from '../policy/use-policy.ts';
import { changeDays, changeName, rehearsalDays, type ValueChange } from './changes.ts';
import { differenceText } from './difference-words.ts';
import { policyRoomMessages } from './policy-room-messages.ts';

/** Versions on a time line, each with what it changes in words; for a rehearsal, the difference to the policy in force. */
export function ChangesTab({ loaded }: { readonly loaded: LoadedEntry }) {
  const { entry, model } = loaded;
  return entry.scenario === undefined ? (
    <TimeLine model={model} />
  ) : (
    <AgainstBase loaded={loaded} base={entry.scenario.of} />
  );
}

function TimeLine({ model }: { readonly model: PolicyModel }) {
  const t = useText(policyRoomMessages);
  const lang = useLang();
  const days = changeDays(model, lang);
  const now = chinaToday();
  const current = days.findLastIndex(({ on }) => on <= now);
  return (
    <section className="panel">
      <p className="quiet small">{t('changesIntro')}</p>
      <ol className="timeline">
        {days.map(({ on, changes }, index) => (
          <li key={on} className={on > now ? 'timeline-coming' : undefined}>
            <h2>
              {dateText(on, lang)} {index === current && <span className="tag tag-good">{t('now')}</span>}
              {on > now && <span className="tag">{t('coming')}</span>}
            </h2>
            {index === 0 ? (
              <p className="quiet">{t('first')}</p>
            ) : (
              <ChangeList changes={changes} model={model} />
            )}
          </li>
        ))}
      </ol>
      {days.length === 1 && <p className="quiet">{t('noChanges')}</p>}
    </section>
  );
}

function ChangeList({
  changes,
  model,
}: {
  readonly changes: readonly ValueChange[];
  readonly model: PolicyModel;
}) {
  const label = useLabel();
  const names = [...new Set(changes.map(({ parameter }) => parameter))];
  return (
    <ul className="change-list">
      {names.map((name) => {
        const own = changes.filter(({ parameter }) => parameter === name);
        return (
          <li key={name}>
            <h3>{label(changeName(model, name))}</h3>
            <ul>
              {own.map((change) => (
                <ChangeLine key={change.where} change={change} />
              ))}
            </ul>
            <p className="small quiet">
              <Clause clause={own[0]?.cite ?? ''} model={model} />
            </p>
          </li>
        );
      })}
    </ul>
  );
}

function ChangeLine({ change: { where, before, after } }: { readonly change: ValueChange }) {
  const t = useText(policyRoomMessages);
  const text =
    before === undefined
      ? t('added', { after: after ?? '' })
      : after === undefined
        ? t('removed', { before })
        : t('becomes', { before, after });
  return (
    <li>
      {where !== '' && <span className="quiet">{where} </span>}
      {text}
    </li>
  );
}

function AgainstBase({ loaded, base }: { readonly loaded: LoadedEntry; readonly base: string }) {
  const t = useText(policyRoomMessages);
  const lang = useLang();
  const before = usePolicy(base);
  if (before.error !== null) throw before.error;
  if (before.data === undefined) return <Loading />;
  const days = rehearsalDays(before.data.model, loaded.model, lang);
  const rest = diffPolicies(before.data.model, loaded.model).filter(
    ({ what }) => !['value', 'row'].includes(what),
  );
  return (
    <section className="panel">
      <h2>{t('versusBase')}</h2>
      <ol className="timeline">
        {days.map(({ on, changes }) => (
          <li key={on}>
            <h2>{dateText(on, lang)}</h2>
            <ChangeList changes={changes} model={loaded.model} />
          </li>
        ))}
      </ol>
      {rest.length > 0 && (
        <>
          <h3>{t('otherChanges')}</h3>
          <ul className="bullets">
            {rest.map((difference) => (
              <li key={`${difference.kind} ${difference.path}`}>
                {differenceText(difference, { before: before.data.model, after: loaded.model }, lang)}
              </li>
            ))}
          </ul>
        </>
      )}
    </section>
  );
}
