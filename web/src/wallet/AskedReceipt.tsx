import { useSearchParams } from 'react-router';
import { PurchaseReceiptSheet } from './PurchaseReceipt.tsx';

const RECEIPT = 'receipt';

/** The receipt that the address asks for, as the letter about a purchase leads to it. */
export function AskedReceipt() {
  const [asked, setAsked] = useSearchParams();
  const orderId = asked.get(RECEIPT);
  if (orderId === null) {
    return null;
  }
  return (
    <PurchaseReceiptSheet
      orderId={orderId}
      isOpen
      onClose={() => setAsked({}, { replace: true })}
    />
  );
}
