package org.sunshineledger.ledger.project;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Set;
import java.util.TreeMap;
import org.axonframework.commandhandling.CommandHandler;
import org.axonframework.eventsourcing.EventSourcingHandler;
import org.axonframework.messaging.annotation.MetaDataValue;
import org.axonframework.modelling.command.AggregateCreationPolicy;
import org.axonframework.modelling.command.AggregateIdentifier;
import org.axonframework.modelling.command.CreationPolicy;
import org.jspecify.annotations.Nullable;
import org.sunshineledger.ledger.fact.Balance;
import org.sunshineledger.ledger.fact.DocumentNumber;
import org.sunshineledger.ledger.fact.Done;
import org.sunshineledger.ledger.fact.Envelope;
import org.sunshineledger.ledger.fact.Money;
import org.sunshineledger.ledger.fact.OfficerId;
import org.sunshineledger.ledger.fact.PaymentId;
import org.sunshineledger.ledger.fact.ProjectCode;
import org.sunshineledger.ledger.fact.RegionCode;
import org.sunshineledger.ledger.fact.Sha256;
import org.sunshineledger.ledger.journal.Append;
import org.sunshineledger.ledger.project.ProjectEvent.AssetFormed;
import org.sunshineledger.ledger.project.ProjectEvent.AssetHandedOver;
import org.sunshineledger.ledger.project.ProjectEvent.DwellingCompleted;
import org.sunshineledger.ledger.project.ProjectEvent.ProjectAccepted;
import org.sunshineledger.ledger.project.ProjectEvent.ProjectAdmitted;
import org.sunshineledger.ledger.project.ProjectEvent.ProjectApproved;
import org.sunshineledger.ledger.project.ProjectEvent.ProjectChanged;
import org.sunshineledger.ledger.project.ProjectEvent.ProjectClosed;
import org.sunshineledger.ledger.project.ProjectEvent.ProjectCredited;
import org.sunshineledger.ledger.project.ProjectEvent.ProjectDebited;
import org.sunshineledger.ledger.project.ProjectEvent.ProjectProposed;
import org.sunshineledger.ledger.project.ProjectEvent.ProjectRefused;
import org.sunshineledger.ledger.project.ProjectEvent.ProjectStarted;
import org.sunshineledger.ledger.project.ProjectEvent.RuleOverridden;
import org.sunshineledger.ledger.project.ProjectOrder.AcceptProject;
import org.sunshineledger.ledger.project.ProjectOrder.AdmitProject;
import org.sunshineledger.ledger.project.ProjectOrder.ApproveProject;
import org.sunshineledger.ledger.project.ProjectOrder.ChangeProject;
import org.sunshineledger.ledger.project.ProjectOrder.CloseProject;
import org.sunshineledger.ledger.project.ProjectOrder.CompleteDwellings;
import org.sunshineledger.ledger.project.ProjectOrder.FormAsset;
import org.sunshineledger.ledger.project.ProjectOrder.HandOverAsset;
import org.sunshineledger.ledger.project.ProjectOrder.ProposeProject;
import org.sunshineledger.ledger.project.ProjectOrder.RefuseProject;
import org.sunshineledger.ledger.project.ProjectOrder.StartProject;
import org.sunshineledger.ledger.rules.Claims;
import org.sunshineledger.ledger.rules.DecidingLevels.Decision;
import org.sunshineledger.ledger.rules.NegativeList;
import org.sunshineledger.ledger.rules.Rule;
import org.sunshineledger.ledger.rules.Ruling;
import org.sunshineledger.ledger.rules.TenderThreshold;

/** 扶贫项目: proposed, admitted to the library, approved, built, accepted, handed over, closed. */
public class Project {

  @AggregateIdentifier private @Nullable String stream;
  private @Nullable RegionCode region;
  private @Nullable ProjectCode code;
  private @Nullable ProjectCategory category;
  private @Nullable ProjectAdmitted admission;
  private @Nullable LocalDate admittedOn;
  private @Nullable OfficerId proposedBy;
  private @Nullable OfficerId admittedBy;
  private @Nullable ProjectApproved approval;
  private @Nullable RegionCode approvedFrom;
  private @Nullable LocalDate approvedOn;

