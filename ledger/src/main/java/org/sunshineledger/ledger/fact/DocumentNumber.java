package org.sunshineledger.ledger.fact;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.time.LocalDate;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * 文号, e.g. 郑财预〔2017〕831号: the auditor's key to money. No spaces, no slash, at most 64 characters.
 */
public record DocumentNumber(@JsonValue String text) {

  private static final Pattern FORM = Pattern.compile("[^\\p{Cntrl}\\s/]{2,64}");

  /** 党政机关公文格式 (GB/T 9704): six-cornered brackets around four digits. */
  private static final Pattern PARTS = Pattern.compile("([^〔〕\\d]+)〔(\\d{4})〕(\\d{1,9})号");

  @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
  public DocumentNumber {
    if (!FORM.matcher(text).matches())
      throw new IllegalArgumentException("not a document number: " + text);
  }

  /**
   * What the number is made of: 发文机关代字、年份、序号.
   *
   * @param issuer 郑财预
   * @param year 2017
   * @param serial 831
   */
  public record Parts(String issuer, int year, int serial) {

    /**
     * Whether a document of that number can be about money of this budget: it is of the budget's
     * year or, passed down in advance (提前下达), of the one before, and not from the future.
     */
    public boolean isOfBudget(int budget, LocalDate day) {
      return (year == budget || year == budget - 1) && year <= day.getYear();
    }

    /** Whether a finance office issued it, as 豫财农, 郑财预: only those pass money down. */
    public boolean isOfFinance() {
      return issuer.contains("财");
    }

    /** Whether the two differ in nothing but the year, as by a slip of the pen. */
    public boolean differsInYearOnly(Parts other) {
      return issuer.equals(other.issuer) && serial == other.serial && year != other.year;
    }
  }

  /** Empty for a number that is not written 发文机关代字〔年份〕序号号. */
  public Optional<Parts> parts() {
    Matcher parts = PARTS.matcher(text);
    return parts.matches()
        ? Optional.of(
            new Parts(
                parts.group(1), Integer.parseInt(parts.group(2)), Integer.parseInt(parts.group(3))))
        : Optional.empty();
  }

  public String stream() {
    return "fund/" + text;
  }

  @Override
  public String toString() {
    return text;
  }
}
