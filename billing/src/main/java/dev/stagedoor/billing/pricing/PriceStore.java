package dev.stagedoor.billing.pricing;

import java.util.List;

/** Where published price lists are kept. */
public interface PriceStore {
    /** All of them, by version. They are few, and none ever changes. */
    List<PublishedPrices> published();
}
