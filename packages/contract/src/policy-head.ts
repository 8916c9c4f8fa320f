import type { Bilingual, CalendarDate } from '@gongji/domain';

/** What menus need to know of a policy 政策, without loading it. Stands in `/rules/catalogue.js`. */
export interface PolicyHead {
  readonly id: string;
  readonly name: Bilingual;
  readonly region: string;
  readonly regionName: Bilingual;
  readonly scheme: 'employee' | 'resident';
  readonly inForce: { readonly from: CalendarDate; readonly to?: CalendarDate };
  readonly version: string;
  /** Names of the funds, by payer id. */
  readonly funds: Readonly<Record<string, Bilingual>>;
  /** Set when an overlay is laid over the policy `of`: a rehearsal, not a rule in force. */
  readonly scenario?: { readonly of: string; readonly name: Bilingual };
}
