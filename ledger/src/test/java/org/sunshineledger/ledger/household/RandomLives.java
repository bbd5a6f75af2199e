package org.sunshineledger.ledger.household;

import static org.sunshineledger.ledger.Deed.APPROVER;
import static org.sunshineledger.ledger.Deed.CLERK;
import static org.sunshineledger.ledger.Deed.HELPER;
import static org.sunshineledger.ledger.Deed.REVIEWER;
import static org.sunshineledger.ledger.Deed.live;

import java.time.LocalDate;
import java.time.Month;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.sunshineledger.ledger.Deed;
import org.sunshineledger.ledger.Judging;
import org.sunshineledger.ledger.Story;
import org.sunshineledger.ledger.UnknownStream;
import org.sunshineledger.ledger.duty.EndReason;
import org.sunshineledger.ledger.duty.OfficerOrder.EndPairing;
import org.sunshineledger.ledger.duty.OfficerOrder.Pair;
import org.sunshineledger.ledger.duty.OfficerOrder.RegisterOfficer;
import org.sunshineledger.ledger.duty.PairingScope;
import org.sunshineledger.ledger.fact.Evidence;
import org.sunshineledger.ledger.fact.HouseholdId;
import org.sunshineledger.ledger.fact.MemberId;
import org.sunshineledger.ledger.fact.Mode;
import org.sunshineledger.ledger.fact.Money;
import org.sunshineledger.ledger.fact.NoticeId;
import org.sunshineledger.ledger.fact.OfficerId;
import org.sunshineledger.ledger.fact.Order;
import org.sunshineledger.ledger.fact.OverrideReason;
import org.sunshineledger.ledger.fact.RegionCode;
import org.sunshineledger.ledger.fact.Signer.Capacity;
import org.sunshineledger.ledger.household.HouseholdOrder.AddMember;
import org.sunshineledger.ledger.household.HouseholdOrder.AdoptPlan;
import org.sunshineledger.ledger.household.HouseholdOrder.ApplyForRegister;
import org.sunshineledger.ledger.household.HouseholdOrder.AuditByTownship;
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
import org.sunshineledger.ledger.journal.AppendRefused;
import org.sunshineledger.ledger.notice.NoticeKind;
import org.sunshineledger.ledger.notice.NoticeOrder.Announce;
import org.sunshineledger.ledger.notice.NoticeOrder.CloseNotice;
import org.sunshineledger.ledger.notice.NoticeOrder.PostNotice;
import org.sunshineledger.ledger.notice.NoticeOrder.RaiseObjection;
import org.sunshineledger.ledger.notice.NoticeOrder.ResolveObjection;
import org.sunshineledger.ledger.notice.ObjectionGrounds;
import org.sunshineledger.ledger.notice.ObjectionId;
import org.sunshineledger.ledger.notice.PublishedDocument;
import org.sunshineledger.ledger.plan.HouseholdMeasure;
import org.sunshineledger.ledger.plan.MeasureId;
import org.sunshineledger.ledger.plan.MeasureKind;
import org.sunshineledger.ledger.plan.PersonMeasure;
import org.sunshineledger.ledger.policy.PolicyId;
import org.sunshineledger.ledger.policy.PolicyOrder.IssuePolicy;
import org.sunshineledger.ledger.policy.Sector;
import org.sunshineledger.ledger.region.RegionLevel;
import org.sunshineledger.ledger.region.RegionOrder.DefineRegion;
import org.sunshineledger.ledger.rules.Act;
import org.sunshineledger.ledger.rules.ExclusionSignals.Signal;
import org.sunshineledger.ledger.rules.Refused;
import org.sunshineledger.ledger.rules.Rule;
import org.sunshineledger.ledger.rules.SpecialApproval;
import org.sunshineledger.ledger.vault.PersonalField;

/**
 * Three households in two villages, who share a few persons, and whose officers mostly take the
 * next step and sometimes any step, in or out of time, by the rules or by special approval.
 */
final class RandomLives {

  private static final RegionCode OTHER_COUNTY = new RegionCode("410199");
  private static final RegionCode OTHER_TOWNSHIP = new RegionCode("410199101");

  /** Where one notice is posted and households are compared with other registers. */
  private static final RegionCode OTHER_VILLAGE = new RegionCode("410199101201");

