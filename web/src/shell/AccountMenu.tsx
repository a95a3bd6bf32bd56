import { Avatar, Button, useTheme } from '@stagedoor/design';
import { LogOut, Moon, Settings, Sun } from 'lucide-react';
import { Button as AriaButton, Dialog, DialogTrigger, Popover } from 'react-aria-components';
import { FormattedMessage, useIntl } from 'react-intl';
import { useNavigate } from 'react-router';
import { useClient } from '../app/client.ts';
import { useUser } from '../app/session.ts';
import styles from './AccountMenu.module.css';
import { isDark } from './isDark.ts';

/** The person's own corner: settings, colours, sign out. */
export function AccountMenu() {
  const intl = useIntl();
  const client = useClient();
  const navigate = useNavigate();
  const user = useUser();
  const [theme, setTheme] = useTheme();
  if (!user) {
    return null;
  }
  const dark = isDark(theme);
  return (
    <DialogTrigger>
      <AriaButton
        className={styles.trigger ?? ''}
        aria-label={intl.formatMessage({ id: 'account.menu' })}
        data-testid="account-menu"
      >
        <Avatar id={user.id} name={user.displayName} />
      </AriaButton>
      <Popover className={styles.popover ?? ''} placement="bottom end">
        <Dialog
          className={styles.menu ?? ''}
          aria-label={intl.formatMessage({ id: 'account.menu' })}
        >
          {({ close }) => (
            <>
              <p className={styles.name}>{user.displayName}</p>
              <p className={styles.email}>{user.email}</p>
              <Button
                variant="quiet"
                icon={<Settings size={18} aria-hidden />}
                onPress={() => {
                  close();
                  void navigate('/settings');
                }}
              >
                <FormattedMessage id="nav.settings" />
              </Button>
              <Button
                variant="quiet"
                icon={dark ? <Sun size={18} aria-hidden /> : <Moon size={18} aria-hidden />}
                onPress={() => setTheme(dark ? 'light' : 'dark')}
                data-testid="theme-toggle"
              >
                <FormattedMessage id={dark ? 'theme.toLight' : 'theme.toDark'} />
              </Button>
              <Button
                variant="quiet"
                icon={<LogOut size={18} aria-hidden />}
                onPress={() => void client.session.signOut().catch(() => undefined)}
                data-testid="sign-out"
              >
                <FormattedMessage id="account.signOut" />
              </Button>
            </>
          )}
        </Dialog>
      </Popover>
    </DialogTrigger>
  );
}
