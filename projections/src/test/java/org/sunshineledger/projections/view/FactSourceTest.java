package org.sunshineledger.projections.view;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Predicate;
import org.axonframework.common.stream.BlockingStream;
import org.axonframework.eventhandling.TrackedEventMessage;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.sunshineledger.ledger.Ledger;
import org.sunshineledger.ledger.fact.Fact;
import org.sunshineledger.ledger.journal.FactCodec;
import org.sunshineledger.projections.RandomHistory;
import org.sunshineledger.projections.ToldLedger;
import org.sunshineledger.projections.view.FactSource.FactPage;

@DisplayName("The journal as a view's processor reads it")
class FactSourceTest {

  private final List<Fact> facts = RandomHistory.of(1, 30).facts();
  private final AtomicLong now = new AtomicLong();

  @Test
  void givesWhatCameWhileAPageWasFoldedAsOnePage() throws InterruptedException {
    try (ToldLedger ledger = new ToldLedger().append(facts.subList(0, 10))) {
      FactSource source = source(ledger, _ -> false);
      try (BlockingStream<TrackedEventMessage<?>> stream = source.openStream(null)) {
        assertThat(positions(stream)).isEqualTo("0 to 9");

        ledger.append(facts.subList(10, 20));
        assertThat(stream.hasNextAvailable(0, TimeUnit.SECONDS)).isFalse();
        ledger.append(facts.subList(20, 30));
        source.folded(10);
        assertThat(positions(stream)).isEqualTo("10 to 29");
      }
    }
  }

  @Test
  void passesFewFactsByThatHoldNothingAndLeavesTheirTokenForLater() throws InterruptedException {
    try (ToldLedger ledger = new ToldLedger().append(facts.subList(0, 10))) {
      FactSource source = source(ledger, _ -> true);
      try (BlockingStream<TrackedEventMessage<?>> stream = source.openStream(null)) {
        AtomicInteger told = new AtomicInteger();
        stream.setOnAvailableCallback(told::incrementAndGet);

        source.grown(10);
        assertThat(source.folded()).isEqualTo(10);
        assertThat(told).as("nobody is told").hasValue(0);

        now.addAndGet(Duration.ofSeconds(1).toNanos());
        source.grown(10);
        assertThat(told).hasValue(1);
        assertThat(positions(stream)).isEqualTo("0 to 9");
        source.folded(10);

        now.addAndGet(Duration.ofSeconds(1).toNanos());
        source.grown(10);
        assertThat(told).as("once is enough").hasValue(1);
        assertThat(stream.peek()).isEmpty();
      }
    }
  }

  @Test
  void passesNothingByBeforeWhatStandsAheadOfItIsCommitted() throws InterruptedException {
    try (ToldLedger ledger = new ToldLedger().append(facts.subList(0, 10))) {
      FactSource source = source(ledger, page -> page.getFirst().position() != 10);
      try (BlockingStream<TrackedEventMessage<?>> stream = source.openStream(null)) {
        source.grown(10);
        ledger.append(facts.subList(10, 20));
        assertThat(positions(stream)).isEqualTo("10 to 19");

        ledger.append(facts.subList(20, 30));
        source.grown(30);
        assertThat(source.folded()).isEqualTo(10);
        source.folded(20);
        source.grown(30);
        assertThat(source.folded()).isEqualTo(30);
      }
    }
  }

  private FactSource source(ToldLedger ledger, Predicate<List<Recorded>> holdsNothing) {
    return new FactSource(
        ledger.dataSource(), new Facts(new FactCodec(Ledger.published())), holdsNothing, now::get);
  }

  private static String positions(BlockingStream<TrackedEventMessage<?>> stream)
      throws InterruptedException {
    List<Recorded> page = ((FactPage) stream.nextAvailable().getPayload()).facts();
    return page.getFirst().position() + " to " + page.getLast().position();
  }
}
