package org.sunshineledger.projections.view;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.sunshineledger.projections.Telling;
import org.sunshineledger.projections.ToldLedger;

@DisplayName("A watch over views")
class FoldWatchTest {

  @Test
  void isToldOfFactsBeforeAnybodySeesThemFolded() throws TimeoutException {
    Delicate healthy = new Delicate();
    healthy.ill = false;
    List<Long> folded = new CopyOnWriteArrayList<>();
    try (ToldLedger ledger = new ToldLedger().append(new Telling().divisions().facts());
        Views views = ledger.views(healthy)) {
      views.tell((view, _, _, _) -> folded.add(views.lag(view).folded()));
      views.start();
      ToldLedger.await(views);
      assertThat(folded).containsExactly(0L);
    }
  }
}
