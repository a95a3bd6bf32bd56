-- A provider may give a payment back in several parts. Each is a REFUND that turns the purchase round, the first by the order's name.

CREATE INDEX provider_event_refunds ON provider_event (order_id) WHERE kind = 'REFUNDED';

-- As before, and beside the lines of refunds all that is booked as given back.
CREATE OR REPLACE VIEW settlement_standing AS
SELECT line.*, settlement.day, settlement.asset, sold.id AS order_id, booked.minor AS booked_minor,
       CASE WHEN line.kind = 'FEE' THEN 'MATCHES'
            WHEN line.kind = 'OTHER' OR booked.minor IS NULL THEN 'UNKNOWN'
            WHEN booked.minor = paper.minor THEN 'MATCHES'
            ELSE 'DIFFERS' END AS standing
  FROM settlement_line AS line JOIN settlement USING (provider, settlement_ref)
  LEFT JOIN payment_order AS sold ON sold.provider = line.provider AND sold.payment_ref = line.payment_ref
 CROSS JOIN LATERAL (
    SELECT sum(same.gross_minor) AS minor FROM settlement_line AS same
     WHERE same.provider = line.provider AND same.payment_ref = line.payment_ref AND same.kind = line.kind) AS paper
 CROSS JOIN LATERAL (
    SELECT sum(owed_by_provider(done.transfer_id))::bigint AS minor
      FROM (SELECT id AS transfer_id FROM transfer
             WHERE line.kind = 'PAYMENT' AND idem_scope = 'purchase'
               AND idem_key = 'purchase:' || line.provider || ':' || line.payment_ref
             UNION ALL
            SELECT back.id FROM transfer AS sale JOIN transfer AS back ON back.reverses_transfer_id = sale.id AND back.code = 'REFUND'
             WHERE line.kind = 'REFUND' AND sale.idem_scope = 'purchase'
               AND sale.idem_key = 'purchase:' || line.provider || ':' || line.payment_ref
             UNION ALL
            SELECT CASE line.kind WHEN 'CHARGEBACK' THEN transfer_id ELSE won_transfer_id END FROM chargeback
             WHERE line.kind IN ('CHARGEBACK', 'CHARGEBACK_REVERSED') AND order_id = sold.id) AS done
     WHERE done.transfer_id IS NOT NULL) AS booked;
