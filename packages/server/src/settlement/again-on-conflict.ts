import { isConflict } from '@gongji/store/settlement';

const MOST_ATTEMPTS = 8;

/** Does a transaction again when the database chose it as the victim of a deadlock with a settlement or another use case. */
export async function againOnConflict<T>(work: () => Promise<T>): Promise<T> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await work();
    } catch (error) {
      if (!isConflict(error) || attempt === MOST_ATTEMPTS) throw error;
    }
  }
}
