package org.sunshineledger.api.watch;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import java.net.http.HttpResponse;
import java.time.Duration;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.slf4j.LoggerFactory;
import org.sunshineledger.api.OpenDoors;

@DisplayName("运维所见：计量与查询编号")
class MetersTest extends OpenDoors {

  private static final String LI = "4101851009010001";

  private static final String METERS = "/actuator/prometheus";
  private static final String REVERIFY = "/households/" + LI + "/reverify";
  private static final String EXIT = "/households/" + LI + "/exit-household";

  private static String refusals(String code) {
    return "ledger_refusals_total{code=\"%s\"}".formatted(code);
  }

  @Test
  void anOrderIsCountedMeasuredAndSoonSealedAndFolded() {
    recordedByReviewer();
    double orders = figure("ledger_orders_total{order=\"Reverify\"}");
    double groups = figure("ledger_append_group_size_count");
    double facts = figure("ledger_append_group_size_sum");
    double waits = figure("ledger_append_wait_seconds_count");
    double waited = figure("ledger_append_wait_seconds_sum");

    recordedByReviewer();

    assertThat(figure("ledger_orders_total{order=\"Reverify\"}")).isEqualTo(orders + 1);
    assertThat(figure("ledger_append_group_size_count")).isEqualTo(groups + 1);
    assertThat(figure("ledger_append_group_size_sum")).isEqualTo(facts + 1);
    assertThat(figure("ledger_append_wait_seconds_count")).isEqualTo(waits + 1);
    assertThat(figure("ledger_append_wait_seconds_sum") - waited).isBetween(1e-5, 15.0);
    Awaitility.await()
        .atMost(Duration.ofSeconds(30))
        .untilAsserted(() -> {
          assertThat(figure("ledger_seal_lag")).isZero();
          assertThat(figure("ledger_seal_age_seconds")).isZero();
          assertThat(figure("ledger_view_lag{view=\"board\"}")).isZero();
        });
    assertThat(figure("ledger_view_parked{view=\"board\"}")).isZero();
  }

  private void recordedByReviewer() {
    HttpResponse<String> taken =
        order(
            "reviewer",
            REVERIFY,
            "{\"occurredOn\":\"2026-01-05\",\"order\":{\"outcome\":\"CONFIRMED\"}}");
    assertThat(taken.statusCode()).as(taken.body()).isEqualTo(201);
  }

  @Test
  void whatIsTurnedAwayCountsUnderItsCodeOfARuleOrOfADoor() {
    double ofRule = figure(refusals("HOUSEHOLD_HAS_NOT_CONFIRMED"));
    double ofDoor = figure(refusals("SIGN_IN"));

    assertThat(problem(order("approver", EXIT, "{\"occurredOn\":\"2026-01-05\",\"order\":{}}")))
        .isEqualTo("409 HOUSEHOLD_HAS_NOT_CONFIRMED");
    assertThat(problem(data("/audit/flags"))).isEqualTo("401 SIGN_IN");

    assertThat(figure(refusals("HOUSEHOLD_HAS_NOT_CONFIRMED"))).isEqualTo(ofRule + 1);
    assertThat(figure(refusals("SIGN_IN"))).isEqualTo(ofDoor + 1);
    assertThat(figure(refusals("OUTSIDE_YOUR_REGION"))).as("is there before it comes").isNotNaN();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "hikaricp_connections_active{pool=\"ledger\"",
        "hikaricp_connections_pending{pool=\"ledger\"",
        "hikaricp_connections_active{pool=\"lookups\"",
        "hikaricp_connections_pending{pool=\"lookups\"",
        "jvm_memory_used_bytes{",
        "http_server_requests_seconds_count{",
        "ledger_append_wait_seconds_bucket{le=\"0.005\"}",
        "ledger_append_group_size_bucket{le=\"10.0\"}"
      })
  void thePlatformIsMeasuredToo(String meter) {
    recordedByReviewer();
    assertThat(send(toOperators(METERS)).body().lines()).anyMatch(line -> line.startsWith(meter));
  }

  @Test
  void noTagHoldsTheNumberOfAHousehold() {
    recordedByReviewer();
    assertThat(data("/households/" + LI).statusCode()).isEqualTo(401);
    assertThat(data("/" + LI).statusCode()).isEqualTo(404);

    assertThat(send(toOperators(METERS)).body()).contains("uri=\"/{door:").doesNotContain(LI);
  }

  @Test
  void thePublicsPortHasNone() {
    assertThat(problem(data(METERS))).isEqualTo("401 SIGN_IN");
    assertThat(problem(send(as("admin", to(METERS).header("Accept", "application/json")))))
        .isEqualTo("404 UNKNOWN_ADDRESS");
    assertThat(send(toOperators(METERS)).statusCode()).isEqualTo(200);
    assertThat(send(toOperators("/boards/410185")).statusCode()).isEqualTo(404);
  }

  @Test
  void aProblemAndTheLinesOfTheLogHaveTheSameTraceId() {
    Logger log = (Logger) LoggerFactory.getLogger("org.sunshineledger.api.security");
    ListAppender<ILoggingEvent> said =
        new ListAppender<>() {
          @Override
          protected void append(ILoggingEvent line) {
            // What belongs to the thread is looked up here, or it would be that of the test.
            line.prepareForDeferredProcessing();
            super.append(line);
          }
        };
    said.start();
    // None where the logger is told by those above it.
    @Nullable Level former = log.getLevel();
    log.setLevel(Level.INFO);
    log.addAppender(said);
    try {
      HttpResponse<String> denied =
          send(as("clerk", to("/audit/denials").header("Accept", "application/json")));
      HttpResponse<String> another =
          send(as("clerk", to("/audit/denials").header("Accept", "application/json")));

      assertThat(problem(denied)).isEqualTo("403 NOT_YOUR_ROLE");
      String id = json(denied).path("traceId").asString();
      assertThat(id).matches("[0-9a-f]{32}");
      assertThat(json(another).path("traceId").asString()).isNotEqualTo(id);
      assertThat(said.list)
          .filteredOn(line -> id.equals(line.getMDCPropertyMap().get("traceId")))
          .extracting(ILoggingEvent::getFormattedMessage)
          .containsExactly("GET /audit denied");
    } finally {
      log.detachAppender(said);
      log.setLevel(former);
    }
  }

  @Test
  void whoBringsATraceGetsItBack() {
    String id = "4bf92f3577b34da6a3ce929d0e0e4736";

    HttpResponse<String> unknown =
        send(
            to("/boards/99")
                .header("Accept", "application/json")
                .header("traceparent", "00-" + id + "-00f067aa0ba902b7-00"));

    assertThat(json(unknown).path("traceId").asString()).isEqualTo(id);
    assertThat(page("/boards/99").body()).containsPattern("<code>[0-9a-f]{32}</code>");
  }
}
