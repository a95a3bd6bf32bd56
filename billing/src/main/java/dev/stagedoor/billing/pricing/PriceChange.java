package dev.stagedoor.billing.pricing;

import dev.stagedoor.billing.pricing.PriceList.Scope;
import dev.stagedoor.billing.pricing.PriceList.Split;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A price list as it is proposed.
 *
 * @param baseVersion the version it was made from; if another one has been published since, it is not
 * @param validFrom RFC 3339, when it shall begin to hold; empty for the moment of approval
 * @param overrideReason why although some of it earns too little; empty if none does
 */
public record PriceChange(long baseVersion, PriceList prices, String validFrom, String overrideReason) {
    private static final Pattern ID = Pattern.compile("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}");

    /** Kind of the proposal. */
    public static final String KIND = "PRICE_LIST";

    /**
     * Performers whose own split it sets, changes or takes away.
     *
     * @param base the version it was made from, null if there is none
     */
    public List<UUID> ownSplits(@Nullable PriceList base) {
        Map<String, Split> before = base == null ? Map.of() : ownSplits(base.splits());
        Map<String, Split> after = ownSplits(prices.splits());
        return Stream.concat(before.keySet().stream(), after.keySet().stream())
                .distinct()
                .filter(key -> !Objects.equals(before.get(key), after.get(key)))
                .filter(key -> ID.matcher(key).matches())
                .map(UUID::fromString)
                .toList();
    }

    private static Map<String, Split> ownSplits(List<Split> splits) {
        return splits.stream()
                .filter(split -> split.scope() == Scope.PERFORMER)
                .collect(Collectors.toMap(Split::key, split -> split, (first, _) -> first));
    }
}
