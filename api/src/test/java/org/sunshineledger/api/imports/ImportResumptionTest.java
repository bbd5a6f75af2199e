package org.sunshineledger.api.imports;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import javax.sql.DataSource;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.sunshineledger.api.OpenDoors;
import org.sunshineledger.api.imports.Import.Outcome;
import org.sunshineledger.api.imports.Import.Recorded;
import org.sunshineledger.api.imports.Import.State;
import org.sunshineledger.api.imports.ImportStore.Ended;
import org.sunshineledger.api.imports.ImportStore.Kept;
import org.sunshineledger.api.orders.Admission;
import org.sunshineledger.api.security.Denials;
import org.sunshineledger.api.web.Refusals;
import org.sunshineledger.ledger.fact.Actor;
import org.sunshineledger.ledger.fact.OfficerId;
import org.sunshineledger.ledger.fact.Post;
import org.sunshineledger.ledger.fact.RegionCode;

@DisplayName("An import that was stopped")
class ImportResumptionTest extends OpenDoors {

  private static final Actor CLERK =
      new Actor(new OfficerId("DEMO-CLERK"), Post.CLERK, "测试机关", new RegionCode("410185"));
  private static final int HOUSEHOLDS = 40;

  @Autowired private Intake intake;
  @Autowired private ImportStore store;
  @Autowired private ImportWork work;
  @Autowired private Admission admission;
  @Autowired private Denials denials;
  @Autowired private Refusals refusals;
  @Autowired private DataSource dataSource;
  @Autowired private Clock clock;

  private static int tests;

  private Import ready() throws Exception {
    return ready(90 + ++tests, HOUSEHOLDS);
  }

  private Import ready(int test, int households) throws Exception {
    StringBuilder file = new StringBuilder("户编号,村代码,村民组,与户主关系,姓名,证件号码,日期\n");
    for (int i = 0; i < households; i++)
      file.append(
          "41018510090%1$02d%2$03d,410185100901,2,户主,某某,98%1$02d%2$05d,2016-03-01\n"
              .formatted(test, i));
    Import taken =
        intake.take(
            new Intake.Sent(
                ImportKind.REGISTER,
                () -> file.toString().getBytes(UTF_8),
                Map.of(),
                LocalDate.now(clock),
                true,
                null),
            "clerk",
            CLERK);
    work.wake();
    return until(taken.id(), State.READY);
  }

  private Import until(UUID id, State state) {
    return Awaitility.await()
        .atMost(Duration.ofSeconds(30))
        .until(() -> store.find(id).orElseThrow(), one -> one.state() == state);
  }

  /** Somebody else is alone with the import, as the program was that is now dead. */
  private Connection locked(UUID id) throws SQLException {
    Connection connection = dataSource.getConnection();
    try (PreparedStatement lock = connection.prepareStatement("select pg_advisory_lock(?)")) {
      lock.setLong(1, ImportWork.lockOf(id));
      lock.execute();
    }
    return connection;
  }

  private void unlock(Connection connection, UUID id) throws SQLException {
    try (PreparedStatement lock = connection.prepareStatement("select pg_advisory_unlock(?)")) {
      lock.setLong(1, ImportWork.lockOf(id));
      lock.execute();
    }
    connection.close();
  }

  private List<Long> positions(UUID id) {
    return store.units(id, -1, HOUSEHOLDS).stream()
        .map(Ended::first)
        .map(Long.class::cast)
        .toList();
  }

