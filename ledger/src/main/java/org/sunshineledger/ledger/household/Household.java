package org.sunshineledger.ledger.household;

import static org.sunshineledger.ledger.household.ConfirmingParty.GOVERNMENT;
import static org.sunshineledger.ledger.household.ConfirmingParty.HOUSEHOLD;
import static org.sunshineledger.ledger.household.RegisterStatus.APPLIED;
import static org.sunshineledger.ledger.household.RegisterStatus.EXITED;
import static org.sunshineledger.ledger.household.RegisterStatus.EXIT_PENDING;
import static org.sunshineledger.ledger.household.RegisterStatus.ON_REGISTER;
import static org.sunshineledger.ledger.household.RegisterStatus.REFUSED;
import static org.sunshineledger.ledger.household.RegisterStatus.RELAPSED;
import static org.sunshineledger.ledger.household.RegisterStatus.REMOVED;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.axonframework.commandhandling.CommandHandler;
import org.axonframework.eventsourcing.EventSourcingHandler;
import org.axonframework.messaging.annotation.MessageIdentifier;
import org.axonframework.messaging.annotation.MetaDataValue;
import org.axonframework.modelling.command.AggregateCreationPolicy;
import org.axonframework.modelling.command.AggregateIdentifier;
import org.axonframework.modelling.command.CreationPolicy;
import org.jspecify.annotations.Nullable;
import org.sunshineledger.ledger.fact.Envelope;
import org.sunshineledger.ledger.fact.HouseholdId;
import org.sunshineledger.ledger.fact.MemberId;
import org.sunshineledger.ledger.fact.Money;
import org.sunshineledger.ledger.fact.OfficerId;
import org.sunshineledger.ledger.fact.PaymentId;
import org.sunshineledger.ledger.fact.ProjectCode;
import org.sunshineledger.ledger.fact.RegionCode;
import org.sunshineledger.ledger.household.ComparedLine.Purpose;
import org.sunshineledger.ledger.household.HouseholdEvent.BenefitAcknowledged;
import org.sunshineledger.ledger.household.HouseholdEvent.BenefitCredited;
import org.sunshineledger.ledger.household.HouseholdEvent.BenefitReversed;
import org.sunshineledger.ledger.household.HouseholdEvent.CountyReviewed;
import org.sunshineledger.ledger.household.HouseholdEvent.CrossCheckHitSettled;
import org.sunshineledger.ledger.household.HouseholdEvent.CrossChecked;
import org.sunshineledger.ledger.household.HouseholdEvent.ExitConfirmed;
import org.sunshineledger.ledger.household.HouseholdEvent.ExitDisputed;
import org.sunshineledger.ledger.household.HouseholdEvent.ExitProposed;
import org.sunshineledger.ledger.household.HouseholdEvent.ExitVerified;
import org.sunshineledger.ledger.household.HouseholdEvent.HouseholdApplied;
import org.sunshineledger.ledger.household.HouseholdEvent.HouseholdExited;
import org.sunshineledger.ledger.household.HouseholdEvent.HouseholdIdentified;
import org.sunshineledger.ledger.household.HouseholdEvent.HouseholdRemoved;
import org.sunshineledger.ledger.household.HouseholdEvent.HouseholdReverified;
import org.sunshineledger.ledger.household.HouseholdEvent.IdentificationRefused;
import org.sunshineledger.ledger.household.HouseholdEvent.IncomeSurveyed;
import org.sunshineledger.ledger.household.HouseholdEvent.KinshipDeclared;
import org.sunshineledger.ledger.household.HouseholdEvent.MeasureCancelled;
import org.sunshineledger.ledger.household.HouseholdEvent.MeasureDelivered;
import org.sunshineledger.ledger.household.HouseholdEvent.MemberDetailsCorrected;
import org.sunshineledger.ledger.household.HouseholdEvent.MemberJoined;
import org.sunshineledger.ledger.household.HouseholdEvent.MemberLeft;
import org.sunshineledger.ledger.household.HouseholdEvent.PlanAdopted;
import org.sunshineledger.ledger.household.HouseholdEvent.PlanRevised;
import org.sunshineledger.ledger.household.HouseholdEvent.RelapseRecorded;
import org.sunshineledger.ledger.household.HouseholdEvent.RuleOverridden;
import org.sunshineledger.ledger.household.HouseholdEvent.TownshipAudited;
import org.sunshineledger.ledger.household.HouseholdEvent.VillageDeliberated;
import org.sunshineledger.ledger.household.HouseholdEvent.VillageReviewed;
import org.sunshineledger.ledger.household.HouseholdOrder.AcknowledgeBenefit;
import org.sunshineledger.ledger.household.HouseholdOrder.AddMember;
import org.sunshineledger.ledger.household.HouseholdOrder.AdoptPlan;
import org.sunshineledger.ledger.household.HouseholdOrder.ApplyForRegister;
import org.sunshineledger.ledger.household.HouseholdOrder.AuditByTownship;
import org.sunshineledger.ledger.household.HouseholdOrder.CancelMeasure;
import org.sunshineledger.ledger.household.HouseholdOrder.ConfirmExit;
import org.sunshineledger.ledger.household.HouseholdOrder.CorrectMemberDetails;
import org.sunshineledger.ledger.household.HouseholdOrder.CrossCheck;
import org.sunshineledger.ledger.household.HouseholdOrder.DeclareKinship;
import org.sunshineledger.ledger.household.HouseholdOrder.Deliberate;
import org.sunshineledger.ledger.household.HouseholdOrder.DeliverMeasure;
import org.sunshineledger.ledger.household.HouseholdOrder.DisputeExit;
import org.sunshineledger.ledger.household.HouseholdOrder.ExitHousehold;
import org.sunshineledger.ledger.household.HouseholdOrder.IdentifyHousehold;
import org.sunshineledger.ledger.household.HouseholdOrder.Person;
import org.sunshineledger.ledger.household.HouseholdOrder.ProposeExit;
import org.sunshineledger.ledger.household.HouseholdOrder.RecordRelapse;
import org.sunshineledger.ledger.household.HouseholdOrder.RefuseIdentification;
import org.sunshineledger.ledger.household.HouseholdOrder.RemoveHousehold;
import org.sunshineledger.ledger.household.HouseholdOrder.RemoveMember;
import org.sunshineledger.ledger.household.HouseholdOrder.Reverify;
import org.sunshineledger.ledger.household.HouseholdOrder.ReviewByCounty;
import org.sunshineledger.ledger.household.HouseholdOrder.ReviewInVillage;
import org.sunshineledger.ledger.household.HouseholdOrder.RevisePlan;
import org.sunshineledger.ledger.household.HouseholdOrder.SettleHit;
import org.sunshineledger.ledger.household.HouseholdOrder.SurveyIncome;
import org.sunshineledger.ledger.household.HouseholdOrder.VerifyExit;
import org.sunshineledger.ledger.household.Incomes.Surveyed;
import org.sunshineledger.ledger.journal.Append;
import org.sunshineledger.ledger.rules.BenefitCycles;
import org.sunshineledger.ledger.rules.Claims;
import org.sunshineledger.ledger.rules.Detail;
import org.sunshineledger.ledger.rules.KeptPolicy;
import org.sunshineledger.ledger.rules.PovertyLines;
import org.sunshineledger.ledger.rules.Procedure.Step;
import org.sunshineledger.ledger.rules.Refused;
import org.sunshineledger.ledger.rules.Rule;
import org.sunshineledger.ledger.rules.Ruling;
import org.sunshineledger.ledger.rules.Tariffs;
import org.sunshineledger.ledger.vault.Commitment;
import org.sunshineledger.ledger.vault.IdNumber;
import org.sunshineledger.ledger.vault.PersonalField;
import org.sunshineledger.ledger.vault.Vault;

