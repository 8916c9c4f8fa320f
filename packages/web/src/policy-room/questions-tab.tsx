import { listQuestions, type Problem } from '@gongji/engine';
import { Empty } from '../app/page-states.tsx';
import { useLang } from '../i18n/language.ts';
import { useLabel, usePick, useText } from '../i18n/messages.ts';
import type { LoadedEntry } from '../policy/use-policy.ts';
import { policyRoomMessages } from './policy-room-messages.ts';

/** What the source leaves open, the readings taken, and what the static check says. */
export function QuestionsTab({ loaded: { model, problems } }: { readonly loaded: LoadedEntry }) {
  const t = useText(policyRoomMessages);
  const label = useLabel();
  const questions = listQuestions(model);
  return (
    <div className="stack">
      {questions.length === 0 && <Empty title={t('noQuestions')} />}
      {questions.map(({ id, question, values }) => (
        <section key={id} className="panel">
          <h2>
            {id}. {label(question.text)}
          </h2>
          <dl className="facts-list">
            <div>
              <dt>{t('reading')}</dt>
              <dd>{label(question.reading)}</dd>
            </div>
            {values.length > 0 && (
              <div>
                <dt>{t('restsOn')}</dt>
                <dd>
                  {[...new Set(values.map(({ parameter }) => parameter))]
                    .map((name) => label(model.parameters.get(name)?.name ?? { zh: name, en: name }))
                    .join(' · ')}
                </dd>
              </div>
            )}
          </dl>
        </section>
      ))}
      <section className="panel">
        <h2>{t('findings')}</h2>
        {problems.length === 0 ? (
          <p className="quiet">{t('noFindings')}</p>
        ) : (
          problems.map((problem) => (
            <Finding
              key={`${problem.file}:${problem.line}:${problem.code}:${problem.message.en}`}
              problem={problem}
            />
          ))
        )}
      </section>
    </div>
  );
}

function Finding({ problem }: { readonly problem: Problem }) {
  const t = useText(policyRoomMessages);
  const pick = usePick();
  const lang = useLang();
  return (
    <div className={problem.severity === 'error' ? 'notice notice-bad' : 'notice notice-warn'}>
      <p>
        <span className="tag tag-quiet">{t(problem.severity)}</span>{' '}
        <Coded text={pick(problem.message)} lang={lang} />
      </p>
      <p className="small">
        {t('remedy')}：<Coded text={pick(problem.remedy)} lang={lang} />
      </p>
      <code className="small quiet">
        {problem.file}:{problem.line}
      </code>
    </div>
  );
}

/** Names of the policy file inside a Chinese message are set as code: they are what the officer will look for. */
function Coded({ text, lang }: { readonly text: string; readonly lang: 'zh' | 'en' }) {
  if (lang === 'en') return text;
  return text.split(/([A-Za-z][\w.:|'/-]*)/).map((part, i) => {
    // biome-ignore lint/suspicious/noArrayIndexKey: pieces of one text have no identity but their place
    return i % 2 === 1 ? <code key={i}>{part}</code> : part;
  });
}
