package dev.stagedoor.server;

import static dev.stagedoor.server.AccountAccess.refused;

import dev.stagedoor.signaling.HousePeople;
import dev.stagedoor.signaling.HousePeople.Added;
import dev.stagedoor.signaling.HousePeople.Member;
import dev.stagedoor.signaling.HousePeople.Post;
import java.time.InstantSource;
import java.util.List;
import java.util.function.ToIntFunction;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Who works for the house: the first admin of an installation, and everybody after. */
@Command(
        name = "house",
        description = "Say who works for the house, and let people in or out.",
        mixinStandardHelpOptions = true)
final class HouseCommand implements Runnable {
    @Spec
    @SuppressWarnings("NullAway.Init") // picocli fills it before anything is called
    private CommandSpec spec;

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "house what? There are: add, remove, list");
    }

    @Command(
            name = "add",
            description = "Give somebody a post; makes the account, and prints its password, if there is none.",
            mixinStandardHelpOptions = true)
    int add(
            @Mixin SettingsOptions options,
            @Option(names = "--as", required = true, description = "ADMIN, FINANCE or SUPPORT.") Post post,
            @Parameters(paramLabel = "EMAIL", description = "Address that they sign in with.") String email) {
        return with(options, house -> switch (house.add(email, post)) {
            case Added.Made(String password) ->
                done(email + " is " + post + " with the password " + password
                        + "\nIt is told here only. Set up a second factor at the first sign-in.");
            case Added.Given _ ->
                done(email + " is " + post + " from the next sign-in on, with the password of before."
                        + "\nAddresses are not verified: if you are not sure who made this account, take it from them by"
                        + "\n./stagedoor new-password " + email);
            case Added.HadIt _ -> done(email + " was " + post + " already.");
            case Added.BadAddress _ -> refused(email + " is no e-mail address.");
        });
    }

    @Command(
            name = "remove",
            description = "Take every post away from somebody; the account stays.",
            mixinStandardHelpOptions = true)
    int remove(
            @Mixin SettingsOptions options,
            @Parameters(paramLabel = "EMAIL", description = "Address of the account.") String email) {
        return with(options, house -> switch (house.remove(email)) {
            case DONE ->
                done(email + " has no post any more, and all sessions have ended. A token that is out"
                        + " already ends within 15 minutes.");
            case NO_SUCH_ACCOUNT -> LockedAccount.unknown();
            case NOT_OF_THE_HOUSE -> refused(email + " has no post.");
        });
    }

    @Command(name = "list", description = "Print everybody who has a post.", mixinStandardHelpOptions = true)
    int list(@Mixin SettingsOptions options) {
        return with(options, house -> {
            List<Member> members = house.members();
            for (Member member : members) {
                System.out.printf(
                        "%-24s %s%n",
                        member.posts().stream().map(Post::name).collect(Collectors.joining(", ")), member.email());
            }
            return members.isEmpty() ? done("Nobody: ./stagedoor house add EMAIL --as ADMIN") : 0;
        });
    }

    private static int with(SettingsOptions options, ToIntFunction<HousePeople> work) {
        return new AccountAccess(options)
                .run(accounts -> work.applyAsInt(new HousePeople(accounts, InstantSource.system())));
    }

    private static int done(String what) {
        System.out.println(what);
        return 0;
    }
}
