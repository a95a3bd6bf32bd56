package dev.stagedoor.billing.store;

/** Whether agencies are owed what memberships say: a query of one column, a line for each finding. */
final class AgencyChecks {
    /**
     * What is sold at once has the agency's part in its own two lines; what is sold by the minute has it over the whole
     * session, because each capture posts a difference. Complaints and chargebacks divide by what was earned, not by terms. What stands
     * beside is looked up line by line: joined, an agency's lines are compared with all of its performers'.
     */
    static final String AGENCIES = """
            select 'transfer ' || id || ' owes ' || billing.in_words(amount, asset) || ' to agency ' || agency || ', which no membership says'
              from (select t.id, e.amount, e.asset, a.owner_ref as agency, beside.amount as hers, beside.owner_ref as performer
                      from billing.account a join billing.entry e on e.account_id = a.id
                      join billing.transfer t on t.id = e.transfer_id
                      left join lateral (
                            select line.amount, performer.owner_ref
                              from billing.entry line join billing.account performer on performer.id = line.account_id
                             where line.transfer_id = t.id and performer.kind = 'creator.pending'
                             order by line.line limit 1) as beside on true
                     where a.kind = 'agency.pending' and t.code in ('TIP', 'GIFT', 'TICKET_DONE', 'SUBSCRIBE')) as sold
             where not coalesce(
                (select bool_or(amount = div((amount + hers)::numeric * m.agency_basis_points, 10000))
                   from billing.agency_membership m
                  where m.performer_id = sold.performer and m.agency_id = sold.agency and m.state = 'ACCEPTED'), false)
            union all
            select 'transfer ' || t.id || ' owes ' || billing.in_words(e.amount, e.asset) || ' to agency ' || a.owner_ref || ', under whose terms '
                   || 'nothing was sold'
              from billing.account a join billing.entry e on e.account_id = a.id
              join billing.transfer t on t.id = e.transfer_id
              left join billing.metered_session s on s.id = t.session_id
              left join billing.booking b on b.id = t.session_id
              left join billing.rate_plan_version p on p.id = coalesce(s.plan_id, b.plan_id)
             where a.kind = 'agency.pending' and t.code = 'CAPTURE' and p.agency_id is distinct from a.owner_ref
            union all
            select 'session ' || id || ' owes its agency ' || billing.in_words(agency, asset) || ', of '
                   || billing.in_words(pool, asset) || ' that is ' || billing.in_words(div(pool * agency_basis_points, 10000), asset)
              from (select s.id, p.agency_basis_points, max(e.asset) as asset, coalesce(sum(e.amount), 0) as pool,
                           coalesce(sum(e.amount) filter (where a.kind = 'agency.pending'), 0) as agency
                      from billing.rate_plan_version p join billing.metered_session s on s.plan_id = p.id
                      left join billing.transfer t on t.session_id = s.id and t.code in ('CAPTURE', 'CALL_REFUND')
                                                  and t.idem_scope <> 'dispute'
                      left join billing.entry e on e.transfer_id = t.id and e.account_id in (
                            select id from billing.account where kind in ('creator.pending', 'agency.pending'))
                      left join billing.account a on a.id = e.account_id
                     where p.agency_id is not null
                     group by s.id, p.agency_basis_points) as sessions
             where agency <> div(pool * agency_basis_points, 10000)""";

    private AgencyChecks() {}
}
