/** Text in both languages of the product: every message a user may read has both. */
export interface Bilingual {
  readonly zh: string;
  readonly en: string;
}

/**
 * A refusal 拒绝: a business outcome, never an exception. `code` is a member of the rejection catalogue
 * (`rejection-catalogue.ts`), `field` the path of the value refused, `remedy` what to do next.
 */
export interface Rejection {
  readonly code: string;
  readonly field?: string;
  readonly value?: string;
  readonly message: Bilingual;
  readonly remedy: Bilingual;
  /** Where the rule stands: document and article, when it is a rule of the policy. */
  readonly citation?: string;
}
