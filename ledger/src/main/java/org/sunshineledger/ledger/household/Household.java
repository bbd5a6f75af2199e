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
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.axonframework.commandhandling.CommandHandler;
import org.axonframework.eventsourcing.EventSourcingHandler;
import org.axonframework.messaging.annotation.MessageIdentifier;
import org.axonframework.messaging.annotation.MetaDataValue;
import org.axonframework.modelling.command.AggregateCreationPolicy;
import org.axonframework.modelling.command.AggregateIdentifier;
import org.axonframework.modelling.command.CreationPolicy;
import org.jspecify.annotations.Nullable;
import org.sunshineledger.ledger.duty.PairingScope;
import org.sunshineledger.ledger.duty.Pairings;
import org.sunshineledger.ledger.fact.Envelope;
import org.sunshineledger.ledger.fact.Evidence;
import org.sunshineledger.ledger.fact.HouseholdId;
import org.sunshineledger.ledger.fact.MemberId;
import org.sunshineledger.ledger.fact.Money;
import org.sunshineledger.ledger.fact.OfficerId;
import org.sunshineledger.ledger.fact.PaymentId;
import org.sunshineledger.ledger.fact.ProjectCode;
import org.sunshineledger.ledger.fact.RegionCode;
import org.sunshineledger.ledger.fact.Signer.Capacity;
import org.sunshineledger.ledger.household.HouseholdEvent.BenefitCredited;
import org.sunshineledger.ledger.household.HouseholdEvent.CountyReviewed;
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
import org.sunshineledger.ledger.household.HouseholdEvent.MeasureDelivered;
import org.sunshineledger.ledger.household.HouseholdEvent.MemberDetailsCorrected;
import org.sunshineledger.ledger.household.HouseholdEvent.MemberJoined;
import org.sunshineledger.ledger.household.HouseholdEvent.MemberLeft;
import org.sunshineledger.ledger.household.HouseholdEvent.PlanAdopted;
import org.sunshineledger.ledger.household.HouseholdEvent.PlanRevised;
import org.sunshineledger.ledger.household.HouseholdEvent.RelapseRecorded;
import org.sunshineledger.ledger.household.HouseholdEvent.TownshipAudited;
import org.sunshineledger.ledger.household.HouseholdEvent.VillageReviewed;
import org.sunshineledger.ledger.household.HouseholdOrder.AddMember;
import org.sunshineledger.ledger.household.HouseholdOrder.AdoptPlan;
import org.sunshineledger.ledger.household.HouseholdOrder.ApplyForRegister;
import org.sunshineledger.ledger.household.HouseholdOrder.AuditByTownship;
import org.sunshineledger.ledger.household.HouseholdOrder.ConfirmExit;
import org.sunshineledger.ledger.household.HouseholdOrder.CorrectMemberDetails;
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
import org.sunshineledger.ledger.household.HouseholdOrder.SurveyIncome;
import org.sunshineledger.ledger.household.HouseholdOrder.VerifyExit;
import org.sunshineledger.ledger.journal.Append;
import org.sunshineledger.ledger.notice.NoticeKind;
import org.sunshineledger.ledger.notice.Notices;
import org.sunshineledger.ledger.plan.HouseholdMeasure;
import org.sunshineledger.ledger.plan.MeasureId;
import org.sunshineledger.ledger.plan.PersonMeasure;
import org.sunshineledger.ledger.rules.Act;
import org.sunshineledger.ledger.rules.Attendance;
import org.sunshineledger.ledger.rules.Claims;
import org.sunshineledger.ledger.rules.KeptPolicy;
import org.sunshineledger.ledger.rules.Majority;
import org.sunshineledger.ledger.rules.NPlusTwo;
import org.sunshineledger.ledger.rules.PovertyLines;
import org.sunshineledger.ledger.rules.Rule;
import org.sunshineledger.ledger.rules.Ruling;
import org.sunshineledger.ledger.vault.Commitment;
import org.sunshineledger.ledger.vault.Vault;