  private static final LocalDate END = LocalDate.of(2017, Month.JUNE, 29);
  private static final OfficerId AUTHORITY = new OfficerId("OF-0009");
  private static final PolicyId EDUCATION = new PolicyId("ZZ-2016-N1");

  private static final List<String> ID_NUMBERS =
      List.of(
          "410184196001010013",
          "410184199601010010",
          "410184201006010016",
          "410184197203040012",
          "410184194910010011",
          "旧证0006",
          "410184198807070014");

  private enum Step {
    APPLY,
    SURVEY,
    DELIBERATE,
    CROSS_CHECK,
    SETTLE,
    REVIEW,
    POST_FIRST,
    OBJECT,
    RESOLVE,
    CLOSE,
    AUDIT,
    POST_SECOND,
    COUNTY_REVIEW,
    ANNOUNCE,
    IDENTIFY,
    REFUSE,
    DECLARE_KIN,
    PAIR,
    END_PAIRING,
    ADOPT,
    REVISE,
    DELIVER,
    JOIN,
    LEAVE,
    CORRECT,
    PROPOSE,
    VERIFY,
    GOVERNMENT_CONFIRMS,
    HOUSEHOLD_CONFIRMS,
    DISPUTE,
    POST_EXIT,
    EXIT,
    RELAPSE,
    REVERIFY,
    REMOVE
  }

  private static final List<Step> USUAL =
      List.of(
          Step.APPLY,
          Step.SURVEY,
          Step.REVIEW,
          Step.POST_FIRST,
          Step.CLOSE,
          Step.AUDIT,
          Step.POST_SECOND,
          Step.CLOSE,
          Step.COUNTY_REVIEW,
          Step.ANNOUNCE,
          Step.IDENTIFY,
          Step.PAIR,
          Step.ADOPT,
          Step.DELIVER,
          Step.SURVEY,
          Step.REVIEW,
          Step.PROPOSE,
          Step.VERIFY,
          Step.POST_EXIT,
          Step.GOVERNMENT_CONFIRMS,
          Step.HOUSEHOLD_CONFIRMS,
          Step.CLOSE,
          Step.EXIT,
          Step.RELAPSE);

  private static final List<Step> WITH_CROSS_CHECK =
      List.of(
          Step.APPLY,
          Step.SURVEY,
          Step.DELIBERATE,
          Step.DELIBERATE,
          Step.DELIBERATE,
          Step.DELIBERATE,
          Step.DELIBERATE,
          Step.CROSS_CHECK,
          Step.SETTLE,
          Step.REVIEW,
          Step.POST_FIRST,
          Step.CLOSE,
          Step.COUNTY_REVIEW,
          Step.ANNOUNCE,
          Step.IDENTIFY,
          Step.PAIR,
          Step.ADOPT,
          Step.SURVEY,
          Step.REVIEW,
          Step.PROPOSE,
          Step.VERIFY,
          Step.POST_EXIT,
          Step.GOVERNMENT_CONFIRMS,
          Step.HOUSEHOLD_CONFIRMS,
          Step.CLOSE,
          Step.EXIT,
          Step.RELAPSE);

  /** From here a household that relapsed goes on. */
  private static final Step AGAIN = Step.SURVEY;

  private static final class Home {
    final HouseholdId id;
    final RegionCode village;
    final List<Step> way;
    int next;
    boolean hasApplied;
    int stage;
    int measures;
    int hits;
    final List<MemberId> members = new ArrayList<>();
    final Map<NoticeKind, UUID> subjects = new EnumMap<>(NoticeKind.class);
    final Map<NoticeKind, NoticeId> notices = new EnumMap<>(NoticeKind.class);

    /** The notice that was posted last, and its last day. */
    @Nullable NoticeId hanging;

    LocalDate closes = LocalDate.MIN;

    Home(String id, RegionCode village, List<Step> way) {
      this.id = new HouseholdId(id);
      this.village = village;
      this.way = way;
    }

    boolean hasTwoNotices() {
      return way.contains(Step.POST_SECOND);
    }
  }

