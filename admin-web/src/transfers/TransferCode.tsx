import { Badge } from '@stagedoor/design';
import { FormattedMessage } from 'react-intl';
import type { LedgerTransfer } from '../api/types.ts';
import text from '../parts/Text.module.css';
import { isTransferCode } from './transferCodes.ts';

/** What a transfer is, and whether it takes another back or was taken back itself. */
export function TransferCode({ transfer }: { readonly transfer: LedgerTransfer }) {
  const { code, reversesTransferId, reversedByTransferId } = transfer;
  return (
    <span className={text.line}>
      <span data-testid="transfer-code">
        {isTransferCode(code) ? <FormattedMessage id={`transfer.code.${code}`} /> : code}
      </span>
      {reversesTransferId !== undefined && (
        <Badge tone="info">
          <FormattedMessage id="transfer.reversal" />
        </Badge>
      )}
      {reversedByTransferId !== undefined && (
        <Badge tone="danger">
          <FormattedMessage id="transfer.reversed" />
        </Badge>
      )}
    </span>
  );
}
