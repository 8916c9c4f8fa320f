import { type Action, isRole, type Permissions, permissionsOf, type Role } from '@gongji/contract';
import type { ApiClient, Scope } from '@gongji/store/rest';
import type { LiveSession } from '../identity/live-session.ts';

/**
 * Who calls an operation, with the scope that the table of permissions gives for it: every query takes this scope, so
 * there is no way to read beyond it.
 */
export interface Caller extends Scope {
  /** As the audit log names it: an account, or `client:` and the name of a program. */
  readonly actor: string;
  readonly name: string;
  /** Of a signed-in user; empty for a program. */
  readonly userId: string;
  readonly roles: readonly Role[];
  readonly permissions: Permissions;
  /** Undefined for a program with a token. */
  readonly session: LiveSession | undefined;
  /** Where the caller stands: what a scope of the table is cut to. */
  readonly home: Scope;
}

export function callerOfUser(session: LiveSession, action: Action): Caller | undefined {
  const { user, roles, permissions } = session;
  const { account, name, userId, regionCode, institutionCode, unitId, ownPersonId } = user;
  const home = { regionCode, institutionCode, unitId, personId: ownPersonId };
  return reaching({ ...home, home, actor: account, name, userId, roles, permissions, session }, action);
}

export function callerOfClient(client: ApiClient, action: Action): Caller | undefined {
  const roles = [client.role].filter(isRole);
  const { regionCode, institutionCode, unitId, name } = client;
  const home = { regionCode, institutionCode, unitId, personId: null };
  const actor = `client:${client.clientId}`;
  const permissions = permissionsOf(roles);
  const session = undefined;
  return reaching({ ...home, home, actor, name, userId: '', roles, permissions, session }, action);
}

/**
 * The caller as far as an action reaches. Undefined: the action is denied, or its scope needs an institution, a unit or
 * a person that the caller does not have.
 */
export function reaching(caller: Caller, action: Action): Caller | undefined {
  const { institutionCode, unitId, personId } = caller.home;
  const wide = { ...caller, institutionCode: null, unitId: null, personId: null };
  switch (caller.permissions[action]) {
    case undefined:
      return undefined;
    case 'region':
      return wide;
    case 'institution':
      return institutionCode === null ? undefined : { ...wide, institutionCode };
    case 'unit':
      return unitId === null ? undefined : { ...wide, unitId };
    case 'person':
      return personId === null ? undefined : { ...wide, personId };
  }
}
