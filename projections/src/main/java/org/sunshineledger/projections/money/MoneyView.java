package org.sunshineledger.projections.money;

import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.sunshineledger.ledger.fact.Fact;
import org.sunshineledger.ledger.fact.Money;
import org.sunshineledger.ledger.fact.PaymentId;
import org.sunshineledger.ledger.fact.ProjectCode;
import org.sunshineledger.ledger.fact.RegionCode;
import org.sunshineledger.ledger.fund.Excluded;
import org.sunshineledger.ledger.fund.FundEvent;
import org.sunshineledger.ledger.fund.FundEvent.FundAllotted;
import org.sunshineledger.ledger.fund.FundEvent.FundAppropriated;
import org.sunshineledger.ledger.fund.FundEvent.FundCarriedOver;
import org.sunshineledger.ledger.fund.FundEvent.FundPassedDown;
import org.sunshineledger.ledger.fund.FundEvent.FundReclaimed;
import org.sunshineledger.ledger.fund.FundEvent.FundReturned;
import org.sunshineledger.ledger.household.HouseholdEvent;
import org.sunshineledger.ledger.household.HouseholdEvent.BenefitAcknowledged;
import org.sunshineledger.ledger.household.HouseholdEvent.BenefitCredited;
import org.sunshineledger.ledger.household.HouseholdEvent.BenefitReversed;
import org.sunshineledger.ledger.payment.PaymentEvent;
import org.sunshineledger.ledger.payment.PaymentEvent.PaymentRequested;
import org.sunshineledger.ledger.payment.PaymentEvent.SupplierPaid;
import org.sunshineledger.ledger.payment.PaymentEvent.SupplierPaymentReturned;
import org.sunshineledger.ledger.project.ProjectEvent;
import org.sunshineledger.ledger.project.ProjectEvent.ProjectAccepted;
import org.sunshineledger.ledger.project.ProjectEvent.ProjectAdmitted;
import org.sunshineledger.ledger.project.ProjectEvent.ProjectApproved;
import org.sunshineledger.ledger.project.ProjectEvent.ProjectChanged;
import org.sunshineledger.ledger.project.ProjectEvent.ProjectCredited;
import org.sunshineledger.ledger.project.ProjectEvent.ProjectDebited;
import org.sunshineledger.projections.money.Account.Approval;
import org.sunshineledger.projections.money.Account.FundHead;
import org.sunshineledger.projections.money.Account.Part;
import org.sunshineledger.projections.money.Account.PaymentHead;
import org.sunshineledger.projections.money.Account.ProjectHead;
import org.sunshineledger.projections.money.Account.Return;
import org.sunshineledger.projections.money.Account.Step;
import org.sunshineledger.projections.money.Entry.Joint;
import org.sunshineledger.projections.view.View;

/** Where did the money go, what came back, and what is left at each joint? */
public final class MoneyView implements View<String, Account> {

  /** The row in which everything is added up. */
  static final String TOTAL = "total";

  @Override
  public String name() {
    return "money";
  }

  @Override
  public int version() {
    return 4;
  }

  @Override
  public boolean reads(String type) {
    return type.startsWith("fund.")
        || type.startsWith("project.")
        || type.startsWith("payment.")
        || type.startsWith("household.benefit-");
  }

  /** Sums by day and dated lists: where a fact comes does not matter. */
  @Override
  public boolean inAnyOrder() {
    return true;
  }

  @Override
  public Stream<String> keys(Fact fact) {
    return switch (fact.event()) {
      case FundAllotted it -> Stream.of(it.fund().stream(), it.project().stream(), TOTAL);
      case FundReturned it -> Stream.of(it.fund().stream(), it.project().stream(), TOTAL);
      case FundEvent it -> Stream.of(it.fund().stream(), TOTAL);
      case ProjectDebited it ->
          Stream.of(it.fund().stream(), it.project().stream(), it.payment().stream(), TOTAL);
      case ProjectCredited it ->
          Stream.of(it.fund().stream(), it.project().stream(), it.payment().stream(), TOTAL);
      case ProjectEvent it -> Stream.of(it.project().stream());
      case SupplierPaid it -> Stream.of(it.payment().stream(), it.project().stream(), TOTAL);
      case SupplierPaymentReturned it ->
          Stream.of(it.payment().stream(), it.project().stream(), TOTAL);
      case PaymentEvent it -> Stream.of(it.payment().stream());
      case BenefitCredited it -> received(fact, it.project(), it.payment());
      case BenefitReversed it -> received(fact, it.project(), it.payment());
      case BenefitAcknowledged it -> Stream.of(it.payment().stream());
      default -> Stream.empty();
    };
  }

