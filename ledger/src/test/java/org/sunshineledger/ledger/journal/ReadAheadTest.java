package org.sunshineledger.ledger.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.LongStream;
import org.axonframework.eventhandling.GlobalSequenceTrackingToken;
import org.axonframework.eventhandling.TrackingEventStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.sunshineledger.ledger.TestDatabase;
import org.sunshineledger.ledger.fact.Fact;

/** Streams share the pages that are read ahead of them; none may notice. */
@DisplayName("A stream that is read ahead")
@Timeout(120)
class ReadAheadTest {

  private final long seed = System.nanoTime();
  private final TestDatabase database = TestDatabase.create();
  private final Journal journal = new Journal(database.app());
  private final JournalEventStore store = Sayings.eventStore(journal);
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();

  @AfterEach
  void close() {
    threads.shutdownNow();
    journal.close();
    database.close();
  }

  private void append(long from, int facts) {
    Append append = new Append();
    for (int i = 0; i < facts; i++)
      append.fact(
          Sayings.fact("test/long", from + i, new Sayings.Saying.Said("batch/" + from, i, facts)));
    journal.append(append);
  }

  private TrackingEventStream from(long position) {
    return store.openStream(new GlobalSequenceTrackingToken(position - 1));
  }

  private static Fact next(TrackingEventStream stream) throws InterruptedException {
    return JournalStorageEngine.factOf(stream.nextAvailable());
  }

  @Test
  void isCompleteAndInOrderForEveryReaderWhileFactsArrive() throws Exception {
    int behind = 4 * Pages.LENGTH + 17;
    int size = 7 * Pages.LENGTH + 5;
    append(0, behind);
    Random random = new Random(seed);
    List<Future<?>> readers = new ArrayList<>();
    for (int i = 0; i < 12; i++) {
      int start = random.nextInt(behind);
      Callable<?> reading =
          () -> {
            try (TrackingEventStream stream = from(start)) {
              List<Long> seen = new ArrayList<>();
              for (long position = start; position < size; position++)
                seen.add(next(stream).position());
              assertThat(seen)
                  .as("seed %d, from %d", seed, start)
                  .containsExactlyElementsOf(LongStream.range(start, size).boxed().toList());
              assertThat(stream.hasNextAvailable(1, TimeUnit.MILLISECONDS)).isFalse();
            }
            return null;
          };
      readers.add(threads.submit(reading));
    }
    for (int written = behind; written < size; ) {
      int facts = Math.min(size - written, 1 + random.nextInt(300));
      append(written, facts);
      written += facts;
    }
    for (Future<?> reader : readers) reader.get();
  }

  @Test
  void goesOnWhereItWasWhenItCouldNotBeReadForAWhile() throws Exception {
    int size = 3 * Pages.LENGTH;
    append(0, size);
    try (TrackingEventStream stream = from(Pages.LENGTH / 2)) {
      asOwner("alter table journal.event rename to lost");
      assertThatThrownBy(() -> next(stream)).isInstanceOf(JournalUnavailable.class);
      asOwner("alter table journal.lost rename to event");
      for (long position = Pages.LENGTH / 2; position < size; position++)
        assertThat(next(stream).position()).isEqualTo(position);
    }
  }

  private void asOwner(String sql) throws SQLException {
    try (Connection connection = database.owner().getConnection();
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }
}