  private final Story story;
  private final Random random;
  private final List<Home> homes =
      List.of(
          new Home("4101732022010001", Judging.VILLAGE, USUAL),
          new Home("4101732022010002", Judging.VILLAGE, USUAL),
          new Home("4101991012010003", OTHER_VILLAGE, WITH_CROSS_CHECK));
  private final Map<UUID, Map<MemberId, String>> numbers = new HashMap<>();
  private final List<NoticeId> everPosted = new ArrayList<>();
  private final Map<NoticeId, Integer> objections = new LinkedHashMap<>();
  private final Map<Rule, Integer> refusals = new EnumMap<>(Rule.class);
  private LocalDate day = LocalDate.of(2014, Month.MARCH, 1);

  RandomLives(Story story, long seed) {
    this.story = story;
    this.random = new Random(seed);
    story.tell(
        region(OTHER_COUNTY, "示例县", RegionLevel.COUNTY, Judging.CITY),
        region(OTHER_TOWNSHIP, "示例乡", RegionLevel.TOWNSHIP, OTHER_COUNTY),
        region(OTHER_VILLAGE, "示例村", RegionLevel.VILLAGE, OTHER_TOWNSHIP),
        live(day, new RegisterOfficer(HELPER, "王某")),
        live(
            LocalDate.of(2016, Month.APRIL, 1),
            new IssuePolicy(EDUCATION, "郑州市", Judging.CITY, null, "教育扶贫", Sector.EDUCATION, null)));
  }

  private static Deed region(RegionCode code, String name, RegionLevel level, RegionCode parent) {
    return live(Story.BEGINNING, new DefineRegion(code, name, level, parent));
  }

  /** The ID numbers of those who came with a fact, by the fact's id. */
  Map<UUID, Map<MemberId, String>> numbers() {
    return numbers;
  }

  static List<String> everybody() {
    return ID_NUMBERS;
  }

  /** How often which rule stood in the way. */
  Map<Rule, Integer> refusals() {
    return refusals;
  }

  void goOn(int steps) {
    for (int i = 0; i < steps; i++) {
      Home home = any(homes);
      if (isOdd(60)) moveBetween(home, any(homes));
      else if (isOdd(4)) attempt(home, any(List.of(Step.values())));
      else takeNext(home);
    }
  }

  private void takeNext(Home home) {
    Step step = home.way.get(home.next);
    boolean done = !isOdd(14) && attempt(home, step);
    // What cannot be done now is tried again, or left out.
    if (!done && !isOdd(4)) return;
    home.next++;
    if (home.next == home.way.size()) home.next = home.way.lastIndexOf(AGAIN);
  }

  /** One of the household and the other in one append. */
  private void moveBetween(Home from, Home to) {
    if (!from.hasApplied || !to.hasApplied || from.members.isEmpty()) return;
    pass();
    Deed leave = told(new RemoveMember(from.id, from.members.getFirst(), LeaveReason.MOVED), CLERK);
    Deed join = told(new AddMember(to.id, person(nextMember(to)), JoinReason.MARRIAGE), CLERK);
    submit(List.of(leave, join), List.of(from, to));
  }

  private boolean attempt(Home home, Step step) {
    pass();
    if (step == Step.CLOSE && !isOdd(5) && !day.isAfter(home.closes)) day = home.closes.plusDays(1);
    Deed deed = deed(home, step);
    if (deed == null) return false;
    for (int tries = 0; tries < 4; tries++) {
      Rule broken = submit(List.of(deed), List.of(home));
      if (broken == null) return true;
      if (deed.act().mode() == Mode.BACKFILL) return false;
      if (isOdd(3)) deed = approved(deed, broken);
      else if (isOdd(3)) deed = live(deed.act().occurredOn(), deed.order()).asHistory();
      else return false;
    }
    return false;
  }

  /** Null when it was recorded; otherwise the rule in the way. */
  private @Nullable Rule submit(List<Deed> deeds, List<Home> of) {
    try {
      List<UUID> ids = story.together(deeds.toArray(Deed[]::new));
      // One deed may be several facts, of which the first is its own.
      if (deeds.size() == 1) note(of.getFirst(), deeds.getFirst().order(), ids.getFirst());
      else {
        note(of.getFirst(), deeds.getFirst().order(), ids.getFirst());
        note(of.getLast(), deeds.getLast().order(), ids.getLast());
      }
      return null;
    } catch (Refused refused) {
      refusals.merge(refused.rule(), 1, Integer::sum);
      return refused.rule();
    } catch (AppendRefused | UnknownStream refused) {
      return Rule.NO_SUCH_STREAM;
    }
  }

