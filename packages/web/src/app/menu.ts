import type { Action } from '@gongji/contract';
import type { homeMessages } from '../home/home-messages.ts';
import type { appMessages } from './app-messages.ts';
import type { IconName } from './icons.tsx';

/** A place in the workbench. Shown only when it works here and this person may go there. */
export interface MenuEntry {
  readonly path: string;
  /** Its name in the menu, and what the first page says of it. */
  readonly text: keyof typeof appMessages.texts & (keyof typeof homeMessages.texts | 'home');
  readonly icon: IconName;
  /** Second key after `g`. */
  readonly key: string;
  readonly action?: Action;
  /** Left out for who may do this: it is part of another place for them. */
  readonly unless?: Action;
}

export const MENU: readonly MenuEntry[] = [
  { path: '/', text: 'home', icon: 'home', key: 'h' },
  { path: '/me', text: 'me', icon: 'persons', key: 'i', action: 'account.share', unless: 'search' },
  { path: '/calculator', text: 'calculator', icon: 'calculator', key: 'c' },
  { path: '/policies', text: 'policies', icon: 'policies', key: 'p' },
  { path: '/office', text: 'office', icon: 'office', key: 'd', action: 'office' },
  {
    path: '/settlements',
    text: 'settlements',
    icon: 'settlements',
    key: 's',
    action: 'settlement.read',
    unless: 'office',
  },
  {
    path: '/persons',
    text: 'persons',
    icon: 'persons',
    key: 'r',
    action: 'person.read',
  },
  { path: '/transfers', text: 'transfers', icon: 'arrow', key: 't', action: 'transfer.read' },
  { path: '/account-runs', text: 'accountRuns', icon: 'plus', key: 'u', action: 'account.run' },
  { path: '/handovers', text: 'handovers', icon: 'link', key: 'x', action: 'handover.read' },
  {
    path: '/account-requests',
    text: 'accountRequests',
    icon: 'check',
    key: 'q',
    action: 'account.requests',
  },
  {
    path: '/figures',
    text: 'figures',
    icon: 'operations',
    key: 'f',
    action: 'figures.read',
  },
  { path: '/census', text: 'census', icon: 'persons', key: 'k', action: 'census.read' },
  { path: '/lists', text: 'lists', icon: 'plus', key: 'b', action: 'list.read' },
  {
    path: '/levy-audits',
    text: 'levyAudits',
    icon: 'check',
    key: 'l',
    action: 'levy.read',
  },
  { path: '/enrolment', text: 'enrolment', icon: 'enrolment', key: 'e', action: 'register.read' },
  {
    path: '/reversals',
    text: 'reversals',
    icon: 'reversals',
    key: 'v',
    action: 'reverse.requests',
  },
  {
    path: '/contributions',
    text: 'contributions',
    icon: 'contributions',
    key: 'j',
    action: 'contribution.read',
  },
  {
    path: '/contributions/notices',
    text: 'notices',
    icon: 'print',
    key: 'n',
    action: 'notice.print',
    unless: 'contribution.read',
  },
  {
    path: '/operations',
    text: 'operations',
    icon: 'operations',
    key: 'o',
    action: 'operations.read',
  },
  {
    path: '/office/messages',
    text: 'messages',
    icon: 'messages',
    key: 'm',
    action: 'message.read',
    unless: 'office',
  },
  { path: '/mappings', text: 'mappings', icon: 'columns', key: 'a', action: 'mapping.review' },
  { path: '/users', text: 'users', icon: 'persons', key: 'y', action: 'user.read' },
  { path: '/audit', text: 'audit', icon: 'policies', key: 'z', action: 'audit.read' },
];
