import type { Bilingual } from '@gongji/domain';
import type { DOCUMENTS, DocumentKind, Form } from './catalogue.ts';

export type Language = 'zh' | 'en';

/** A value as a form wants it; what is not known stays away and prints as a dash. */
type ValueOf<F extends Form> = F extends 'words'
  ? Bilingual
  : F extends 'named'
    ? Bilingual | string
    : F extends 'text' | 'day'
      ? string
      : number;
type Values<Forms> = {
  readonly [Name in keyof Forms]?: Forms[Name] extends Form ? ValueOf<Forms[Name]> : never;
};

/** The data of one document of a kind, checked by the compiler against the catalogue. */
export interface DocumentData<K extends DocumentKind> {
  readonly document: K;
  readonly fields: Values<(typeof DOCUMENTS)[K]['fields']>;
  readonly rows: {
    readonly [Table in keyof (typeof DOCUMENTS)[K]['rows']]: readonly Values<
      (typeof DOCUMENTS)[K]['rows'][Table]
    >[];
  };
  readonly flags: readonly (typeof DOCUMENTS)[K]['flags'][number][];
}

export type SettlementSheet = DocumentData<'settlement-sheet'>;
export type ExplanationSheet = DocumentData<'explanation-sheet'>;
export type DayList = DocumentData<'day-list'>;
/** 参保凭证. */
export type CoverCertificate = DocumentData<'cover-certificate'>;
/** 个人账户对账单. */
export type AccountStatement = DocumentData<'account-statement'>;
/** 个人权益记录单. */
export type YearlyRecord = DocumentData<'yearly-record'>;
export type OwnContributions = DocumentData<'own-contributions'>;
export type CoverProof = DocumentData<'cover-proof'>;
/** 参保登记表. */
export type EnrolmentForm = DocumentData<'enrolment-form'>;
/** 联系函. */
export type ContactLetter = DocumentData<'contact-letter'>;
/** 信息表一、二. */
export type TransferSheets = DocumentData<'transfer-sheets'>;
/** 缴费通知单、核定单. */
export type ContributionNotice = DocumentData<'contribution-notice'>;
/** 缴费花名册: what each person of a community or school has to pay. */
export type ContributionList = DocumentData<'contribution-list'>;
/** 缴费凭证. */
export type ContributionReceipt = DocumentData<'contribution-receipt'>;
/** 整改通知书. */
export type LevyNotice = DocumentData<'levy-notice'>;
/** 稽核处理决定书. */
export type LevyDecision = DocumentData<'levy-decision'>;
/** 催缴通知. */
export type DunningNotice = DocumentData<'dunning-notice'>;
/** 柜面日结单. */
export type CounterClosing = DocumentData<'counter-closing'>;
export type AnyDocument =
  | SettlementSheet
  | ExplanationSheet
  | DayList
  | CoverCertificate
  | AccountStatement
  | YearlyRecord
  | OwnContributions
  | CoverProof
  | EnrolmentForm
  | ContactLetter
  | TransferSheets
  | ContributionNotice
  | ContributionList
  | ContributionReceipt
  | DunningNotice
  | LevyNotice
  | LevyDecision
  | CounterClosing;

export type Value = string | number | Bilingual | undefined;

/** The same data as the builder reads it: names come from a template that was checked against the catalogue. */
export interface Paper {
  readonly document: DocumentKind;
  readonly fields: Readonly<Record<string, Value>>;
  readonly rows: Readonly<Record<string, readonly Readonly<Record<string, Value>>[]>>;
  readonly flags: readonly string[];
}

/** What every sheet of paper carries beside its content 单据要素. */
export interface Stamp {
  /** Number of the document, e.g. the settlement's. */
  readonly number: string;
  /** Beijing time `yyyy-MM-dd HH:mm:ss`. */
  readonly printedAt: string;
  readonly printedBy: string;
  /** 1 for the first print; more is a reprint 补打. */
  readonly printNo: number;
  /** Grouped, as people type it. */
  readonly code: string;
  /** What the QR code opens. */
  readonly verifyUrl: string;
}
