package dev.stagedoor.billing.store;

import static dev.stagedoor.billing.store.jooq.Tables.BANK_FILE_LINE;
import static dev.stagedoor.billing.store.jooq.Tables.PAYOUT;
import static dev.stagedoor.billing.store.jooq.Tables.PAYOUT_DESTINATION;

import dev.stagedoor.billing.payouts.Destination;
import dev.stagedoor.billing.payouts.SecretBox;
import dev.stagedoor.billing.payouts.ShownDestination;
import dev.stagedoor.billing.store.jooq.tables.records.BankFileLineRecord;
import dev.stagedoor.billing.store.jooq.tables.records.PayoutDestinationRecord;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.UUID;
import org.jooq.DSLContext;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;

/** Bank accounts. Their numbers are sealed, each for its payee; only what is about to be paid opens one. */
final class DestinationRows {
    private final SecretBox box;

    DestinationRows(SecretBox box) {
        this.box = box;
    }

    static @Nullable PayoutDestinationRecord find(DSLContext sql, UUID payeeId) {
        return sql.selectFrom(PAYOUT_DESTINATION)
                .where(PAYOUT_DESTINATION.PAYEE_ID.eq(payeeId))
                .fetchOne();
    }

    /** What screens show; null if there is none. */
    static @Nullable ShownDestination shown(@Nullable PayoutDestinationRecord row) {
        return row == null ? null : new ShownDestination(row.getHolder(), row.getShownNumber(), row.getBankCode());
    }

    void put(DSLContext sql, UUID payeeId, Destination destination, Instant now) {
        sql.insertInto(PAYOUT_DESTINATION)
                .set(PAYOUT_DESTINATION.PAYEE_ID, payeeId)
                .set(PAYOUT_DESTINATION.HOLDER, destination.holder())
                .set(PAYOUT_DESTINATION.SEALED_NUMBER, sealed(payeeId, destination.accountNumber()))
                .set(PAYOUT_DESTINATION.SHOWN_NUMBER, destination.maskedNumber())
                .set(PAYOUT_DESTINATION.ACCOUNT_NUMBER, DSL.inline(null, String.class))
                .set(PAYOUT_DESTINATION.BANK_CODE, destination.bankCode())
                .set(PAYOUT_DESTINATION.UPDATED_AT, Instants.utc(now))
                .onConflict(PAYOUT_DESTINATION.PAYEE_ID)
                .doUpdate()
                .setAllToExcluded()
                .execute();
    }

    /** Where to pay; there must be an account. */
    Destination require(DSLContext sql, UUID payeeId) {
        PayoutDestinationRecord row = find(sql, payeeId);
        if (row == null) {
            throw new IllegalStateException("a payout of " + payeeId + " without a bank account");
        }
        return open(row);
    }

    Destination open(PayoutDestinationRecord row) {
        return new Destination(row.getHolder(), number(row), row.getBankCode());
    }

    private String number(PayoutDestinationRecord row) {
        return row.getSealedNumber() == null ? row.getAccountNumber() : number(row.getPayeeId(), row.getSealedNumber());
    }

    private String number(UUID payeeId, byte[] sealed) {
        return new String(box.open(sealed, purpose(payeeId)), StandardCharsets.UTF_8);
    }

    /** Where a line of a bank's file goes; it must have an account. */
    Destination open(UUID payeeId, BankFileLineRecord line) {
        return new Destination(line.getHolder(), number(payeeId, line.getSealedNumber()), line.getBankCode());
    }

    /** Fixes where a line goes. */
    void fix(BankFileLineRecord line, UUID payeeId, Destination destination) {
        line.setHolder(destination.holder());
        line.setSealedNumber(sealed(payeeId, destination.accountNumber()));
        line.setShownNumber(destination.maskedNumber());
        line.setBankCode(destination.bankCode());
    }

    /** Seals with the present key what is not sealed with it, from before there was one or when it changed; how many. */
    int reseal(DSLContext sql) {
        int resealed = 0;
        for (PayoutDestinationRecord row :
                sql.selectFrom(PAYOUT_DESTINATION).forUpdate().fetch()) {
            if (row.getSealedNumber() == null || !box.isCurrent(row.getSealedNumber())) {
                Destination destination = open(row);
                row.setSealedNumber(sealed(row.getPayeeId(), destination.accountNumber()));
                row.setShownNumber(destination.maskedNumber());
                row.setAccountNumber(null);
                row.store();
                resealed++;
            }
        }
        return resealed + resealLines(sql);
    }

    private int resealLines(DSLContext sql) {
        int resealed = 0;
        for (var found : sql.select(BANK_FILE_LINE.fields())
                .select(PAYOUT.PAYEE_ID)
                .from(BANK_FILE_LINE)
                .join(PAYOUT)
                .on(PAYOUT.ID.eq(BANK_FILE_LINE.PAYOUT_ID))
                .where(BANK_FILE_LINE.SEALED_NUMBER.isNotNull())
                .forUpdate()
                .of(BANK_FILE_LINE)
                .fetch()) {
            BankFileLineRecord line = found.into(BANK_FILE_LINE);
            if (!box.isCurrent(line.getSealedNumber())) {
                UUID payeeId = found.get(PAYOUT.PAYEE_ID);
                line.setSealedNumber(sealed(payeeId, number(payeeId, line.getSealedNumber())));
                line.update();
                resealed++;
            }
        }
        return resealed;
    }

    private byte[] sealed(UUID payeeId, String number) {
        return box.seal(number.getBytes(StandardCharsets.UTF_8), purpose(payeeId));
    }

    private static String purpose(UUID payeeId) {
        return "bank account of " + payeeId;
    }
}
