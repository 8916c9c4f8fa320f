import { expect, test } from 'vitest';
import type { Action } from './actions.ts';
import { permissionsOf, ROLE_IDS, ROLES, rolesInConflict } from './permissions.ts';

const ADMINISTRATORS = ROLE_IDS.filter((role) => ROLES[role].kind === 'administrator');
const holders = (action: Action) => ROLE_IDS.filter((role) => permissionsOf([role])[action] !== undefined);

test('there are three administrators, and none of them sees persons, bills or funds', () => {
  expect(ADMINISTRATORS).toEqual(['system-admin', 'security-admin', 'audit-admin']);
  for (const role of ADMINISTRATORS) {
    const may = permissionsOf([role]);
    for (const action of ['person.read', 'person.reveal', 'settlement.read', 'settle', 'fund.read'] as const)
      expect(may[action], `${role} ${action}`).toBeUndefined();
  }
});

test('nobody may do everything, and what guards the guards is apart', () => {
  expect(holders('audit.read')).toEqual(['audit-admin']);
  expect(holders('user.change')).toEqual(['security-admin']);
  expect(holders('role.decide')).toEqual(['security-admin', 'leader']);
  expect(holders('settle')).toEqual(['clerk', 'hospital-operator', 'pharmacy-operator']);
});

test('an institution never sees the bills of another, an insured person never those of another person', () => {
  expect(permissionsOf(['hospital-operator'])['settlement.read']).toBe('institution');
  expect(permissionsOf(['pharmacy-operator'])['message.read']).toBe('institution');
  for (const scope of Object.entries(permissionsOf(['insured-person'])))
    expect(scope[1]).toBe(scope[0] === 'policy.read' ? 'region' : 'person');
});

test('several roles give the widest scope of each', () => {
  expect(permissionsOf(['hospital-operator', 'leader'])['settlement.read']).toBe('region');
  expect(permissionsOf([])).toEqual({});
});

test.each([
  [['clerk', 'reviewer'], 1],
  [['security-admin', 'audit-admin'], 1],
  [['system-admin', 'clerk'], 1],
  [['clerk', 'hospital-operator'], 1],
  [['reviewer', 'finance'], 0],
  [['hospital-operator', 'pharmacy-operator'], 0],
  [['supervisor', 'clerk', 'reviewer'], 3],
] as const)('%j: %i pairs must be apart', (roles, count) => {
  expect(rolesInConflict(roles)).toHaveLength(count);
});
