package dev.stagedoor.signaling.web;

import dev.stagedoor.signaling.identity.RateLimiter;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpMethod;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.handler.BodyHandler;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Executor;
import java.util.function.Supplier;

/** Puts the routes together. The order of this list is the order in which a request meets them. */
final class WebRoutes {
    private final Vertx vertx;
    private final HttpConfig config;
    private final WebParts parts;
    private final RateLimiter requests;
    private final SlowRequests slow;

    WebRoutes(Vertx vertx, HttpConfig config, WebParts parts, RateLimiter requests, SlowRequests slow) {
        this.slow = slow;
        this.requests = requests;
        this.vertx = vertx;
        this.config = config;
        this.parts = parts;
    }

    /** Reads the contract and the web apps' files; blocks. */
    Router build(Executor virtualThreads, Supplier<WebhookSender.Door> ownDoor) {
        Contract contract = Contract.own();
        Json json = new Json();
        ReplyWriter writer = new ReplyWriter(json);
        Clients clients = new Clients(config.trustForwardedFor());
        ApiRoutes api = new ApiRoutes(contract, gates(contract, clients), json, writer, virtualThreads);

        Router router = Router.router(vertx);
        router.route().handler(slow);
        router.route().handler(new RequestId(parts.tracing(), config.trustForwardedFor()));
        router.route().handler(new SecurityHeaders(config.isSecure()));
        router.route("/whip/*").handler(new CrossOrigin());
        router.route("/whep/*").handler(new CrossOrigin());
        router.get(WebSocketRoute.PATH)
                .handler(new WebSocketRoute(parts.endpoint(), clients, new OwnPages(config.publicUrl()), writer));
        router.post(ProviderSettlementOperations.IMPORTS)
                .handler(new HouseFiles(new Access(parts.identity().accessTokens())));
        router.route().handler(BodyHandler.create(false).setBodyLimit(HttpConfig.BODY_BYTES));
        api.mount(vertx, router, operations(contract, ownDoor));
        pages(router, contract);
        new Failures(contract, writer).mount(router);
        return router;
    }

    private ApiRoutes.Gates gates(Contract contract, Clients clients) {
        return new ApiRoutes.Gates(
                new Access(parts.identity().accessTokens()), new Validation(vertx, contract), requests, clients);
    }

    private List<Operations> operations(Contract contract, Supplier<WebhookSender.Door> door) {
        IceOperations ice = new IceOperations(parts.ice(), parts.clock());
        FactorGate gate = new FactorGate(parts.identity().secondFactors());
        return List.of(
                new SignInOperations(
                        parts.identity(),
                        new RefreshCookie(config.isSecure(), parts.sessionLifetime()),
                        parts.referrals().newcomers(),
                        new DeviceCookie(config.isSecure()),
                        parts.risk()),
                new SecondFactorOperations(parts.identity(), parts.accounts(), gate),
                new PeopleOperations(parts.accounts(), parts.performers()),
                new CallOperations(parts.calls(), parts.clock()),
                new WalletOperations(parts.wallets(), parts.care(), parts.accounts()),
                new ReceiptOperations(parts.wallets(), parts.accounts()),
                new GiftOperations(parts.wallets(), parts.gifts()),
                new AdminOperations(parts.console(), parts.accounts(), parts.drain()),
                new ApprovalOperations(parts.approvals(), gate),
                new LiveOperations(parts.watch().nodes(), parts.watch().live()),
                new ProviderOperations(parts.providers().desk()),
                new ProviderSettlementOperations(parts.providers().settlements()),
                new PriceOperations(parts.prices(), parts.approvals()),
                new PayoutOperations(parts.payouts(), parts.accounts(), gate),
                new PayoutAdminOperations(parts.payouts(), parts.accounts(), gate),
                new RiskOperations(parts.risk(), parts.accounts(), gate),
                new SettlementOperations(parts.payouts(), parts.approvals()),
                new TaxRuleOperations(parts.payouts(), parts.approvals()),
                new AgencyOperations(parts.agencies(), parts.accounts()),
                new ReferralOperations(parts.referrals().desk()),
                new AgencyAdminOperations(parts.agencies(), parts.accounts(), parts.approvals()),
                new AuditOperations(parts.audit()),
                new MailOperations(parts.mail()),
                new WalletCareOperations(parts.care()),
                new ClaimOperations(parts.claims(), parts.approvals(), gate),
                new PlanOperations(parts.sales().plans(), parts.accounts()),
                new TipBoardOperations(parts.sales().shows(), parts.sales().plans()),
                new ShowOperations(
                        parts.sales().shows(),
                        parts.accounts(),
                        show -> parts.live().review(show.toString())),
                new BookingOperations(parts.sales().bookings(), parts.performers(), parts.accounts()),
                ice,
                new WhipOperations(parts.live(), new Access(parts.identity().accessTokens()), ice, parts.nodes()),
                new ServerOperations(parts.identity().accessTokens(), parts.checks(), contract),
                new MetricsOperations(parts.metrics(), config.metricsToken()),
                new SandboxOperations(parts.wallets().sandbox(), new WebhookSender(vertx, config.tls() != null), door));
    }

    private void pages(Router router, Contract contract) {
        StaticSite admin = new StaticSite("/admin/", config.adminApp());
        StaticSite viewer = new StaticSite("/", config.viewerApp());
        router.get(Html.STYLE_SHEET).handler(styleSheet());
        router.route("/admin").method(HttpMethod.GET).handler(context -> redirect(context, "/admin/"));
        router.get("/admin/*").handler(admin);
        router.get().handler(context -> {
            // An unknown address of the API is an error, not a page of the app.
            if (isOfTheApi(context.normalizedPath())) {
                boolean known = contract.rules().findPath(context.normalizedPath()) != null;
                context.fail(known ? 405 : 404);
            } else {
                viewer.handle(context);
            }
        });
        if (!viewer.isPresent()) {
            router.get("/").handler(context -> redirect(context, "/docs"));
        }
    }

    private static boolean isOfTheApi(String path) {
        return path.startsWith("/api/") || path.startsWith("/whip/") || path.startsWith("/whep/");
    }

    private static void redirect(RoutingContext context, String address) {
        if (context.normalizedPath().equals(address)) {
            context.next();
        } else {
            context.response().setStatusCode(302).putHeader("Location", address).end();
        }
    }

    private static StaticSite styleSheet() {
        String name = Html.STYLE_SHEET.substring(1);
        try (InputStream file = Objects.requireNonNull(WebRoutes.class.getResourceAsStream(Html.STYLE_SHEET), name)) {
            return new StaticSite("/", Map.of(name, SiteFile.of(name, file.readAllBytes())));
        } catch (IOException e) {
            throw new IllegalStateException("cannot read " + name + " from the class path", e);
        }
    }
}
