package org.sunshineledger.api.imports;

import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.sunshineledger.api.web.Fault;
import org.sunshineledger.api.web.Faulty;
import org.sunshineledger.ledger.UnknownStream;
import org.sunshineledger.ledger.journal.AppendRefused;
import org.sunshineledger.ledger.journal.Conflict;
import org.sunshineledger.ledger.journal.DetailTooLarge;
import org.sunshineledger.ledger.journal.JournalUnavailable;
import org.sunshineledger.ledger.rules.Refused;
import org.sunshineledger.ledger.rules.Rule;

/**
 * Why an order of a file was turned away: the same published codes as over the door for orders.
 *
 * @param code of a rule or of a door
 * @param detail codes and quantities, or empty
 */
record Refusal(String code, String detail) {

  private static final Logger log = LoggerFactory.getLogger(Refusal.class);

  /** Empty when it was not the order: nothing can be recorded now, and later perhaps. */
  static Optional<Refusal> of(RuntimeException thrown) {
    return switch (thrown) {
      case JournalUnavailable _ -> Optional.empty();
      // Others got ahead for as long as it was tried: that says nothing of the order.
      case Conflict _ -> Optional.empty();
      case Refused refused ->
          Optional.of(new Refusal(refused.rule().name(), refused.detail().toString()));
      case Faulty faulty -> Optional.of(new Refusal(faulty.fault().name(), faulty.detail()));
      case UnknownStream _ -> Optional.of(new Refusal(Fault.UNKNOWN_SUBJECT.name(), ""));
      case DetailTooLarge _ -> Optional.of(new Refusal(Fault.TOO_LARGE.name(), ""));
      case AppendRefused _ -> Optional.of(new Refusal(Fault.CONFLICT.name(), ""));
      case ArithmeticException _ -> Optional.of(new Refusal(Rule.AMOUNT_TOO_LARGE.name(), ""));
      default -> {
        // Its message may hold what stands in the row.
        log.error("an order of an import failed: {}", thrown.getClass().getName());
        yield Optional.of(new Refusal(Fault.INTERNAL.name(), ""));
      }
    };
  }
}
