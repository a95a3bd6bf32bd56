import { classes } from '@stagedoor/design';
import type { ReactNode } from 'react';
import { Button, Tooltip, TooltipTrigger } from 'react-aria-components';
import { FormattedMessage } from 'react-intl';
import styles from './ControlButton.module.css';

interface ControlButtonProps {
  readonly label: string;
  readonly icon: ReactNode;
  readonly onPress: () => void;
  /** The device is switched off. */
  readonly isOff?: boolean;
  /** What it opens is open. */
  readonly isActive?: boolean;
  readonly isDisabled?: boolean;
  readonly danger?: boolean;
  readonly accent?: boolean;
  /** Things waiting to be seen. */
  readonly count?: number;
  readonly 'data-testid'?: string;
}

/** A round button on the stage, with its name as a tooltip. */
export function ControlButton(props: ControlButtonProps) {
  const { label, icon, onPress, isDisabled = false, count = 0 } = props;
  const look = classes(
    styles.control,
    props.isOff && styles.off,
    props.isActive && styles.active,
    props.danger && styles.danger,
    props.accent && styles.accent,
  );
  return (
    <TooltipTrigger delay={400}>
      <Button
        className={look}
        aria-label={label}
        isDisabled={isDisabled}
        onPress={onPress}
        data-testid={props['data-testid']}
      >
        {icon}
        {count > 0 && (
          <span className={styles.count}>
            <span aria-hidden>{count}</span>
            <span className="visually-hidden">
              <FormattedMessage id="chat.unread" values={{ count }} />
            </span>
          </span>
        )}
      </Button>
      <Tooltip className={styles.tooltip ?? ''} offset={8}>
        {label}
      </Tooltip>
    </TooltipTrigger>
  );
}
