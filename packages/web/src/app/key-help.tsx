import { Fragment, type Ref } from 'react';
import { useText } from '../i18n/messages.ts';
import { appMessages } from './app-messages.ts';
import { useShownKeys } from './keys.tsx';

/** What the keyboard can do on this page. */
export function KeyHelp({ ref }: { readonly ref: Ref<HTMLDialogElement> }) {
  const t = useText(appMessages);
  const bindings = useShownKeys();
  return (
    <dialog ref={ref} className="dialog" aria-labelledby="keys-title">
      <form method="dialog">
        <h2 id="keys-title">{t('keysTitle')}</h2>
        <p className="quiet">{t('keysIntro')}</p>
        <dl className="key-list">
          {bindings.map(({ keys, text }) => (
            <div key={keys}>
              <dt>
                {keys.split(' ').map((key, index) => (
                  <Fragment key={key}>
                    {index > 0 && <span className="quiet"> {t('keysThen')} </span>}
                    <kbd>{key}</kbd>
                  </Fragment>
                ))}
              </dt>
              <dd>{text}</dd>
            </div>
          ))}
        </dl>
        <button type="submit" className="button">
          {t('close')}
        </button>
      </form>
    </dialog>
  );
}