  private static Stream<String> received(Fact fact, ProjectCode project, PaymentId payment) {
    RegionCode village = fact.place().village();
    Stream<String> keys = Stream.of(project.stream(), payment.stream(), TOTAL);
    return village == null ? keys : Stream.concat(Stream.of(village(village)), keys);
  }

  static String village(RegionCode village) {
    return "village/" + village;
  }

  @Override
  public Account fold(@Nullable Account row, String key, Fact fact) {
    Account before = row == null ? Account.EMPTY : row;
    return switch (fact.event()) {
      case FundEvent event -> fund(before, key, fact, event);
      case ProjectEvent event -> project(before, key, fact, event);
      case PaymentEvent event -> payment(before, key, fact, event);
      case HouseholdEvent event -> household(before, key, fact, event);
      default -> before;
    };
  }

  private static Account fund(Account before, String key, Fact fact, FundEvent event) {
    return switch (event) {
      case FundAppropriated it -> appropriated(before, key, fact, it);
      case FundPassedDown it ->
          // What one document gives another is no less money in all.
          key.equals(TOTAL)
              ? before
              : before
                  .with(moved(fact, Joint.PASSED_DOWN, it.document().text(), it.amount()))
                  .with(step(fact));
      case FundAllotted it ->
          before.with(
              moved(
                  fact,
                  Joint.ALLOTTED,
                  other(key, it.project().code(), it.fund().text()),
                  it.amount()));
      case FundReturned it ->
          before.with(
              moved(
                  fact,
                  Joint.RETURNED,
                  other(key, it.project().code(), it.fund().text()),
                  it.amount()));
      case FundCarriedOver it ->
          key.equals(TOTAL)
              ? before
              : before
                  .with(moved(fact, Joint.CARRIED_OVER, String.valueOf(it.toYear()), it.amount()))
                  .with(step(fact));
      case FundReclaimed it -> {
        Account after =
            before.with(
                moved(
                    fact,
                    Joint.RECLAIMED,
                    key.equals(TOTAL) ? "" : it.reason().name(),
                    it.amount()));
        yield key.equals(TOTAL) ? after : after.with(step(fact));
      }
      case FundEvent.RuleOverridden _ -> before;
    };
  }

  private static Account appropriated(
      Account before, String key, Fact fact, FundAppropriated event) {
    if (key.equals(TOTAL) && event.from() != null) return before;
    Account after = before.with(moved(fact, Joint.APPROPRIATED, "", event.amount()));
    List<Excluded> excluded = event.excluded();
    if (excluded != null)
      for (Excluded each : excluded)
        after =
            after.with(
                moved(
                    fact,
                    Joint.EXCLUDED,
                    key.equals(TOTAL) ? "" : each.region().code(),
                    each.amount()));
    if (key.equals(TOTAL)) return after;
    return after
        .with(step(fact))
        .with(
            new FundHead(
                event.sourceLevel(),
                event.purpose(),
                event.year(),
                event.region(),
                event.from(),
                fact.occurredOn(),
                fact.position(),
                fact.isSynthetic()));
  }

