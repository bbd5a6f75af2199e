package org.sunshineledger.ledger.payment;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.sunshineledger.ledger.fact.MemberId;
import org.sunshineledger.ledger.fact.Money;
import org.sunshineledger.ledger.fact.Sha256;
import org.sunshineledger.ledger.rules.Rule;
import org.sunshineledger.ledger.rules.Ruling;

/** What must hold of the lines of a payment list, whoever is paid. */
final class PaymentList {

  private PaymentList() {}

  /** Arithmetic and identity: a list that breaks it cannot be a list, so nothing here is a flag. */
  static void require(Ruling ruling, List<PaymentLine> lines, Money controlTotal) {
    ruling.require(!lines.isEmpty(), Rule.LIST_EMPTY);
    for (int i = 0; i < lines.size(); i++)
      ruling.require(lines.get(i).line() == i + 1, Rule.LINES_NOT_NUMBERED, "line " + (i + 1));
    Money total = Money.ZERO;
    for (PaymentLine line : lines) {
      ruling.require(line.amount().isPositive(), Rule.AMOUNT_NOT_POSITIVE, "line " + line.line());
      total = total.plus(line.amount());
    }
    Set<String> payees = new HashSet<>();
    for (PaymentLine line : lines)
      ruling.require(payees.add(payee(line)), Rule.PAYEE_TWICE, "line " + line.line());
    ruling.require(
        total.equals(controlTotal),
        Rule.CONTROL_TOTAL_DIFFERS,
        "%d fen in the lines, %d stated".formatted(total.fen(), controlTotal.fen()));
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

  private static String payee(PaymentLine line) {
    @Nullable MemberId member = line.member();
    return line.household() + " " + (member == null ? "-" : member.number());
  }
}
