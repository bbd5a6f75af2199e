package org.sunshineledger.projections.view;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.sunshineledger.ledger.fact.RegionCode;
import org.sunshineledger.projections.Telling;
import org.sunshineledger.projections.ToldLedger;
import org.sunshineledger.projections.waiting.Waiting;
import org.sunshineledger.projections.waiting.WaitingView;

@DisplayName("有内容的行 Rows that say something")
class PresentRowsTest {

  private static final RegionCode VILLAGE = new RegionCode("410173202001");

  private final ToldLedger ledger = new ToldLedger();
  private final Telling telling = new Telling();
  private int appended;

  @AfterEach
  void close() {
    ledger.close();
  }

  private void follow(Views views) throws TimeoutException {
    ledger.append(telling.facts().subList(appended, telling.facts().size()));
    appended = telling.facts().size();
    ToldLedger.await(views);
  }

  private static List<String> keys(List<Folded<Waiting>> rows) {
    return rows.stream().map(Folded::key).toList();
  }

  @Test
  void areReadAgainOnceARowHasMovedAndNotBefore() throws TimeoutException {
    WaitingView view = new WaitingView();
    try (Views views = ledger.views(view)) {
      views.start();
      Rows<String, Waiting> rows = views.rows(view);
      assertThat(rows.present()).isEmpty();

      telling.applied("2016-03-01", 1, VILLAGE, 2).applied("2016-03-01", 2, VILLAGE, 2);
      follow(views);
      List<Folded<Waiting>> both = rows.present();
      assertThat(keys(both))
          .containsExactly(Telling.household(1).stream(), Telling.household(2).stream());
      assertThat(rows.present()).as("nothing has moved").isSameAs(both);

      telling.identified("2016-05-01", 1, VILLAGE, 2).planned("2016-06-01", 1, VILLAGE, 2018);
      follow(views);
      assertThat(keys(rows.present())).containsExactly(Telling.household(2).stream());
    }
  }

  @Test
  void areReadAgainOnceTheViewIsBuiltAnew() throws TimeoutException {
    WaitingView view = new WaitingView();
    try (Views views = ledger.views(view)) {
      views.start();
      telling.applied("2016-03-01", 1, VILLAGE, 2);
      follow(views);
      List<Folded<Waiting>> before = views.rows(view).present();

      assertThat(views.rebuild(List.of(view.name()), (_, _) -> {}).isSame()).isTrue();
      assertThat(views.rows(view).present()).isEqualTo(before).isNotSameAs(before);
    }
  }
}