/**
 * One household's life: each order becomes the fact it asks for, the {@link Checks} judge that fact
 * against what has been, and it is recorded. Event handlers only assign.
 */
public class Household {

  private static final Set<RegisterStatus> ON_THE_REGISTER =
      EnumSet.of(ON_REGISTER, EXIT_PENDING, RELAPSED);

  @AggregateIdentifier private @Nullable String stream;
  private @Nullable RegionCode village;
  private @Nullable RegisterStatus status;

  /** The day from which {@link #status} holds; an exit under way leaves it where it was. */
  private LocalDate since = LocalDate.MIN;

  private @Nullable LocalDate identifiedOn;

  /** Who recorded the steps that somebody else has to look at. */
  @Nullable OfficerId reviewedBy;

  @Nullable OfficerId auditedBy;
  @Nullable OfficerId reverifiedBy;
  @Nullable OfficerId exitProposedBy;
  private @Nullable LocalDate policyKeptUntil;
  private boolean foundWronglyIncluded;

  final Dossier dossier = new Dossier();
  final Incomes incomes = new Incomes();
  final Identification identification = new Identification();
  final AssistancePlan plan = new AssistancePlan();
  final Benefits benefits = new Benefits();
  final ExitProcedure exit = new ExitProcedure();

  /** Of whom nothing is known yet. */
  public Household() {}