/**
 * One household's life. Handlers come in the order of that life: they say what must hold, in the
 * order an official checks it, and record; event handlers only assign.
 */
public class Household {

  private static final Set<RegisterStatus> ON_THE_REGISTER =
      EnumSet.of(ON_REGISTER, EXIT_PENDING, RELAPSED);
  private static final int OTHER_CAUSES_AT_MOST = 2;

  private record Surveyed(Money perCapita, LocalDate on) {}

  /**
   * A step that later ones rest on.
   *
   * @param fact its id, which the notice about it must name; empty while the step is not taken
   * @param on the day it was taken; a step of an earlier day cannot rest on it
   * @param passed whether it went in the household's favour
   */
  private record Step(String fact, LocalDate on, boolean passed) {

    static final Step NOT_TAKEN = new Step("", LocalDate.MAX, false);

    boolean isTakenBy(LocalDate day) {
      return !on.isAfter(day);
    }

    boolean isPassedBy(LocalDate day) {
      return passed && isTakenBy(day);
    }
  }

  /** One attempt at exit, from its proposal to its end. */
  private static final class ExitAttempt {
    final Step proposal;
    final RegisterStatus before;
    Step verification = Step.NOT_TAKEN;
    final DualConfirmation confirmation = new DualConfirmation();

    ExitAttempt(Step proposal, RegisterStatus before) {
      this.proposal = proposal;
      this.before = before;
    }
  }

  @AggregateIdentifier private @Nullable String stream;
  private @Nullable RegionCode village;
  private @Nullable RegisterStatus status;
  private final Dossier dossier = new Dossier();
  private final AssistancePlan plan = new AssistancePlan();
  private final Map<Integer, Surveyed> incomes = new HashMap<>();
  private @Nullable LocalDate policyKeptUntil;

  /** The day from which {@link #status} holds; an exit under way leaves it where it was. */
  private LocalDate since = LocalDate.MIN;

  private Step review = Step.NOT_TAKEN;
  private int reviewPresent;
  private int reviewYes;
  private Step townshipAudit = Step.NOT_TAKEN;
  private Step countyReview = Step.NOT_TAKEN;
  private boolean foundWronglyIncluded;
  private @Nullable ExitAttempt exit;

  Household() {}

  // 识别

  @CommandHandler
  @CreationPolicy(AggregateCreationPolicy.CREATE_IF_MISSING)
  void handle(ApplyForRegister order, Ruling ruling, Vault vault) {
    ruling.at(order.village());
    ruling.require(
        stream == null || status == REFUSED || status == REMOVED,
        Rule.ALREADY_EXISTS,
        order.stream());
    ruling.require(!order.members().isEmpty(), Rule.NO_MEMBERS);
    Set<MemberId> numbers = new HashSet<>();
    for (Person person : order.members())
      ruling.require(numbers.add(person.member()), Rule.MEMBER_TWICE, person.member().number());
    List<Member> members = new ArrayList<>(order.members().size());
    for (Person person : order.members())
      members.add(Dossier.enter(order.household(), person, vault));
    ruling.record(
        new HouseholdApplied(
            order.household(), order.village(), order.group(), members, order.claimedCauses()));
  }

  @CommandHandler
  void handle(SurveyIncome order, Ruling ruling) {
    ruling.at(village());
    ruling.require(!order.surveyors().isEmpty(), Rule.SIGNATURE_MISSING);
    ruling.require(!order.parts().isEmpty(), Rule.INCOME_PARTS_MISSING);
    Money total = Money.ZERO;
    for (IncomePart part : order.parts()) total = total.plus(part.amount());
    ruling.record(
        new IncomeSurveyed(
            order.household(),
            order.year(),
            new Money(Math.floorDiv(total.fen(), Math.max(1, dossier.headCount()))),
            order.parts(),
            ruling.terms(Rule.EXIT_INCOME_BELOW_LINE, PovertyLines.class).of(order.year()),
            order.surveyors(),
            dossier.headCount(),
            status()));
  }

