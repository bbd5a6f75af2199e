package org.sunshineledger.ledger.fund;

import java.time.LocalDate;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.axonframework.commandhandling.CommandHandler;
import org.axonframework.eventsourcing.EventSourcingHandler;
import org.axonframework.messaging.annotation.MetaDataValue;
import org.axonframework.modelling.command.AggregateCreationPolicy;
import org.axonframework.modelling.command.AggregateIdentifier;
import org.axonframework.modelling.command.CreationPolicy;
import org.jspecify.annotations.Nullable;
import org.sunshineledger.ledger.fact.Balance;
import org.sunshineledger.ledger.fact.DocumentNumber;
import org.sunshineledger.ledger.fact.Envelope;
import org.sunshineledger.ledger.fact.Money;
import org.sunshineledger.ledger.fact.ProjectCode;
import org.sunshineledger.ledger.fact.RegionCode;
import org.sunshineledger.ledger.fund.FundEvent.FundAllotted;
import org.sunshineledger.ledger.fund.FundEvent.FundAppropriated;
import org.sunshineledger.ledger.fund.FundEvent.FundCarriedOver;
import org.sunshineledger.ledger.fund.FundEvent.FundPassedDown;
import org.sunshineledger.ledger.fund.FundEvent.FundReclaimed;
import org.sunshineledger.ledger.fund.FundEvent.FundReturned;
import org.sunshineledger.ledger.fund.FundEvent.RuleOverridden;
import org.sunshineledger.ledger.fund.FundOrder.AllotFund;
import org.sunshineledger.ledger.fund.FundOrder.AppropriateFund;
import org.sunshineledger.ledger.fund.FundOrder.CarryOverFund;
import org.sunshineledger.ledger.fund.FundOrder.PassDownFund;
import org.sunshineledger.ledger.fund.FundOrder.ReclaimFund;
import org.sunshineledger.ledger.fund.FundOrder.ReturnAllotment;
import org.sunshineledger.ledger.rules.Detail;
import org.sunshineledger.ledger.rules.PassingDown;
import org.sunshineledger.ledger.rules.Rule;
import org.sunshineledger.ledger.rules.Ruling;
import org.sunshineledger.ledger.rules.Scope;
import org.sunshineledger.ledger.rules.Share;

/**
 * 资金指标: the right to spend, under one document number. What comes in is appropriated; it goes out
 * to regions below and to projects, or back to the budget; every yuan keeps its purpose.
 */
public class Fund {

  /** 预算法 art. 42: unused for two years in a row it is no carry-over any more. */
  private static final int YEARS_TO_CARRY_OVER = 1;

  /** The category of a project that manages the others. */
  private static final String MANAGEMENT_FEE = "MANAGEMENT_FEE";

  @AggregateIdentifier private @Nullable String stream;
  private @Nullable FundAppropriated appropriation;
  private LocalDate appropriatedOn = LocalDate.MAX;

  /** Neither passed down, allotted nor reclaimed. */
  private final Balance left = new Balance();

  private final Set<ProjectCode> management = new HashSet<>();
  private boolean carriedOver;
  private final Map<ProjectCode, Balance> byProject = new HashMap<>();

  Fund() {}

  /** Of which nothing is known yet. */
  public static Fund unknown() {
    return new Fund();
  }

  private void decide(FundEvent fact, Ruling ruling, Uses uses) {
    judge(fact, ruling, uses);
    ruling.record(fact);
  }

  @CommandHandler
  @CreationPolicy(AggregateCreationPolicy.CREATE_IF_MISSING)
  void handle(AppropriateFund order, Ruling ruling, Uses uses) {
    ruling.at(order.region());
    decide(
        new FundAppropriated(
            order.fund(),
            order.sourceLevel(),
            order.purpose(),
            order.year(),
            order.region(),
            order.amount(),
            null,
            order.excluded()),
        ruling,
        uses);
  }

  /** What leaves here arrives there: both are one append. */
  @CommandHandler
  void handle(PassDownFund order, Ruling ruling, Uses uses) {
    ruling.at(region());
    judge(
        new FundPassedDown(order.fund(), order.region(), order.document(), order.amount()),
        ruling,
        uses);
    FundAppropriated from = appropriation();
    ruling.require(
        from.purpose() == Purpose.GENERAL || from.purpose() == order.purpose(),
        Rule.PURPOSE_CHANGED,
        order.purpose().name());
    ruling.record(
        new FundPassedDown(order.fund(), order.region(), order.document(), order.amount()));
    ruling.at(order.region());
    uses.begin(
        order.document(),
        below ->
            below.decide(
                new FundAppropriated(
                    order.document(),
                    from.sourceLevel(),
                    order.purpose(),
                    from.year(),
                    order.region(),
                    order.amount(),
                    order.fund(),
                    null),
                ruling,
                uses));
  }