  private void decide(HouseholdEvent fact, Ruling ruling, Elsewhere elsewhere) {
    judge(fact, ruling, elsewhere);
    ruling.record(fact);
  }

  /** What must hold of a fact before it is recorded; asked again when a history is judged anew. */
  public void judge(HouseholdEvent fact, Ruling ruling, Elsewhere elsewhere) {
    new Checks(this, ruling, elsewhere).judge(fact);
  }

  // 识别

  @CommandHandler
  @CreationPolicy(AggregateCreationPolicy.CREATE_IF_MISSING)
  void handle(ApplyForRegister order, Ruling ruling, Elsewhere elsewhere, Vault vault) {
    ruling.at(order.village());
    // Whoever joined after the refusal or removal goes with the old dossier.
    releaseMembers(order.household(), vault);
    List<Member> members = new ArrayList<>(order.members().size());
    for (Person person : order.members())
      members.add(Dossier.enter(order.household(), person, vault));
    HouseholdApplied fact =
        new HouseholdApplied(
            order.household(), order.village(), order.group(), members, order.claimedCauses());
    judge(fact, ruling, elsewhere);
    for (Person person : order.members()) requireSound(person.member(), person.idNumber(), ruling);
    ruling.record(fact);
  }

  @CommandHandler
  void handle(SurveyIncome order, Ruling ruling, Elsewhere elsewhere) {
    ruling.at(village());
    Money perCapita = perHead(order.parts());
    Money expected =
        perHead(order.parts().stream().filter(part -> part.kind() == IncomeKind.EXPECTED).toList());
    ComparedLine line = lineOf(order.year(), ruling);
    decide(
        new IncomeSurveyed(
            order.household(),
            order.year(),
            perCapita,
            order.parts(),
            line.yuan(),
            order.surveyors(),
            dossier.headCount(),
            status(),
            expected.isPositive() ? expected : null,
            line),
        ruling,
        elsewhere);
  }

  private Money perHead(List<IncomePart> parts) {
    Money total = Money.ZERO;
    for (IncomePart part : parts) total = total.plus(part.amount());
    return new Money(Math.floorDiv(total.fen(), Math.max(1, dossier.headCount())));
  }

  /** Whoever is not on the register is compared with the line to get there. */
  ComparedLine lineOf(int year, Ruling ruling) {
    boolean registered = (status != null && ON_THE_REGISTER.contains(status)) || status == EXITED;
    Rule rule = registered ? Rule.EXIT_INCOME_BELOW_LINE : Rule.BASIS_INCOME_ABOVE_LINE;
    return ComparedLine.of(
        registered ? Purpose.EXIT : Purpose.IDENTIFY,
        ruling.terms(rule, PovertyLines.class).of(year));
  }