  @CommandHandler
  void handle(ReviewInVillage order, Ruling ruling) {
    ruling.at(village());
    ruling.require(addUp(order), Rule.VOTES_DO_NOT_ADD_UP);
    ruling.require(
        ruling.meets(
            Rule.REVIEW_WITHOUT_QUORUM,
            Attendance.class,
            attendance -> attendance.isReached(order.eligible(), order.present())),
        Rule.REVIEW_WITHOUT_QUORUM);
    ruling.require(status == APPLIED, Rule.NOT_APPLIED);
    requireSignature(ruling);
    ruling.record(
        new VillageReviewed(
            order.household(),
            order.eligible(),
            order.present(),
            order.yes(),
            order.no(),
            order.abstain(),
            order.minutes()));
  }

  private static boolean addUp(ReviewInVillage votes) {
    return votes.yes() >= 0
        && votes.no() >= 0
        && votes.abstain() >= 0
        && votes.present() <= votes.eligible()
        && (long) votes.yes() + votes.no() + votes.abstain() == votes.present();
  }

  @CommandHandler
  void handle(AuditByTownship order, Ruling ruling, Notices notices) {
    ruling.at(village());
    ruling.require(status == APPLIED, Rule.NOT_APPLIED);
    if (order.result() == ReviewResult.PASSED) {
      boolean reviewed = review.isTakenBy(ruling.day());
      ruling.require(reviewed, Rule.NOT_REVIEWED);
      ruling.require(
          !reviewed
              || ruling.meets(
                  Rule.REVIEW_WITHOUT_MAJORITY,
                  Majority.class,
                  review.on(),
                  majority -> majority.isReached(reviewPresent, reviewYes)),
          Rule.REVIEW_WITHOUT_MAJORITY);
      ruling.require(
          notices.closedClean(
              order.firstNotice(),
              NoticeKind.IDENTIFICATION_FIRST,
              review.fact(),
              review.on(),
              ruling.day()),
          Rule.FIRST_NOTICE_NOT_CLEAN);
    }
    requireSignature(ruling);
    ruling.record(new TownshipAudited(order.household(), order.result(), order.firstNotice()));
  }

  @CommandHandler
  void handle(ReviewByCounty order, Ruling ruling, Notices notices) {
    ruling.at(village());
    ruling.require(status == APPLIED, Rule.NOT_APPLIED);
    if (order.result() == ReviewResult.PASSED) {
      ruling.require(townshipAudit.isPassedBy(ruling.day()), Rule.TOWNSHIP_HAS_NOT_PASSED);
      ruling.require(
          notices.closedClean(
              order.secondNotice(),
              NoticeKind.IDENTIFICATION_SECOND,
              townshipAudit.fact(),
              townshipAudit.on(),
              ruling.day()),
          Rule.SECOND_NOTICE_NOT_CLEAN);
    }
    requireSignature(ruling);
    ruling.record(new CountyReviewed(order.household(), order.result(), order.secondNotice()));
  }

  @CommandHandler
  void handle(IdentifyHousehold order, Ruling ruling, Notices notices) {
    ruling.at(village());
    Set<PovertyCause> causes = new HashSet<>(order.otherCauses());
    ruling.require(
        order.otherCauses().size() <= OTHER_CAUSES_AT_MOST
            && causes.size() == order.otherCauses().size()
            && !causes.contains(order.mainCause()),
        Rule.TOO_MANY_CAUSES);
    ruling.require(status == APPLIED, Rule.NOT_APPLIED);
    ruling.require(countyReview.isPassedBy(ruling.day()), Rule.COUNTY_HAS_NOT_PASSED);
    ruling.require(
        notices.announced(
            order.announcement(), NoticeKind.IDENTIFICATION, countyReview.fact(), ruling.day()),
        Rule.NOT_ANNOUNCED);
    ruling.record(
        new HouseholdIdentified(
            order.household(),
            order.mainCause(),
            order.otherCauses(),
            order.category(),
            order.standard(),
            dossier.headCount(),
            order.announcement()));
  }

