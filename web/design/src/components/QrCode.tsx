import { QRCodeSVG } from 'qrcode.react';
import styles from './QrCode.module.css';

export interface QrCodeProps {
  /** What a camera reads. */
  readonly text: string;
  /** What the picture is of, for those who do not see it. */
  readonly label: string;
}

/** A QR code (ISO/IEC 18004), dark on light in both themes: many cameras read nothing else. */
export function QrCode({ text, label }: QrCodeProps) {
  return (
    <div className={styles.frame} role="img" aria-label={label} data-testid="qr-code">
      <QRCodeSVG value={text} className={styles.code} size={192} level="M" aria-hidden />
    </div>
  );
}
