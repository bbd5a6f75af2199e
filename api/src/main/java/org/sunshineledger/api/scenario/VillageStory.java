package org.sunshineledger.api.scenario;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.sunshineledger.api.scenario.Family.Change;
import org.sunshineledger.api.scenario.Family.Fate;
import org.sunshineledger.ledger.duty.EndReason;
import org.sunshineledger.ledger.household.HouseholdOrder.AddMember;
import org.sunshineledger.ledger.household.HouseholdOrder.Person;
import org.sunshineledger.ledger.household.HouseholdOrder.RecordRelapse;
import org.sunshineledger.ledger.household.HouseholdOrder.RemoveHousehold;
import org.sunshineledger.ledger.household.HouseholdOrder.RemoveMember;
import org.sunshineledger.ledger.household.HouseholdOrder.Reverify;
import org.sunshineledger.ledger.household.JoinReason;
import org.sunshineledger.ledger.household.LeaveReason;
import org.sunshineledger.ledger.household.PovertyCause;
import org.sunshineledger.ledger.household.PovertyStandard;
import org.sunshineledger.ledger.household.RemovalReason;
import org.sunshineledger.ledger.household.ReverificationOutcome;
import org.sunshineledger.ledger.village.VillageOrder.ListVillage;

/** The history of one village and all its families, 2014 to October 2016. */
final class VillageStory {

  private static final LocalDate SURVEY_2015 = LocalDate.of(2015, 2, 1);
  private static final LocalDate DELIVERY_2015 = LocalDate.of(2015, 4, 1);
  private static final LocalDate PAYMENT_2015 = LocalDate.of(2015, 6, 20);
  private static final LocalDate OMITTED_APPLY = LocalDate.of(2015, 8, 10);
  private static final LocalDate REVERIFICATION = LocalDate.of(2015, 10, 20);
  private static final LocalDate EXITS_2015 = LocalDate.of(2015, 10, 26);
  private static final LocalDate SURVEY_2016 = LocalDate.of(2016, 3, 1);
  private static final LocalDate PLANS_2016 = LocalDate.of(2016, 4, 10);
  private static final LocalDate DELIVERY_2016 = LocalDate.of(2016, 5, 5);
  private static final LocalDate RELAPSES = LocalDate.of(2016, 6, 10);
  private static final LocalDate PAYMENT_2016 = LocalDate.of(2016, 6, 25);
  private static final LocalDate EXITS_2016 = LocalDate.of(2016, 7, 18);
  private static final LocalDate PENDING_2016 = LocalDate.of(2016, 9, 8);

  private final Setting setting;
  private final Hamlet hamlet;
  private final Incomes incomes;
  private final Assistance assistance;
  private final Payments payments;
  private final Exits exits;

  VillageStory(Setting setting) {
    this.setting = setting;
    this.hamlet = setting.hamlet;
    this.incomes = new Incomes(setting);
    this.assistance = new Assistance(setting);
    this.payments = new Payments(setting);
    this.exits = new Exits(setting);
  }

  void tell() {
    List<Family> fromTheStart = of(without(Fate.OMITTED_THEN_FOUND));
    List<Family> identified2014 = of(without(Fate.OMITTED_THEN_FOUND, Fate.REFUSED_2014));
    List<Family> omitted = of(Fate.OMITTED_THEN_FOUND);
    LocalDate begins = LocalDate.of(2014, 3, 10).plusDays(setting.random.nextInt(20));

    listVillage(begins.minusDays(20));
    new Identification(setting, incomes).tell(fromTheStart, begins, 2013, "2014");
    assist(identified2014, Identification.identifiedOn(begins));

    for (Family family : identified2014) {
      incomes.survey(
          family,
          SURVEY_2015.plusDays(setting.random.nextInt(25)),
          2014,
          family.fate() == Fate.EXITED_2015 ? above(3_000) : below());
      assistance.deliver(family, DELIVERY_2015, 1, Math.min(2, livingMembers(family)));
      assistance.payAllowance(family, DELIVERY_2015.plusDays(20));
    }
    changeMembers();
    payments.industryGrants(identified2014, PAYMENT_2015);
    new Identification(setting, incomes).tell(omitted, OMITTED_APPLY, 2014, "2015");
    reverify(identified2014, omitted);
    assist(omitted, Identification.identifiedOn(OMITTED_APPLY).plusDays(12));
    exits.tell(of(Fate.EXITED_2015), EXITS_2015, 2014, "2015");
    if (hamlet.block().movedTo() != null) moveHelpers();

    List<Family> onRegister =
        hamlet.families().stream().filter(f -> f.fate().isOnRegisterAtEndOf2015()).toList();
    for (Family family : onRegister) in2016(family);
    payments.industryGrants(onRegister, PAYMENT_2016);
    payments.yuluSubsidies(onRegister, PAYMENT_2016.plusDays(20));
    payments.postAccounts();
    new Works(setting).tell();
    exits.tell(of(Fate.EXITS_2016), EXITS_2016.plusDays(setting.random.nextInt(10)), 2015, "2016");
    for (Family family : of(Fate.EXIT_PENDING_2016)) exits.leavePending(family, PENDING_2016);
    for (Family family : of(Fate.DISPUTED_2016)) exits.dispute(family, PENDING_2016);
    relapse();
  }

