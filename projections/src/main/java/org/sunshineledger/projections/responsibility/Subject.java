package org.sunshineledger.projections.responsibility;

import java.util.Locale;
import org.sunshineledger.ledger.fact.DocumentNumber;
import org.sunshineledger.ledger.fact.HouseholdId;
import org.sunshineledger.ledger.fact.NoticeId;
import org.sunshineledger.ledger.fact.PaymentId;
import org.sunshineledger.ledger.fact.ProjectCode;
import org.sunshineledger.ledger.fact.RegionCode;

/**
 * What somebody is asked to answer for.
 *
 * @param stream its facts, e.g. {@code payment/410185901901-CY2016}
 */
public record Subject(Kind kind, String stream) {

  /** As they stand in addresses, in lower case and in the plural. */
  public enum Kind {
    HOUSEHOLD,
    VILLAGE,
    PROJECT,
    FUND,
    PAYMENT,
    NOTICE,
    /** The last exit of a household that was proposed by the day; its number is the household's. */
    EXIT;

    /** Of {@code households} and the like. */
    public static Kind of(String plural) {
      return valueOf(plural.substring(0, plural.length() - 1).toUpperCase(Locale.ROOT));
    }
  }

  /**
   * A subject by its number.
   *
   * @throws IllegalArgumentException for what cannot be a number of this kind
   */
  public static Subject of(Kind kind, String number) {
    return new Subject(
        kind,
        switch (kind) {
          case HOUSEHOLD, EXIT -> new HouseholdId(number).stream();
          case VILLAGE -> ResponsibilityView.stream(new RegionCode(number));
          case PROJECT -> new ProjectCode(number).stream();
          case FUND -> new DocumentNumber(number).stream();
          case PAYMENT -> new PaymentId(number).stream();
          case NOTICE -> new NoticeId(number).stream();
        });
  }

  public static Subject of(HouseholdId household) {
    return new Subject(Kind.HOUSEHOLD, household.stream());
  }

  /** Its number alone. */
  public String number() {
    return stream.substring(stream.indexOf('/') + 1);
  }

  /** Whether its facts are for those of its region only. */
  public boolean isRestricted() {
    return isOfHousehold() || kind == Kind.PAYMENT;
  }

  boolean isOfHousehold() {
    return kind == Kind.HOUSEHOLD || kind == Kind.EXIT;
  }
}
