package dev.stagedoor.signaling.admin;

import dev.stagedoor.signaling.PriceDesk;
import dev.stagedoor.signaling.PriceDesk.Publication;
import dev.stagedoor.signaling.PriceDesk.Version;
import dev.stagedoor.signaling.identity.AccountStore;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Price lists as the console shows them, with the names of those who published them. */
public final class PriceConsole {
    private final PriceDesk desk;
    private final AccountStore people;

    /** @param people where names come from */
    public PriceConsole(PriceDesk desk, AccountStore people) {
        this.desk = desk;
        this.people = people;
    }

    /** Who looks after prices. */
    public PriceDesk desk() {
        return desk;
    }

    /** All lists, newest version first. */
    public List<NamedPrices> versions() {
        List<Version> versions = desk.versions();
        Map<UUID, String> names = people.displayNames(versions.stream()
                .map(Version::publication)
                .filter(Objects::nonNull)
                .flatMap(publication -> Stream.of(publication.proposedBy(), publication.approvedBy()))
                .collect(Collectors.toSet()));
        return versions.stream().map(version -> named(version, names)).toList();
    }

    private static NamedPrices named(Version version, Map<UUID, String> names) {
        Publication publication = version.publication();
        return publication == null
                ? new NamedPrices(version, null, null)
                : new NamedPrices(version, names.get(publication.proposedBy()), names.get(publication.approvedBy()));
    }
}
