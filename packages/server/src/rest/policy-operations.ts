import type { PolicySummaryView, PolicyView } from '@gongji/contract';
import { type Answer, ok, problemAnswer } from './answer.ts';
import type { RestDeps } from './deps.ts';

type Loaded = RestDeps['policies'][number];

export function policies({
  policies: loaded,
}: RestDeps): Answer<{ readonly items: readonly PolicySummaryView[] }> {
  return ok({ items: loaded.map(summary) });
}

/** One policy by its id; when several versions are in use, the one that comes into force last. */
export function policy({ policies: loaded }: RestDeps, id: string): Answer<PolicyView> {
  const found = loaded
    .filter((p) => p.model.id === id)
    .sort((a, b) => (a.model.inForce.from < b.model.inForce.from ? 1 : -1))[0];
  if (found === undefined) return problemAnswer('not-found');
  const { benefits, questions } = found.model;
  return ok({
    ...summary(found),
    benefits: [...benefits].map(([benefit, { name, medTypes }]) => ({
      id: benefit,
      name,
      medTypes: [...medTypes],
    })),
    questions: [...questions].map(([question, { text, reading }]) => ({ id: question, text, reading })),
    source: found.source,
  });
}

function summary({ model }: Loaded): PolicySummaryView {
  const { id, name, region, scheme, insutype, inForce, version } = model;
  return {
    id,
    name,
    region,
    scheme,
    insutype,
    inForceFrom: inForce.from,
    inForceTo: inForce.to ?? null,
    version,
  };
}
