package org.sunshineledger.projections.view;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.sunshineledger.ledger.Ledger;
import org.sunshineledger.ledger.fact.Fact;
import org.sunshineledger.ledger.journal.FactCodec;
import org.sunshineledger.ledger.journal.StoredFact;
import org.sunshineledger.projections.RandomHistory;
import org.sunshineledger.projections.ToldLedger;

@DisplayName("重建中的一个视图")
class RebuiltTest {

  private static final int FACTS = 200;

  private final ToldLedger ledger = new ToldLedger();
  private final FactCodec codec = new FactCodec(Ledger.published());

  @AfterEach
  void close() {
    ledger.close();
  }

  /** Eight keys, so that some of them are of the sample that is weighed and others are not. */
  @ParameterizedTest
  @ValueSource(strings = {"a", "b", "c", "d", "e", "f", "g", "h"})
  void knowsTheWeightOfALongRowThatCameBackFromTheDisk(String key) throws SQLException {
    ledger.append(RandomHistory.of(1, FACTS + 1).facts());
    Positioned view = new Positioned(key);
    try (Connection connection = ledger.dataSource().getConnection();
        Sending sending = new Sending(connection);
        Rebuilt<String, Positioned.All> rebuilt = new Rebuilt<>(view, new ViewTable<>(view))) {
      rebuilt.fold(facts(connection, 0, FACTS), Slice.ALL, false, sending);
      long inMemory = rebuilt.bytes();

      rebuilt.fold(List.of(), Slice.ALL, false, sending);
      rebuilt.spill();
      assertThat(rebuilt.bytes()).isLessThan(inMemory / 2);

      rebuilt.fold(facts(connection, FACTS, FACTS + 1), Slice.ALL, false, sending);
      assertThat(rebuilt.bytes()).isBetween(inMemory / 2, inMemory * 2);
    }
  }

  @Test
  void goesOnWithARowThatCameBackFromTheDisk() throws SQLException {
    ledger.append(RandomHistory.of(1, FACTS).facts());
    Positioned view = new Positioned("all");
    try (Connection connection = ledger.dataSource().getConnection();
        Sending sending = new Sending(connection);
        Rebuilt<String, Positioned.All> rebuilt = new Rebuilt<>(view, new ViewTable<>(view))) {
      for (int from = 0; from < FACTS; from += 50) {
        rebuilt.fold(facts(connection, from, from + 50), Slice.ALL, false, sending);
        rebuilt.fold(List.of(), Slice.ALL, false, sending);
        rebuilt.spill();
      }
      assertThat(rebuilt.spilled()).isPositive();
      assertThat(view.longest).isEqualTo(FACTS);
    }
  }

  private List<Recorded> facts(Connection connection, long from, long to) throws SQLException {
    List<Recorded> facts = new ArrayList<>();
    for (StoredFact fact : Facts.stored(connection, from, to)) facts.add(new Recorded(fact, codec));
    return facts;
  }

  /** All positions in one row. */
  private static final class Positioned implements View<String, Positioned.All> {

    record All(List<Long> positions) {}

    private final String key;
    private int longest;

    Positioned(String key) {
      this.key = key;
    }

    @Override
    public String name() {
      return "positioned";
    }

    @Override
    public int version() {
      return 1;
    }

    @Override
    public Stream<String> keys(Fact fact) {
      return Stream.of(key);
    }

    @Override
    public All fold(@Nullable All row, String of, Fact fact) {
      List<Long> positions = new ArrayList<>(row == null ? List.of() : row.positions());
      positions.add(fact.position());
      longest = positions.size();
      return new All(positions);
    }

    @Override
    public boolean inAnyOrder() {
      return true;
    }

    @Override
    public boolean reads(String type) {
      return true;
    }

    @Override
    public String text(String of) {
      return of;
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