  private void listVillage(LocalDate day) {
    setting.telling.tell(
        setting.countyApprover(day),
        day,
        new ListVillage(hamlet.code(), hamlet.level(), hamlet.ruralPopulation()));
  }

  /** 结对, then the plan; in one village in fifty the plan came first. */
  private void assist(List<Family> families, LocalDate identified) {
    boolean planFirst = hamlet.number() % 50 == 9;
    for (Family family : families) {
      LocalDate planned = identified.plusDays(18);
      assistance.pair(family, planFirst ? planned.plusDays(5) : identified.plusDays(8));
      assistance.adoptPlan(family, planned.plusDays(setting.random.nextInt(4)));
    }
  }

  private void changeMembers() {
    for (Family family : hamlet.families()) {
      Person newborn = family.newborn();
      if (newborn != null)
        setting.telling.tell(
            setting.clerk(),
            Incomes.CHANGES_OF_2015,
            new AddMember(family.id(), newborn, JoinReason.BIRTH));
      if (family.change() == Change.DEATH)
        setting.telling.tell(
            setting.clerk(),
            Incomes.CHANGES_OF_2015,
            new RemoveMember(family.id(), family.members().getLast().member(), LeaveReason.DEATH));
    }
  }

  /** 回头看、再核实. */
  private void reverify(List<Family> identified2014, List<Family> omitted) {
    for (Family family : identified2014) {
      boolean wrong = family.fate() == Fate.REMOVED_2015;
      setting.telling.tell(
          setting.townshipReviewer(),
          REVERIFICATION,
          new Reverify(
              family.id(),
              wrong ? ReverificationOutcome.WRONG_INCLUSION : ReverificationOutcome.CONFIRMED));
      if (!wrong) continue;
      LocalDate removed = REVERIFICATION.plusDays(3);
      setting.telling.tell(
          setting.countyApprover(removed),
          removed,
          new RemoveHousehold(family.id(), RemovalReason.NOT_ELIGIBLE_FROM_THE_START));
      assistance.endPairing(family, removed, EndReason.TERM_ENDED);
    }
    for (Family family : omitted)
      setting.telling.tell(
          setting.townshipReviewer(),
          REVERIFICATION,
          new Reverify(family.id(), ReverificationOutcome.OMISSION_REPAIRED));
  }

  /** In the last of 八千's villages the new helpers came three weeks late: a gap to be found. */
  private void moveHelpers() {
    List<Family> families =
        hamlet.families().stream().filter(f -> f.fate().isOnRegisterAtEndOf2015()).toList();
    LocalDate begins =
        hamlet.code().code().endsWith("03")
            ? Setting.TRANSFER_OF_BAQIAN.plusDays(21)
            : Setting.TRANSFER_OF_BAQIAN;
    assistance.pairAnew(families, Setting.TRANSFER_OF_BAQIAN, begins);
  }

  private void in2016(Family family) {
    boolean reached =
        family.fate() == Fate.REACHED
            || family.fate() == Fate.EXITS_2016
            || family.fate() == Fate.EXIT_PENDING_2016
            || family.fate() == Fate.DISPUTED_2016;
    incomes.survey(
        family,
        SURVEY_2016.plusDays(setting.random.nextInt(25)),
        2015,
        reached ? above(3_100) : below());
    assistance.revisePlan(family, PLANS_2016.plusDays(setting.random.nextInt(10)));
    int living = livingMembers(family);
    if (living >= 3) assistance.deliver(family, DELIVERY_2016, 3, living);
    int householdMeasure = family.members().size() + 1;
    assistance.deliver(family, DELIVERY_2016, householdMeasure, householdMeasure);
    if (!hamlet.block().still2016()
        && family.fate() == Fate.STAYS
        && living >= 4
        && setting.random.nextInt(25) == 0)
      setting.telling.tell(
          setting.clerk(),
          DELIVERY_2016.plusDays(45),
          new RemoveMember(
              family.id(), family.members().get(living - 1).member(), LeaveReason.MOVED));
  }

  /** One household of each village that finished first slipped back. */
  private void relapse() {
    if (!hamlet.block().name().equals("上街")) return;
    setting.telling.tell(
        setting.countyApprover(RELAPSES),
        RELAPSES,
        new RecordRelapse(
            of(Fate.EXITED_2015).getFirst().id(), PovertyCause.ILLNESS, PovertyStandard.CITY));
  }

  private int above(int yuan) {
    return yuan + setting.random.nextInt(1_500);
  }

  private int below() {
    return 1_700 + setting.random.nextInt(900);
  }

  private static int livingMembers(Family family) {
    return Assistance.livingMembers(family);
  }

  private List<Family> of(Fate... fates) {
    List<Fate> wanted = Arrays.asList(fates);
    return hamlet.families().stream().filter(f -> wanted.contains(f.fate())).toList();
  }

  private static Fate[] without(Fate... fates) {
    List<Fate> rest = new ArrayList<>(List.of(Fate.values()));
    rest.removeAll(List.of(fates));
    return rest.toArray(Fate[]::new);
  }
}