  @CommandHandler
  void handle(RefuseIdentification order, Ruling ruling, Vault vault) {
    ruling.at(village());
    ruling.require(status == APPLIED, Rule.NOT_APPLIED);
    ruling.record(new IdentificationRefused(order.household(), order.stage(), order.reason()));
    releaseMembers(order.household(), vault);
  }

  // 动态调整

  @CommandHandler
  void handle(Reverify order, Ruling ruling) {
    ruling.at(village());
    requireOnRegister(ruling);
    ruling.record(
        new HouseholdReverified(order.household(), order.outcome(), dossier.headCount(), status()));
  }

  @CommandHandler
  void handle(RemoveHousehold order, Ruling ruling, Vault vault) {
    ruling.at(village());
    requireOnRegister(ruling);
    ruling.require(
        foundWronglyIncluded || order.reason() != RemovalReason.NOT_ELIGIBLE_FROM_THE_START,
        Rule.NOT_FOUND_WRONGLY_INCLUDED);
    ruling.record(
        new HouseholdRemoved(order.household(), order.reason(), dossier.headCount(), status()));
    releaseMembers(order.household(), vault);
  }

  @CommandHandler
  void handle(AddMember order, Ruling ruling, Vault vault) {
    ruling.at(village());
    MemberId member = order.person().member();
    ruling.require(!dossier.everHad(member), Rule.MEMBER_TWICE, member.number());
    // Whoever joined a refused household would be kept from applying with another.
    ruling.require(status != REFUSED && status != REMOVED, Rule.NOT_ON_REGISTER);
    ruling.record(
        new MemberJoined(
            order.household(),
            Dossier.enter(order.household(), order.person(), vault),
            order.reason(),
            dossier.headCount() + 1,
            status()));
  }

  @CommandHandler
  void handle(RemoveMember order, Ruling ruling, Vault vault) {
    ruling.at(village());
    ruling.require(dossier.has(order.member()), Rule.MEMBER_UNKNOWN, order.member().number());
    dossier.release(order.household(), order.member(), vault);
    ruling.record(
        new MemberLeft(
            order.household(), order.member(), order.reason(), dossier.headCount() - 1, status()));
  }

  @CommandHandler
  void handle(CorrectMemberDetails order, Ruling ruling, Vault vault) {
    ruling.at(village());
    Commitment before = dossier.commitment(order.member(), order.field());
    if (before == null) {
      ruling.require(false, Rule.MEMBER_UNKNOWN, order.member().number());
      return;
    }
    Commitment after =
        dossier.correct(order.household(), order.member(), order.field(), order.value(), vault);
    ruling.record(new MemberDetailsCorrected(order.household(), order.member(), before, after));
  }

  // 帮扶

  @CommandHandler
  void handle(AdoptPlan order, Ruling ruling, Pairings pairings) {
    ruling.at(village());
    requireOnRegister(ruling);
    ruling.require(
        pairings.isPaired(order.helper(), PairingScope.HOUSEHOLD, order.stream(), ruling.day()),
        Rule.NO_OFFICER_PAIRED);
    ruling.require(!plan.isAdopted(), Rule.PLAN_ALREADY_ADOPTED);
    ruling.require(plan.areNew(order.forPersons(), order.forHousehold()), Rule.MEASURE_NUMBER_USED);
    requireNPlusTwo(ruling, order.forPersons(), order.forHousehold(), List.of());
    ruling.record(
        new PlanAdopted(
            order.household(),
            plan.version() + 1,
            order.forPersons(),
            order.forHousehold(),
            order.targetExitYear()));
  }