  @CommandHandler
  void handle(Deliberate order, Ruling ruling, Elsewhere elsewhere) {
    ruling.at(village());
    decide(
        new VillageDeliberated(
            order.household(), order.stage(), order.expected(), order.present(), order.yes()),
        ruling,
        elsewhere);
  }

  @CommandHandler
  void handle(CrossCheck order, Ruling ruling, Elsewhere elsewhere) {
    ruling.at(village());
    decide(new CrossChecked(order.household(), order.sources(), order.hits()), ruling, elsewhere);
  }

  @CommandHandler
  void handle(SettleHit order, Ruling ruling, Elsewhere elsewhere) {
    ruling.at(village());
    decide(
        new CrossCheckHitSettled(order.household(), order.hit(), order.outcome()),
        ruling,
        elsewhere);
  }

  @CommandHandler
  void handle(DeclareKinship order, Ruling ruling, Elsewhere elsewhere) {
    ruling.at(village());
    decide(
        new KinshipDeclared(order.household(), order.member(), order.officer(), order.kinship()),
        ruling,
        elsewhere);
  }

  @CommandHandler
  void handle(ReviewInVillage order, Ruling ruling, Elsewhere elsewhere) {
    ruling.at(village());
    decide(
        new VillageReviewed(
            order.household(),
            order.eligible(),
            order.present(),
            order.yes(),
            order.no(),
            order.abstain(),
            order.minutes()),
        ruling,
        elsewhere);
  }

  @CommandHandler
  void handle(AuditByTownship order, Ruling ruling, Elsewhere elsewhere) {
    ruling.at(village());
    decide(
        new TownshipAudited(order.household(), order.result(), order.firstNotice()),
        ruling,
        elsewhere);
  }

  @CommandHandler
  void handle(ReviewByCounty order, Ruling ruling, Elsewhere elsewhere) {
    ruling.at(village());
    decide(
        new CountyReviewed(order.household(), order.result(), order.secondNotice()),
        ruling,
        elsewhere);
  }

  @CommandHandler
  void handle(IdentifyHousehold order, Ruling ruling, Elsewhere elsewhere) {
    ruling.at(village());
    decide(
        new HouseholdIdentified(
            order.household(),
            order.mainCause(),
            order.otherCauses(),
            order.category(),
            order.standard(),
            dossier.headCount(),
            order.announcement(),
            order.basis(),
            order.exception()),
        ruling,
        elsewhere);
  }

  @CommandHandler
  void handle(RefuseIdentification order, Ruling ruling, Elsewhere elsewhere, Vault vault) {
    ruling.at(village());
    decide(
        new IdentificationRefused(order.household(), order.stage(), order.reason()),
        ruling,
        elsewhere);
    releaseMembers(order.household(), vault);
  }

  // 动态调整

  @CommandHandler
  void handle(Reverify order, Ruling ruling, Elsewhere elsewhere) {
    ruling.at(village());
    RegisterStatus after =
        order.outcome() == ReverificationOutcome.FALSE_EXIT ? ON_REGISTER : status();
    decide(
        new HouseholdReverified(order.household(), order.outcome(), dossier.headCount(), after),
        ruling,
        elsewhere);
  }

  @CommandHandler
  void handle(RemoveHousehold order, Ruling ruling, Elsewhere elsewhere, Vault vault) {
    ruling.at(village());
    decide(
        new HouseholdRemoved(order.household(), order.reason(), dossier.headCount(), status()),
        ruling,
        elsewhere);
    releaseMembers(order.household(), vault);
  }

  @CommandHandler
  void handle(AddMember order, Ruling ruling, Elsewhere elsewhere, Vault vault) {
    ruling.at(village());
    MemberJoined fact =
        new MemberJoined(
            order.household(),
            Dossier.enter(order.household(), order.person(), vault),
            order.reason(),
            dossier.headCount() + 1,
            status());
    judge(fact, ruling, elsewhere);
    requireSound(order.person().member(), order.person().idNumber(), ruling);
    ruling.record(fact);
  }

