package org.sunshineledger.ledger.household;

import java.time.LocalDate;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.sunshineledger.ledger.fact.MemberId;
import org.sunshineledger.ledger.fact.Money;
import org.sunshineledger.ledger.fact.PaymentId;
import org.sunshineledger.ledger.household.HouseholdEvent.BenefitCredited;
import org.sunshineledger.ledger.household.HouseholdEvent.BenefitReversed;

/** 资金到户: what the household was credited, by the line of the payment, and what was taken back. */
final class Benefits {

  /**
   * @param left what was not taken back
   */
  record Credit(
      Programme programme,
      String period,
      @Nullable MemberId member,
      Money left,
      LocalDate on,
      boolean acknowledged) {

    private Credit with(Money nowLeft, boolean nowAcknowledged) {
      return new Credit(programme, period, member, nowLeft, on, nowAcknowledged);
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
        new Credit(fact.programme(), fact.period(), fact.member(), fact.amount(), day, false));
  }

  void reverse(BenefitReversed fact) {
    credits.computeIfPresent(
        key(fact.payment(), fact.line()),
        (_, credit) -> credit.with(credit.left().minus(fact.amount()), credit.acknowledged()));
  }

  void acknowledge(PaymentId payment, int line) {
    credits.computeIfPresent(key(payment, line), (_, credit) -> credit.with(credit.left(), true));
  }
}