  @CommandHandler
  void handle(RevisePlan order, Ruling ruling) {
    ruling.at(village());
    requireOnRegister(ruling);
    ruling.require(plan.isAdoptedBy(ruling.day()), Rule.NO_PLAN);
    ruling.require(
        plan.areNew(order.addForPersons(), order.addForHousehold()), Rule.MEASURE_NUMBER_USED);
    for (var removed : order.remove())
      ruling.require(plan.measure(removed) != null, Rule.MEASURE_UNKNOWN, removed.number());
    requireNPlusTwo(ruling, order.addForPersons(), order.addForHousehold(), order.remove());
    ruling.require(!order.approver().equals(recorder(ruling)), Rule.APPROVER_RECORDS);
    ruling.record(
        new PlanRevised(
            order.household(),
            plan.version() + 1,
            order.addForPersons(),
            order.addForHousehold(),
            order.remove(),
            order.reason(),
            order.approver(),
            order.targetExitYear()));
  }

  private void requireNPlusTwo(
      Ruling ruling,
      List<PersonMeasure> forPersons,
      List<HouseholdMeasure> forHousehold,
      List<MeasureId> removed) {
    ruling.require(
        ruling.meets(
            Rule.PLAN_BELOW_N_PLUS_2,
            NPlusTwo.class,
            enough -> plan.meets(enough, dossier.members(), forPersons, forHousehold, removed)),
        Rule.PLAN_BELOW_N_PLUS_2);
  }

  @CommandHandler
  void handle(DeliverMeasure order, Ruling ruling) {
    ruling.at(village());
    MemberId signer = order.acknowledgedBy();
    ruling.require(signer == null || dossier.has(signer), Rule.MEMBER_UNKNOWN);
    ruling.require(!plan.isAdopted() || plan.isAdoptedBy(ruling.day()), Rule.NO_PLAN);
    AssistancePlan.Planned planned = plan.measure(order.measure());
    if (planned == null) {
      ruling.require(false, Rule.MEASURE_UNKNOWN, order.measure().number());
      return;
    }
    ruling.require(signer != null, Rule.NOT_ACKNOWLEDGED);
    ruling.record(
        new MeasureDelivered(
            order.household(),
            order.measure(),
            planned.kind(),
            planned.member(),
            order.result(),
            signer));
  }

  /** The credit half of a payment; the payment has judged the list as a whole. */
  public void credit(
      Ruling ruling,
      HouseholdId household,
      Programme programme,
      String period,
      @Nullable MemberId member,
      Money amount,
      ProjectCode project,
      PaymentId payment,
      int line) {
    ruling.at(village());
    ruling.require(member == null || dossier.has(member), Rule.MEMBER_UNKNOWN, "line " + line);
    ruling.require(
        isOnRegister(ruling.day()) || isWithinKeptPolicy(ruling.day()),
        Rule.PAYEE_NOT_ELIGIBLE,
        "line " + line);
    String payee = member == null ? household.stream() : Dossier.subject(household, member);
    Append.current()
        .claim(Claims.BENEFIT, programme + "/" + period + "/" + payee, payment.stream());
    ruling.record(
        new BenefitCredited(household, programme, period, member, amount, project, payment, line));
  }

  private boolean isWithinKeptPolicy(LocalDate day) {
    return status == EXITED && policyKeptUntil != null && !day.isAfter(policyKeptUntil);
  }

  // 退出

