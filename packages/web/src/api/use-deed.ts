import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { appMessages } from '../app/app-messages.ts';
import { usePick, useText } from '../i18n/messages.ts';
import { ApiError } from './request.ts';
import { saidBy } from './said-by.ts';
import { usePost } from './use-post.ts';

/** Posts, one at a time; reads everything again, and keeps what was said against it in the language of the page. */
export function useDeed() {
  const t = useText(appMessages);
  const pick = usePick();
  const queries = useQueryClient();
  const { busy, post } = usePost();
  const [wrong, say] = useState<readonly string[]>([]);
  /** Codes of what was said against it last. */
  const [codes, setCodes] = useState<readonly string[]>([]);
  function setWrong(said: readonly string[]): void {
    say(said);
    setCodes([]);
  }
  async function run<T>(
    path: string,
    body: unknown,
    { keep = false, key }: { readonly keep?: boolean; readonly key?: string } = {},
  ): Promise<T | undefined> {
    if (busy) return undefined;
    setWrong([]);
    try {
      const answer = await post<T>(path, body, key === undefined ? {} : { key });
      if (!keep) await queries.invalidateQueries({ queryKey: ['api'] });
      return answer;
    } catch (error) {
      setWrong(saidBy(error, pick) ?? [t('failed')]);
      if (error instanceof ApiError) setCodes(error.reasons.map(({ code = '' }) => code));
      return undefined;
    }
  }
  return { busy, wrong, codes, run, setWrong };
}