  @CommandHandler
  void handle(RemoveMember order, Ruling ruling, Elsewhere elsewhere, Vault vault) {
    ruling.at(village());
    dossier.release(order.household(), order.member(), vault);
    decide(
        new MemberLeft(
            order.household(), order.member(), order.reason(), dossier.headCount() - 1, status()),
        ruling,
        elsewhere);
  }

  @CommandHandler
  void handle(CorrectMemberDetails order, Ruling ruling, Elsewhere elsewhere, Vault vault) {
    ruling.at(village());
    Commitment before = dossier.commitment(order.member(), order.field());
    if (before == null) throw new Refused(Rule.MEMBER_UNKNOWN, order.member().number());
    Commitment after =
        isClosed()
            ? Dossier.seal(order.household(), order.member(), order.field(), order.value(), vault)
            : dossier.correct(
                order.household(), order.member(), order.field(), order.value(), vault);
    MemberDetailsCorrected fact =
        new MemberDetailsCorrected(order.household(), order.member(), before, after);
    judge(fact, ruling, elsewhere);
    if (order.field() == PersonalField.ID_NUMBER)
      requireSound(order.member(), order.value(), ruling);
    ruling.require(
        !elsewhere.isRestricted(order.household(), order.member()), Rule.PROCESSING_RESTRICTED);
    ruling.record(fact);
  }

  /** The value is seen only here: facts have a commitment to it, and cannot be asked again. */
  private static void requireSound(MemberId member, String idNumber, Ruling ruling) {
    ruling.require(
        !IdNumber.contradictsItself(idNumber, ruling.today()),
        Rule.ID_NUMBER_WRONG,
        member.number());
  }

  // 帮扶

  @CommandHandler
  void handle(AdoptPlan order, Ruling ruling, Elsewhere elsewhere) {
    ruling.at(village());
    decide(
        new PlanAdopted(
            order.household(),
            plan.version() + 1,
            order.forPersons(),
            order.forHousehold(),
            order.targetExitYear(),
            order.helper()),
        ruling,
        elsewhere);
  }

  @CommandHandler
  void handle(RevisePlan order, Ruling ruling, Elsewhere elsewhere) {
    ruling.at(village());
    decide(
        new PlanRevised(
            order.household(),
            plan.version() + 1,
            order.addForPersons(),
            order.addForHousehold(),
            order.remove(),
            order.reason(),
            order.approver(),
            order.targetExitYear()),
        ruling,
        elsewhere);
  }

  @CommandHandler
  void handle(DeliverMeasure order, Ruling ruling, Elsewhere elsewhere) {
    ruling.at(village());
    AssistancePlan.Planned planned = plan.measure(order.measure());
    if (planned == null) throw new Refused(Rule.MEASURE_UNKNOWN, order.measure().number());
    decide(
        new MeasureDelivered(
            order.household(),
            order.measure(),
            planned.kind(),
            planned.member(),
            order.result(),
            order.acknowledgedBy()),
        ruling,
        elsewhere);
  }

  @CommandHandler
  void handle(CancelMeasure order, Ruling ruling, Elsewhere elsewhere) {
    ruling.at(village());
    AssistancePlan.Planned planned = plan.measure(order.measure());
    if (planned == null) throw new Refused(Rule.MEASURE_UNKNOWN, order.measure().number());
    decide(
        new MeasureCancelled(
            order.household(),
            order.measure(),
            planned.kind(),
            planned.member(),
            order.reason(),
            order.acknowledgedBy()),
        ruling,
        elsewhere);
  }

  @CommandHandler
  void handle(AcknowledgeBenefit order, Ruling ruling, Elsewhere elsewhere) {
    ruling.at(village());
    decide(
        new BenefitAcknowledged(order.household(), order.payment(), order.line(), order.signer()),
        ruling,
        elsewhere);
  }

  /**
   * The credit half of a payment; the payment has judged the list as a whole.
   *
   * @return what no other payment may pay any more
   */
  public List<BenefitClaim> credit(BenefitCredited fact, Ruling ruling, Elsewhere elsewhere) {
    ruling.at(village());
    decide(fact, ruling, elsewhere);
    List<BenefitClaim> claims = claims(fact, ruling);
    Append append = Append.current();
    for (BenefitClaim claim : claims)
      append.claim(claim.kind(), claim.key(), fact.payment().stream());
    return claims;
  }