  @CommandHandler
  void handle(ProposeExit order, Ruling ruling) {
    ruling.at(village());
    requireOnRegister(ruling);
    ruling.require(status != EXIT_PENDING, Rule.EXIT_PENDING);
    Surveyed found = incomes.get(order.year());
    Surveyed income = found == null || found.on().isAfter(ruling.day()) ? null : found;
    ruling.require(income != null, Rule.INCOME_NOT_SURVEYED, String.valueOf(order.year()));
    ruling.require(
        isCurrent(order.year(), ruling.day()),
        Rule.INCOME_YEAR_NOT_CURRENT,
        String.valueOf(order.year()));
    Money line = ruling.terms(Rule.EXIT_INCOME_BELOW_LINE, PovertyLines.class).of(order.year());
    Money perCapita = income == null ? Money.ZERO : income.perCapita();
    ruling.require(income == null || perCapita.compareTo(line) >= 0, Rule.EXIT_INCOME_BELOW_LINE);
    boolean incomeAlone = order.guarantees().equals(Guarantees.NONE);
    ruling.require(!incomeAlone, Rule.EXIT_INCOME_ONLY);
    ruling.require(incomeAlone || order.guarantees().allHold(), Rule.EXIT_GUARANTEE_MISSING);
    ruling.record(
        new ExitProposed(order.household(), order.year(), perCapita, line, order.guarantees()));
  }

  @CommandHandler
  void handle(VerifyExit order, Ruling ruling) {
    ruling.at(village());
    ruling.require(
        bothHaveSigned(ruling.act(), Capacity.VILLAGE_COMMITTEE, Capacity.WORK_TEAM),
        Rule.SIGNATURE_MISSING);
    requirePending(ruling);
    ruling.record(new ExitVerified(order.household(), order.result()));
  }

  @CommandHandler
  void handle(ConfirmExit order, Ruling ruling) {
    ruling.at(village());
    HouseholdSigner signer = order.signer();
    ruling.require(signer == null || dossier.has(signer.member()), Rule.MEMBER_UNKNOWN);
    requirePending(ruling);
    ExitAttempt attempt = attempt();
    ruling.require(attempt.verification.isPassedBy(ruling.day()), Rule.EXIT_NOT_VERIFIED);
    ruling.require(!attempt.confirmation.isConfirmedBy(order.party()), Rule.CONFIRMED_ALREADY);
    ruling.require(order.party() == GOVERNMENT || signer != null, Rule.SIGNER_MISSING);
    ruling.require(hasSignedForm(ruling.act()), Rule.CONFIRMATION_WITHOUT_EVIDENCE);
    ruling.require(
        attempt.confirmation.isIndependent(order.party(), recorder(ruling)),
        Rule.SAME_RECORDER_FOR_BOTH);
    ruling.record(
        new ExitConfirmed(
            order.household(),
            order.party(),
            order.party() == GOVERNMENT ? ruling.act().actor().office() : null,
            order.party() == HOUSEHOLD ? signer : null));
  }

  @CommandHandler
  void handle(DisputeExit order, Ruling ruling) {
    ruling.at(village());
    ruling.require(dossier.has(order.signer().member()), Rule.MEMBER_UNKNOWN);
    requirePending(ruling);
    ruling.record(new ExitDisputed(order.household(), order.signer(), order.grounds()));
  }

  @CommandHandler
  void handle(ExitHousehold order, Ruling ruling, Notices notices) {
    ruling.at(village());
    requireOnRegister(ruling);
    requirePending(ruling);
    ExitAttempt attempt = attempt();
    LocalDate day = ruling.day();
    ruling.require(attempt.verification.isPassedBy(day), Rule.EXIT_NOT_VERIFIED);
    ruling.require(
        attempt.confirmation.isConfirmedBy(GOVERNMENT, day), Rule.GOVERNMENT_HAS_NOT_CONFIRMED);
    ruling.require(
        attempt.confirmation.isConfirmedBy(HOUSEHOLD, day), Rule.HOUSEHOLD_HAS_NOT_CONFIRMED);
    ruling.require(
        notices.closedClean(
            order.notice(), NoticeKind.EXIT, attempt.proposal.fact(), attempt.proposal.on(), day),
        Rule.EXIT_NOTICE_NOT_CLEAN);
    ruling.record(
        new HouseholdExited(
            order.household(),
            order.notice(),
            ruling.terms(Rule.PAYEE_NOT_ELIGIBLE, KeptPolicy.class).until(ruling.day()),
            dossier.headCount()));
  }

