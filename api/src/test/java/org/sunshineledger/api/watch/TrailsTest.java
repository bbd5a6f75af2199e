package org.sunshineledger.api.watch;

import static org.assertj.core.api.Assertions.assertThat;

import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.exporter.otlp.http.trace.OtlpHttpSpanExporter;
import io.opentelemetry.sdk.testing.exporter.InMemorySpanExporter;
import io.opentelemetry.sdk.trace.SdkTracerProvider;
import io.opentelemetry.sdk.trace.data.EventData;
import io.opentelemetry.sdk.trace.data.SpanData;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Autowired;
import org.sunshineledger.api.OpenDoors;

@DisplayName("一道命令的去向，从受理到视图")
class TrailsTest extends OpenDoors {

  private static final String LI = "4101851009010001";

  private static final String TRACE = "0af7651916cd43dd8448eb211c80319c";
  private static final String OUTSIDE = "b7ad6b7169203331";

  @Autowired private InMemorySpanExporter spans;
  @Autowired private SdkTracerProvider traces;
  @Autowired private ObjectProvider<OtlpHttpSpanExporter> sent;

  @BeforeEach
  void nothingIsKept() {
    traces.forceFlush().join(10, TimeUnit.SECONDS);
    spans.reset();
  }

  private List<SpanData> kept(String name) {
    traces.forceFlush().join(10, TimeUnit.SECONDS);
    return spans.getFinishedSpanItems().stream()
        .filter(span -> span.getName().startsWith(name))
        .toList();
  }

  /** Position of the fact of one more order of the reviewer. */
  private long recorded(String... headers) {
    HttpRequest.Builder request =
        as("reviewer", to("/households/" + LI + "/reverify"))
            .header("Content-Type", "application/json")
            .POST(
                HttpRequest.BodyPublishers.ofString(
                    "{\"occurredOn\":\"2026-01-05\",\"order\":{\"outcome\":\"CONFIRMED\"}}"));
    for (int i = 0; i < headers.length; i += 2) request.header(headers[i], headers[i + 1]);
    HttpResponse<String> taken = send(request);
    assertThat(taken.statusCode()).as(taken.body()).isEqualTo(201);
    return json(taken).path("first").asLong();
  }

  @Test
  void anOrderThatIsTracedIsFollowedUntilTheViewsHaveFoldedIt() {
    long position = recorded("traceparent", "00-%s-%s-01".formatted(TRACE, OUTSIDE));
    Awaitility.await()
        .atMost(Duration.ofSeconds(30))
        .untilAsserted(() ->
            assertThat(kept("ledger.fold"))
                .extracting(each -> each.getAttributes().get(AttributeKey.stringKey("ledger.view")))
                .contains("responsibility", "flags"));

    SpanData request = kept("http post").getFirst();
    SpanData append = kept("ledger.append").getFirst();
    assertThat(request.getTraceId()).isEqualTo(TRACE);
    assertThat(request.getParentSpanId()).isEqualTo(OUTSIDE);
    assertThat(request.getKind()).isEqualTo(SpanKind.SERVER);
    assertThat(append.getTraceId()).isEqualTo(TRACE);
    assertThat(append.getParentSpanId()).isEqualTo(request.getSpanId());
    assertThat(append.getAttributes().get(AttributeKey.longKey("ledger.position")))
        .isEqualTo(position);
    assertThat(append.getStartEpochNanos()).isLessThan(append.getEndEpochNanos());
    assertThat(kept("ledger.fold"))
        .allSatisfy(fold -> {
          assertThat(fold.getTraceId()).isNotEqualTo(TRACE);
          assertThat(fold.getLinks())
              .singleElement()
              .satisfies(link ->
                  assertThat(link.getSpanContext().getSpanId()).isEqualTo(append.getSpanId()));
        });
    assertThat(spans.getFinishedSpanItems())
        .as("nothing of a person")
        .allSatisfy(span ->
            assertThat(span.getName() + span.getAttributes() + span.getEvents())
                .doesNotContain(LI));
  }

  /** A message may quote what was sent: a token, a name. */
  @ParameterizedTest
  @ValueSource(strings = {"Bearer quoted.in-a.message", "Basic cXVvdGVkOmluLWEtbWVzc2FnZQ=="})
  void noSpanHoldsTheMessageOfWhatFailedAtTheDoor(String credentials) {
    HttpResponse<String> refused =
        send(
            to("/audit/flags")
                .header("Accept", "application/json")
                .header("Authorization", credentials)
                .header("traceparent", "00-%s-%s-01".formatted(TRACE, OUTSIDE)));
    assertThat(refused.statusCode()).as(refused.body()).isEqualTo(401);
    Awaitility.await()
        .atMost(Duration.ofSeconds(30))
        .untilAsserted(() -> assertThat(kept("http get")).isNotEmpty());

    assertThat(spans.getFinishedSpanItems())
        .allSatisfy(span -> {
          assertThat(span.getEvents()).extracting(EventData::getName).doesNotContain("exception");
          assertThat(span.getStatus().getDescription()).isEmpty();
          assertThat(span.getName() + span.getAttributes() + span.getEvents())
              .doesNotContain("quoted");
        });
  }

  @Test
  void nothingIsSentWhereNobodySaidWhereTo() {
    assertThat(sent.stream()).isEmpty();
  }

  @Test
  void anOrderThatIsNotTracedLeavesNothing() {
    recorded();
    viewsHaveCaughtUp();

    assertThat(kept("")).isEmpty();
  }
}