  @CommandHandler
  void handle(AllotFund order, Ruling ruling, Uses uses) {
    ruling.at(region());
    decide(
        new FundAllotted(
            order.fund(),
            order.project(),
            order.amount(),
            uses.categoryOf(order.project(), ruling.day()).orElse(null)),
        ruling,
        uses);
  }

  @CommandHandler
  void handle(ReturnAllotment order, Ruling ruling, Uses uses) {
    ruling.at(region());
    decide(new FundReturned(order.fund(), order.project(), order.amount()), ruling, uses);
  }

  /** Carries over all that was not allotted. */
  @CommandHandler
  void handle(CarryOverFund order, Ruling ruling, Uses uses) {
    ruling.at(region());
    decide(new FundCarriedOver(order.fund(), order.toYear(), left.on(ruling.day())), ruling, uses);
  }

  @CommandHandler
  void handle(ReclaimFund order, Ruling ruling, Uses uses) {
    ruling.at(region());
    decide(new FundReclaimed(order.fund(), order.reason(), order.amount()), ruling, uses);
  }

  /** What must hold of a fact before it is recorded. */
  private void judge(FundEvent fact, Ruling ruling, Uses uses) {
    switch (fact) {
      case FundAppropriated it -> judge(it, ruling);
      case FundPassedDown it -> {
        ruling.require(it.amount().isPositive(), Rule.AMOUNT_NOT_POSITIVE);
        requireAppropriated(ruling);
        requireEnoughIsLeft(it.amount(), ruling);
        requireInTime(ruling);
        // Sideways or to itself, its age and the time to pass it on would begin anew.
        ruling.require(
            !it.region().equals(region()) && ruling.liesIn(it.region(), region()),
            Rule.REGION_NOT_BELOW,
            it.region().code());
      }
      case FundAllotted it -> judge(it, ruling, uses);
      case FundReturned it -> {
        ruling.require(it.amount().isPositive(), Rule.AMOUNT_NOT_POSITIVE);
        Money kept =
            allottedTo(it.project()).minus(uses.spent(it.project(), it.fund())).free(ruling.day());
        ruling.require(
            it.amount().compareTo(kept) <= 0,
            Rule.RETURNED_MORE_THAN_UNSPENT,
            new Detail.Room(kept));
      }
      case FundCarriedOver it -> {
        ruling.require(!carriedOver, Rule.ALREADY_EXISTS, it.fund().stream());
        ruling.require(it.amount().isPositive(), Rule.AMOUNT_NOT_POSITIVE);
        ruling.require(
            it.toYear() == appropriation().year() + YEARS_TO_CARRY_OVER
                && ruling.day().getYear() <= it.toYear(),
            Rule.CARRIED_OVER_TOO_LONG);
      }
      case FundReclaimed it -> {
        ruling.require(it.amount().isPositive(), Rule.AMOUNT_NOT_POSITIVE);
        requireAppropriated(ruling);
        requireEnoughIsLeft(it.amount(), ruling);
      }
      case RuleOverridden _ -> {}
    }
  }

  private void judge(FundAppropriated fact, Ruling ruling) {
    ruling.require(stream == null, Rule.ALREADY_EXISTS, fact.fund().stream());
    ruling.require(fact.amount().isPositive(), Rule.AMOUNT_NOT_POSITIVE);
    ruling.require(
        fact.excluded() == null
            || (fact.excluded().stream().allMatch(each -> each.amount().isPositive())
                && fact.disposable().fen() >= 0),
        Rule.EXCLUDED_MORE_THAN_INCLUDED);
    Optional<DocumentNumber.Parts> parts = fact.fund().parts();
    ruling.require(parts.isPresent(), Rule.DOCUMENT_NUMBER_IRREGULAR);
    ruling.require(parts.isEmpty() || parts.get().isOfFinance(), Rule.DOCUMENT_NOT_OF_FINANCE);
    ruling.require(
        parts.isEmpty() || parts.get().isOfBudget(fact.year(), ruling.day()),
        Rule.DOCUMENT_YEAR_DIFFERS,
        "budget of " + fact.year());
  }

