package org.sunshineledger.projections.view;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.sunshineledger.ledger.Ledger;
import org.sunshineledger.ledger.fact.Fact;
import org.sunshineledger.ledger.journal.FactCodec;
import org.sunshineledger.ledger.journal.StoredFact;
import org.sunshineledger.projections.RandomHistory;
import org.sunshineledger.projections.ToldLedger;

@DisplayName("A long row that grows page by page")
class LiveTest {

  private static final int FACTS = 300;
  private static final long PAGE = 50;

  private final ToldLedger ledger = new ToldLedger();
  private final FactCodec codec = new FactCodec(Ledger.published());

  @BeforeEach
  void tell() throws SQLException {
    ledger.append(RandomHistory.of(1, FACTS).facts());
    try (Connection connection = ledger.dataSource().getConnection()) {
      new Node().table.create(connection);
    }
  }

  @AfterEach
  void close() {
    ledger.close();
  }

  @Test
  void isFoldedOnByWhicheverNodeHasItsTurn() throws SQLException {
    List<Node> nodes = List.of(new Node(), new Node());
    for (long from = 0; from < FACTS; from += PAGE)
      nodes.get(Math.toIntExact(from / PAGE / 2 % 2)).fold(from, from + PAGE);

    assertThat(stored())
        .containsExactlyInAnyOrderElementsOf(LongStream.range(0, FACTS).boxed().toList());
  }

  @Test
  void isFoldedOnAfterWhatWasRolledBack() throws SQLException {
    Node node = new Node();
    node.fold(0, 2 * PAGE);
    try (Connection connection = ledger.dataSource().getConnection()) {
      connection.setAutoCommit(false);
      node.live.fold(connection, facts(connection, 2 * PAGE, 3 * PAGE));
      connection.rollback();
      connection.setAutoCommit(true);
    }
    node.fold(2 * PAGE, 4 * PAGE);
    node.fold(4 * PAGE, FACTS);

    assertThat(stored())
        .containsExactlyInAnyOrderElementsOf(LongStream.range(0, FACTS).boxed().toList());
  }

  @Test
  void isReadAgainFromATableThatTookTheOldOnesPlace() throws SQLException {
    Node node = new Node();
    node.fold(0, PAGE);
    node.fold(PAGE, 2 * PAGE);
    try (Connection connection = ledger.dataSource().getConnection();
        Statement statement = connection.createStatement()) {
      for (String sql :
          List.of(
              "create table view.other (like view.grown_1 including all)",
              """
              insert into view.other
                select key, occurred_on, position, synthetic,
                       jsonb_build_object('positions', jsonb_build_array(-1)) from view.grown_1
              """,
              "drop table view.grown_1",
              "alter table view.other rename to grown_1")) statement.execute(sql);
    }
    node.fold(2 * PAGE, 2 * PAGE + 1);

    assertThat(stored()).containsExactly(-1L, 2 * PAGE);
  }

  private List<Long> stored() throws SQLException {
    try (Connection connection = ledger.dataSource().getConnection()) {
      Grown.@Nullable All row =
          new Node().table.select(connection, List.of("all")).values().iterator().next().row();
      return row == null ? List.of() : row.positions();
    }
  }

  private List<Recorded> facts(Connection connection, long from, long to) throws SQLException {
    List<Recorded> facts = new ArrayList<>();
    for (StoredFact fact : Facts.stored(connection, from, to)) facts.add(new Recorded(fact, codec));
    return facts;
  }

  /** One of those that may follow the journal, with what it remembers. */
  private final class Node {

    private final Grown view = new Grown();
    private final ViewTable<String, Grown.All> table = new ViewTable<>(view);
    private final Live<String, Grown.All> live = new Live<>(view, table, new Facts(codec));

    void fold(long from, long to) throws SQLException {
      try (Connection connection = ledger.dataSource().getConnection()) {
        live.fold(connection, facts(connection, from, to));
      }
    }
  }

  /** All positions in one row, and enough beside them to make it long. */
  private static final class Grown implements View<String, Grown.All> {

    record All(List<Long> positions, String beside) {}

    @Override
    public String name() {
      return "grown";
    }

    @Override
    public int version() {
      return 1;
    }

    @Override
    public boolean reads(String type) {
      return true;
    }

    @Override
    public boolean inAnyOrder() {
      return true;
    }

    @Override
    public Stream<String> keys(Fact fact) {
      return Stream.of("all");
    }

    @Override
    public All fold(@Nullable All row, String key, Fact fact) {
      List<Long> positions = new ArrayList<>(row == null ? List.of() : row.positions());
      positions.add(fact.position());
      return new All(positions, "long ".repeat(1_000));
    }

    @Override
    public String text(String key) {
      return key;
    }

    @Override
    public String key(String text) {
      return text;
    }

    @Override
    public Class<All> rowType() {
      return All.class;
    }
  }
}