  /** By which a member can be recognised, even one who has left. */
  public Optional<Commitment> idNumber(MemberId member) {
    return Optional.ofNullable(dossier.idNumber(member));
  }

  /**
   * That the benefit was not paid is asked of the households' credits, whose every way of writing a
   * period counts. The claims are as they always were: they keep two appends apart that run at once
   * on two nodes, of which one may still be of an older version.
   */
  private static List<BenefitClaim> claims(BenefitCredited fact, Ruling ruling) {
    MemberId member = fact.member();
    String payee =
        member == null ? fact.household().stream() : Dossier.subject(fact.household(), member);
    // However the period is written, a benefit of the year is one of the year.
    String period =
        ruling
            .termsInForce(Rule.PAYEE_NOT_OF_PROGRAMME, BenefitCycles.class)
            .map(cycles -> cycles.cycleOf(fact.programme().name(), fact.period()))
            .orElse(fact.period());
    String ofPeriod = "/" + period + "/" + payee;
    List<BenefitClaim> claims = new ArrayList<>();
    claims.add(new BenefitClaim(Claims.BENEFIT, fact.programme() + ofPeriod));
    ruling
        .termsInForce(Rule.AMOUNT_NOT_THE_TARIFF, Tariffs.class)
        .flatMap(tariffs -> tariffs.exclusive(fact.programme().name()))
        .ifPresent(group -> claims.add(new BenefitClaim(Claims.ONE_BENEFIT_OF, group + ofPeriod)));
    return claims;
  }

  /**
   * What a line was credited and did not give back.
   *
   * @throws Refused with LINE_UNKNOWN when the payment has no such line for this household
   */
  public Money creditedBy(PaymentId payment, int line) {
    return creditOf(payment, line).left();
  }

  private Benefits.Credit creditOf(PaymentId payment, int line) {
    Benefits.Credit credit = benefits.of(payment, line);
    if (credit == null)
      throw new Refused(Rule.LINE_UNKNOWN, Detail.Lines.of(Rule.LINE_UNKNOWN, line));
    return credit;
  }

  /** Takes back what the payment's line gave; whoever calls has judged how much. */
  public void reverse(
      HouseholdId household,
      PaymentId payment,
      int line,
      Money amount,
      ProjectCode project,
      ReversalReason reason,
      Ruling ruling,
      Elsewhere elsewhere) {
    ruling.at(village());
    Benefits.Credit credit = creditOf(payment, line);
    decide(
        new BenefitReversed(
            household,
            credit.programme(),
            credit.period(),
            credit.member(),
            amount,
            project,
            payment,
            line,
            reason),
        ruling,
        elsewhere);
    // What did not arrive may be paid again; what was recovered was not due.
    if (reason != ReversalReason.RETURNED) return;
    BenefitCredited returned =
        new BenefitCredited(
            household,
            credit.programme(),
            credit.period(),
            credit.member(),
            amount,
            project,
            payment,
            line);
    Append append = Append.current();
    for (BenefitClaim claim : claims(returned, ruling))
      append.release(claim.kind(), claim.key(), payment.stream());
  }

  // 退出

  @CommandHandler
  void handle(ProposeExit order, Ruling ruling, Elsewhere elsewhere) {
    ruling.at(village());
    Surveyed income = incomes.of(order.year(), ruling.day());
    ComparedLine line = lineOf(order.year(), ruling);
    decide(
        new ExitProposed(
            order.household(),
            order.year(),
            income == null ? Money.ZERO : income.perCapita(),
            line.yuan(),
            order.guarantees(),
            line),
        ruling,
        elsewhere);
  }

  @CommandHandler
  void handle(VerifyExit order, Ruling ruling, Elsewhere elsewhere) {
    ruling.at(village());
    decide(new ExitVerified(order.household(), order.result()), ruling, elsewhere);
  }

