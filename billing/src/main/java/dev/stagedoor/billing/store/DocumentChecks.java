package dev.stagedoor.billing.store;

/** Whether the numbers of receipts and credit notes are whole: a query of one column, a line for each finding. */
final class DocumentChecks {
    /** What is younger than an hour may wait for the job that gives numbers. */
    static final String DOCUMENTS = """
            select 'series ' || series || ' of ' || year || ' has ' || count(*) || ' numbers up to ' || max(number)
              from billing.document_number group by year, series having count(*) <> max(number)
            union all
            select 'transfer ' || d.transfer_id || case when n.transfer_id is null then ' has no number'
                                                        else ' is numbered in series ' || n.series end
              from billing.documents_after(0) d left join billing.document_number n on n.transfer_id = d.transfer_id
             where n.series <> d.series or (n.transfer_id is null and d.created_at < now() - interval '1 hour')
            union all
            select 'number ' || n.number || ' of series ' || n.series || ' of ' || n.year || ' is for transfer '
                   || n.transfer_id || ', which is no payment'
              from billing.document_number n left join billing.documents_after(0) d on d.transfer_id = n.transfer_id
             where d.transfer_id is null""";

    private DocumentChecks() {}
}
