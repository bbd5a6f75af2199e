package org.sunshineledger.api.audit;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.sunshineledger.api.security.Account;
import org.sunshineledger.api.web.Page;
import org.sunshineledger.api.web.Table;
import org.sunshineledger.ledger.fact.RegionCode;

/** 两个时点之间的差别: what of a region, or of one row, is not the same at two moments. */
@Controller
final class DifferencePage {

  private static final int ANSWERED_AT_MOST = 2_000;

  private final Differences differences;
  private final Clock clock;

  DifferencePage(Differences differences, Clock clock) {
    this.differences = differences;
    this.clock = clock;
  }

  /**
   * @param view none for an empty form
   * @param region the reader's own when neither it nor a key is named
   * @param key one row of the view
   * @param from the first day
   * @param to the second; today when left out
   */
  @GetMapping("/audit/difference")
  Page show(
      @RequestParam(defaultValue = "") String view,
      @RequestParam(required = false) @Nullable RegionCode region,
      @RequestParam(defaultValue = "") String key,
      @RequestParam(required = false) @Nullable LocalDate from,
      @RequestParam(required = false) @Nullable LocalDate to,
      @RequestParam(required = false) @Nullable Instant knownFrom,
      @RequestParam(required = false) @Nullable Instant knownTo,
      @RequestParam(required = false) @Nullable Long positionFrom,
      @RequestParam(required = false) @Nullable Long positionTo,
      @AuthenticationPrincipal Account account) {
    LocalDate day = to == null ? LocalDate.now(clock) : to;
    Differences.Asked asked =
        new Differences.Asked(
            view, region, key, from, day, knownFrom, knownTo, positionFrom, positionTo);
    if (view.isEmpty()) return new Page("difference", day, differences.unasked(asked));
    Differences.Shown shown = differences.of(asked, ANSWERED_AT_MOST, account);
    return new Page("difference", day, shown)
        .with(
            Table.of(
                "rows", Differences.FieldOf.class, () -> differences.all(shown.asked(), account)));
  }
}
