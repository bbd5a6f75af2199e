package org.sunshineledger.projections.view;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.sunshineledger.ledger.fact.RegionCode;
import org.sunshineledger.projections.Telling;
import org.sunshineledger.projections.ToldLedger;
import org.sunshineledger.projections.waiting.Waiting;
import org.sunshineledger.projections.waiting.WaitingView;

@DisplayName("视图的行 Rows of a view")
class RowsTest {

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
  void thatSaySomethingAreReadAgainOnceARowHasMovedAndNotBefore() throws TimeoutException {
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
  void thatSaySomethingAreReadAgainOnceTheViewIsBuiltAnew() throws TimeoutException {
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

  private List<String> indexes(String table) {
    try (Connection connection = ledger.dataSource().getConnection();
        Statement statement = connection.createStatement();
        ResultSet row =
            statement.executeQuery(
                """
                select array_agg(indexname order by indexname) from pg_indexes
                 where schemaname = 'view' and tablename = '%s'
                """
                    .formatted(table))) {
      row.next();
      return List.of((String[]) row.getArray(1).getArray());
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  @Test
  void thatHaveMovedAreThoseThatAreFoldedFurtherThanBefore() throws TimeoutException {
    WaitingView view = new WaitingView();
    try (Views views = ledger.views(view)) {
      views.start();
      Rows<String, Waiting> rows = views.rows(view);
      assertThat(rows.positionsAfter(-1)).isEmpty();

      telling.applied("2016-03-01", 1, VILLAGE, 2).applied("2016-03-01", 2, VILLAGE, 2);
      follow(views);
      long before = rows.last();
      assertThat(rows.positionsAfter(-1)).isEqualTo(rows.positions()).hasSize(2);
      assertThat(rows.positionsAfter(before)).isEmpty();

      telling.identified("2016-05-01", 1, VILLAGE, 2);
      follow(views);
      assertThat(rows.positionsAfter(before))
          .isEqualTo(Map.of(Telling.household(1).stream(), rows.last()));
    }
  }

  @Test
  void thatHaveMovedAreFoundByAnIndexHoweverOftenTheViewIsBuiltAnew() throws TimeoutException {
    WaitingView view = new WaitingView();
    try (Views views = ledger.views(view)) {
      views.start();
      telling.applied("2016-03-01", 1, VILLAGE, 2);
      follow(views);
      String table = "waiting_" + view.version();
      List<String> first = indexes(table);
      assertThat(first).containsExactly(table + "_pkey", table + "_position");
      for (int time = 0; time < 2; time++) {
        assertThat(views.rebuild(List.of(view.name()), (_, _) -> {}).isSame()).isTrue();
        assertThat(indexes(table)).isEqualTo(first);
      }
    }
  }
}
