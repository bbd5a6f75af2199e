package org.sunshineledger.api.objections;

import com.fasterxml.jackson.annotation.JsonIgnore;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Base64;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.sunshineledger.api.web.Fault;
import org.sunshineledger.api.web.Faulty;
import org.sunshineledger.api.web.Page;
import org.sunshineledger.ledger.Ledger;
import org.sunshineledger.ledger.Statements.Standing;
import org.sunshineledger.ledger.Statements.State;
import org.sunshineledger.ledger.fact.NoticeId;
import org.sunshineledger.ledger.journal.StoredFact;
import org.sunshineledger.ledger.log.seal.TransparencyLog;

/** 回执: what somebody has in hand who objected or reported. */
@Component
final class Receipts {

  private final Ledger ledger;
  private final TransparencyLog log;
  private final PublicLimit limit;
  private final Clock clock;

  Receipts(Ledger ledger, TransparencyLog log, PublicLimit limit, Clock clock) {
    this.ledger = ledger;
    this.log = log;
    this.limit = limit;
    this.clock = clock;
  }

  /**
   * One receipt. Its fact binds what was said without saying it, and proves itself: SHA-256 over
   * salt and detail is the last line of the entry.
   *
   * @param receipt its number in groups of four
   * @param status address of this answer
   * @param notice that was objected to, or null
   * @param recordedAt when the ledger took it, in China's time on the page
   * @param position of the fact that binds what was said
   * @param entry address of the fact's entry
   * @param proof address of its proof file; null until a checkpoint covers it, a second later
   * @param salt base64 of 32 bytes
   * @param detail of the fact, byte for byte
   */
  record Receipt(
      String receipt,
      String status,
      @JsonIgnore boolean report,
      @Nullable NoticeId notice,
      State state,
      LocalDate since,
      LocalDate receivedOn,
      Instant recordedAt,
      long position,
      String entry,
      @Nullable String proof,
      String salt,
      String detail) {}

  /**
   * The receipt of a number.
   *
   * @param reports whether it is looked for among reports, or among objections
   * @throws Faulty with UNKNOWN_RECEIPT or TOO_MANY_STATEMENTS
   */
  Page page(String typed, boolean reports, @Nullable String address) {
    limit.takeLookup(address);
    return new Page("receipt", LocalDate.now(clock), of(number(typed), reports));
  }

  /** The address of the receipt of a number, whichever it is. */
  String addressOf(String typed, @Nullable String address) {
    limit.takeLookup(address);
    ReceiptNumber number = number(typed);
    return address(number, isReport(standing(number)));
  }

  private static ReceiptNumber number(String typed) {
    return ReceiptNumber.of(typed).orElseThrow(() -> Faulty.of(Fault.UNKNOWN_RECEIPT, ""));
  }

  private Standing standing(ReceiptNumber number) {
    return ledger
        .statements()
        .standing(number.digest())
        .orElseThrow(() -> Faulty.of(Fault.UNKNOWN_RECEIPT, ""));
  }

  private static boolean isReport(Standing standing) {
    return standing.notice() == null;
  }

  static String address(ReceiptNumber number, boolean report) {
    return (report ? "/reports/" : "/objections/") + number;
  }

  Receipt of(ReceiptNumber number, boolean reports) {
    Standing standing = standing(number);
    if (isReport(standing) != reports) throw Faulty.of(Fault.UNKNOWN_RECEIPT, "");
    StoredFact sealed = standing.sealed();
    return new Receipt(
        number.toString(),
        address(number, reports),
        reports,
        standing.notice(),
        standing.state(),
        standing.since(),
        standing.received().occurredOn(),
        sealed.recordedAt(),
        sealed.position(),
        "/log/facts/" + sealed.position(),
        sealed.position() < log.size()
            ? "/log/proofs/%d.tlog-proof".formatted(sealed.position())
            : null,
        Base64.getEncoder().encodeToString(sealed.salt()),
        new String(sealed.detail(), StandardCharsets.UTF_8));
  }
}
