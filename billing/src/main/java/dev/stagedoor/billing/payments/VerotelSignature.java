package dev.stagedoor.billing.payments;

import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * FlexPay's signature: a digest over the key and every parameter but itself as {@code name=value}, sorted by name, with colons
 * between. Whether the buyer's address of mail and the token of one click are among them depends on who signs; we send neither,
 * and read neither.
 *
 * @param algorithm {@code SHA-256}, or {@code SHA-1} for version 3 of the protocol
 */
record VerotelSignature(String key, String algorithm) {
    static final String NAME = "signature";

    /** Of these parameters, in lower-case hexadecimal. */
    String of(Map<String, String> parameters) {
        String text = new TreeMap<>(parameters)
                .entrySet().stream()
                        .filter(parameter -> !parameter.getKey().equals(NAME))
                        .map(parameter -> ":" + parameter.getKey() + "=" + parameter.getValue())
                        .collect(Collectors.joining("", key, ""));
        return Signatures.digest(algorithm, text);
    }

    /** Whether they carry their own signature. */
    boolean isGenuine(Map<String, String> parameters) {
        String given = parameters.get(NAME);
        Map<String, String> without = new TreeMap<>(parameters);
        without.remove("email");
        without.remove("oneClickToken");
        return given != null && (Signatures.equal(of(parameters), given) || Signatures.equal(of(without), given));
    }
}