  @CommandHandler
  void handle(ConfirmExit order, Ruling ruling, Elsewhere elsewhere) {
    ruling.at(village());
    decide(
        new ExitConfirmed(
            order.household(),
            order.party(),
            order.party() == GOVERNMENT ? ruling.act().actor().office() : null,
            order.party() == HOUSEHOLD ? order.signer() : null),
        ruling,
        elsewhere);
  }

  @CommandHandler
  void handle(DisputeExit order, Ruling ruling, Elsewhere elsewhere) {
    ruling.at(village());
    decide(new ExitDisputed(order.household(), order.signer(), order.grounds()), ruling, elsewhere);
  }

  @CommandHandler
  void handle(ExitHousehold order, Ruling ruling, Elsewhere elsewhere) {
    ruling.at(village());
    decide(
        new HouseholdExited(
            order.household(),
            order.notice(),
            ruling.terms(Rule.PAYEE_NOT_ELIGIBLE, KeptPolicy.class).until(ruling.day()),
            dossier.headCount()),
        ruling,
        elsewhere);
  }

  @CommandHandler
  void handle(RecordRelapse order, Ruling ruling, Elsewhere elsewhere) {
    ruling.at(village());
    decide(
        new RelapseRecorded(
            order.household(), order.cause(), order.standard(), dossier.headCount()),
        ruling,
        elsewhere);
  }

  private void releaseMembers(HouseholdId household, Vault vault) {
    for (MemberId member : dossier.members()) dossier.release(household, member, vault);
  }

  /** Whether it ever had a member of that number. */
  public boolean everHad(MemberId member) {
    return dossier.everHad(member);
  }

  /** Whether the register still has to know who the member is. */
  public boolean needs(MemberId member, LocalDate day) {
    return dossier.has(member)
        && (hasApplied()
            || (status != null && ON_THE_REGISTER.contains(status))
            || isWithinKeptPolicy(day));
  }

  // What the checks ask.

  public RegionCode village() {
    if (village == null) throw new IllegalStateException("nobody applied");
    return village;
  }

  private RegisterStatus status() {
    if (status == null) throw new IllegalStateException("nobody applied");
    return status;
  }

  boolean mayApply() {
    return stream == null || status == REFUSED || status == REMOVED;
  }

  boolean hasApplied() {
    return status == APPLIED;
  }

  /** Nobody joins a household that was refused or removed: he could apply with another. */
  boolean isClosed() {
    return status == REFUSED || status == REMOVED;
  }

  /** A household is on the register from the day it was put there, not before. */
  boolean isOnRegister(LocalDate day) {
    return status != null && ON_THE_REGISTER.contains(status) && !day.isBefore(since);
  }

  boolean hasExited(LocalDate day) {
    return status == EXITED && !day.isBefore(since);
  }

  boolean isExitPending(LocalDate day) {
    return status == EXIT_PENDING && exit.isProposedBy(day);
  }

  boolean isExitUnderWay() {
    return status == EXIT_PENDING;
  }

  boolean isWithinKeptPolicy(LocalDate day) {
    return status == EXITED && policyKeptUntil != null && !day.isAfter(policyKeptUntil);
  }

  boolean isFoundWronglyIncluded() {
    return foundWronglyIncluded;
  }

  /** The last identification; null for one that was never recorded. */
  @Nullable LocalDate identifiedOn() {
    return identifiedOn;
  }

  // What each fact changes.

