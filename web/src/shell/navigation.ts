import {
  Clapperboard,
  Clock,
  Compass,
  Landmark,
  type LucideIcon,
  Settings,
  Wallet,
} from 'lucide-react';
import type { User } from '@stagedoor/sdk';
import { isAgency, isPerformer, isViewer } from '../app/session.ts';
import type { MessageId } from '../i18n/Messages.tsx';

export interface NavigationItem {
  readonly to: string;
  readonly label: MessageId;
  readonly icon: LucideIcon;
}

/** The places a person can go to, by what they are here. */
export function navigationOf(user: User | null): readonly NavigationItem[] {
  const items: NavigationItem[] = [];
  if (isPerformer(user)) {
    items.push({ to: '/studio', label: 'nav.studio', icon: Clapperboard });
  }
  if (isAgency(user)) {
    items.push({ to: '/earnings', label: 'nav.earnings', icon: Landmark });
  }
  items.push({ to: '/', label: 'nav.discover', icon: Compass });
  items.push({ to: '/calls', label: 'nav.calls', icon: Clock });
  if (isViewer(user)) {
    items.push({ to: '/wallet', label: 'nav.wallet', icon: Wallet });
  }
  items.push({ to: '/settings', label: 'nav.settings', icon: Settings });
  return items;
}
