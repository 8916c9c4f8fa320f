import type { PolicyModel } from '../model.ts';
import { policyOf } from './showcase.ts';
import { smallSource } from './small-policy.ts';

/** A small policy with the contributors `person` and `city`, and the sections given as YAML. */
export function rulesPolicy(sections: string, parameters?: string, attributes?: string): PolicyModel {
  const source = smallSource({
    steps: '- {share: fund, of: cost, rate: 50%, cite: D1 一}',
    ...(parameters === undefined ? {} : { parameters }),
    ...(attributes === undefined ? {} : { attributes }),
  }).replace('- {share: fund, of: cost', '- {let: cost, is: inScope}\n      - {share: fund, of: cost');
  const contributors = `contributors:
  person: {name: {zh: 参保人, en: the person}}
  city: {name: {zh: 市财政, en: the city}}
`;
  return policyOf(`${source}${contributors}${sections}`);
}