  @Test
  void goesOnWhereItStoppedAndRecordsNothingTwice() throws Exception {
    Import one = ready();
    Connection dead = locked(one.id());
    assertThat(store.begin(one.id(), Recorded.LINE_BY_LINE, "clerk", CLERK)).isTrue();
    Import recording = store.find(one.id()).orElseThrow();
    try (ImportWork stopped =
        new ImportWork(store, ledger, admission, denials, refusals, dataSource, clock)) {
      List<Kept> page = store.open(one.id(), -1, 10);
      stopped.recordPage(recording, page);
      List<Long> before = positions(one.id()).subList(0, 10);
      forget(one.id(), page.subList(5, 10));
      long facts = ledger.journal().size();

      unlock(dead, one.id());
      work.wake();
      Import done = until(one.id(), State.RECORDED);

      assertThat(ledger.journal().size()).isEqualTo(facts + HOUSEHOLDS - 10);
      assertThat(done.done()).isEqualTo(HOUSEHOLDS);
      assertThat(positions(one.id()))
          .doesNotHaveDuplicates()
          .doesNotContainNull()
          .startsWith(before.toArray(Long[]::new));
      assertThat(store.tally(one.id()).recorded()).isEqualTo(HOUSEHOLDS);
    }
  }

  /** The orders were recorded, and the power went before that was written down. */
  private void forget(UUID id, List<Kept> units) {
    JdbcClient db = JdbcClient.create(dataSource);
    for (Kept unit : units) {
      int _ =
          db.sql(
                  """
                  update imports.unit
                  set outcome = null, first_position = null, last_position = null, sealed = ?
                  where import = ? and number = ?
                  """)
              .param(unit.sealed())
              .param(id)
              .param(unit.number())
              .update();
    }
    int _ =
        db.sql("update imports.import set done = done - ? where id = ?")
            .param(units.size())
            .param(id)
            .update();
  }

  @Test
  void refusesOnlyTheRowsInWhoseWaySomebodyElseHasGotMeanwhile() throws Exception {
    int test = 90 + ++tests;
    Import one = ready(test, HOUSEHOLDS);
    Import quicker = ready(test, 3);
    assertThat(store.begin(quicker.id(), Recorded.LINE_BY_LINE, "clerk", CLERK)).isTrue();
    work.wake();
    until(quicker.id(), State.RECORDED);
    long facts = ledger.journal().size();

    assertThat(store.begin(one.id(), Recorded.LINE_BY_LINE, "clerk", CLERK)).isTrue();
    work.wake();
    Import done = until(one.id(), State.RECORDED);

    assertThat(done.done()).isEqualTo(HOUSEHOLDS);
    assertThat(store.units(one.id(), -1, 3))
        .extracting(Ended::outcome)
        .containsOnly(Outcome.REFUSED);
    assertThat(store.tally(one.id()).recorded()).isEqualTo(HOUSEHOLDS - 3);
    assertThat(ledger.journal().size()).isEqualTo(facts + HOUSEHOLDS - 3);
  }

  @Test
  void thatWasWholeInOneAppendIsWrittenDownAfterwards() throws Exception {
    Import one = ready();
    List<Kept> units = store.open(one.id(), -1, HOUSEHOLDS);
    assertThat(store.begin(one.id(), Recorded.ALL_OR_NOTHING, "clerk", CLERK)).isTrue();
    work.wake();
    Import done = until(one.id(), State.RECORDED);
    List<Long> before = positions(one.id());
    long facts = ledger.journal().size();
    Connection dead = locked(one.id());
    forget(one.id(), units);
    int _ =
        JdbcClient.create(dataSource)
            .sql("update imports.import set state = 'RECORDING', key = ? where id = ?")
            .param(one.key())
            .param(one.id())
            .update();

    unlock(dead, one.id());
    work.wake();
    until(one.id(), State.RECORDED);

    assertThat(done.mode()).isEqualTo(Recorded.ALL_OR_NOTHING);
    assertThat(ledger.journal().size()).isEqualTo(facts);
    assertThat(positions(one.id())).isEqualTo(before);
  }

  @Test
  void thatNobodyRecordsIsDeletedAfterAWeek() throws Exception {
    Import one = ready();

    int _ = store.deleteExpired(one.expiresAt().minusMillis(1));
    assertThat(store.find(one.id())).isPresent();
    assertThat(store.deleteExpired(one.expiresAt())).isPositive();

    assertThat(store.find(one.id())).isEmpty();
    assertThat(store.units(one.id(), -1, 10)).isEmpty();
  }
}
