package org.sunshineledger.projections.progress;

import java.time.Duration;
import java.time.LocalDate;
import java.util.concurrent.locks.LockSupport;
import org.sunshineledger.ledger.fact.RegionCode;
import org.sunshineledger.ledger.journal.JournalUnavailable;
import org.sunshineledger.ledger.village.PoorPersons;
import org.sunshineledger.projections.view.Moment;
import org.sunshineledger.projections.view.Views;

/** Counts the poor of a village by replaying its households, once the view has every fact. */
public final class PoorPersonsCounted implements PoorPersons {

  private static final Duration PATIENCE = Duration.ofSeconds(10);
  private static final Duration LOOK_AGAIN = Duration.ofMillis(20);

  private final Views views;
  private final ProgressQuery progress;

  public PoorPersonsCounted(Views views, ProgressQuery progress) {
    this.views = views;
    this.progress = progress;
  }

  @Override
  public Count onRegister(RegionCode village, LocalDate day) {
    long facts = views.size();
    long deadline = System.nanoTime() + PATIENCE.toNanos();
    while (views.folded() < facts) {
      if (System.nanoTime() > deadline)
        throw new JournalUnavailable(
            "the views are behind the journal: the poor cannot be counted now", PATIENCE);
      LockSupport.parkNanos(LOOK_AGAIN.toNanos());
    }
    return new Count(progress.of(village, Moment.of(day)).registered().persons(), facts);
  }
}
