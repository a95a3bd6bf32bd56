package dev.stagedoor.server.address;

import dev.stagedoor.media.AdvertisedAddress;
import dev.stagedoor.server.turn.StunQuestion;
import java.io.IOException;
import java.net.InetAddress;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Finds the addresses that {@code media.advertise} means. Blocks for seconds where somebody asked does not answer. */
public final class OutsideAddresses {
    private static final Logger LOG = LoggerFactory.getLogger(OutsideAddresses.class);

    private final CloudMetadata cloud;

    /** Of this machine, wherever it runs. */
    public OutsideAddresses() {
        this(CloudMetadata.ANYWHERE);
    }

    OutsideAddresses(URI metadataService) {
        cloud = new CloudMetadata(metadataService);
    }

    /**
     * What was found.
     *
     * @param addresses in the order of the entries, each once
     * @param problems a sentence for each entry that led to none
     */
    public record Found(List<AdvertisedAddress> addresses, List<String> problems) {
        public Found {
            addresses = List.copyOf(addresses);
            problems = List.copyOf(problems);
        }
    }

    /**
     * Finds them all.
     *
     * @throws IllegalArgumentException if an entry cannot be read, saying what was expected
     */
    public Found find(List<String> entries) {
        List<AddressSource> sources = entries.stream().map(AddressSource::parse).toList();
        List<AdvertisedAddress> addresses = new ArrayList<>();
        List<String> problems = new ArrayList<>();
        for (AddressSource source : sources) {
            try {
                AdvertisedAddress address = ask(source);
                if (!addresses.contains(address)) {
                    addresses.add(address);
                }
            } catch (IOException e) {
                problems.add(String.valueOf(e.getMessage()));
            }
        }
        return new Found(addresses, problems);
    }

    /** For a server that starts: it goes on with what is found, and says what is not. */
    public List<AdvertisedAddress> announced(List<String> entries) {
        Found found = find(entries);
        found.problems().forEach(problem -> LOG.warn("media.advertise: {}", problem));
        if (found.addresses().isEmpty() && !entries.isEmpty()) {
            LOG.warn(
                    "no address of media.advertise is known: people are told those of this machine's own interfaces, which may"
                            + " not be reached from outside. Name the public address there and restart.");
        } else if (!entries.isEmpty()) {
            LOG.info(
                    "people are told to send media to {}",
                    found.addresses().stream().map(AdvertisedAddress::literal).toList());
        }
        return found.addresses();
    }

    private AdvertisedAddress ask(AddressSource source) throws IOException {
        return switch (source) {
            case AddressSource.Fixed(AdvertisedAddress address) -> address;
            case AddressSource.Stun(String host, int port) -> mapped(StunQuestion.ask(host, port));
            case AddressSource.Cloud() -> mapped(cloud.publicAddress());
        };
    }

    /** What maps a whole machine maps each of its ports to the same. */
    private static AdvertisedAddress mapped(InetAddress address) {
        return new AdvertisedAddress(address.getHostAddress(), AdvertisedAddress.SAME_PORT);
    }
}
