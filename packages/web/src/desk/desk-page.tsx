import type { ReactNode } from 'react';
import { Link } from 'react-router';
import { ApiError } from '../api/request.ts';
import { Icon } from '../app/icons.tsx';
import { Loading } from '../app/page-states.tsx';
import { useSession } from '../app/session.tsx';
import { usePick, useText } from '../i18n/messages.ts';
import { deskMessages } from './desk-messages.ts';
import { useSaysRefusal } from './refusals.tsx';
import './desk.css';

/** A call of the REST interface, whatever hook made it. */
interface Asked<T> {
  readonly data: T | undefined;
  readonly error: Error | null;
  readonly refetch: () => unknown;
}

/** Shows what a call answered, or that it is coming, failed or needs a sign-in: every page of the desk alike. */
export function Answered<T>({
  query,
  children,
}: {
  readonly query: Asked<T>;
  readonly children: (data: T) => ReactNode;
}) {
  const t = useText(deskMessages);
  const session = useSession();
  if (session.kind === 'visitor')
    return (
      <State title={t('needSession')} hint={t('needSessionHint')}>
        <Link className="button button-strong" to="/sign-in">
          {t('signIn')}
        </Link>
      </State>
    );
  if (query.data !== undefined) return children(query.data);
  if (session.kind === 'signedIn' && session.ended) return <Loading lines={7} />;
  if (query.error === null) return <Loading lines={7} />;
  if (query.error instanceof ApiError && query.error.status === 403)
    return <NotAllowed reasons={query.error.reasons} />;
  if (query.error instanceof ApiError && query.error.status < 500)
    return <State title={t('notFound')} hint={t('notFoundHint')} />;
  return (
    <State title={t('failed')} hint={t('failedHint')}>
      <button type="button" className="button button-strong" onClick={() => query.refetch()}>
        {t('retry')}
      </button>
    </State>
  );
}

/** What one may not see, and who may; once on a page. A panel with nothing else is not shown (desk.css). */
function NotAllowed({ reasons }: Pick<ApiError, 'reasons'>) {
  const t = useText(deskMessages);
  const pick = usePick();
  if (!useSaysRefusal()) return <span data-refused="" hidden />;
  const said = reasons.map(({ message, remedy }) =>
    t('because', { what: pick(message), remedy: pick(remedy) }),
  );
  return (
    <State title={t('notAllowed')} hint={said.join(' ')}>
      <Link className="button button-strong" to="/">
        {t('goHome')}
      </Link>
    </State>
  );
}

function State({
  title,
  hint,
  children,
}: {
  readonly title: string;
  readonly hint: string;
  readonly children?: ReactNode;
}) {
  return (
    <section className="state" role="alert">
      <Icon name="alert" />
      <p className="state-title">{title}</p>
      <p>{hint}</p>
      {children}
    </section>
  );
}
