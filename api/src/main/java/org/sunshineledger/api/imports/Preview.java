package org.sunshineledger.api.imports;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.sunshineledger.api.imports.Import.State;
import org.sunshineledger.ledger.Ledger;
import org.sunshineledger.ledger.fact.Money;
import org.sunshineledger.ledger.payment.PaymentLine;
import org.sunshineledger.ledger.payment.PaymentOrder.RequestPayment;
import org.sunshineledger.ledger.vault.SealingKey;

/** What a file was read as, before anything of it is recorded. */
@Component
final class Preview {

  private static final int SHOWN = 10;
  private static final int SUMMED_AT_ONCE = 50;
  private static final int SUMS_KEPT = 64;

  private final ImportStore store;
  private final Ledger ledger;
  private final OrderWords words;
  private final Cache<Summed, Control> sums = Caffeine.newBuilder().maximumSize(SUMS_KEPT).build();

  Preview(ImportStore store, Ledger ledger, OrderWords words) {
    this.store = store;
    this.ledger = ledger;
    this.words = words;
  }

  /**
   * One order.
   *
   * @param firstRow its first row in the file
   * @param day on which it happened
   */
  record Read(int firstRow, int lastRow, LocalDate day, List<OrderWords.Said> fields) {}

  /**
   * What the payments come to.
   *
   * @param payments how many payment lists
   * @param total of all their lines
   */
  record Control(int payments, int lines, Money total) {}

  /**
   * What there is to look at.
   *
   * @param sample the first orders of rows without problems, whether or not the ledger would take
   *     them
   * @param control of all payments whose rows have no problems; null where the file is of something
   *     else
   */
  record Shown(List<Read> sample, @Nullable Control control) {}

  /** What is open of an import that waits does not change. */
  private record Summed(UUID id, int open) {}

  /** Of an import that waits to be recorded; null where nothing of it can be shown. */
  @Nullable Shown of(Import one) {
    int open = store.tally(one.id()).open();
    if (one.state() != State.READY || open == 0) return null;
    SealingKey key = one.sealing(ledger.vault());
    if (key == null) return null;
    List<Read> sample = first(one, key);
    return sample.isEmpty() ? null : new Shown(sample, control(one, key, open));
  }

  private List<Read> first(Import one, SealingKey key) {
    return ImportWork.opened(one, key, store.open(one.id(), -1, SHOWN)).stream()
        .map(unit -> new Read(unit.firstRow(), unit.lastRow(), unit.day(), words.of(unit.order())))
        .toList();
  }

  private @Nullable Control control(Import one, SealingKey key, int open) {
    return one.kind() == ImportKind.PAYMENTS
        ? sums.get(new Summed(one.id(), open), _ -> summed(one, key))
        : null;
  }

  private Control summed(Import one, SealingKey key) {
    int payments = 0;
    int lines = 0;
    Money total = Money.ZERO;
    int after = -1;
    List<ImportStore.Kept> page = store.open(one.id(), after, SUMMED_AT_ONCE);
    while (!page.isEmpty()) {
      for (Entered unit : ImportWork.opened(one, key, page)) {
        if (!(unit.order() instanceof RequestPayment payment)) continue;
        payments++;
        lines += payment.lines().size();
        for (PaymentLine line : payment.lines()) total = total.plus(line.amount());
      }
      after = page.getLast().number();
      page = store.open(one.id(), after, SUMMED_AT_ONCE);
    }
    return new Control(payments, lines, total);
  }
}
