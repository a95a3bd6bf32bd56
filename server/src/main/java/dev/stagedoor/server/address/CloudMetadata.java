package dev.stagedoor.server.address;

import java.io.IOException;
import java.net.InetAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * Asks the metadata service that clouds have at a link-local address for the machine's public one. Which cloud it is nobody
 * says: all are asked at once, in the form that each wants, and the one that it is answers.
 */
final class CloudMetadata {
    /** The same address with all of them. */
    static final URI ANYWHERE = URI.create("http://169.254.169.254");

    private static final Duration PATIENCE = Duration.ofSeconds(2);
    private static final int OK = 200;

    private final URI service;

    /** @param service without a path */
    CloudMetadata(URI service) {
        this.service = service;
    }

    /** What one cloud is asked. */
    private interface Question {
        String ask(HttpClient client) throws IOException, InterruptedException;
    }

    /**
     * The address.
     *
     * @throws IOException if no service answers, or the machine has no public address
     */
    InetAddress publicAddress() throws IOException {
        List<Question> questions = List.of(this::amazon, this::google, this::azure);
        try (HttpClient client =
                        HttpClient.newBuilder().connectTimeout(PATIENCE).build();
                ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            return threads.invokeAny(questions.stream()
                    .map(question -> (java.util.concurrent.Callable<InetAddress>)
                            () -> InetAddress.ofLiteral(question.ask(client).strip()))
                    .toList());
        } catch (ExecutionException e) {
            throw new IOException("no cloud's metadata service at " + service + " tells a public address", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted while asking " + service, e);
        }
    }

    /** Version 2 of the service, which wants a token first. */
    private String amazon(HttpClient client) throws IOException, InterruptedException {
        String token = send(
                client,
                request("/latest/api/token")
                        .header("X-aws-ec2-metadata-token-ttl-seconds", "60")
                        .PUT(HttpRequest.BodyPublishers.noBody()));
        return send(client, request("/latest/meta-data/public-ipv4").header("X-aws-ec2-metadata-token", token));
    }

    private String google(HttpClient client) throws IOException, InterruptedException {
        String path = "/computeMetadata/v1/instance/network-interfaces/0/access-configs/0/external-ip";
        return send(client, request(path).header("Metadata-Flavor", "Google"));
    }

    private String azure(HttpClient client) throws IOException, InterruptedException {
        String path = "/metadata/instance/network/interface/0/ipv4/ipAddress/0/publicIpAddress"
                + "?api-version=2021-02-01&format=text";
        return send(client, request(path).header("Metadata", "true"));
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(service.resolve(path)).timeout(PATIENCE);
    }

    private static String send(HttpClient client, HttpRequest.Builder request)
            throws IOException, InterruptedException {
        HttpResponse<String> response = client.send(request.build(), HttpResponse.BodyHandlers.ofString());
        if (response.statusCode() != OK) {
            throw new IOException(response.uri() + " answers " + response.statusCode());
        }
        return response.body();
    }
}
