import { IconButton, useTheme, type ThemeChoice } from '@stagedoor/design';
import { Moon, Sun, SunMoon } from 'lucide-react';
import { useIntl } from 'react-intl';

const NEXT: Record<ThemeChoice, ThemeChoice> = { system: 'light', light: 'dark', dark: 'system' };
const ICONS = { system: SunMoon, light: Sun, dark: Moon };

/** Goes round the colour schemes: as the system, always light, always dark. */
export function ThemeButton() {
  const { formatMessage } = useIntl();
  const [theme, setTheme] = useTheme();
  const Icon = ICONS[theme];
  return (
    <IconButton
      size="sm"
      label={formatMessage({ id: `theme.${theme}` })}
      icon={<Icon size={18} aria-hidden />}
      onPress={() => setTheme(NEXT[theme])}
      data-testid="theme"
    />
  );
}
