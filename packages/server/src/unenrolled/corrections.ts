import { UNENROLLED_FACTS, type UnenrolledPage } from '@gongji/contract';
import type { UnenrolledFacts, UnenrolledVersion } from '@gongji/store/unenrolled';

/** What each correction changed, the latest first; contact and telephone as who asks may see them. */
export function correctionsOf(
  versions: readonly UnenrolledVersion[],
  shown: (facts: UnenrolledFacts) => UnenrolledFacts,
): UnenrolledPage['corrections'] {
  return versions
    .flatMap((version, index) => {
      const before = versions[index - 1];
      if (before === undefined || version.by === null) return [];
      const [was, is] = [shown(before), shown(version)];
      const changes = UNENROLLED_FACTS.filter((fact) => version[fact] !== before[fact]).map((fact) => ({
        ...{ fact, before: String(was[fact] ?? ''), after: String(is[fact] ?? '') },
      }));
      const { knownFrom, by, why } = version;
      return [{ correctedAt: knownFrom.toISOString(), correctedBy: by, reason: why ?? '', changes }];
    })
    .reverse();
}
