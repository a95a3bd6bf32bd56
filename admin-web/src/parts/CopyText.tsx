import { IconButton } from '@stagedoor/design';
import { Check, Copy } from 'lucide-react';
import { useEffect, useState } from 'react';
import { useIntl } from 'react-intl';
import styles from './CopyText.module.css';

const CONFIRMATION_MS = 1500;

interface CopyTextProps {
  readonly text: string;
  /** What the text is, for the button's name: "Copy call id". */
  readonly label: string;
  readonly testId?: string;
}

/** An id or key in full, in figures that tell 0 from O, with a button that copies it. */
export function CopyText({ text, label, testId }: CopyTextProps) {
  const { formatMessage } = useIntl();
  const [copied, setCopied] = useState(false);

  useEffect(() => {
    if (!copied) return;
    const timer = setTimeout(() => setCopied(false), CONFIRMATION_MS);
    return () => clearTimeout(timer);
  }, [copied]);

  const copy = () => {
    // Refused without permission or outside a secure context; the text itself can still be selected.
    void navigator.clipboard.writeText(text).then(
      () => setCopied(true),
      () => undefined,
    );
  };

  return (
    <span className={styles.copyText}>
      <code data-testid={testId}>{text}</code>
      <IconButton
        size="sm"
        label={
          copied
            ? formatMessage({ id: 'copy.done' })
            : formatMessage({ id: 'copy.action' }, { label })
        }
        icon={copied ? <Check size={14} aria-hidden /> : <Copy size={14} aria-hidden />}
        onPress={copy}
      />
    </span>
  );
}
