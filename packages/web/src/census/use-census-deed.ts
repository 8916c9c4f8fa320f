import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { ApiError } from '../api/request.ts';
import { usePost } from '../api/use-post.ts';
import { usePick, useText } from '../i18n/messages.ts';
import { censusMessages } from './census-messages.ts';

/** Posts, reads the lists again, and keeps what was said against it. */
export function useCensusDeed() {
  const t = useText(censusMessages);
  const pick = usePick();
  const queries = useQueryClient();
  const { busy, post } = usePost();
  const [wrong, setWrong] = useState<readonly string[]>([]);
  async function run<T>(path: string, body: unknown): Promise<T | undefined> {
    setWrong([]);
    try {
      const answer = await post<T>(path, body);
      await queries.invalidateQueries({ queryKey: ['api'] });
      return answer;
    } catch (error) {
      const reasons = error instanceof ApiError ? error.reasons : [];
      setWrong(
        reasons.length === 0 ? [t('failed')] : reasons.map((r) => `${pick(r.message)}: ${pick(r.remedy)}`),
      );
      return undefined;
    }
  }
  return { busy, wrong, run };
}