  /** The most it may cost, from the day on which the approval or a change said so. */
  private final NavigableMap<LocalDate, Money> approved = new TreeMap<>();

  private @Nullable LocalDate startedOn;
  private @Nullable OfficerId startedBy;
  private @Nullable Procurement procurement;
  private @Nullable AcceptanceLevel accepted;

  /** The first day on which the county or the city had accepted it. */
  private @Nullable LocalDate acceptedOn;

  private @Nullable LocalDate closedOn;
  private final Set<AssetId> assets = new HashSet<>();
  private final Set<AssetId> handedOver = new HashSet<>();

  /** By fund, less what came back, on the day it did. */
  private final Map<DocumentNumber, Balance> debited = new HashMap<>();

  Project() {}

  private void decide(ProjectEvent fact, Ruling ruling) {
    judge(fact, ruling);
    ruling.record(fact);
  }

  @CommandHandler
  @CreationPolicy(AggregateCreationPolicy.CREATE_IF_MISSING)
  void handle(ProposeProject order, Ruling ruling) {
    ruling.at(order.region());
    decide(
        new ProjectProposed(
            order.project(), order.name(), order.category(), order.region(), order.proposingUnit()),
        ruling);
  }

  @CommandHandler
  void handle(RefuseProject order, Ruling ruling) {
    ruling.at(region());
    decide(new ProjectRefused(order.project(), order.reason()), ruling);
  }

  @CommandHandler
  @CreationPolicy(AggregateCreationPolicy.CREATE_IF_MISSING)
  void handle(AdmitProject order, Ruling ruling, Library library) {
    ruling.at(order.region());
    ProjectAdmitted fact =
        new ProjectAdmitted(
            order.project(),
            order.name(),
            order.category(),
            order.nature(),
            order.region(),
            order.starts(),
            order.ends(),
            order.responsibleUnit(),
            order.task(),
            order.scale(),
            order.financing(),
            order.beneficiaryHouseholds(),
            order.performanceTarget(),
            order.participation(),
            order.linkage(),
            order.expenditure());
    judge(fact, ruling);
    Sha256 content = contentOf(fact);
    boolean isTaken = library.isTaken(content, order.project());
    ruling.require(!isTaken, Rule.DUPLICATE_PROJECT);
    if (!isTaken)
      Append.current().claim(Claims.PROJECT_CONTENT, content.hex(), order.project().stream());
    ruling.record(fact);
  }

  /** 一个项目不得多头申报 (PR-2): the same under another code is where, what and when agree. */
  private static Sha256 contentOf(ProjectAdmitted fact) {
    String name = fact.name().replaceAll("[\\p{P}\\s]", "");
    return Sha256.of(
        String.join(
                "\n",
                fact.region().code(),
                fact.category().name(),
                String.valueOf(fact.starts().getYear()),
                name)
            .getBytes(UTF_8));
  }

  @CommandHandler
  void handle(ApproveProject order, Ruling ruling) {
    ruling.at(region());
    decide(new ProjectApproved(order.project(), order.office(), order.amount()), ruling);
  }

  @CommandHandler
  void handle(ChangeProject order, Ruling ruling) {
    ruling.at(region());
    decide(
        new ProjectChanged(
            order.project(), order.part(), order.ground(), order.office(), order.amount()),
        ruling);
  }

  @CommandHandler
  void handle(StartProject order, Ruling ruling) {
    ruling.at(region());
    decide(new ProjectStarted(order.project(), order.procurement()), ruling);
  }

  @CommandHandler
  void handle(AcceptProject order, Ruling ruling) {
    ruling.at(region());
    decide(
        new ProjectAccepted(order.project(), order.level(), order.beneficiaryRepresentatives()),
        ruling);
  }

  @CommandHandler
  void handle(FormAsset order, Ruling ruling) {
    ruling.at(region());
    decide(
        new AssetFormed(order.project(), order.asset(), order.kind(), order.value(), order.owner()),
        ruling);
  }

  @CommandHandler
  void handle(HandOverAsset order, Ruling ruling) {
    ruling.at(region());
    decide(new AssetHandedOver(order.project(), order.asset(), order.keeper()), ruling);
  }