  private Deed approved(Deed deed, Rule rule) {
    Act act = deed.act();
    List<SpecialApproval> approvals = new ArrayList<>(act.approvals());
    OfficerId authority = isOdd(10) ? act.actor().officer() : AUTHORITY;
    approvals.add(new SpecialApproval(rule, authority, any(List.of(OverrideReason.values()))));
    return new Deed(
        deed.order(),
        new Act(
            act.occurredOn(),
            act.actor(),
            act.signers(),
            act.basis(),
            act.evidence(),
            act.mode(),
            act.origin(),
            act.correlation(),
            act.causation(),
            approvals));
  }

  /** What the officers know of the household from now on. */
  private void note(Home home, Order order, UUID id) {
    switch (order) {
      case ApplyForRegister it -> {
        home.hasApplied = true;
        home.members.clear();
        Map<MemberId, String> who = new HashMap<>();
        for (Person each : it.members()) {
          home.members.add(each.member());
          who.put(each.member(), each.idNumber());
        }
        numbers.put(id, who);
        home.stage = 0;
      }
      case Deliberate _ -> home.stage++;
      case CrossCheck it -> home.hits += it.hits().size();
      case AddMember it -> {
        home.members.add(it.person().member());
        numbers.put(id, Map.of(it.person().member(), it.person().idNumber()));
      }
      case RemoveMember it -> home.members.remove(it.member());
      case CorrectMemberDetails it -> {
        if (it.field() == PersonalField.ID_NUMBER) numbers.put(id, Map.of(it.member(), it.value()));
      }
      case ReviewInVillage _ -> {
        home.subjects.put(NoticeKind.IDENTIFICATION_FIRST, id);
      }
      case AuditByTownship _ -> home.subjects.put(NoticeKind.IDENTIFICATION_SECOND, id);
      case ReviewByCounty _ -> home.subjects.put(NoticeKind.IDENTIFICATION, id);
      case ProposeExit _ -> home.subjects.put(NoticeKind.EXIT, id);
      case AdoptPlan it -> home.measures += it.forPersons().size() + it.forHousehold().size();
      case RevisePlan it ->
          home.measures += it.addForPersons().size() + it.addForHousehold().size();
      case PostNotice it -> {
        everPosted.add(it.notice());
        home.notices.put(it.kind(), it.notice());
        home.hanging = it.notice();
        home.closes = it.closes();
      }
      case Announce it -> {
        everPosted.add(it.notice());
        home.notices.put(it.kind(), it.notice());
      }
      case RaiseObjection it -> objections.merge(it.notice(), 1, Integer::sum);
      default -> {}
    }
    if (order instanceof RefuseIdentification || order instanceof RemoveHousehold) home.next = 0;
  }

