package org.sunshineledger.api.audit;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.sunshineledger.api.security.Account;
import org.sunshineledger.api.security.Readers;
import org.sunshineledger.api.web.Fault;
import org.sunshineledger.api.web.Faulty;
import org.sunshineledger.api.web.Moments;
import org.sunshineledger.api.web.Page;
import org.sunshineledger.ledger.Ledger;
import org.sunshineledger.ledger.fact.Fact;
import org.sunshineledger.ledger.fact.HouseholdId;
import org.sunshineledger.ledger.fact.MemberId;
import org.sunshineledger.ledger.fact.Money;
import org.sunshineledger.ledger.fact.PaymentId;
import org.sunshineledger.ledger.household.HouseholdEvent.BenefitCredited;
import org.sunshineledger.ledger.payment.PaymentEvent.FundDisbursed;
import org.sunshineledger.projections.money.MoneyQuery;
import org.sunshineledger.projections.money.PaymentAccount;
import org.sunshineledger.projections.view.Moment;
import org.sunshineledger.projections.view.Views;

/** One payment list to the last line: who was paid, and which fact says so. */
@Controller
final class PaymentPage {

  private static final int APPROVALS_OF_A_LINE = 4;

  private final Ledger ledger;
  private final MoneyQuery money;
  private final Readers readers;
  private final Views views;
  private final Moments moments;
  private final Clock clock;

  PaymentPage(
      Ledger ledger, MoneyQuery money, Readers readers, Views views, Moments moments, Clock clock) {
    this.ledger = ledger;
    this.money = money;
    this.readers = readers;
    this.views = views;
    this.moments = moments;
    this.clock = clock;
  }

  /** One credited line. */
  record Line(
      int line,
      HouseholdId household,
      @Nullable MemberId member,
      Money amount,
      List<String> breaches,
      long position) {}

  /**
   * The list; empty lines while nothing was paid.
   *
   * @param adds whether the lines add up to what the project was debited
   * @param knownAt null when everything recorded up to now counts
   */
  record Shown(PaymentAccount payment, List<Line> lines, boolean adds, @Nullable Instant knownAt) {}

  @GetMapping("/audit/payments/{id}")
  Page show(
      @PathVariable PaymentId id,
      @RequestParam(required = false) @Nullable LocalDate asOf,
      @RequestParam(required = false) @Nullable Instant knownAt,
      @RequestParam(required = false) @Nullable Long position,
      @AuthenticationPrincipal Account account) {
    LocalDate day = asOf == null ? LocalDate.now(clock) : asOf;
    Moment moment = moments.of(day, knownAt, position);
    List<Fact> facts =
        ledger.journal().stream(id.stream()).stream().map(ledger.codec()::decode).toList();
    if (facts.isEmpty()) throw Faulty.of(Fault.UNKNOWN_SUBJECT, id.number());
    if (!readers.mayRead(account, facts.getFirst())) throw Faulty.of(Fault.OUTSIDE_YOUR_REGION, "");
    readers.note(account, id.stream());
    PaymentAccount payment =
        money.payment(id, moment).orElseThrow(() -> Faulty.of(Fault.UNKNOWN_SUBJECT, id.number()));
    long known = views.known(moment);
    List<Line> lines =
        facts.stream()
            .filter(fact -> fact.event() instanceof FundDisbursed)
            .filter(fact -> !fact.occurredOn().isAfter(day))
            .findFirst()
            .map(this::lines)
            .orElse(List.of())
            .stream()
            .filter(line -> line.position() < known)
            .toList();
    Money total = lines.stream().map(Line::amount).reduce(Money.ZERO, Money::plus);
    Money paid = payment.flow().disbursed().plus(payment.reversed());
    return new Page(
        "payment", day, new Shown(payment, lines, lines.isEmpty() || total.equals(paid), knownAt));
  }

  /** The credits stand right behind the debit: all of it was one append. */
  private List<Line> lines(Fact disbursed) {
    if (!(disbursed.event() instanceof FundDisbursed list)) return List.of();
    // Each credit may have special approvals behind it.
    int atMost = 1 + APPROVALS_OF_A_LINE * (list.lineCount() + 1);
    return ledger.journal().read(disbursed.position() + 1, atMost).stream()
        .map(ledger.codec()::decode)
        .filter(fact ->
            fact.event() instanceof BenefitCredited credit
                && credit.payment().equals(list.payment()))
        .map(PaymentPage::line)
        .toList();
  }

  private static Line line(Fact fact) {
    if (!(fact.event() instanceof BenefitCredited credit))
      throw new IllegalArgumentException("not a credit: " + fact.position());
    return new Line(
        credit.line(),
        credit.household(),
        credit.member(),
        credit.amount(),
        fact.envelope().breaches(),
        fact.position());
  }
}