  /**
   * @param id of the fact
   */
  @EventSourcingHandler
  public void on(
      HouseholdEvent fact,
      @MessageIdentifier String id,
      @MetaDataValue(Ruling.ENVELOPE) Envelope envelope) {
    LocalDate day = envelope.occurredOn();
    Taken taken = new Taken(id, day, true);
    switch (fact) {
      case HouseholdApplied it -> {
        begin(it);
        reviewedBy = null;
        auditedBy = null;
      }
      case IncomeSurveyed it -> survey(it, taken);
      case VillageDeliberated it -> identification.take(it, taken);
      case CrossChecked it -> identification.take(it, taken);
      case CrossCheckHitSettled it -> identification.settle(it);
      case KinshipDeclared it -> dossier.declareKin(it.officer());
      case VillageReviewed it -> {
        review(new Vote(taken, it.present(), it.yes()));
        reviewedBy = envelope.actor().officer();
      }
      case TownshipAudited it -> {
        identification.take(
            Step.TOWNSHIP_AUDIT, new Taken(id, day, it.result() == ReviewResult.PASSED));
        auditedBy = envelope.actor().officer();
      }
      case CountyReviewed it ->
          identification.take(
              Step.COUNTY_REVIEW, new Taken(id, day, it.result() == ReviewResult.PASSED));
      case HouseholdIdentified _ -> {
        become(ON_REGISTER, day);
        identifiedOn = day;
      }
      case IdentificationRefused _ -> become(REFUSED, day);
      case HouseholdReverified it -> {
        reverify(it, day);
        reverifiedBy = envelope.actor().officer();
      }
      case HouseholdRemoved _ -> become(REMOVED, day);
      case MemberJoined it -> dossier.join(it.member());
      case MemberLeft it -> dossier.leave(it.member(), day);
      case MemberDetailsCorrected it -> dossier.correct(it.member(), it.after());
      case PlanAdopted it -> {
        plan.adopt(day);
        plan.become(it.version(), it.forPersons(), it.forHousehold(), List.of());
      }
      case PlanRevised it ->
          plan.become(it.version(), it.addedForPersons(), it.addedForHousehold(), it.removed());
      case MeasureDelivered it -> plan.deliver(it.measure());
      case MeasureCancelled it -> plan.cancel(it.measure());
      case BenefitCredited it -> benefits.credit(it, day);
      case BenefitAcknowledged it -> benefits.acknowledge(it.payment(), it.line());
      case BenefitReversed it -> benefits.reverse(it);
      case RuleOverridden _ -> {}
      case ExitProposed _ -> {
        exit.propose(taken, status());
        exitProposedBy = envelope.actor().officer();
        status = EXIT_PENDING;
      }
      case ExitVerified it -> exit.verify(new Taken(id, day, it.result() == ReviewResult.PASSED));
      case ExitConfirmed it -> exit.confirm(it.party(), envelope.actor().officer(), day);
      case ExitDisputed _ -> {
        status = exit.statusBefore(status());
        exit.end();
      }
      case HouseholdExited it -> {
        become(EXITED, day);
        policyKeptUntil = it.policyKeptUntil();
      }
      case RelapseRecorded _ -> {
        become(RELAPSED, day);
        policyKeptUntil = null;
      }
    }
  }

  /** An exit that was under way is not any more, whatever the household has become. */
  private void become(RegisterStatus now, LocalDate day) {
    status = now;
    since = day;
    exit.end();
  }

  private void begin(HouseholdApplied fact) {
    stream = fact.household().stream();
    village = fact.village();
    status = APPLIED;
    foundWronglyIncluded = false;
    identification.begin();
    incomes.clear();
    plan.end();
    dossier.clear();
    fact.members().forEach(dossier::join);
  }

  private void survey(IncomeSurveyed fact, Taken taken) {
    Money expected = fact.expected();
    incomes.add(
        new Surveyed(
            fact.year(), fact.perCapita(), expected == null ? Money.ZERO : expected, taken.on()));
    identification.take(Step.SURVEY, taken);
  }

  /** The village reviews an application, or the exit of a household that is on the register. */
  private void review(Vote vote) {
    if (hasApplied()) identification.take(vote);
    else exit.take(vote);
  }

  private void reverify(HouseholdReverified fact, LocalDate day) {
    foundWronglyIncluded = fact.outcome() == ReverificationOutcome.WRONG_INCLUSION;
    if (fact.outcome() != ReverificationOutcome.FALSE_EXIT) return;
    become(ON_REGISTER, day);
    policyKeptUntil = null;
  }
}
