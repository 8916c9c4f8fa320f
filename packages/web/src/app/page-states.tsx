import { useEffect } from 'react';
import { Link, useRouteError } from 'react-router';
import { useText } from '../i18n/messages.ts';
import { appMessages } from './app-messages.ts';
import { Icon } from './icons.tsx';

/** Title of the page in the browser's tab. */
export function useTitle(title: string): void {
  const t = useText(appMessages);
  const product = t('product');
  useEffect(() => {
    document.title = title === '' ? product : `${title} · ${product}`;
  }, [title, product]);
}

export function PageError() {
  const t = useText(appMessages);
  const error = useRouteError();
  useEffect(() => console.error(error), [error]);
  return (
    <div className="page">
      <section className="state" role="alert">
        <Icon name="alert" />
        <h1>{t('errorTitle')}</h1>
        <p>{t('errorHint')}</p>
        <button type="button" className="button button-strong" onClick={() => window.location.reload()}>
          {t('reload')}
        </button>
      </section>
    </div>
  );
}

export function NotFound() {
  const t = useText(appMessages);
  useTitle(t('notFoundTitle'));
  return (
    <div className="page">
      <section className="state">
        <h1>{t('notFoundTitle')}</h1>
        <p>{t('notFoundHint')}</p>
        <Link className="button button-strong" to="/">
          {t('goHome')}
        </Link>
      </section>
    </div>
  );
}

/** Grey shapes in place of what is coming; announced once. */
export function Loading({ lines = 4 }: { readonly lines?: number }) {
  const t = useText(appMessages);
  return (
    <div className="skeleton" role="status">
      <span className="sr-only">{t('loading')}</span>
      {Array.from({ length: lines }, (_, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: shapes have no identity
        <i key={index} />
      ))}
    </div>
  );
}

/** What a list or panel shows when there is nothing, and what to do about it. */
export function Empty({ title, hint }: { readonly title: string; readonly hint?: string | undefined }) {
  return (
    <div className="state state-small">
      <p className="state-title">{title}</p>
      {hint !== undefined && <p>{hint}</p>}
    </div>
  );
}