  @CommandHandler
  void handle(CompleteDwellings order, Ruling ruling) {
    ruling.at(region());
    decide(new DwellingCompleted(order.project(), order.count()), ruling);
  }

  @CommandHandler
  void handle(CloseProject order, Ruling ruling) {
    ruling.at(region());
    decide(new ProjectClosed(order.project()), ruling);
  }

  /** The debit half of a payment; whoever calls has judged it. */
  public void debit(Ruling ruling, PaymentId payment, DocumentNumber fund, Money total, int count) {
    ruling.at(region());
    ruling.record(new ProjectDebited(code(), payment, fund, total, count));
  }

  /** What a payment's line gave back; whoever calls has judged it. */
  public void credit(Ruling ruling, PaymentId payment, DocumentNumber fund, Money amount) {
    ruling.at(region());
    ruling.record(new ProjectCredited(code(), payment, fund, amount));
  }

  /** What must hold of a fact before it is recorded, in the order an official checks it. */
  private void judge(ProjectEvent fact, Ruling ruling) {
    switch (fact) {
      case ProjectProposed it ->
          ruling.require(stream == null, Rule.ALREADY_EXISTS, it.project().stream());
      case ProjectRefused it ->
          ruling.require(admission == null, Rule.ALREADY_EXISTS, it.project().stream());
      case ProjectAdmitted it -> judge(it, ruling);
      case ProjectApproved it -> judge(it, ruling);
      case ProjectChanged it -> judge(it, ruling);
      case ProjectStarted it -> judge(it, ruling);
      case ProjectAccepted it -> judge(it, ruling);
      case AssetFormed it -> {
        ruling.require(!assets.contains(it.asset()), Rule.ALREADY_EXISTS, it.asset().number());
        ruling.require(it.value().isPositive(), Rule.AMOUNT_NOT_POSITIVE);
        requireStarted(ruling);
      }
      case AssetHandedOver it -> {
        ruling.require(!handedOver.contains(it.asset()), Rule.ALREADY_EXISTS, it.asset().number());
        ruling.require(assets.contains(it.asset()), Rule.ASSET_UNKNOWN, it.asset().number());
        requireAccepted(ruling);
      }
      case DwellingCompleted _ -> requireStarted(ruling);
      case ProjectClosed it -> {
        ruling.require(closedOn == null, Rule.ALREADY_EXISTS, it.project().stream());
        requireAccepted(ruling);
      }
      case ProjectDebited _, ProjectCredited _, RuleOverridden _ -> {}
    }
  }

  private void judge(ProjectAdmitted fact, Ruling ruling) {
    ruling.require(admission == null, Rule.ALREADY_EXISTS, fact.project().stream());
    ruling.require(fact.scale().isPositive(), Rule.AMOUNT_NOT_POSITIVE);
    List<String> missing = missing(fact);
    ruling.require(missing.isEmpty(), Rule.PROJECT_INCOMPLETE, String.join(", ", missing));
    ExpenditureKind kind = fact.expenditure();
    ruling.require(
        kind == null
            || ruling.meets(
                Rule.EXPENDITURE_ON_NEGATIVE_LIST,
                NegativeList.class,
                list -> list.isFree(kind.name())),
        Rule.EXPENDITURE_ON_NEGATIVE_LIST);
  }

  /** Of the twelve fields those that say nothing. */
  private static List<String> missing(ProjectAdmitted fact) {
    List<String> missing = new ArrayList<>();
    if (fact.name().isBlank()) missing.add("name");
    if (fact.responsibleUnit().isBlank()) missing.add("responsibleUnit");
    if (fact.task().isBlank()) missing.add("task");
    if (fact.beneficiaryHouseholds() == 0) missing.add("beneficiaryHouseholds");
    if (fact.performanceTarget().isBlank()) missing.add("performanceTarget");
    if (fact.participation() == Participation.NONE) missing.add("participation");
    if (fact.linkage() == Linkage.NONE) missing.add("linkage");
    return missing;
  }

