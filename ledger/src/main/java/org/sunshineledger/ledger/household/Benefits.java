package org.sunshineledger.ledger.household;

import java.time.LocalDate;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.sunshineledger.ledger.fact.MemberId;
import org.sunshineledger.ledger.fact.Money;
import org.sunshineledger.ledger.fact.PaymentId;
import org.sunshineledger.ledger.household.HouseholdEvent.BenefitCredited;
import org.sunshineledger.ledger.household.HouseholdEvent.BenefitReversed;
import org.sunshineledger.ledger.rules.BenefitCycles;
import org.sunshineledger.ledger.rules.Months;

/** 资金到户: what the household was credited, by the line of the payment, and what was taken back. */
final class Benefits {

  /**
   * @param left what was not taken back
   * @param returned whether the bank gave it back, so that it may be paid again; what was recovered
   *     was not due
   */
  record Credit(
      Programme programme,
      String period,
      @Nullable MemberId member,
      Money left,
      LocalDate on,
      boolean acknowledged,
      boolean returned) {

    private Credit less(Money amount, boolean nowReturned) {
      return new Credit(
          programme, period, member, left.minus(amount), on, acknowledged, returned || nowReturned);
    }

    private Credit signedFor() {
      return new Credit(programme, period, member, left, on, true, returned);
    }
  }

  private final Map<String, Credit> credits = new HashMap<>();

  private static String key(PaymentId payment, int line) {
    return payment + "#" + line;
  }

  @Nullable Credit of(PaymentId payment, int line) {
    return credits.get(key(payment, line));
  }

  void credit(BenefitCredited fact, LocalDate day) {
    credits.put(
        key(fact.payment(), fact.line()),
        new Credit(
            fact.programme(), fact.period(), fact.member(), fact.amount(), day, false, false));
  }

  void reverse(BenefitReversed fact) {
    credits.computeIfPresent(
        key(fact.payment(), fact.line()),
        (_, credit) -> credit.less(fact.amount(), fact.reason() == ReversalReason.RETURNED));
  }

  void acknowledge(PaymentId payment, int line) {
    credits.computeIfPresent(key(payment, line), (_, credit) -> credit.signedFor());
  }

  /**
   * 重复享受: whether the payee was paid this for a month of these, by whatever list. It is asked of
   * what was credited, not of claims: so it holds for what was paid before claims knew of months.
   *
   * @param member who is paid now; null for the household as such
   */
  boolean havePaid(
      Programme programme, Months months, @Nullable MemberId member, BenefitCycles cycles) {
    String name = programme.name();
    return credits.values().stream()
        .anyMatch(credit ->
            !credit.returned()
                && credit.programme() == programme
                && isSamePayee(name, credit.member(), member, cycles)
                && cycles.monthsOf(name, credit.period()).overlap(months));
  }

  /** What is due neither to members alone nor to the household alone is no further one's either. */
  private static boolean isSamePayee(
      String programme, @Nullable MemberId one, @Nullable MemberId other, BenefitCycles cycles) {
    if (cycles.isOfTheHousehold(programme) || Objects.equals(one, other)) return true;
    return !cycles.isPersonal(programme) && (one == null || other == null);
  }
}