  private @Nullable Deed deed(Home home, Step step) {
    HouseholdId id = home.id;
    if (!home.hasApplied && step != Step.APPLY) return null;
    return switch (step) {
      case APPLY ->
          told(
              new ApplyForRegister(
                  id, home.village, 3, family(), List.of(any(PovertyCause.values()))),
              CLERK);
      case SURVEY -> {
        int year = day.getYear() - random.nextInt(isOdd(8) ? 4 : 2);
        boolean onTheWayOut = home.next > home.way.indexOf(Step.IDENTIFY);
        long yuan = onTheWayOut != isOdd(8) ? 60_000 : 2_000;
        List<IncomePart> parts = new ArrayList<>();
        if (!isOdd(30)) parts.add(new IncomePart(IncomeKind.FARMING, Money.ofYuan(yuan)));
        if (isOdd(6)) parts.add(new IncomePart(IncomeKind.EXPECTED, Money.ofYuan(9_000)));
        yield told(
            new SurveyIncome(id, year, parts, isOdd(20) ? List.of() : List.of(CLERK)), CLERK);
      }
      case DELIBERATE -> {
        Deliberation[] all = Deliberation.values();
        Deliberation stage = isOdd(8) ? any(all) : all[Math.min(home.stage, all.length - 1)];
        int present = isOdd(8) ? 10 : 25;
        yield told(new Deliberate(id, stage, 30, present, present), CLERK, Capacity.REVIEW_CHAIR);
      }
      case CROSS_CHECK -> {
        List<CrossCheckHit> hits = new ArrayList<>();
        for (int i = random.nextInt(3); i > 0; i--)
          hits.add(
              new CrossCheckHit(
                  new HitId("%02d".formatted(home.hits + i)),
                  isOdd(3) ? anyMember(home) : null,
                  any(Signal.values())));
        yield told(new CrossCheck(id, List.of(any(CrossCheckSource.values())), hits), CLERK);
      }
      case SETTLE ->
          told(
              new SettleHit(
                  id,
                  new HitId("%02d".formatted(1 + random.nextInt(Math.max(1, home.hits)))),
                  any(HitOutcome.values())),
              CLERK,
              Capacity.INVESTIGATOR);
      case REVIEW -> {
        int yes = isOdd(7) ? 12 : 20;
        int present = isOdd(10) ? 24 : 31;
        yield told(
            new ReviewInVillage(id, 45, present, yes, present - yes, 0, null),
            CLERK,
            Capacity.REVIEW_CHAIR);
      }
      case POST_FIRST -> post(home, NoticeKind.IDENTIFICATION_FIRST);
      case POST_SECOND -> post(home, NoticeKind.IDENTIFICATION_SECOND);
      case POST_EXIT -> post(home, NoticeKind.EXIT);
      case ANNOUNCE -> announce(home);
      case OBJECT -> {
        NoticeId notice = anyNotice(home);
        if (notice == null) yield null;
        int number = objections.getOrDefault(notice, 0) + (isOdd(5) ? 0 : 1);
        yield told(
            new RaiseObjection(
                notice, new ObjectionId("%02d".formatted(number)), any(ObjectionGrounds.values())),
            CLERK);
      }
      case RESOLVE -> {
        NoticeId notice = anyNotice(home);
        if (notice == null) yield null;
        int number = Math.max(1, objections.getOrDefault(notice, 0));
        yield told(
            new ResolveObjection(
                notice,
                new ObjectionId("%02d".formatted(number)),
                isOdd(3),
                isOdd(8) ? List.of() : List.of(REVIEWER)),
            CLERK);
      }
      case CLOSE -> {
        NoticeId notice = isOdd(6) ? anyNotice(home) : home.hanging;
        yield notice == null ? null : told(new CloseNotice(notice), CLERK);
      }
      case AUDIT ->
          told(
              new AuditByTownship(id, result(), notice(home, NoticeKind.IDENTIFICATION_FIRST)),
              REVIEWER,
              Capacity.TOWNSHIP_AUDITOR);
      case COUNTY_REVIEW ->
          told(
              new ReviewByCounty(
                  id,
                  result(),
                  notice(
                      home,
                      home.hasTwoNotices()
                          ? NoticeKind.IDENTIFICATION_SECOND
                          : NoticeKind.IDENTIFICATION_FIRST)),
              APPROVER,
              Capacity.COUNTY_REVIEWER);
      case IDENTIFY ->
          told(
              new IdentifyHousehold(
                  id,
                  PovertyCause.ILLNESS,
                  isOdd(10) ? List.of(PovertyCause.ILLNESS) : List.of(PovertyCause.SCHOOLING),
                  HouseholdCategory.ORDINARY,
                  PovertyStandard.NATIONAL,
                  notice(home, NoticeKind.IDENTIFICATION),
                  any(IdentificationBasis.values()),
                  isOdd(2) ? any(ExceptionReason.values()) : null),
              APPROVER,
              Capacity.APPROVER,
              Capacity.SURVEYOR);
      case REFUSE ->
          isOdd(2)
              ? null
              : told(
                  new RefuseIdentification(id, any(Stage.values()), any(RefusalReason.values())),
                  CLERK);
      case DECLARE_KIN ->
          told(
              new DeclareKinship(
                  id,
                  anyMember(home),
                  any(List.of(CLERK, REVIEWER, HELPER)),
                  any(Kinship.values())),
              CLERK);
      case PAIR -> told(new Pair(HELPER, PairingScope.HOUSEHOLD, id.stream()), CLERK);
      case END_PAIRING ->
          told(
              new EndPairing(HELPER, PairingScope.HOUSEHOLD, id.stream(), any(EndReason.values())),
              CLERK);
      case ADOPT ->
          told(
              new AdoptPlan(
                  id, isOdd(12) ? CLERK : HELPER, forPersons(home), forHousehold(home), 2016),
              CLERK);
      case REVISE ->
          told(
              new RevisePlan(
                  id,
                  isOdd(3) ? forPersons(home) : List.of(),
                  isOdd(3) ? forHousehold(home) : List.of(),
                  isOdd(2) ? List.of() : List.of(measure(1 + random.nextInt(home.measures + 1))),
                  any(PlanRevisionReason.values()),
                  any(List.of(APPROVER, CLERK)),
                  2016),
              CLERK);
      case DELIVER ->
          told(
              new DeliverMeasure(
                  id,
                  measure(1 + random.nextInt(home.measures + 1)),
                  any(DeliveryResult.values()),
                  isOdd(5) ? null : anyMember(home)),
              CLERK);
      case JOIN ->
          told(new AddMember(id, person(nextMember(home)), any(JoinReason.values())), CLERK);
      case LEAVE -> told(new RemoveMember(id, anyMember(home), any(LeaveReason.values())), CLERK);
      case CORRECT ->
          told(
              new CorrectMemberDetails(
                  id,
                  anyMember(home),
                  isOdd(3) ? PersonalField.NAME : PersonalField.ID_NUMBER,
                  any(ID_NUMBERS)),
              CLERK);
      case PROPOSE ->
          told(
              new ProposeExit(
                  id,
                  day.getYear() - random.nextInt(2),
                  isOdd(10)
                      ? Guarantees.NONE
                      : new Guarantees(true, true, !isOdd(12), true, true, true)),
              CLERK);
      case VERIFY ->
          told(new VerifyExit(id, result()), CLERK, Capacity.VILLAGE_COMMITTEE, Capacity.WORK_TEAM);
      case GOVERNMENT_CONFIRMS ->
          told(new ConfirmExit(id, ConfirmingParty.GOVERNMENT, null), REVIEWER)
              .proven(Evidence.Kind.SIGNED_FORM);
      case HOUSEHOLD_CONFIRMS ->
          told(
                  new ConfirmExit(
                      id,
                      ConfirmingParty.HOUSEHOLD,
                      isOdd(20) ? null : new HouseholdSigner(anyMember(home), isOdd(4))),
                  CLERK)
              .proven(isOdd(10) ? Evidence.Kind.PHOTOGRAPH : Evidence.Kind.FINGERPRINT_FORM);
      case DISPUTE ->
          told(
              new DisputeExit(
                  id, new HouseholdSigner(anyMember(home), false), any(DisputeGrounds.values())),
              CLERK);
      case EXIT -> told(new ExitHousehold(id, notice(home, NoticeKind.EXIT)), APPROVER);
      case RELAPSE ->
          told(new RecordRelapse(id, any(PovertyCause.values()), PovertyStandard.NATIONAL), CLERK);
      case REVERIFY -> told(new Reverify(id, any(ReverificationOutcome.values())), CLERK);
      case REMOVE ->
          isOdd(2) ? null : told(new RemoveHousehold(id, any(RemovalReason.values())), APPROVER);
    };
  }

