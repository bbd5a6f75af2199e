package org.sunshineledger.api.inspection;

import com.fasterxml.jackson.annotation.JsonIgnore;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.sunshineledger.api.security.Account;
import org.sunshineledger.api.security.Readers;
import org.sunshineledger.api.web.Fault;
import org.sunshineledger.api.web.Faulty;
import org.sunshineledger.api.web.Page;
import org.sunshineledger.ledger.fact.Fact;
import org.sunshineledger.ledger.fact.HouseholdId;
import org.sunshineledger.ledger.fact.Post;
import org.sunshineledger.projections.dossier.Dossier;
import org.sunshineledger.projections.dossier.Dossiers;
import org.sunshineledger.projections.responsibility.Answer;
import org.sunshineledger.projections.responsibility.Answerable;
import org.sunshineledger.projections.responsibility.Duty;
import org.sunshineledger.projections.responsibility.Responsibility;
import org.sunshineledger.projections.view.Moment;

/** Who answered for a household on a day, from the household up to the city. */
@Controller
final class ResponsibilityPage {

  private final Responsibility responsibility;
  private final Dossiers dossiers;
  private final Readers readers;
  private final Clock clock;

  ResponsibilityPage(
      Responsibility responsibility, Dossiers dossiers, Readers readers, Clock clock) {
    this.responsibility = responsibility;
    this.dossiers = dossiers;
    this.readers = readers;
    this.clock = clock;
  }

  /** One link of the chain; empty where the ledger says nobody. */
  record Link(Answer.Tier tier, List<Duty> duties) {

    /** Who leads or is paired; a county's other officials are too many to stand among them. */
    @JsonIgnore
    public List<Duty> leading() {
      return duties.stream().filter(duty -> duty.post() != Post.OFFICIAL).toList();
    }

    @JsonIgnore
    public List<Duty> officials() {
      return duties.stream().filter(duty -> duty.post() == Post.OFFICIAL).toList();
    }
  }

  /**
   * @param tiers from the household up to the city, each with its duties
   * @param knownAt null when everything recorded up to now counts
   */
  record Chain(Answerable answer, List<Link> tiers, @Nullable Instant knownAt, boolean synthetic) {}

  /**
   * @param at the asked day; today when left out
   * @param knownAt what was recorded later does not count
   */
  @GetMapping("/inspection/households/{number}/responsible")
  Page show(
      @PathVariable HouseholdId number,
      @RequestParam(required = false) @Nullable LocalDate at,
      @RequestParam(required = false) @Nullable Instant knownAt,
      @AuthenticationPrincipal Account account) {
    LocalDate day = at == null ? LocalDate.now(clock) : at;
    Dossier dossier = found(dossiers.of(number, Moment.of(LocalDate.now(clock))));
    Fact last = dossier.facts().getLast();
    if (!readers.mayRead(account, last)) throw Faulty.of(Fault.OUTSIDE_YOUR_REGION, "");
    readers.note(account, "who answered for household " + number);
    Answerable answer = found(responsibility.of(number, day, knownAt));
    return new Page(
        "responsible", day, new Chain(answer, chain(answer), knownAt, dossier.synthetic()));
  }

  private static List<Link> chain(Answerable answer) {
    return Arrays.stream(Answer.Tier.values())
        .filter(tier -> tier != Answer.Tier.PROVINCE)
        .map(tier ->
            new Link(
                tier,
                answer.answers().stream()
                    .filter(each -> each.tier() == tier)
                    .map(Answer::duty)
                    .toList()))
        .toList();
  }

  private static <T extends Record> T found(Optional<T> found) {
    return found.orElseThrow(() -> Faulty.of(Fault.UNKNOWN_SUBJECT, ""));
  }
}
