package org.sunshineledger.projections.view;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.sunshineledger.projections.Telling;
import org.sunshineledger.projections.ToldLedger;
import org.sunshineledger.projections.region.DivisionView;

@DisplayName("一条折叠不了的账实")
class PoisonTest {

  private static final long PATIENCE = TimeUnit.SECONDS.toNanos(30);

  @Test
  void parksItsViewWithAnAlarmWhileTheOthersGoOn() {
    Delicate delicate = new Delicate();
    try (ToldLedger ledger = new ToldLedger().append(new Telling().divisions().facts());
        Views views = ledger.views(delicate, new DivisionView())) {
      views.start();
      await(() -> lag(views, "region").folded() == 8 && lag(views, "delicate").alarm() != null);
      Lag.@Nullable Alarm alarm = lag(views, "delicate").alarm();
      assertThat(alarm).isNotNull();
      if (alarm != null) {
        assertThat(alarm.position()).isEqualTo(5);
        assertThat(alarm.cause()).contains("delicate").contains("not this one");
      }
      assertThat(lag(views, "delicate").behind()).isEqualTo(8);

      delicate.ill = false;
      await(() -> lag(views, "delicate").folded() == 8);
      assertThat(lag(views, "delicate").alarm()).isNull();
      assertThat(views.rows(delicate).row("all").orElseThrow().row())
          .isEqualTo(new Delicate.Count(8));
    }
  }

  @Test
  void isNoAlarmAnyMoreOnceAnotherNodeHasFoldedIt() {
    Delicate healthy = new Delicate();
    healthy.ill = false;
    try (ToldLedger ledger = new ToldLedger().append(new Telling().divisions().facts());
        Views views = ledger.views(new Delicate());
        Views otherNode = ledger.views(healthy)) {
      views.start();
      await(() -> lag(views, "delicate").alarm() != null);
      assertThat(lag(views, "delicate").folded()).isZero();

      otherNode.start();
      await(() -> lag(otherNode, "delicate").folded() == 8);
      await(() -> lag(views, "delicate").folded() == 8);
      assertThat(lag(views, "delicate").alarm()).isNull();
    }
  }

  private static Lag lag(Views views, String view) {
    return views.lags().stream().filter(lag -> lag.view().equals(view)).findFirst().orElseThrow();
  }

  private interface Condition {
    boolean holds();
  }

  private static void await(Condition condition) {
    long end = System.nanoTime() + PATIENCE;
    while (!condition.holds() && System.nanoTime() < end)
      LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(5));
    assertThat(condition.holds()).isTrue();
  }
}