  private void requireAppropriated(Ruling ruling) {
    ruling.require(!appropriatedOn.isAfter(ruling.day()), Rule.FUND_NOT_APPROPRIATED);
  }

  private void judge(FundAllotted fact, Ruling ruling, Uses uses) {
    ruling.require(fact.amount().isPositive(), Rule.AMOUNT_NOT_POSITIVE);
    requireAppropriated(ruling);
    requireEnoughIsLeft(fact.amount(), ruling);
    requireInTime(ruling);
    String category = fact.category();
    ruling.require(category != null, Rule.PROJECT_NOT_IN_LIBRARY, fact.project().code());
    if (category == null) return;
    RegionCode place = uses.regionOf(fact.project());
    ruling.require(ruling.liesIn(place, region()), Rule.PROJECT_OUTSIDE_REGION, place.code());
    ruling.require(
        ruling.meets(
            Rule.PURPOSE_CHANGED,
            Scope.class,
            scope -> scope.covers(appropriation().purpose().name(), category)),
        Rule.PURPOSE_CHANGED,
        category);
    ruling.require(
        !category.equals(MANAGEMENT_FEE)
            || ruling.meets(
                Rule.MANAGEMENT_FEE_ABOVE_LIMIT,
                Share.class,
                share ->
                    share.isNotExceeded(
                        managementFees().most(ruling.day()).plus(fact.amount()),
                        appropriation().disposable())),
        Rule.MANAGEMENT_FEE_ABOVE_LIMIT);
    // Other funds' allotments stand on their own streams; that all of them together are not paid
    // beyond the approval is asked when it is paid.
    ruling.require(
        uses.ceilingOf(fact.project(), ruling.day())
            .map(ceiling -> ceiling.minus(allottedTo(fact.project())).free(ruling.day()))
            .map(free -> fact.amount().compareTo(free) <= 0)
            .orElse(true),
        Rule.ALLOTTED_ABOVE_APPROVAL);
    ruling.require(!uses.isClosed(fact.project(), ruling.day()), Rule.PROJECT_CLOSED);
  }

  /** From the day on which it came: that something goes before it is asked by a rule of its own. */
  private void requireEnoughIsLeft(Money amount, Ruling ruling) {
    Money free = left.free(ruling.day().isBefore(appropriatedOn) ? appropriatedOn : ruling.day());
    ruling.require(
        amount.compareTo(free) <= 0, Rule.ALLOTTED_MORE_THAN_APPROPRIATED, new Detail.Room(free));
  }

  private void requireInTime(Ruling ruling) {
    ruling.require(
        ruling.meets(
            Rule.PASSED_DOWN_LATE,
            PassingDown.class,
            limit -> limit.isMet(region(), appropriatedOn, ruling.day())),
        Rule.PASSED_DOWN_LATE);
  }

  private FundAppropriated appropriation() {
    if (appropriation == null) throw new IllegalStateException("nothing was appropriated");
    return appropriation;
  }

  private RegionCode region() {
    return appropriation().region();
  }

  /** What the project was given of this fund and had not given back, by day. */
  public Balance allottedTo(ProjectCode project) {
    return byProject.getOrDefault(project, new Balance());
  }

  /** What was given for managing, and had not come back, by day. */
  private Balance managementFees() {
    Balance fees = new Balance();
    for (ProjectCode project : management) fees = fees.plus(allottedTo(project));
    return fees;
  }

  @EventSourcingHandler
  void on(FundEvent fact, @MetaDataValue(Ruling.ENVELOPE) Envelope envelope) {
    switch (fact) {
      case FundAppropriated it -> {
        stream = it.fund().stream();
        appropriation = it;
        appropriatedOn = envelope.occurredOn();
        left.add(appropriatedOn, it.disposable());
      }
      case FundPassedDown it -> left.take(envelope.occurredOn(), it.amount());
      case FundAllotted it -> {
        give(it.project(), envelope.occurredOn(), it.amount());
        if (MANAGEMENT_FEE.equals(it.category())) management.add(it.project());
      }
      case FundReturned it ->
          give(it.project(), envelope.occurredOn(), Money.ZERO.minus(it.amount()));
      case FundReclaimed it -> left.take(envelope.occurredOn(), it.amount());
      case FundCarriedOver _ -> carriedOver = true;
      case RuleOverridden _ -> {}
    }
  }

  private void give(ProjectCode project, LocalDate day, Money amount) {
    left.take(day, amount);
    byProject.computeIfAbsent(project, _ -> new Balance()).add(day, amount);
  }
}
