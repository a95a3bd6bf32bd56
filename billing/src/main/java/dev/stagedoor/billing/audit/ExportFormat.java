package dev.stagedoor.billing.audit;

/** What an export is written as. */
public enum ExportFormat {
    /** RFC 4180, a row for each line of the journal, credit positive as in the journal itself. */
    CSV {
        @Override
        public BookReader.Visitor to(Appendable out) {
            return new CsvBooks(out);
        }
    },
    /** A journal for hledger, debit positive as is the custom there. */
    HLEDGER {
        @Override
        public BookReader.Visitor to(Appendable out) {
            return new HledgerBooks(out);
        }
    },
    /** A file for Beancount, debit positive as is the custom there. */
    BEANCOUNT {
        @Override
        public BookReader.Visitor to(Appendable out) {
            return new BeancountBooks(out);
        }
    };

    /** Writes what it is told; throws {@link java.io.UncheckedIOException} if it cannot. */
    public abstract BookReader.Visitor to(Appendable out);
}
