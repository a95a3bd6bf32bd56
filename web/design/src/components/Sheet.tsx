import { X } from 'lucide-react';
import type { ReactNode } from 'react';
import { Dialog, Heading, Modal, ModalOverlay } from 'react-aria-components';
import { classes } from './classes.ts';
import { IconButton } from './IconButton.tsx';
import styles from './Sheet.module.css';

export interface SheetProps {
  readonly isOpen: boolean;
  readonly onClose: () => void;
  readonly title: string;
  readonly closeLabel: string;
  readonly children: ReactNode;
  /** An alert dialog asks something that must be answered: no closing by a tap outside. */
  readonly isAlert?: boolean;
  readonly size?: 'sm' | 'md' | 'lg';
  readonly 'data-testid'?: string;
}

/** A modal dialog: from the bottom edge on phones, in the middle elsewhere. */
export function Sheet(props: SheetProps) {
  const { isOpen, onClose, title, closeLabel, children, isAlert = false, size = 'md' } = props;
  return (
    <ModalOverlay
      className={styles.overlay ?? ''}
      isOpen={isOpen}
      onOpenChange={(open) => !open && onClose()}
      isDismissable={!isAlert}
    >
      <Modal className={classes(styles.modal, styles[size])}>
        <Dialog
          className={styles.dialog ?? ''}
          role={isAlert ? 'alertdialog' : 'dialog'}
          data-testid={props['data-testid']}
        >
          <header className={styles.header}>
            <Heading slot="title" level={2}>
              {title}
            </Heading>
            {!isAlert && (
              <IconButton label={closeLabel} icon={<X size={20} aria-hidden />} onPress={onClose} />
            )}
          </header>
          {children}
        </Dialog>
      </Modal>
    </ModalOverlay>
  );
}