  /** By whom it should be, mostly; signed as it should be, mostly; and on about the day. */
  private Deed told(Order order, OfficerId officer, Capacity... capacities) {
    LocalDate on = isOdd(12) ? day.minusDays(1 + random.nextInt(40)) : day;
    Deed deed = live(on, order);
    if (!officer.equals(CLERK)) deed = deed.by(officer);
    if (isOdd(20)) deed = deed.by(any(List.of(CLERK, REVIEWER, APPROVER, HELPER)));
    if (!isOdd(15)) deed = deed.signed(capacities);
    return isOdd(4) ? deed.asHistory() : deed;
  }

  private Deed post(Home home, NoticeKind kind) {
    NoticeId notice = freshNotice();
    int days = isOdd(10) ? 3 : home.hasTwoNotices() ? 7 + random.nextInt(3) : 20;
    return told(
        new PostNotice(
            notice,
            isOdd(20) ? any(NoticeKind.values()) : kind,
            RegionLevel.VILLAGE,
            home.village,
            List.of(subject(home, kind)),
            List.of(home.village),
            day.plusDays(days),
            document()),
        CLERK);
  }

  private Deed announce(Home home) {
    NoticeKind kind =
        isOdd(8)
            ? any(List.of(NoticeKind.IDENTIFICATION_FIRST, NoticeKind.EXIT))
            : NoticeKind.IDENTIFICATION;
    return told(
        new Announce(
            freshNotice(),
            kind,
            RegionLevel.VILLAGE,
            home.village,
            List.of(subject(home, kind)),
            List.of(home.village),
            document()),
        CLERK);
  }

