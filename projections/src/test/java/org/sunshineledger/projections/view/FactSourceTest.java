package org.sunshineledger.projections.view;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.concurrent.TimeUnit;
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

  @Test
  void givesWhatCameWhileAPageWasFoldedAsOnePage() throws InterruptedException {
    try (ToldLedger ledger = new ToldLedger().append(facts.subList(0, 10))) {
      FactSource source =
          new FactSource(ledger.dataSource(), new Facts(new FactCodec(Ledger.published())));
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

  private static String positions(BlockingStream<TrackedEventMessage<?>> stream)
      throws InterruptedException {
    List<Recorded> page = ((FactPage) stream.nextAvailable().getPayload()).facts();
    return page.getFirst().position() + " to " + page.getLast().position();
  }
}
