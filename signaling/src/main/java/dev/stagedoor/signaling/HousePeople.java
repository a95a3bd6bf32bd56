package dev.stagedoor.signaling;

import com.fasterxml.uuid.Generators;
import dev.stagedoor.signaling.identity.Account;
import dev.stagedoor.signaling.identity.AccountStore.Credential;
import dev.stagedoor.signaling.identity.EmailAddress;
import dev.stagedoor.signaling.identity.MadePassword;
import dev.stagedoor.signaling.identity.Role;
import dev.stagedoor.signaling.store.AccountTable;
import dev.stagedoor.signaling.store.Database;
import dev.stagedoor.signaling.store.HouseTable;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import javax.sql.DataSource;

/**
 * Who works for the house. Nobody signs up for that, and nobody in the console gives it away: whoever runs the machine does,
 * beside a running server or without one. Methods block.
 */
public final class HousePeople {
    /** Nobody asks people of the house how old they are, and the column wants a day. */
    private static final LocalDate NOT_ASKED = LocalDate.of(1970, 1, 1);

    private final AccountTable accounts;
    private final HouseTable house;
    private final InstantSource clock;

    /** @param dataSource of a database that a server has used, or will */
    public HousePeople(DataSource dataSource, InstantSource clock) {
        Database database = new Database(dataSource, 1);
        database.migrate();
        accounts = new AccountTable(database);
        house = new HouseTable(database);
        this.clock = clock;
    }

    /** What somebody does there. */
    public enum Post {
        ADMIN(Role.ADMIN, "Admin"),
        FINANCE(Role.FINANCE, "Finance"),
        SUPPORT(Role.SUPPORT, "Support");

        private final Role role;
        private final String displayName;

        Post(Role role, String displayName) {
            this.role = role;
            this.displayName = displayName;
        }
    }

    /** One of them. */
    public record Member(String email, String displayName, Set<Post> posts) {}

    /** What came of adding somebody. */
    public sealed interface Added {
        /** There was no account with this address. The password is told here and nowhere else. */
        record Made(String password) implements Added {
            /** Without the password. */
            @Override
            public String toString() {
                return "Made";
            }
        }

        /** To the account that there is, with its password. Its sessions have ended. */
        record Given() implements Added {}

        record HadIt() implements Added {}

        /** It is no address. */
        record BadAddress() implements Added {}
    }

    /** What came of taking somebody's posts away. */
    public enum Removed {
        /** All sessions have ended. The account stays, as a viewer's if it was nothing else. */
        DONE,
        NO_SUCH_ACCOUNT,
        NOT_OF_THE_HOUSE
    }

    /** Everybody, by address. */
    public List<Member> members() {
        return house.having(roles(EnumSet.allOf(Post.class))).stream()
                .map(account -> new Member(account.email(), account.displayName(), posts(account)))
                .toList();
    }

    /** Gives a post to the account of this address, which is made if there is none. */
    public Added add(String email, Post post) {
        EmailAddress address = new EmailAddress(email);
        Credential present = accounts.credential(address);
        if (present == null) {
            return address.text().matches("[^@\\s]+@[^@\\s]+") ? make(address, post) : new Added.BadAddress();
        }
        Account account = present.account();
        if (account.roles().contains(post.role)) {
            return new Added.HadIt();
        }
        house.changeRoles(account.id(), roles -> with(roles, post), clock.instant());
        return new Added.Given();
    }

    private Added make(EmailAddress address, Post post) {
        MadePassword password = MadePassword.make();
        Account account = new Account(
                Generators.timeBasedEpochGenerator().generate(),
                address.text(),
                post.displayName,
                "",
                Set.of(post.role),
                NOT_ASKED,
                clock.instant(),
                null);
        return accounts.insert(account, password.hash(), null)
                ? new Added.Made(password.text())
                : add(address.text(), post);
    }

    /** Takes every post away. */
    public Removed remove(String email) {
        Credential present = accounts.credential(new EmailAddress(email));
        if (present == null) {
            return Removed.NO_SUCH_ACCOUNT;
        }
        Account account = present.account();
        if (posts(account).isEmpty()) {
            return Removed.NOT_OF_THE_HOUSE;
        }
        house.changeRoles(account.id(), HousePeople::withoutPosts, clock.instant());
        return Removed.DONE;
    }

    private static Set<Role> with(Set<Role> roles, Post post) {
        Set<Role> more = EnumSet.copyOf(roles);
        more.add(post.role);
        return more;
    }

    private static Set<Role> withoutPosts(Set<Role> roles) {
        Set<Role> left = EnumSet.copyOf(roles);
        left.removeAll(roles(EnumSet.allOf(Post.class)));
        return left.isEmpty() ? Set.of(Role.VIEWER) : left;
    }

    private static Set<Post> posts(Account account) {
        return EnumSet.allOf(Post.class).stream()
                .filter(post -> account.roles().contains(post.role))
                .collect(Collectors.toCollection(() -> EnumSet.noneOf(Post.class)));
    }

    private static Set<Role> roles(Set<Post> posts) {
        return posts.stream().map(post -> post.role).collect(Collectors.toCollection(() -> EnumSet.noneOf(Role.class)));
    }
}
