package org.sunshineledger.api.inspection;

import static java.util.Comparator.naturalOrder;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
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
import org.sunshineledger.projections.responsibility.Answerable;
import org.sunshineledger.projections.responsibility.ChainLink;
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

  /**
   * The day and those around it on which the chain became another.
   *
   * @param first the earliest day that can be asked for; null where there is none
   * @param before the last turn before the asked day, as the day it came into force; or null
   * @param after the first one after it, or null
   * @param turns all of them up to today, the earliest first
   */
  record Days(
      @Nullable LocalDate first,
      LocalDate last,
      @Nullable LocalDate before,
      @Nullable LocalDate after,
      List<LocalDate> turns) {

    static Days around(LocalDate at, List<LocalDate> turns, LocalDate today) {
      return new Days(
          turns.isEmpty() ? null : turns.getFirst(),
          today,
          turns.stream().filter(day -> day.isBefore(at)).max(naturalOrder()).orElse(null),
          turns.stream().filter(day -> day.isAfter(at)).findFirst().orElse(null),
          turns);
    }
  }

  /**
   * @param plural of the kind of subject, as it stands in addresses
   * @param tiers from the household, or the place it is about, up to the city
   * @param against another day that the tiers are held against, or null
   * @param changed how many of the tiers were not the same on that day
   * @param knownThen whether the ledger knew of the subject on that day
   * @param knownAt null when everything recorded up to now counts
   */
  record Chain(
      Answerable answer,
      String plural,
      List<ChainLink> tiers,
      @Nullable LocalDate against,
      long changed,
      boolean knownThen,
      Days days,
      @Nullable Instant knownAt,
      boolean synthetic) {}

  /**
   * @param at the asked day; when left out, today, or the day of the exit that is asked for
   * @param against another day; what of the chain was not the same then is marked
   * @param knownAt what was recorded later does not count
   */
  @GetMapping(ADDRESS)
  Page show(
      @PathVariable String subject,
      @PathVariable String number,
      @RequestParam(required = false) @Nullable LocalDate at,
      @RequestParam(required = false) @Nullable LocalDate against,
      @RequestParam(required = false) @Nullable Instant knownAt,
      @RequestParam(required = false) @Nullable Long position,
      @AuthenticationPrincipal Account account) {
    Answerable answer = answer(subject, number, at, knownAt, position, account);
    LocalDate today = LocalDate.now(clock);
    Moment known = moments.of(today, knownAt, position);
    Optional<Answerable> then =
        against == null
            ? Optional.empty()
            : responsibility
                .of(answer.subject(), known.on(against), ledger.rules())
                .filter(it -> isReadable(it, account));
    List<ChainLink> tiers = ChainLink.of(answer, then.orElse(null));
    return new Page(
        "responsible",
        answer.at(),
        new Chain(
            answer,
            subject,
            tiers,
            against,
            tiers.stream().filter(ChainLink::isChanged).count(),
            then.isPresent(),
            Days.around(answer.at(), responsibility.turns(answer.subject(), known), today),
            knownAt,
            answer.synthetic()));
  }

  /** On the other day it may have lain elsewhere. */
  private boolean isReadable(Answerable then, Account account) {
    return then.places().isEmpty()
        ? !then.subject().isRestricted()
        : readers.reach(account, then.at()).test(then.places().getFirst().code());
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
}
