package org.sunshineledger.api.web;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.sunshineledger.api.OpenDoors;

/** Pages that the server asks itself for. */
@DisplayName("Renewals by Tomcat")
class TomcatRenewalsTest extends OpenDoors {

  @Autowired private Renewals renewals;
  @Autowired private MeterRegistry meters;

  private long answered(String status) {
    Timer found =
        meters
            .find("http.server.requests")
            .tags("uri", "/boards/{region}", "status", status)
            .timer();
    return found == null ? 0 : found.count();
  }

  private void renew(String path, @Nullable String query) throws InterruptedException {
    CountDownLatch over = new CountDownLatch(1);
    assertThat(
            renewals.begin(
                new Renewals.Request(
                    "https",
                    "ledger.example",
                    443,
                    path,
                    query,
                    Map.of("Accept", "text/html", "Cookie", "lang=en"),
                    Map.of()),
                over::countDown))
        .isTrue();
    assertThat(over.await(1, TimeUnit.MINUTES)).isTrue();
  }

  @Test
  void goTheWholeWayThatAReadersRequestGoes() throws InterruptedException {
    long before = answered("200");
    renew("/boards/410185", "asOf=2015-12-01");

    Awaitility.await()
        .atMost(Duration.ofSeconds(10))
        .untilAsserted(() -> assertThat(answered("200")).isEqualTo(before + 1));
  }

  @Test
  void areRefusedWhereAReaderWouldBe() throws InterruptedException {
    long before = answered("400");
    renew("/boards/%E5%9F%8E", null);

    Awaitility.await()
        .atMost(Duration.ofSeconds(10))
        .untilAsserted(() -> assertThat(answered("400")).isEqualTo(before + 1));
  }
}
