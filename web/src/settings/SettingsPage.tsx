import { Button, Card, Segmented, type ThemeChoice, useTheme } from '@stagedoor/design';
import { LogOut } from 'lucide-react';
import { FormattedMessage, useIntl } from 'react-intl';
import { useClient } from '../app/client.ts';
import { useUser } from '../app/session.ts';
import { Page } from '../common/Page.tsx';
import { ProfileForm } from './ProfileForm.tsx';
import { SecondFactorCard } from './SecondFactorCard.tsx';
import styles from './SettingsPage.module.css';

const THEMES: readonly ThemeChoice[] = ['system', 'light', 'dark'];

export function SettingsPage() {
  const intl = useIntl();
  const client = useClient();
  const user = useUser();
  const [theme, setTheme] = useTheme();
  return (
    <Page titleId="settings.title" narrow data-testid="settings-page">
      {user && (
        <Card as="section" className={styles.card}>
          <h2>
            <FormattedMessage id="settings.profile" />
          </h2>
          <ProfileForm user={user} />
        </Card>
      )}
      {user && <SecondFactorCard />}
      <Card as="section" className={styles.card}>
        <h2>
          <FormattedMessage id="settings.looks" />
        </h2>
        <Segmented<ThemeChoice>
          label={intl.formatMessage({ id: 'settings.theme' })}
          showLabel
          value={theme}
          onChange={setTheme}
          options={THEMES.map((id) => ({
            id,
            label: intl.formatMessage({ id: `theme.${id}` }),
            'data-testid': `theme-${id}`,
          }))}
        />
      </Card>
      <Button
        icon={<LogOut size={18} aria-hidden />}
        onPress={() => void client.session.signOut().catch(() => undefined)}
      >
        <FormattedMessage id="account.signOut" />
      </Button>
    </Page>
  );
}