  @CommandHandler
  void handle(RecordRelapse order, Ruling ruling) {
    ruling.at(village());
    ruling.require(status == EXITED && !ruling.day().isBefore(since), Rule.NOT_EXITED);
    ruling.record(
        new RelapseRecorded(
            order.household(), order.cause(), order.standard(), dossier.headCount()));
  }

  // What several handlers ask.

  /** A household is on the register from the day it was put there, not before. */
  private boolean isOnRegister(LocalDate day) {
    return status != null && ON_THE_REGISTER.contains(status) && !day.isBefore(since);
  }

  private void requireOnRegister(Ruling ruling) {
    ruling.require(isOnRegister(ruling.day()), Rule.NOT_ON_REGISTER);
  }

  private void requirePending(Ruling ruling) {
    ruling.require(
        status == EXIT_PENDING && attempt().proposal.isTakenBy(ruling.day()),
        Rule.EXIT_NOT_PROPOSED);
  }

  /** The income of this year or the last: an old year has an old line. */
  private static boolean isCurrent(int year, LocalDate day) {
    return year == day.getYear() || year == day.getYear() - 1;
  }

  /** Where the household stands when an attempt at exit comes to nothing. */
  private RegisterStatus statusBeforeExit() {
    return exit == null ? status() : exit.before;
  }

  private static void requireSignature(Ruling ruling) {
    ruling.require(!ruling.act().signers().isEmpty(), Rule.SIGNATURE_MISSING);
  }

  /** One officer cannot sign for two bodies. */
  private static boolean bothHaveSigned(Act act, Capacity one, Capacity other) {
    return act.signers().stream()
        .filter(signer -> signer.capacity() == one)
        .anyMatch(first ->
            act.signers().stream()
                .anyMatch(second ->
                    second.capacity() == other && !second.officer().equals(first.officer())));
  }

  private static boolean hasSignedForm(Act act) {
    return act.evidence().stream()
        .map(Evidence::kind)
        .anyMatch(
            kind -> kind == Evidence.Kind.SIGNED_FORM || kind == Evidence.Kind.FINGERPRINT_FORM);
  }

  private static OfficerId recorder(Ruling ruling) {
    return ruling.act().actor().officer();
  }

  private void releaseMembers(HouseholdId household, Vault vault) {
    for (MemberId member : dossier.members()) dossier.release(household, member, vault);
  }

  /** An exit that was never proposed on paper still has its confirmations and its end. */
  private ExitAttempt attempt() {
    return exit == null ? new ExitAttempt(Step.NOT_TAKEN, ON_REGISTER) : exit;
  }

  public RegionCode village() {
    if (village == null) throw new IllegalStateException("nobody applied");
    return village;
  }

  private RegisterStatus status() {
    if (status == null) throw new IllegalStateException("nobody applied");
    return status;
  }

  // What each fact changes.

  @EventSourcingHandler
  void on(HouseholdApplied event) {
    stream = event.household().stream();
    village = event.village();
    status = APPLIED;
    review = Step.NOT_TAKEN;
    townshipAudit = Step.NOT_TAKEN;
    countyReview = Step.NOT_TAKEN;
    foundWronglyIncluded = false;
    incomes.clear();
    plan.end();
    dossier.clear();
    event.members().forEach(dossier::join);
  }

  @EventSourcingHandler
  void on(IncomeSurveyed event, @MetaDataValue(Ruling.ENVELOPE) Envelope envelope) {
    incomes.put(event.year(), new Surveyed(event.perCapita(), envelope.occurredOn()));
  }

  @EventSourcingHandler
  void on(
      VillageReviewed event,
      @MessageIdentifier String id,
      @MetaDataValue(Ruling.ENVELOPE) Envelope envelope) {
    review = new Step(id, envelope.occurredOn(), true);
    reviewPresent = event.present();
    reviewYes = event.yes();
  }

