import type { Bilingual } from '@gongji/domain';
import { listQuestions, type PolicyModel, type Problem } from '@gongji/engine';
import { useQuery } from '@tanstack/react-query';
import { Empty, Loading } from '../app/page-states.tsx';
import { Coded } from '../design/coded.tsx';
import { useLabel, usePick, useText } from '../i18n/messages.ts';
import type { LoadedEntry } from '../policy/use-policy.ts';
import { agesName, changeName } from './changes.ts';
import { policyRoomMessages } from './policy-room-messages.ts';

/** What the source leaves open, the readings taken, and what the static check says. */
export function QuestionsTab({ loaded: { model, entry } }: { readonly loaded: LoadedEntry }) {
  const t = useText(policyRoomMessages);
  const label = useLabel();
  const { data: proof, error } = useQuery({ queryKey: ['proof', entry.id], queryFn: entry.loadProof });
  if (error !== null) throw error;
  const problems = proof?.findings ?? [];
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
                    .map((name) => label(restingName(model, name)))
                    .join(' · ')}
                </dd>
              </div>
            )}
          </dl>
        </section>
      ))}
      <section className="panel">
        <h2>{t('findings')}</h2>
        {proof === undefined ? (
          <Loading lines={2} />
        ) : problems.length === 0 ? (
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

/** A parameter, or the ages of a person status (`statuses.child`). */
function restingName(model: PolicyModel, name: string): Bilingual {
  const status = /^statuses\.(\w+)$/.exec(name)?.[1];
  return status === undefined ? changeName(model, name) : agesName(status);
}

function Finding({ problem }: { readonly problem: Problem }) {
  const t = useText(policyRoomMessages);
  const pick = usePick();
  return (
    <div className={problem.severity === 'error' ? 'notice notice-bad' : 'notice notice-warn'}>
      <p>
        <span className="tag tag-quiet">{t(problem.severity)}</span> <Coded text={pick(problem.message)} />
      </p>
      <p className="small">
        {t('remedy')}：<Coded text={pick(problem.remedy)} />
      </p>
      <code className="small quiet">
        {problem.file}:{problem.line}
      </code>
    </div>
  );
}