  private void judge(ProjectApproved fact, Ruling ruling) {
    ruling.require(approval == null, Rule.ALREADY_EXISTS, fact.project().stream());
    ruling.requireLevel(Decision.PROJECT_APPROVAL);
    OfficerId approver = ruling.act().actor().officer();
    ruling.require(
        !approver.equals(admittedBy) && !approver.equals(proposedBy), Rule.APPROVER_RECORDS);
    ruling.require(fact.amount().isPositive(), Rule.AMOUNT_NOT_POSITIVE);
    ruling.require(isInLibrary(ruling.day()), Rule.PROJECT_NOT_IN_LIBRARY);
    ruling.require(
        admission == null || fact.amount().compareTo(admission.scale()) <= 0,
        Rule.APPROVED_ABOVE_SCALE);
  }

  private void judge(ProjectChanged fact, Ruling ruling) {
    Money amount = fact.amount();
    ruling.require(amount == null || amount.isPositive(), Rule.AMOUNT_NOT_POSITIVE);
    ruling.require(
        amount == null || admission == null || amount.compareTo(admission.scale()) <= 0,
        Rule.APPROVED_ABOVE_SCALE);
    requireApproved(ruling);
    ruling.require(
        approval == null
            || (fact.office().equals(approval.office())
                && ruling.act().actor().region().equals(approvedFrom)),
        Rule.CHANGED_BY_ANOTHER);
    ruling.require(fact.ground() != ChangeGround.OTHER, Rule.CHANGE_WITHOUT_GROUND);
    // Begun below the limit and enlarged beyond it, it is built without a tender all the same.
    if (amount != null && procurement != null) requireTendered(procurement, amount, ruling);
    // The change has been decided: what was paid before is no reason to refuse it.
    if (amount != null)
      ruling.expect(
          leftToPay(ceiling(with(ruling.day(), amount)), ruling.day()).fen() >= 0,
          Rule.PAID_ABOVE_APPROVAL);
    requireOpen(ruling);
  }

  private void judge(ProjectStarted fact, Ruling ruling) {
    ruling.require(startedOn == null, Rule.ALREADY_EXISTS, fact.project().stream());
    requireApproved(ruling);
    requireTendered(fact.procurement(), ceiling().on(ruling.day()), ruling);
    requireOpen(ruling);
  }

  private void judge(ProjectAccepted fact, Ruling ruling) {
    ruling.requireLevel(
        switch (fact.level()) {
          case TOWNSHIP -> Decision.TOWNSHIP_ACCEPTANCE;
          case COUNTY -> Decision.COUNTY_ACCEPTANCE;
          case CITY -> Decision.CITY_ACCEPTANCE;
        });
    ruling.require(!ruling.act().actor().officer().equals(startedBy), Rule.RECORDER_REVIEWS);
    requireStarted(ruling);
    ruling.require(fact.level().mayFollow(accepted), Rule.ACCEPTANCE_OUT_OF_ORDER);
    ruling.require(fact.beneficiaryRepresentatives() > 0, Rule.ACCEPTED_WITHOUT_BENEFICIARIES);
    requireOpen(ruling);
  }

  /** 应招尽招: where anything is bought; what is handed out to households is not. */
  private void requireTendered(Procurement how, Money cost, Ruling ruling) {
    boolean isHandedOut =
        how == Procurement.NONE
            && (admission == null || admission.nature() == ConstructionNature.SUBSIDY);
    ruling.require(
        how == Procurement.TENDERED
            || isHandedOut
            || ruling.meets(
                Rule.NOT_TENDERED,
                TenderThreshold.class,
                threshold -> !threshold.isExceededBy(cost)),
        Rule.NOT_TENDERED);
  }

  private void requireApproved(Ruling ruling) {
    ruling.require(isApprovedBy(ruling.day()), Rule.PROJECT_NOT_APPROVED);
  }

  private void requireStarted(Ruling ruling) {
    ruling.require(Done.by(ruling.day(), startedOn), Rule.PROJECT_NOT_STARTED);
  }

  /** By the county, which decides on projects. */
  private void requireAccepted(Ruling ruling) {
    ruling.require(isAcceptedBy(ruling.day()), Rule.PROJECT_NOT_ACCEPTED);
  }

  private void requireOpen(Ruling ruling) {
    ruling.require(!isClosedBy(ruling.day()), Rule.PROJECT_CLOSED);
  }