  private UUID subject(Home home, NoticeKind kind) {
    return isOdd(20)
        ? new UUID(1, random.nextInt(9))
        : home.subjects.getOrDefault(kind, new UUID(1, 1));
  }

  private NoticeId freshNotice() {
    return isOdd(30) && !everPosted.isEmpty()
        ? any(everPosted)
        : new NoticeId("GS-" + (everPosted.size() + 1));
  }

  private @Nullable NoticeId notice(Home home, NoticeKind kind) {
    if (isOdd(15)) return null;
    return isOdd(20) && !everPosted.isEmpty() ? any(everPosted) : home.notices.get(kind);
  }

  private @Nullable NoticeId anyNotice(Home home) {
    if (isOdd(2) || everPosted.isEmpty()) return home.hanging;
    return any(everPosted);
  }

  private static PublishedDocument document() {
    return new PublishedDocument(
        "公示", List.of("户主"), List.of(List.of("李**")), null, "mask-1", true, "5".repeat(64));
  }

  private ReviewResult result() {
    return isOdd(12) ? ReviewResult.REJECTED : ReviewResult.PASSED;
  }

  private List<PersonMeasure> forPersons(Home home) {
    List<PersonMeasure> measures = new ArrayList<>();
    for (MemberId member : home.members)
      if (!isOdd(12))
        measures.add(
            new PersonMeasure(
                measure(home.measures + measures.size() + 1),
                member,
                any(MeasureKind.values()),
                isOdd(2) ? EDUCATION : null));
    return measures;
  }

  private List<HouseholdMeasure> forHousehold(Home home) {
    int first = home.measures + home.members.size();
    List<MeasureKind> kinds =
        isOdd(8)
            ? List.of(MeasureKind.RELIEF, MeasureKind.RELIEF)
            : List.of(MeasureKind.INDUSTRY_SUPPORT, MeasureKind.SUBSISTENCE_ALLOWANCE);
    return List.of(
        new HouseholdMeasure(measure(first + 1), kinds.getFirst()),
        new HouseholdMeasure(measure(first + 2), kinds.getLast()));
  }

  private static MeasureId measure(int number) {
    return new MeasureId("%02d".formatted(Math.min(number, 999)));
  }

  private List<Person> family() {
    List<Person> family = new ArrayList<>();
    int size = isOdd(25) ? 0 : 1 + random.nextInt(3);
    for (int i = 1; i <= size; i++) family.add(person(new MemberId("%02d".formatted(i))));
    return family;
  }

  private Person person(MemberId member) {
    return new Person(member, any(Relationship.values()), "李某", any(ID_NUMBERS));
  }

  private MemberId nextMember(Home home) {
    return new MemberId("%02d".formatted(1 + home.members.size() + random.nextInt(4)));
  }

  private MemberId anyMember(Home home) {
    return isOdd(15) || home.members.isEmpty() ? new MemberId("07") : any(home.members);
  }

  private void pass() {
    day = day.plusDays(random.nextInt(8));
    if (day.isAfter(END)) day = LocalDate.of(2015, Month.JANUARY, 1).plusDays(random.nextInt(600));
  }

  private boolean isOdd(int oneOf) {
    return random.nextInt(oneOf) == 0;
  }

  @SafeVarargs
  private final <T> T any(T... of) {
    return of[random.nextInt(of.length)];
  }

  private <T> T any(List<T> of) {
    return of.get(random.nextInt(of.size()));
  }
}
