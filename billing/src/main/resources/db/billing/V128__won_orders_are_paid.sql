-- An order whose cases at the bank were all won stands where it would without them (docs/decisions/0088).
UPDATE payment_order AS sold
   SET state = CASE WHEN back.minor = 0 THEN 'PAID' WHEN back.minor < sold.price_minor THEN 'PART_REFUNDED' ELSE 'REFUNDED' END,
       updated_at = clock_timestamp()
  FROM payment_order AS taken
 CROSS JOIN LATERAL (
    SELECT coalesce(sum(entry.amount), 0) AS minor
      FROM transfer AS sale
      JOIN transfer AS refund ON refund.reverses_transfer_id = sale.id AND refund.code = 'REFUND'
      JOIN entry ON entry.transfer_id = refund.id
      JOIN account ON account.id = entry.account_id AND account.kind = 'psp.receivable'
     WHERE sale.idem_scope = 'purchase' AND sale.idem_key = 'purchase:' || taken.provider || ':' || taken.payment_ref) AS back
 WHERE taken.id = sold.id AND sold.state = 'CHARGEDBACK'
   AND EXISTS (SELECT FROM chargeback WHERE order_id = sold.id)
   AND NOT EXISTS (SELECT FROM chargeback WHERE order_id = sold.id AND stage <> 'WON');
