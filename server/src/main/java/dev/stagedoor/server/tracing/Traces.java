package dev.stagedoor.server.tracing;

import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.exporter.otlp.http.trace.OtlpHttpSpanExporter;
import io.opentelemetry.exporter.otlp.http.trace.OtlpHttpSpanExporterBuilder;
import io.opentelemetry.sdk.common.InternalTelemetryVersion;
import io.opentelemetry.sdk.metrics.SdkMeterProvider;
import io.opentelemetry.sdk.resources.Resource;
import io.opentelemetry.sdk.trace.SdkTracerProvider;
import io.opentelemetry.sdk.trace.export.BatchSpanProcessor;
import io.opentelemetry.sdk.trace.samplers.Sampler;
import java.time.Duration;
import java.util.UUID;
import java.util.concurrent.TimeUnit;

/**
 * Spans, and their way out. They wait in a queue of a fixed length for a thread of their own; when it is full, because nobody
 * takes them or too slowly, further ones are dropped and counted, and nobody who is served waits for that.
 */
public final class Traces implements AutoCloseable {
    /** A span is about 1 KiB: the most that an endpoint which is away may cost. */
    private static final int WAITING = 4_096;

    private static final int TOGETHER = 512;
    private static final Duration EVERY = Duration.ofSeconds(1);
    private static final Duration ANSWER_LIMIT = Duration.ofSeconds(5);
    /** For what still waits when the server stops. */
    private static final long LAST_WORDS_MS = 2_000;

    private final SpanTally tally = new SpanTally();
    private final LibraryLog libraryLog = new LibraryLog();
    private final SdkMeterProvider numbers;
    private final SdkTracerProvider provider;
    private final RequestTracing requests;
    private final LedgerTracing ledger;

    private Traces(TracingConfig config) {
        numbers = SdkMeterProvider.builder().registerMetricReader(tally).build();
        BatchSpanProcessor queue = BatchSpanProcessor.builder(exporter(config))
                .setMaxQueueSize(WAITING)
                .setMaxExportBatchSize(TOGETHER)
                .setScheduleDelay(EVERY)
                .setExporterTimeout(ANSWER_LIMIT.multipliedBy(2))
                .setInternalTelemetryVersion(InternalTelemetryVersion.LATEST)
                .setMeterProvider(() -> numbers)
                .build();
        provider = SdkTracerProvider.builder()
                .setResource(Resource.create(Attributes.of(
                        AttributeKey.stringKey("service.name"),
                        "stagedoor",
                        AttributeKey.stringKey("service.instance.id"),
                        UUID.randomUUID().toString())))
                .setSampler(Sampler.parentBased(Sampler.traceIdRatioBased(config.sample())))
                .addSpanProcessor(queue)
                .build();
        Spans spans = new Spans(provider.get("dev.stagedoor"));
        requests = new RequestTracing(spans);
        ledger = new LedgerTracing(spans);
    }

    private OtlpHttpSpanExporter exporter(TracingConfig config) {
        OtlpHttpSpanExporterBuilder builder = OtlpHttpSpanExporter.builder()
                .setEndpoint(config.endpoint().toString())
                .setTimeout(ANSWER_LIMIT)
                .setConnectTimeout(ANSWER_LIMIT)
                .setCompression("gzip")
                .setInternalTelemetryVersion(InternalTelemetryVersion.LATEST)
                .setMeterProvider(() -> numbers);
        config.headers().forEach(builder::addHeader);
        return builder.build();
    }

    /** Begins; whether somebody takes the spans is not asked. */
    public static Traces start(TracingConfig config) {
        return new Traces(config);
    }

    /** For signalling. */
    public dev.stagedoor.signaling.Tracing requests() {
        return requests;
    }

    /** For billing. */
    public dev.stagedoor.billing.store.Tracing ledger() {
        return ledger;
    }

    /** What became of the spans so far. */
    public SpanCounts counts() {
        return tally.read();
    }

    /** Sends what still waits, for a moment. */
    @Override
    public void close() {
        var _ = provider.shutdown().join(LAST_WORDS_MS, TimeUnit.MILLISECONDS);
        numbers.close();
        libraryLog.close();
    }
}
