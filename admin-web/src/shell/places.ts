import {
  ArrowLeftRight,
  BookOpen,
  ClipboardCheck,
  FileCheck2,
  HandCoins,
  Handshake,
  Landmark,
  LibraryBig,
  Mail,
  MessageSquareWarning,
  PencilLine,
  Percent,
  PhoneCall,
  RadioTower,
  Scale,
  ShieldAlert,
  ShoppingBag,
  Stamp,
  Tags,
  Ticket,
  Undo2,
  UserCheck,
  Users,
  Webhook,
  Zap,
} from 'lucide-react';
import { may, type HouseRole } from '../auth/roles.ts';
import type { User } from '../api/types.ts';

const MONEY: readonly HouseRole[] = ['FINANCE'];
const PEOPLE: readonly HouseRole[] = ['SUPPORT'];

/** Places by what one comes for, and who beside an administrator has something to do there; the server decides what they may. */
const GROUPS = [
  {
    label: 'nav.group.house',
    icon: Users,
    places: [
      {
        path: '/sessions',
        label: 'nav.sessions',
        icon: PhoneCall,
        roles: [...MONEY, ...PEOPLE],
      },
      { path: '/live', label: 'nav.live', icon: RadioTower, roles: PEOPLE },
      { path: '/users', label: 'nav.users', icon: Users, roles: PEOPLE },
      { path: '/mail', label: 'nav.mail', icon: Mail, roles: PEOPLE },
      { path: '/approvals', label: 'nav.approvals', icon: Stamp, roles: MONEY },
    ],
  },
  {
    label: 'nav.group.sales',
    icon: ShoppingBag,
    places: [
      { path: '/prices', label: 'nav.prices', icon: Tags, roles: MONEY },
      { path: '/codes', label: 'nav.codes', icon: Ticket, roles: MONEY },
      { path: '/providers', label: 'nav.providers', icon: Webhook, roles: MONEY },
    ],
  },
  {
    label: 'nav.group.claims',
    icon: MessageSquareWarning,
    places: [
      { path: '/refunds', label: 'nav.refunds', icon: Undo2, roles: MONEY },
      { path: '/disputes', label: 'nav.disputes', icon: MessageSquareWarning, roles: MONEY },
      { path: '/chargebacks', label: 'nav.chargebacks', icon: Zap, roles: MONEY },
    ],
  },
  {
    label: 'nav.group.payouts',
    icon: HandCoins,
    places: [
      { path: '/payouts', label: 'nav.payouts', icon: Landmark, roles: MONEY },
      { path: '/payees', label: 'nav.payees', icon: UserCheck, roles: MONEY },
      { path: '/risk', label: 'nav.risk', icon: ShieldAlert, roles: MONEY },
      { path: '/agencies', label: 'nav.agencies', icon: Handshake, roles: MONEY },
      { path: '/tax-rules', label: 'nav.taxRules', icon: Percent, roles: MONEY },
    ],
  },
  {
    label: 'nav.group.books',
    icon: LibraryBig,
    places: [
      { path: '/transfers', label: 'nav.transfers', icon: ArrowLeftRight, roles: MONEY },
      { path: '/accounts', label: 'nav.accounts', icon: BookOpen, roles: MONEY },
      { path: '/trial-balance', label: 'nav.trialBalance', icon: Scale, roles: MONEY },
      { path: '/reconciliation', label: 'nav.reconciliation', icon: ClipboardCheck, roles: MONEY },
      { path: '/settlements', label: 'nav.settlements', icon: FileCheck2, roles: MONEY },
      { path: '/adjustments', label: 'nav.adjustments', icon: PencilLine, roles: MONEY },
    ],
  },
] as const;

export type Place = (typeof GROUPS)[number]['places'][number];

export type Group = Omit<(typeof GROUPS)[number], 'places'> & { readonly places: readonly Place[] };

/** The groups in which this person has somewhere to go. */
export function groupsFor(user: User): readonly Group[] {
  return GROUPS.map((group) => ({
    ...group,
    places: (group.places as readonly Place[]).filter(({ roles }) => may(user, roles)),
  })).filter(({ places }) => places.length > 0);
}

/** Whether a page belongs to a group: its place, or something below that. */
export function isIn(group: Group, pathname: string): boolean {
  return group.places.some(({ path }) => pathname === path || pathname.startsWith(`${path}/`));
}