  @EventSourcingHandler
  void on(
      TownshipAudited event,
      @MessageIdentifier String id,
      @MetaDataValue(Ruling.ENVELOPE) Envelope envelope) {
    townshipAudit = new Step(id, envelope.occurredOn(), event.result() == ReviewResult.PASSED);
  }

  @EventSourcingHandler
  void on(
      CountyReviewed event,
      @MessageIdentifier String id,
      @MetaDataValue(Ruling.ENVELOPE) Envelope envelope) {
    countyReview = new Step(id, envelope.occurredOn(), event.result() == ReviewResult.PASSED);
  }

  @EventSourcingHandler
  void on(HouseholdReverified event) {
    foundWronglyIncluded = event.outcome() == ReverificationOutcome.WRONG_INCLUSION;
  }

  @EventSourcingHandler
  void on(HouseholdIdentified event, @MetaDataValue(Ruling.ENVELOPE) Envelope envelope) {
    status = ON_REGISTER;
    since = envelope.occurredOn();
  }

  @EventSourcingHandler
  void on(IdentificationRefused event, @MetaDataValue(Ruling.ENVELOPE) Envelope envelope) {
    status = REFUSED;
    since = envelope.occurredOn();
  }

  @EventSourcingHandler
  void on(HouseholdRemoved event, @MetaDataValue(Ruling.ENVELOPE) Envelope envelope) {
    status = REMOVED;
    since = envelope.occurredOn();
    exit = null;
  }

  @EventSourcingHandler
  void on(MemberJoined event) {
    dossier.join(event.member());
  }

  @EventSourcingHandler
  void on(MemberLeft event) {
    dossier.leave(event.member());
  }

  @EventSourcingHandler
  void on(MemberDetailsCorrected event) {
    dossier.correct(event.member(), event.after());
  }

  @EventSourcingHandler
  void on(PlanAdopted event, @MetaDataValue(Ruling.ENVELOPE) Envelope envelope) {
    plan.adopt(envelope.occurredOn());
    plan.become(event.version(), event.forPersons(), event.forHousehold(), List.of());
  }

  @EventSourcingHandler
  void on(PlanRevised event) {
    plan.become(
        event.version(), event.addedForPersons(), event.addedForHousehold(), event.removed());
  }

  @EventSourcingHandler
  void on(
      ExitProposed event,
      @MessageIdentifier String id,
      @MetaDataValue(Ruling.ENVELOPE) Envelope envelope) {
    exit = new ExitAttempt(new Step(id, envelope.occurredOn(), true), statusBeforeExit());
    status = EXIT_PENDING;
  }

  @EventSourcingHandler
  void on(
      ExitVerified event,
      @MessageIdentifier String id,
      @MetaDataValue(Ruling.ENVELOPE) Envelope envelope) {
    if (exit != null)
      exit.verification =
          new Step(id, envelope.occurredOn(), event.result() == ReviewResult.PASSED);
  }

  @EventSourcingHandler
  void on(ExitConfirmed event, @MetaDataValue(Ruling.ENVELOPE) Envelope envelope) {
    if (exit != null)
      exit.confirmation.confirm(event.party(), envelope.actor().officer(), envelope.occurredOn());
  }

  @EventSourcingHandler
  void on(ExitDisputed event) {
    status = statusBeforeExit();
    exit = null;
  }

  @EventSourcingHandler
  void on(HouseholdExited event, @MetaDataValue(Ruling.ENVELOPE) Envelope envelope) {
    status = EXITED;
    since = envelope.occurredOn();
    exit = null;
    policyKeptUntil = event.policyKeptUntil();
  }

  @EventSourcingHandler
  void on(RelapseRecorded event, @MetaDataValue(Ruling.ENVELOPE) Envelope envelope) {
    status = RELAPSED;
    since = envelope.occurredOn();
    policyKeptUntil = null;
  }
}
