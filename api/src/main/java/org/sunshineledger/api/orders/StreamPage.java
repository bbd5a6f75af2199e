package org.sunshineledger.api.orders;

import com.fasterxml.jackson.annotation.JsonIgnore;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.OptionalLong;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.sunshineledger.api.orders.Door.Readership;
import org.sunshineledger.api.orders.FormsDoor.OrderLink;
import org.sunshineledger.api.security.Account;
import org.sunshineledger.api.security.Readers;
import org.sunshineledger.api.web.Fault;
import org.sunshineledger.api.web.Faulty;
import org.sunshineledger.api.web.Page;
import org.sunshineledger.ledger.fact.Fact;
import org.sunshineledger.ledger.fact.Mode;
import org.sunshineledger.ledger.fact.RegionCode;
import org.sunshineledger.ledger.fact.Visibility;
import org.sunshineledger.ledger.journal.FactCodec;
import org.sunshineledger.ledger.journal.Journal;
import org.sunshineledger.ledger.journal.StoredFact;

/**
 * What has been recorded of one household, notice, fund…, and at which version it is: what an order
 * is held against that names the version its sender has seen.
 */
@Controller
final class StreamPage {

  private static final int AT_ONCE = 200;

  private final Journal journal;
  private final FactCodec codec;
  private final Readers readers;
  private final FormsDoor forms;
  private final Clock clock;

  StreamPage(Journal journal, FactCodec codec, Readers readers, FormsDoor forms, Clock clock) {
    this.journal = journal;
    this.codec = codec;
    this.readers = readers;
    this.forms = forms;
    this.clock = clock;
  }

  /**
   * @param number as orders name it in their address
   * @param version sequence of its last fact, as the tag of the answer has it; null for who may not
   *     know of all its facts
   * @param facts those the reader may know of, in their order
   * @param next address of the rest, or null
   * @param orders what the reader's roles may order of it
   */
  record Shown(
      String stream,
      String door,
      String number,
      @Nullable Long version,
      List<Line> facts,
      @Nullable String next,
      @JsonIgnore List<OrderLink> orders) {}

  /**
   * One fact.
   *
   * @param sequence place within the stream, from 0; null as the version is
   * @param entry address of its entry, and of its detail for who may read that
   * @param proof address of the proof file that it is in the log
   */
  record Line(
      @Nullable Long sequence,
      long position,
      String type,
      LocalDate occurredOn,
      Instant recordedAt,
      Mode mode,
      boolean synthetic,
      String entry,
      String proof) {}

  /**
   * @param from sequence of the first fact that is shown
   * @throws Faulty with UNKNOWN_SUBJECT, NOT_YOUR_ROLE or OUTSIDE_YOUR_REGION
   */
  @GetMapping({"/" + Door.WITHOUT_PAGE + "/{id}", "/" + Door.ANY + "/{id}/facts"})
  Page show(
      @PathVariable String door,
      @PathVariable String id,
      @RequestParam(defaultValue = "0") long from,
      @AuthenticationPrincipal @Nullable Account account,
      HttpServletResponse response) {
    Door at = Door.at(door);
    String stream = at.stream(id);
    if (at.readership() == Readership.STAFF
        && (account == null || !Readers.hasRoleFor(account, stream)))
      throw Faulty.of(account == null ? Fault.SIGN_IN : Fault.NOT_YOUR_ROLE, "");
    if (from < 0) throw Faulty.malformed("from", Long.toString(from));
    if (!Door.isNumber(id)) throw Faulty.of(Fault.UNKNOWN_SUBJECT, "");
    // The version first: what is shown may be newer than it, and never older.
    OptionalLong version = journal.lastSequence(stream);
    Fact first =
        journal
            .beginning(stream)
            .map(codec::decode)
            .orElseThrow(() -> Faulty.of(Fault.UNKNOWN_SUBJECT, ""));
    boolean knowsAll = at.readership() == Readership.EVERYBODY || isStaffOf(at, first, account);
    Shown shown = shown(at, id, from, knowsAll ? version : OptionalLong.empty(), account);
    if (at.readership() == Readership.STAFF && shown.facts().isEmpty() && from == 0)
      throw Faulty.of(Fault.OUTSIDE_YOUR_REGION, "");
    if (shown.version() != null) response.setHeader(HttpHeaders.ETAG, IfMatch.tag(shown.version()));
    return new Page("stream", LocalDate.now(clock), shown);
  }

  /**
   * Whose post covers the place of the stream, or who holds one where it has none. Whoever pairs an
   * officer need not be above him: it is the affair of whom he helps.
   */
  private boolean isStaffOf(Door door, Fact first, @Nullable Account account) {
    if (account == null) return false;
    if (door == Door.OFFICERS) return true;
    RegionCode home = first.place().levels().findFirst().orElse(null);
    return home == null || readers.reach(account, first.occurredOn()).test(home);
  }

  private Shown shown(
      Door door, String id, long from, OptionalLong version, @Nullable Account account) {
    String stream = door.stream(id);
    List<StoredFact> rows = journal.stream(stream, from, AT_ONCE + 1);
    boolean isCut = rows.size() > AT_ONCE;
    List<Fact> facts =
        rows.stream().limit(AT_ONCE).map(codec::decode).filter(visible(account)).toList();
    if (account != null && facts.stream().anyMatch(StreamPage::isRestricted))
      readers.note(account, "the facts of " + stream);
    boolean knowsAll = version.isPresent();
    return new Shown(
        stream,
        door.path(),
        id,
        knowsAll ? version.getAsLong() : null,
        facts.stream().map(fact -> line(fact, knowsAll)).toList(),
        isCut ? OrderAddresses.facts(stream) + "?from=" + (from + AT_ONCE) : null,
        knowsAll ? forms.of(door, id, account) : List.of());
  }

  private Predicate<Fact> visible(@Nullable Account account) {
    return account == null ? fact -> !isRestricted(fact) : readers.mayReadAny(account);
  }

  private static boolean isRestricted(Fact fact) {
    return fact.event().visibility() == Visibility.RESTRICTED;
  }

  private static Line line(Fact fact, boolean withSequence) {
    return new Line(
        withSequence ? fact.sequence() : null,
        fact.position(),
        fact.type(),
        fact.occurredOn(),
        fact.recordedAt(),
        fact.envelope().mode(),
        fact.isSynthetic(),
        "/log/facts/" + fact.position(),
        "/log/proofs/%d.tlog-proof".formatted(fact.position()));
  }
}
