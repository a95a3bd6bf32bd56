package dev.stagedoor.billing.store;

/** Whether referrers are owed what orders say: a query of one column, a line for each finding. */
final class ReferralChecks {
    /** The commission once more, in another language, from the journal and the orders. */
    static final String REFERRALS = """
            with booked as (
                select split_part(t.idem_key, ':', 2)::uuid as order_id, a.owner_ref, a.asset, sum(e.amount) as amount
                  from billing.transfer t join billing.entry e on e.transfer_id = t.id
                  join billing.account a on a.id = e.account_id
                 where t.code = 'REFERRAL' and t.idem_scope = 'referral' and a.kind = 'referrer.pending'
                 group by 1, 2, 3),
            owed as (
                select c.order_id, c.referrer_id, c.asset,
                       div(c.basis_points::numeric * (o.price_minor - o.tax_minor)
                           * greatest(0, o.price_minor - billing.returned_of_purchase(p.id)), 10000 * o.price_minor::numeric)
                           as amount
                  from billing.referral_commission c join billing.payment_order o on o.id = c.order_id
                  join billing.transfer p on p.code = 'PURCHASE' and p.ref = o.id)
            select 'order ' || coalesce(owed.order_id, booked.order_id) || ' owes '
                   || coalesce(owed.referrer_id, booked.owner_ref) || ' a commission of '
                   || billing.in_words(coalesce(owed.amount, 0), coalesce(owed.asset, booked.asset)) || ', booked is '
                   || billing.in_words(coalesce(booked.amount, 0), coalesce(owed.asset, booked.asset))
              from owed full join booked
                on booked.order_id = owed.order_id and booked.owner_ref = owed.referrer_id and booked.asset = owed.asset
             where coalesce(owed.amount, 0) <> coalesce(booked.amount, 0)
            union all
            select 'order ' || o.id || ' of somebody whom ' || r.referrer_id || ' brought was paid, and nobody asked for what '
                   || 'commission'
              from billing.referral r join billing.payment_order o on o.user_id = r.account_id
             where o.created_at < r.ends_at and o.state in ('PAID', 'PART_REFUNDED', 'REFUNDED', 'CHARGEDBACK')
               and not exists (select from billing.referral_commission c where c.order_id = o.id)""";

    private ReferralChecks() {}
}