  private static Account project(Account before, String key, Fact fact, ProjectEvent event) {
    return switch (event) {
      case ProjectAdmitted it ->
          before
              .with(step(fact))
              .with(
                  new ProjectHead(
                      it.name(),
                      it.category(),
                      it.nature(),
                      it.region(),
                      it.starts(),
                      it.ends(),
                      it.responsibleUnit(),
                      it.task(),
                      it.scale(),
                      it.financing(),
                      it.beneficiaryHouseholds(),
                      it.performanceTarget(),
                      it.participation(),
                      it.linkage(),
                      it.expenditure(),
                      fact.occurredOn(),
                      fact.position(),
                      fact.isSynthetic()));
      case ProjectApproved it ->
          before
              .with(step(fact))
              .with(new Approval(it.amount(), fact.occurredOn(), fact.position()));
      case ProjectChanged it -> {
        Money amount = it.amount();
        Account after = before.with(step(fact));
        yield amount == null
            ? after
            : after.with(new Approval(amount, fact.occurredOn(), fact.position()));
      }
      case ProjectDebited it ->
          before.with(
              moved(
                  fact,
                  Joint.DISBURSED,
                  other(key, it.project().code(), it.fund().text()),
                  it.total()));
      case ProjectCredited it ->
          before.with(
              moved(
                  fact,
                  Joint.GIVEN_BACK,
                  other(key, it.project().code(), it.fund().text()),
                  it.amount()));
      case ProjectEvent.RuleOverridden _ -> before;
      default -> before.with(step(fact));
    };
  }

  private static Account payment(Account before, String key, Fact fact, PaymentEvent event) {
    Account after = key.startsWith("payment/") ? before.with(step(fact)) : before;
    return switch (event) {
      case PaymentRequested it ->
          after.with(
              new PaymentHead(
                  it.project(),
                  it.fund(),
                  it.programme(),
                  it.period(),
                  it.supplier(),
                  it.lineCount(),
                  it.controlTotal(),
                  fact.occurredOn(),
                  fact.position()));
      case SupplierPaid it ->
          after.with(
              moved(
                  fact,
                  Joint.SUPPLIED,
                  key.startsWith("project/") ? it.supplier().number() : "",
                  it.amount()));
      case SupplierPaymentReturned it ->
          after.with(
              moved(
                  fact,
                  Joint.SUPPLY_RETURNED,
                  key.startsWith("project/") ? it.supplier().number() : "",
                  it.amount()));
      default -> after;
    };
  }

  private static Account household(Account before, String key, Fact fact, HouseholdEvent event) {
    return switch (event) {
      case BenefitCredited it -> {
        Account after =
            before.with(
                moved(fact, Joint.CREDITED, payee(key, fact, it.programme().name()), it.amount()));
        yield key.startsWith("payment/")
            ? after.with(
                new Part(
                    fact.place().village(),
                    it.project(),
                    it.programme(),
                    fact.occurredOn(),
                    it.amount(),
                    1,
                    List.of(it.household())))
            : bySource(after, key, fact, it.project(), it.amount());
      }
      case BenefitReversed it -> {
        Account after =
            before.with(
                moved(fact, Joint.REVERSED, payee(key, fact, it.programme().name()), it.amount()));
        yield key.startsWith("payment/")
            ? after.with(
                new Return(
                    it.household(), it.project(), it.amount(), fact.occurredOn(), fact.position()))
            : bySource(after, key, fact, it.project(), Money.ZERO.minus(it.amount()));
      }
      case BenefitAcknowledged _ -> before.with(moved(fact, Joint.ACKNOWLEDGED, "", Money.ZERO));
      default -> before;
    };
  }

  private static Account bySource(
      Account before, String key, Fact fact, ProjectCode project, Money amount) {
    return key.startsWith("village/")
        ? before.with(moved(fact, Joint.BY_PROJECT, project.code(), amount))
        : before;
  }

  private static String payee(String key, Fact fact, String programme) {
    if (key.startsWith("village/")) return programme;
    return key.equals(TOTAL) ? "" : String.valueOf(fact.place().village());
  }

  private static String other(String key, String project, String fund) {
    if (key.startsWith("fund/")) return project;
    return key.equals(TOTAL) ? "" : fund;
  }

  private static Entry moved(Fact fact, Joint joint, String other, Money amount) {
    return new Entry(fact.occurredOn(), joint, other, amount, 1);
  }

  private static Step step(Fact fact) {
    return new Step(
        fact.type(),
        fact.occurredOn(),
        fact.position(),
        fact.event() instanceof ProjectAccepted accepted ? accepted.level() : null);
  }

  @Override
  public String text(String key) {
    return key;
  }

  @Override
  public String key(String text) {
    return text;
  }

  @Override
  public Class<Account> rowType() {
    return Account.class;
  }
}
