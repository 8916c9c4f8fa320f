import type { Template } from '@gongji/reports';
import type { RestDeps } from '../rest/deps.ts';

/** What printing needs beside what the REST interface has. */
export interface PrintDeps extends RestDeps {
  readonly templates: readonly Template[];
}
