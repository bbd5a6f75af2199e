package org.sunshineledger.projections.disclosure;

import java.time.LocalDate;
import java.time.temporal.IsoFields;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.sunshineledger.ledger.fact.Event;
import org.sunshineledger.ledger.fact.Fact;
import org.sunshineledger.ledger.fact.Money;
import org.sunshineledger.ledger.fact.RegionCode;
import org.sunshineledger.ledger.fund.FundEvent.FundAppropriated;
import org.sunshineledger.ledger.household.HouseholdEvent.BenefitCredited;
import org.sunshineledger.ledger.mutualaid.MutualAidEvent.LoanGranted;
import org.sunshineledger.ledger.notice.NoticeEvent.Announced;
import org.sunshineledger.ledger.notice.NoticeEvent.NoticeAnnulled;
import org.sunshineledger.ledger.notice.NoticeEvent.NoticePosted;
import org.sunshineledger.ledger.notice.NoticeKind;
import org.sunshineledger.ledger.payment.PaymentEvent.FundDisbursed;
import org.sunshineledger.ledger.policy.PolicyEvent.PolicyIssued;
import org.sunshineledger.ledger.project.AcceptanceLevel;
import org.sunshineledger.ledger.project.ProjectEvent.ProjectAccepted;
import org.sunshineledger.ledger.project.ProjectEvent.ProjectAdmitted;
import org.sunshineledger.ledger.project.ProjectEvent.ProjectApproved;
import org.sunshineledger.ledger.project.ProjectEvent.ProjectChanged;
import org.sunshineledger.ledger.project.ProjectEvent.ProjectStarted;
import org.sunshineledger.projections.disclosure.Disclosed.Posted;
import org.sunshineledger.projections.disclosure.Disclosed.Trigger;
import org.sunshineledger.projections.view.View;

/** What had to be published here, and what was posted from here? */
public final class DisclosureView implements View<RegionCode, Disclosed> {

  private static final Set<NoticeKind> KINDS = EnumSet.noneOf(NoticeKind.class);

  static {
    for (Matter matter : Matter.values()) KINDS.add(matter.kind());
  }

  private static final Set<String> TYPES =
      Set.of(
          "policy.policy-issued.v1",
          "fund.fund-appropriated.v1",
          "mutual-aid.loan-granted.v1",
          "project.project-admitted.v1",
          "project.project-approved.v1",
          "project.project-changed.v1",
          "project.project-started.v1",
          "project.project-accepted.v1",
          "payment.fund-disbursed.v1",
          "household.benefit-credited.v1",
          "notice.notice-posted.v1",
          "notice.notice-annulled.v1",
          "notice.announced.v1");

  @Override
  public String name() {
    return "disclosure";
  }

  @Override
  public int version() {
    return 3;
  }

  @Override
  public boolean reads(String type) {
    return TYPES.contains(type);
  }

  /** Dated lists, which find each other when they are asked for. */
  @Override
  public boolean inAnyOrder() {
    return true;
  }

  @Override
  public Stream<RegionCode> keys(Fact fact) {
    return switch (fact.event()) {
      case NoticePosted it when KINDS.contains(it.kind()) -> Stream.of(it.region());
      case Announced it when KINDS.contains(it.kind()) -> Stream.of(it.region());
      case NoticeAnnulled it when KINDS.contains(it.kind()) -> Stream.of(it.region());
      case BenefitCredited _ -> Stream.ofNullable(fact.place().village());
      default ->
          matters(fact).stream().flatMap(matter -> matter.publishers(fact.place())).distinct();
    };
  }

  @Override
  public Disclosed fold(@Nullable Disclosed row, RegionCode key, Fact fact) {
    Disclosed before = row == null ? Disclosed.NOTHING : row;
    return switch (fact.event()) {
      case NoticePosted it ->
          before.with(
              new Posted(
                  it.notice(),
                  it.kind(),
                  it.level(),
                  it.region(),
                  it.opens(),
                  it.closes(),
                  it.subjects(),
                  it.document().controlTotal(),
                  fact.position()));
      case Announced it ->
          before.with(
              new Posted(
                  it.notice(),
                  it.kind(),
                  it.level(),
                  it.region(),
                  fact.occurredOn(),
                  null,
                  it.subjects(),
                  it.document().controlTotal(),
                  fact.position()));
      case NoticeAnnulled it ->
          before.with(new Disclosed.Annulled(it.notice(), fact.occurredOn(), fact.position()));
      case BenefitCredited _ -> before.withQuarter(quarterOf(fact.occurredOn()));
      default -> triggered(before, key, fact);
    };
  }

  private static Disclosed triggered(Disclosed before, RegionCode publisher, Fact fact) {
    Disclosed after = before;
    for (Matter matter : matters(fact))
      if (matter.publishers(fact.place()).anyMatch(publisher::equals))
        after =
            after.with(
                new Trigger(
                    fact.id(),
                    matter,
                    fact.stream(),
                    fact.occurredOn(),
                    fact.position(),
                    amount(fact.event()),
                    fact.isSynthetic()));
    return after;
  }

  private static List<Matter> matters(Fact fact) {
    return switch (fact.event()) {
      case PolicyIssued _ -> List.of(Matter.POLICY);
      case FundAppropriated it when it.purpose().isOfASector() -> List.of(Matter.SECTOR_ALLOCATION);
      case FundAppropriated _ ->
          List.of(
              fact.place().county() == null ? Matter.CITY_ALLOCATION : Matter.COUNTY_ALLOCATION);
      case ProjectAdmitted _ -> List.of(Matter.PROJECT_LIBRARY);
      case ProjectApproved _ ->
          List.of(Matter.ANNUAL_PLAN, Matter.PROJECT_APPROVAL, Matter.PROJECT_IN_VILLAGE);
      case ProjectChanged _ -> List.of(Matter.PLAN_ADJUSTMENT);
      case ProjectStarted _ -> List.of(Matter.SIGN_BOARD);
      case ProjectAccepted it when it.level() == AcceptanceLevel.COUNTY ->
          List.of(Matter.PROJECT_COMPLETION);
      case FundDisbursed _ -> List.of(Matter.PAYMENT);
      case LoanGranted _ -> List.of(Matter.LOAN);
      default -> List.of();
    };
  }

  private static @Nullable Money amount(Event event) {
    return switch (event) {
      case FundAppropriated it -> it.amount();
      case FundDisbursed it -> it.total();
      default -> null;
    };
  }

  static String quarterOf(LocalDate day) {
    return "%d-Q%d".formatted(day.getYear(), day.get(IsoFields.QUARTER_OF_YEAR));
  }

  /** The last day of a quarter as {@link #quarterOf} names it. */
  static LocalDate endOf(String quarter) {
    List<String> parts = List.of(quarter.split("-Q", -1));
    return LocalDate.of(Integer.parseInt(parts.getFirst()), 1, 1)
        .plusMonths(3L * Integer.parseInt(parts.getLast()))
        .minusDays(1);
  }

  static LocalDate endOfNext(LocalDate endOfQuarter) {
    return endOf(quarterOf(endOfQuarter.plusDays(1)));
  }

  @Override
  public String text(RegionCode key) {
    return key.code();
  }

  @Override
  public RegionCode key(String text) {
    return new RegionCode(text);
  }

  @Override
  public Class<Disclosed> rowType() {
    return Disclosed.class;
  }
}