  public boolean isInLibrary(LocalDate day) {
    return Done.by(day, admittedOn);
  }

  public boolean isApprovedBy(LocalDate day) {
    return Done.by(day, approvedOn);
  }

  /** By the county. */
  public boolean isAcceptedBy(LocalDate day) {
    return Done.by(day, acceptedOn);
  }

  public boolean isClosedBy(LocalDate day) {
    return Done.by(day, closedOn);
  }

  /**
   * As it was proposed or, later, admitted.
   *
   * @throws IllegalStateException when it was neither
   */
  public ProjectCategory category() {
    if (category == null) throw new IllegalStateException("not proposed");
    return category;
  }

  /** What was paid out of the fund and had not come back, by day. */
  public Balance debitedFrom(DocumentNumber fund) {
    return debited.getOrDefault(fund, new Balance());
  }

  /** The most it may cost, by day. */
  public Balance ceiling() {
    return ceiling(approved);
  }

  private NavigableMap<LocalDate, Money> with(LocalDate day, Money amount) {
    NavigableMap<LocalDate, Money> changed = new TreeMap<>(approved);
    changed.put(day, amount);
    return changed;
  }

  private static Balance ceiling(NavigableMap<LocalDate, Money> approved) {
    Balance ceiling = new Balance();
    Money before = Money.ZERO;
    for (Map.Entry<LocalDate, Money> step : approved.entrySet()) {
      ceiling.add(step.getKey(), step.getValue().minus(before));
      before = step.getValue();
    }
    return ceiling;
  }

  /** What may be paid on the day of what it may cost, out of all its funds together. */
  public Money leftToPay(LocalDate day) {
    return leftToPay(ceiling(), day);
  }

  private Money leftToPay(Balance ceiling, LocalDate day) {
    Balance left = ceiling;
    for (Balance paid : debited.values()) left = left.minus(paid);
    return left.free(day);
  }

  private Balance of(DocumentNumber fund) {
    return debited.computeIfAbsent(fund, _ -> new Balance());
  }

  public RegionCode region() {
    if (region == null) throw new IllegalStateException("not proposed");
    return region;
  }

  private ProjectCode code() {
    if (code == null) throw new IllegalStateException("not proposed");
    return code;
  }

  @EventSourcingHandler
  void on(ProjectEvent fact, @MetaDataValue(Ruling.ENVELOPE) Envelope envelope) {
    switch (fact) {
      case ProjectProposed it -> {
        proposedBy = envelope.actor().officer();
        stream = it.project().stream();
        code = it.project();
        category = it.category();
        region = it.region();
      }
      case ProjectAdmitted it -> {
        stream = it.project().stream();
        code = it.project();
        category = it.category();
        region = it.region();
        admission = it;
        admittedOn = envelope.occurredOn();
        admittedBy = envelope.actor().officer();
      }
      case ProjectApproved it -> {
        approval = it;
        approvedOn = envelope.occurredOn();
        approvedFrom = envelope.actor().region();
        approved.put(envelope.occurredOn(), it.amount());
      }
      case ProjectChanged it -> {
        if (it.amount() != null) approved.put(envelope.occurredOn(), it.amount());
      }
      case ProjectStarted it -> {
        startedOn = envelope.occurredOn();
        startedBy = envelope.actor().officer();
        procurement = it.procurement();
      }
      case ProjectAccepted it -> {
        accepted = it.level();
        LocalDate day = envelope.occurredOn();
        if (accepted != AcceptanceLevel.TOWNSHIP
            && (acceptedOn == null || day.isBefore(acceptedOn))) acceptedOn = day;
      }
      case AssetFormed it -> assets.add(it.asset());
      case AssetHandedOver it -> handedOver.add(it.asset());
      case ProjectClosed _ -> closedOn = envelope.occurredOn();
      case ProjectDebited it -> of(it.fund()).add(envelope.occurredOn(), it.total());
      case ProjectCredited it -> of(it.fund()).take(envelope.occurredOn(), it.amount());
      case ProjectRefused _, DwellingCompleted _, RuleOverridden _ -> {}
    }
  }
}
