import type { CandidatesView, MappingView } from '@gongji/contract';
import { type SyntheticEvent, useEffect, useRef, useState } from 'react';
import { useApi } from '../api/client.ts';
import { Answered } from '../desk/desk-page.tsx';
import { useText } from '../i18n/messages.ts';
import { mappingMessages } from './mapping-messages.ts';
import { Named } from './mapping-table.tsx';

interface CandidateDialogProps {
  readonly item: MappingView['items'][number];
  readonly onTake: (listCode: string) => Promise<void>;
  readonly onClose: () => void;
}

/** What an own item may be, best first, and a search for another one. */
export function CandidateDialog({ item, onTake, onClose }: CandidateDialogProps) {
  const t = useText(mappingMessages);
  const { localCode, name, spec, manufacturer } = item;
  const [typed, setTyped] = useState('');
  const [wanted, setWanted] = useState('');
  const dialog = useRef<HTMLDialogElement>(null);
  useEffect(() => dialog.current?.showModal(), []);
  const query = new URLSearchParams({ localCode, ...(wanted === '' ? {} : { q: wanted }) });
  const found = useApi<CandidatesView>(`/api/office/mapping/candidates?${query}`);
  const search = (event: SyntheticEvent): void => {
    event.preventDefault();
    setWanted(typed.trim());
  };
  const take = async (listCode: string): Promise<void> => {
    await onTake(listCode);
    onClose();
  };
  return (
    <dialog ref={dialog} className="dialog dialog-wide" aria-labelledby="candidates-title" onClose={onClose}>
      <div className="stack">
        <h2 id="candidates-title">
          {t('candidates', { name: '' })} <Named name={name} spec={spec} manufacturer={manufacturer} />
        </h2>
        <form className="office-find" onSubmit={search}>
          <div className="field">
            <label htmlFor="candidate-find">{t('candidateFind')}</label>
            <input
              id="candidate-find"
              className="input"
              value={typed}
              maxLength={60}
              autoComplete="off"
              onChange={(event) => setTyped(event.target.value)}
            />
          </div>
          <button type="submit" className="button">
            {t('search')}
          </button>
        </form>
        <Answered query={found}>
          {({ items }) =>
            items.length === 0 ? (
              <p className="quiet">{t('noCandidates')}</p>
            ) : (
              <ul className="mapping-candidates">
                {items.map((one) => (
                  <li key={one.listCode}>
                    <span>
                      <Named name={one.name} spec={one.spec} manufacturer={one.manufacturer} />
                      <small className="quiet">
                        <code>{one.listCode}</code> {t('score', { n: one.score })}
                      </small>
                    </span>
                    <button
                      type="button"
                      className="button button-small"
                      onClick={() => void take(one.listCode)}
                    >
                      {t('take1')}
                    </button>
                  </li>
                ))}
              </ul>
            )
          }
        </Answered>
        <div className="row">
          <button type="button" className="button" onClick={onClose}>
            {t('close')}
          </button>
        </div>
      </div>
    </dialog>
  );
}
