package org.sunshineledger.api.inspection;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.sunshineledger.api.security.Account;
import org.sunshineledger.api.security.Readers;
import org.sunshineledger.api.web.Fault;
import org.sunshineledger.api.web.Faulty;
import org.sunshineledger.api.web.Moments;
import org.sunshineledger.api.web.Page;
import org.sunshineledger.ledger.Ledger;
import org.sunshineledger.projections.provenance.Provenance;
import org.sunshineledger.projections.region.Node;
import org.sunshineledger.projections.responsibility.Answer;
import org.sunshineledger.projections.responsibility.Answerable;
import org.sunshineledger.projections.responsibility.Duty;
import org.sunshineledger.projections.responsibility.Responsibility;
import org.sunshineledger.projections.responsibility.Subject;
import org.sunshineledger.projections.view.Moment;

/** Who answered for something on a day, from the household up to the city. */
@Controller
final class ResponsibilityPage {

  private static final String ADDRESS =
      "/inspection/{subject:households|villages|projects|funds|payments|notices|exits}"
          + "/{number}/responsible";

  private final Responsibility responsibility;
  private final Ledger ledger;
  private final Readers readers;
  private final Moments moments;
  private final Clock clock;

  ResponsibilityPage(
      Responsibility responsibility, Ledger ledger, Readers readers, Moments moments, Clock clock) {
    this.responsibility = responsibility;
    this.ledger = ledger;
    this.readers = readers;
    this.moments = moments;
    this.clock = clock;
  }

  /** One link of the chain; empty where the ledger says nobody. */
  record Link(Answer.Tier tier, @Nullable Node place, List<Duty> duties) {}

  /**
   * @param plural of the kind of subject, as it stands in addresses
   * @param tiers from the household, or the place it is about, up to the city
   * @param knownAt null when everything recorded up to now counts
   */
  record Chain(
      Answerable answer,
      String plural,
      List<Link> tiers,
      @Nullable Instant knownAt,
      boolean synthetic) {}

  /**
   * @param at the asked day; when left out, today, or the day of the exit that is asked for
   * @param knownAt what was recorded later does not count
   */
  @GetMapping(ADDRESS)
  Page show(
      @PathVariable String subject,
      @PathVariable String number,
      @RequestParam(required = false) @Nullable LocalDate at,
      @RequestParam(required = false) @Nullable Instant knownAt,
      @RequestParam(required = false) @Nullable Long position,
      @AuthenticationPrincipal Account account) {
    Answerable answer = answer(subject, number, at, knownAt, position, account);
    return new Page(
        "responsible",
        answer.at(),
        new Chain(answer, subject, chain(answer), knownAt, answer.synthetic()));
  }

  /** The same as W3C PROV-JSON. */
  @GetMapping(path = ADDRESS + ".prov.json", produces = MediaType.APPLICATION_JSON_VALUE)
  ResponseEntity<Map<String, Object>> provenance(
      @PathVariable String subject,
      @PathVariable String number,
      @RequestParam(required = false) @Nullable LocalDate at,
      @RequestParam(required = false) @Nullable Instant knownAt,
      @RequestParam(required = false) @Nullable Long position,
      @AuthenticationPrincipal Account account) {
    return ResponseEntity.ok(
        Provenance.of(answer(subject, number, at, knownAt, position, account)));
  }

  private Answerable answer(
      String plural,
      String number,
      @Nullable LocalDate at,
      @Nullable Instant knownAt,
      @Nullable Long position,
      Account account) {
    Subject subject = subject(plural, number);
    Moment known = moments.of(LocalDate.now(clock), knownAt, position);
    Answerable answer = asked(subject, known.on(day(subject, at, known)));
    if (!answer.places().isEmpty())
      readers.region(account, answer.places().getFirst().code(), answer.at());
    else if (subject.isRestricted()) throw Faulty.of(Fault.OUTSIDE_YOUR_REGION, "");
    readers.note(account, "who answered for " + subject.stream());
    return answer;
  }

  /** The asked one; when none is asked, that of the exit it is about, or today. */
  private LocalDate day(Subject subject, @Nullable LocalDate at, Moment known) {
    if (at != null) return at;
    return subject.kind() == Subject.Kind.EXIT
        ? responsibility.exitedOn(subject, known).orElse(known.asOf())
        : known.asOf();
  }

  private Answerable asked(Subject subject, Moment moment) {
    return responsibility
        .of(subject, moment, ledger.rules())
        .orElseThrow(() -> Faulty.of(Fault.UNKNOWN_SUBJECT, ""));
  }

  private static Subject subject(String plural, String number) {
    try {
      return Subject.of(Subject.Kind.of(plural), number);
    } catch (IllegalArgumentException e) {
      throw Faulty.malformed("number", "");
    }
  }

  private static List<Link> chain(Answerable answer) {
    return Arrays.stream(Answer.Tier.values())
        .filter(tier -> tier != Answer.Tier.PROVINCE)
        .map(tier ->
            new Link(
                tier,
                answer.places().stream()
                    .filter(place -> place.level().name().equals(tier.name()))
                    .findFirst()
                    .orElse(null),
                answer.answers().stream()
                    .filter(each -> each.tier() == tier)
                    .map(Answer::duty)
                    .toList()))
        // A fund of the city has no village, and only a household is paired with.
        .filter(
            link -> link.place() != null || !link.duties().isEmpty() || isHousehold(link, answer))
        .toList();
  }

  private static boolean isHousehold(Link link, Answerable answer) {
    return link.tier() == Answer.Tier.HOUSEHOLD
        && (answer.subject().kind() == Subject.Kind.HOUSEHOLD
            || answer.subject().kind() == Subject.Kind.EXIT);
  }
}
