import type { NewId, Pool } from '@gongji/store';
import type { Institution } from '@gongji/store/provider-interface';
import type { MessageKey, SettlementService } from '../settlement/contract.ts';
import type { Envelope } from './message/envelope.ts';
import type { InterfaceLimits } from './message/limits.ts';
import type { Reply } from './message/reply.ts';
import type { CatalogueRegister } from './registers/catalogue.ts';
import type { DiseaseRegister } from './registers/diseases.ts';
import type { InstitutionRegister } from './registers/institutions.ts';
import type { VisitBills } from './registers/visit-bills.ts';

/** What all transactions share; built once. */
export interface Services {
  readonly pool: Pool;
  readonly settlement: SettlementService;
  readonly newId: NewId;
  readonly now: () => Date;
  readonly limits: InterfaceLimits;
  readonly institutions: InstitutionRegister;
  readonly catalogue: CatalogueRegister;
  readonly diseases: DiseaseRegister;
  readonly visitBills: VisitBills;
}

/** One message on its way: who sent it, what it is, and how to answer it. */
export interface Call {
  readonly services: Services;
  readonly envelope: Envelope;
  readonly institution: Institution;
  readonly receivedAt: Date;
  readonly message: MessageKey;
  /** The file of a multipart upload. */
  readonly file?: Uint8Array;
  /** The reply envelope around an output; used where the reply is stored with its effect. */
  readonly success: (output: unknown) => Reply;
}
