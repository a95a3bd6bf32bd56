package dev.stagedoor.server.config;

import java.util.List;

/** How an installation sells and pays, as far as no price list says it. */
public final class MoneyKeys {
    public static final Key<MoneyCurrency> CURRENCY = Key.choice(
            "billing.currency",
            MoneyCurrency.INR,
            MoneyCurrency.class,
            "INR (a coin is worth a rupee) or USD (a hundred coins are worth a dollar), with a price list of its own to begin with. Chosen once for a database.");
    public static final Key<String> TAX_RULE = Key.text(
            "billing.tax-rule",
            "",
            "Rule by which tax is withheld from what performers are paid: IN-30K, IN-2026 or NONE; empty means IN-30K for INR, else NONE.");
    public static final Key<String> SELLER = Key.text(
            "papers.seller",
            "",
            "Who sells, as receipts say it: name, address and tax number, in parts by semicolons; empty leaves it out.");
    public static final Key<String> PAPER_FONTS = Key.text(
            "papers.fonts",
            "",
            "Folder of further TrueType fonts (*.ttf) for receipts and statements, such as one for Chinese, Japanese or Korean; empty means those that are shipped.");
    public static final Key<Integer> RESERVE_BASIS_POINTS = Key.integer(
            "billing.reserve-basis-points",
            0,
            0,
            10_000,
            "Part of what earnings come to when they mature that is kept back against refunds, in hundredths of a percent.");
    public static final Key<Integer> RESERVE_DAYS =
            Key.integer("billing.reserve-days", 90, 0, 3_650, "For how many days it is kept back.");
    public static final Key<Integer> MINIMUM_MINUTES = Key.integer(
            "billing.minimum-minutes", 3, 1, 60, "Minutes for which a viewer must have coins before a call rings.");
    public static final Key<Long> MAXIMUM_CALL_MS = Key.milliseconds(
            "billing.maximum-call-ms", 10_800_000, "Delivered time after which a call is ended, in ms.");
    public static final Key<Integer> APPROVE_ABOVE = Key.integer(
            "payouts.approve-above",
            50_000,
            0,
            1_000_000_000,
            "Payouts of more than this wait for a person, in whole units of the currency.");
    public static final Key<Integer> PERFORMER_BEARS = Key.integer(
            "disputes.performer-bears-basis-points",
            10_000,
            0,
            10_000,
            "Part of what a performer earned by a call that goes back when the call is refunded, in hundredths of a percent.");
    public static final Key<Boolean> CLAWBACK = Key.flag(
            "disputes.clawback", true, "Whether those who earned by coins that a bank took the price of back lose it.");
    public static final Key<Integer> DEBT_LIMIT = Key.integer(
            "disputes.debt-limit",
            10_000,
            0,
            1_000_000_000,
            "Most that a viewer may owe after payments were taken back, in whole units of the currency; the house bears the rest.");
    public static final Key<Integer> TRIAL_DAYS = Key.integer(
            "plans.trial-days", 0, 0, 365, "Days for which a plan of the house is free, once for each viewer.");
    public static final Key<Integer> GRACE_DAYS = Key.integer(
            "plans.grace-days", 7, 0, 90, "Days for which a plan goes on that could not be paid, before it expires.");

    static final List<Key<?>> ALL = List.of(
            CURRENCY,
            TAX_RULE,
            SELLER,
            PAPER_FONTS,
            RESERVE_BASIS_POINTS,
            RESERVE_DAYS,
            MINIMUM_MINUTES,
            MAXIMUM_CALL_MS,
            APPROVE_ABOVE,
            PERFORMER_BEARS,
            CLAWBACK,
            DEBT_LIMIT,
            TRIAL_DAYS,
            GRACE_DAYS);

    private MoneyKeys() {}
}
