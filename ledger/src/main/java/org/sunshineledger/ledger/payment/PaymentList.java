package org.sunshineledger.ledger.payment;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.math.BigInteger;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.sunshineledger.ledger.fact.MemberId;
import org.sunshineledger.ledger.fact.Money;
import org.sunshineledger.ledger.fact.Sha256;
import org.sunshineledger.ledger.fact.SupplierId;
import org.sunshineledger.ledger.rules.Detail;
import org.sunshineledger.ledger.rules.Rule;
import org.sunshineledger.ledger.rules.Ruling;

/** What must hold of the lines of a payment list, whoever is paid. */
final class PaymentList {

  /**
   * More payees are more lists: one append must fit into memory and into the patience of others.
   */
  static final int LONGEST = 5_000;

  private PaymentList() {}

  /** Arithmetic and identity: a list that breaks it cannot be a list, so nothing here is a flag. */
  static void require(Ruling ruling, List<PaymentLine> lines, Money controlTotal) {
    ruling.require(!lines.isEmpty(), Rule.LIST_EMPTY);
    ruling.require(lines.size() <= LONGEST, Rule.LIST_TOO_LONG, String.valueOf(lines.size()));
    BadLines bad = new BadLines();
    Set<String> payees = new HashSet<>();
    for (int i = 0; i < lines.size(); i++) {
      PaymentLine line = lines.get(i);
      bad.require(line.line() == i + 1, i + 1, Rule.LINES_NOT_NUMBERED);
      bad.require(line.amount().isPositive(), i + 1, Rule.AMOUNT_NOT_POSITIVE);
      bad.require(payees.add(payee(line)), i + 1, Rule.PAYEE_TWICE);
    }
    bad.refuse();
    // More than all the money there is must differ, not fail.
    BigInteger total = BigInteger.ZERO;
    for (PaymentLine line : lines) total = total.add(BigInteger.valueOf(line.amount().fen()));
    ruling.require(
        total.equals(BigInteger.valueOf(controlTotal.fen())),
        Rule.CONTROL_TOTAL_DIFFERS,
        new Detail.Sum(total, controlTotal));
  }

  /** SHA-256 of one text line for each payment line: number, household, member or -, fen. */
  static Sha256 digest(List<PaymentLine> lines) {
    StringBuilder text = new StringBuilder(lines.size() * 40);
    for (PaymentLine line : lines)
      text.append(line.line())
          .append(' ')
          .append(payee(line))
          .append(' ')
          .append(line.amount().fen())
          .append('\n');
    return Sha256.of(text.toString().getBytes(UTF_8));
  }

  /** The same of a supplier's one line: instalment, supplier, fen. */
  static Sha256 digest(Instalment instalment, SupplierId supplier, Money amount) {
    return Sha256.of("%s %s %d\n".formatted(instalment, supplier, amount.fen()).getBytes(UTF_8));
  }

  private static String payee(PaymentLine line) {
    @Nullable MemberId member = line.member();
    return line.household() + " " + (member == null ? "-" : member.number());
  }
}
