import type { Action } from '@gongji/contract';
import type { homeMessages } from '../home/home-messages.ts';
import type { appMessages } from './app-messages.ts';
import type { IconName } from './icons.tsx';

/** Headings of the menu, in its order. */
export const MENU_GROUPS = ['benefits', 'enrolling', 'money', 'watching', 'administration'] as const;
export type MenuGroup = (typeof MENU_GROUPS)[number];

/** A place in the workbench. Shown only when it works here and this person may go there. */
export interface MenuEntry {
  readonly path: string;
  /** Its name in the menu, and what the first page says of it. */
  readonly text: keyof typeof appMessages.texts & (keyof typeof homeMessages.texts | 'home');
  readonly icon: IconName;
  /** Heading that it stands under; none: at the top. */
  readonly group?: MenuGroup;
  /** Second key after `g`. */
  readonly key: string;
  readonly action?: Action;
  /** Left out for who may do this: it is part of another place for them. */
  readonly unless?: Action;
}

export const MENU: readonly MenuEntry[] = [
  { path: '/', text: 'home', icon: 'home', key: 'h' },
  { path: '/me', text: 'me', icon: 'card', key: 'i', action: 'account.share', unless: 'search' },
  { path: '/calculator', text: 'calculator', icon: 'calculator', key: 'c' },
  { path: '/policies', text: 'policies', icon: 'policies', key: 'p' },
  { path: '/office', text: 'office', icon: 'office', key: 'd', group: 'benefits', action: 'office' },
  {
    path: '/persons',
    text: 'persons',
    icon: 'persons',
    key: 'r',
    group: 'benefits',
    action: 'person.read',
    unless: 'transfer.ask',
  },
  {
    path: '/persons',
    text: 'ownBenefits',
    icon: 'persons',
    key: 'g',
    group: 'benefits',
    action: 'transfer.ask',
  },
  {
    path: '/settlements',
    text: 'settlements',
    icon: 'settlements',
    key: 's',
    group: 'benefits',
    action: 'settlement.read',
    unless: 'office',
  },
  {
    path: '/reversals',
    text: 'reversals',
    icon: 'reversals',
    key: 'v',
    group: 'benefits',
    action: 'reverse.requests',
  },
  {
    path: '/office/messages',
    text: 'messages',
    icon: 'messages',
    key: 'm',
    group: 'benefits',
    action: 'message.read',
    unless: 'office',
  },
  {
    path: '/mappings',
    text: 'mappings',
    icon: 'columns',
    key: 'a',
    group: 'benefits',
    action: 'mapping.review',
  },
  {
    path: '/enrolment',
    text: 'enrolment',
    icon: 'enrolment',
    key: 'e',
    group: 'enrolling',
    action: 'register.read',
  },
  { path: '/lists', text: 'lists', icon: 'list', key: 'b', group: 'enrolling', action: 'list.read' },
  { path: '/census', text: 'census', icon: 'houses', key: 'k', group: 'enrolling', action: 'census.read' },
  {
    path: '/unenrolled-employers',
    text: 'unenrolled',
    icon: 'search',
    key: 'w',
    group: 'enrolling',
    action: 'unenrolled.read',
  },
  {
    path: '/transfers',
    text: 'transfers',
    icon: 'transfer',
    key: 't',
    group: 'enrolling',
    action: 'transfer.read',
  },
  {
    path: '/handovers',
    text: 'handovers',
    icon: 'school',
    key: 'x',
    group: 'enrolling',
    action: 'handover.read',
  },
  {
    path: '/contributions',
    text: 'contributions',
    icon: 'contributions',
    key: 'j',
    group: 'money',
    action: 'contribution.read',
  },
  {
    path: '/contributions/notices',
    text: 'notices',
    icon: 'print',
    key: 'n',
    group: 'money',
    action: 'notice.print',
    unless: 'contribution.read',
  },
  {
    path: '/account-requests',
    text: 'accountRequests',
    icon: 'account',
    key: 'q',
    group: 'money',
    action: 'account.requests',
  },
  {
    path: '/account-runs',
    text: 'accountRuns',
    icon: 'percent',
    key: 'u',
    group: 'money',
    action: 'account.run',
  },
  { path: '/figures', text: 'figures', icon: 'report', key: 'f', group: 'watching', action: 'figures.read' },
  {
    path: '/levy-audits',
    text: 'levyAudits',
    icon: 'magnifier',
    key: 'l',
    group: 'watching',
    action: 'levy.read',
  },
  {
    path: '/operations',
    text: 'operations',
    icon: 'operations',
    key: 'o',
    group: 'watching',
    action: 'operations.read',
  },
  { path: '/users', text: 'users', icon: 'key', key: 'y', group: 'administration', action: 'user.read' },
  { path: '/audit', text: 'audit', icon: 'chain', key: 'z', group: 'administration', action: 'audit.read' },
];
