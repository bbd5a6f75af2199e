package org.sunshineledger.api.start;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.Status;
import org.sunshineledger.projections.view.Lag;

class ViewsHealthTest {

  private static final Instant SINCE = Instant.parse("2016-10-18T00:00:00Z");

  @Test
  void aViewThatIsBehindCatchesUp() {
    assertThat(health(new Lag("money", 3, 9, null)).getStatus()).isEqualTo(Status.UP);
  }

  @Test
  void aViewThatStandsStillIsNamedWithItsFactAndWithoutTheCause() {
    Health health =
        health(
            new Lag("region", 9, 9, null),
            new Lag("money", 3, 9, new Lag.Alarm(5, "the row household/4101", SINCE)));

    assertThat(health.getStatus()).isEqualTo(Status.DOWN);
    assertThat(health.getDetails())
        .containsOnlyKeys("money")
        .containsEntry("money", new ViewsHealth.Stopped(5, 6, SINCE));
  }

  private static Health health(Lag... lags) {
    return new ViewsHealth(() -> List.of(lags)).health();
  }
}
