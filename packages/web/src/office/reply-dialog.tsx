import type { StoredReplyView } from '@gongji/contract';
import { useEffect, useRef, useState } from 'react';
import { usePost } from '../api/use-post.ts';
import { Loading } from '../app/page-states.tsx';
import { usePick, useText } from '../i18n/messages.ts';
import { serverProblems } from './draft-problems.ts';
import { reconciliationMessages } from './reconciliation-messages.ts';

interface ReplyDialogProps {
  readonly day: string;
  readonly settlementId: string;
  readonly onClose: () => void;
}

/** The stored reply of a settlement, to read and to take away as a file. */
export function ReplyDialog({ day, settlementId, onClose }: ReplyDialogProps) {
  const t = useText(reconciliationMessages);
  const pick = usePick();
  const { post } = usePost();
  const [reply, setReply] = useState<StoredReplyView>();
  const [wrong, setWrong] = useState<string>();
  const dialog = useRef<HTMLDialogElement>(null);
  useEffect(() => dialog.current?.showModal(), []);
  // biome-ignore lint/correctness/useExhaustiveDependencies: asked once; each asking is written to the audit log
  useEffect(() => {
    post<StoredReplyView>(`/api/office/reconciliation/${day}/replies`, { settlementId }).then(
      setReply,
      (error: unknown) =>
        setWrong(
          serverProblems(error)
            ?.map(({ message }) => pick(message))
            .join(' ') ?? t('failed'),
        ),
    );
  }, []);
  const text = reply === undefined ? '' : JSON.stringify(reply.reply, null, 2);
  return (
    <dialog ref={dialog} className="dialog dialog-wide" aria-labelledby="reply-title" onClose={onClose}>
      <div className="stack">
        <h2 id="reply-title">{t('replyTitle')}</h2>
        {wrong !== undefined && (
          <p className="notice notice-warn" role="alert">
            {wrong}
          </p>
        )}
        {reply === undefined && wrong === undefined && <Loading />}
        {reply !== undefined && (
          <>
            <p className="quiet">{t('replyHint')}</p>
            <p>
              {t('message')} <code>{reply.msgid}</code> <code>{reply.infno}</code>
            </p>
            {/* biome-ignore lint/a11y/noNoninteractiveTabindex: scrolls by keyboard */}
            <pre className="office-message" tabIndex={0}>
              <code>{text}</code>
            </pre>
          </>
        )}
        <div className="row">
          {reply !== undefined && (
            <a
              className="button button-strong"
              href={`data:application/json;charset=utf-8,${encodeURIComponent(text)}`}
              download={`${reply.infno}-${settlementId}.json`}
            >
              {t('download')}
            </a>
          )}
          <button type="button" className="button" onClick={onClose}>
            {t('close')}
          </button>
        </div>
      </div>
    </dialog>
  );
}
