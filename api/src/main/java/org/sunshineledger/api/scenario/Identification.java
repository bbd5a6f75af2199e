package org.sunshineledger.api.scenario;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.sunshineledger.api.scenario.Family.Fate;
import org.sunshineledger.ledger.fact.Evidence;
import org.sunshineledger.ledger.fact.HouseholdId;
import org.sunshineledger.ledger.fact.NoticeId;
import org.sunshineledger.ledger.fact.Post;
import org.sunshineledger.ledger.fact.Signer;
import org.sunshineledger.ledger.fact.Signer.Capacity;
import org.sunshineledger.ledger.household.CrossCheckHit;
import org.sunshineledger.ledger.household.CrossCheckSource;
import org.sunshineledger.ledger.household.ExceptionReason;
import org.sunshineledger.ledger.household.HitId;
import org.sunshineledger.ledger.household.HitOutcome;
import org.sunshineledger.ledger.household.HouseholdCategory;
import org.sunshineledger.ledger.household.HouseholdOrder.ApplyForRegister;
import org.sunshineledger.ledger.household.HouseholdOrder.AuditByTownship;
import org.sunshineledger.ledger.household.HouseholdOrder.CrossCheck;
import org.sunshineledger.ledger.household.HouseholdOrder.DeclareKinship;
import org.sunshineledger.ledger.household.HouseholdOrder.IdentifyHousehold;
import org.sunshineledger.ledger.household.HouseholdOrder.RefuseIdentification;
import org.sunshineledger.ledger.household.HouseholdOrder.ReviewByCounty;
import org.sunshineledger.ledger.household.HouseholdOrder.ReviewInVillage;
import org.sunshineledger.ledger.household.HouseholdOrder.SettleHit;
import org.sunshineledger.ledger.household.IdentificationBasis;
import org.sunshineledger.ledger.household.Kinship;
import org.sunshineledger.ledger.household.PovertyCause;
import org.sunshineledger.ledger.household.PovertyStandard;
import org.sunshineledger.ledger.household.RefusalReason;
import org.sunshineledger.ledger.household.ReviewResult;
import org.sunshineledger.ledger.household.Stage;
import org.sunshineledger.ledger.notice.NoticeKind;
import org.sunshineledger.ledger.notice.NoticeOrder.RaiseObjection;
import org.sunshineledger.ledger.notice.NoticeOrder.ResolveObjection;
import org.sunshineledger.ledger.notice.ObjectionGrounds;
import org.sunshineledger.ledger.notice.ObjectionId;
import org.sunshineledger.ledger.rules.ExclusionSignals.Signal;

/** 两公示一公告: from application to identification, for all families of a village at once. */
final class Identification {

  private final Setting setting;
  private final Incomes incomes;
  private final Map<HouseholdId, UUID> reviews = new HashMap<>();
  private final Map<HouseholdId, UUID> audits = new HashMap<>();
  private final Map<HouseholdId, UUID> countyReviews = new HashMap<>();

  Identification(Setting setting, Incomes incomes) {
    this.setting = setting;
    this.incomes = incomes;
  }

  /** The day on which {@link #tell} with the same first day has them identified. */
  static LocalDate identifiedOn(LocalDate firstDay) {
    return firstDay.plusDays(62);
  }

  void tell(List<Family> families, LocalDate firstDay, int incomeYear, String round) {
    if (families.isEmpty()) return;
    LocalDate reviewed = firstDay.plusDays(16);
    for (Family family : families) {
      apply(family, firstDay.plusDays(setting.random.nextInt(8)));
      incomes.survey(
          family,
          firstDay.plusDays(10L + setting.random.nextInt(4)),
          incomeYear,
          1_500 + setting.random.nextInt(1_000));
      reviewInVillage(family, reviewed);
    }
    lookInto(families.getFirst(), reviewed);
    List<Family> accepted =
        families.stream().filter(family -> family.fate() != Fate.REFUSED_2014).toList();
    NoticeId first =
        notice(accepted, reviewed.plusDays(1), NoticeKind.IDENTIFICATION_FIRST, "SB1-" + round);
    LocalDate audited = setting.closedAfter(reviewed.plusDays(1)).plusDays(3);
    for (Family family : accepted) auditByTownship(family, audited, first);
    NoticeId second =
        notice(accepted, audited.plusDays(1), NoticeKind.IDENTIFICATION_SECOND, "SB2-" + round);
    LocalDate countyReviewed = setting.closedAfter(audited.plusDays(1)).plusDays(10);
    for (Family family : accepted) reviewByCounty(family, countyReviewed, second);
    identify(families, accepted, identifiedOn(firstDay), "SBGG-" + round);
  }

  private void apply(Family family, LocalDate day) {
    setting.telling.tell(
        setting.clerk(),
        day,
        List.of(),
        List.of(setting.telling.paper(Evidence.Kind.APPLICATION_FORM, family.id() + "/form")),
        new ApplyForRegister(
            family.id(), setting.village(), family.group(), family.members(), causes(family)));
  }

  /**
   * 数据比对 of one household in every sixth village: a car is registered there, which is looked into;
   * in every ninth, a member turns out to be a near relative of the village's secretary.
   */
  private void lookInto(Family family, LocalDate reviewed) {
    int village = setting.hamlet.number();
    if (village % 6 == 2) {
      HitId hit = new HitId("01");
      setting.telling.tell(
          setting.townshipReviewer(),
          reviewed.minusDays(3),
          new CrossCheck(
              family.id(),
              List.of(CrossCheckSource.VEHICLES, CrossCheckSource.BUSINESSES),
              List.of(new CrossCheckHit(hit, family.head().member(), Signal.FAMILY_CAR))));
      setting.telling.tell(
          setting.townshipReviewer(),
          reviewed.minusDays(1),
          List.of(new Signer(setting.townshipReviewer().officer(), Capacity.INVESTIGATOR)),
          List.of(),
          new SettleHit(family.id(), hit, outcomeIn(village)));
    }
    if (village % 9 == 4)
      setting.telling.tell(
          setting.clerk(),
          reviewed.minusDays(2),
          new DeclareKinship(
              family.id(),
              family.head().member(),
              setting.villageOfficer(Post.VILLAGE_SECRETARY).officer(),
              Kinship.SIBLING));
  }

  /** In one of three the car is the household's own. */
  private static HitOutcome outcomeIn(int village) {
    return switch (village % 18) {
      case 2 -> HitOutcome.CONFIRMED;
      case 8 -> HitOutcome.REFUTED;
      default -> HitOutcome.EXPLAINED;
    };
  }

  /** 慎重识别: the car is an old tricycle the family lives by; two officers sign for it. */
  private boolean isException(Family family, List<Family> families) {
    return family.id().equals(families.getFirst().id())
        && setting.hamlet.number() % 6 == 2
        && outcomeIn(setting.hamlet.number()) == HitOutcome.CONFIRMED;
  }

  private void reviewInVillage(Family family, LocalDate day) {
    int eligible = 60 + setting.random.nextInt(30);
    int present =
        setting.reviewsWithoutQuorum
            ? eligible / 2
            : eligible - setting.random.nextInt(eligible / 4);
    int abstain = setting.random.nextInt(4);
    int no = setting.random.nextInt(6);
    boolean votedDown = family.fate() == Fate.REFUSED_2014;
    if (votedDown) no = present * 2 / 3;
    int votesNo = no;
    Evidence minutes = setting.telling.paper(Evidence.Kind.MINUTES, "review/" + day);
    List<Signer> signers =
        List.of(
            new Signer(
                setting.villageOfficer(Post.VILLAGE_SECRETARY).officer(), Capacity.REVIEW_CHAIR),
            new Signer(
                setting.villageOfficer(Post.VILLAGE_COMMITTEE_HEAD).officer(),
                Capacity.MINUTE_TAKER));
    setting.telling.plan(
        day,
        batch ->
            reviews.put(
                family.id(),
                batch
                    .submit(
                        new ReviewInVillage(
                            family.id(),
                            eligible,
                            present,
                            present - abstain - votesNo,
                            votesNo,
                            abstain,
                            minutes.sha256()),
                        setting.telling.act(setting.clerk(), day, signers, List.of(minutes)))
                    .getLast()));
    if (votedDown)
      setting.telling.tell(
          setting.clerk(),
          day.plusDays(1),
          new RefuseIdentification(family.id(), Stage.VILLAGE_REVIEW, RefusalReason.VOTED_DOWN));
  }

  private NoticeId notice(List<Family> families, LocalDate opens, NoticeKind kind, String matter) {
    NoticeId notice = setting.noticeId(matter);
    boolean isFirst = kind == NoticeKind.IDENTIFICATION_FIRST;
    setting.post(
        isFirst ? setting.clerk() : setting.townshipReviewer(),
        opens,
        notice,
        kind,
        () -> subjects(families, isFirst ? reviews : audits),
        setting.document(
            notice,
            isFirst ? "贫困户识别第一次公示" : "贫困户识别第二次公示",
            List.of("村民组", "户主", "人数"),
            rows(families),
            null));
    if (isFirst && setting.hamlet.number() % 6 == 1) objectInVain(notice, opens);
    return notice;
  }

  /** A neighbour objects, the township looks into it and finds nothing. */
  private void objectInVain(NoticeId notice, LocalDate opens) {
    ObjectionId objection = new ObjectionId("01");
    setting.telling.tell(
        setting.clerk(),
        opens.plusDays(1),
        new RaiseObjection(notice, objection, ObjectionGrounds.INCOME_TOO_HIGH));
    setting.telling.tell(
        setting.townshipReviewer(),
        opens.plusDays(3),
        new ResolveObjection(
            notice,
            objection,
            false,
            List.of(setting.townshipReviewer().officer(), setting.townshipSecretary())));
  }

  private void auditByTownship(Family family, LocalDate day, NoticeId first) {
    List<Signer> signers =
        List.of(new Signer(setting.townshipReviewer().officer(), Capacity.TOWNSHIP_AUDITOR));
    setting.telling.plan(
        day,
        batch ->
            audits.put(
                family.id(),
                batch
                    .submit(
                        new AuditByTownship(family.id(), ReviewResult.PASSED, first),
                        setting.telling.act(setting.townshipReviewer(), day, signers, List.of()))
                    .getLast()));
  }

  private void reviewByCounty(Family family, LocalDate day, NoticeId second) {
    List<Signer> signers =
        List.of(new Signer(setting.countyApprover(day).officer(), Capacity.COUNTY_REVIEWER));
    setting.telling.plan(
        day,
        batch ->
            countyReviews.put(
                family.id(),
                batch
                    .submit(
                        new ReviewByCounty(family.id(), ReviewResult.PASSED, second),
                        setting.telling.act(setting.countyApprover(day), day, signers, List.of()))
                    .getLast()));
  }

  private void identify(List<Family> applied, List<Family> families, LocalDate day, String matter) {
    NoticeId announcement = setting.noticeId(matter);
    setting.announce(
        setting.countyApprover(day),
        day,
        announcement,
        NoticeKind.IDENTIFICATION,
        () -> subjects(families, countyReviews),
        setting.document(
            announcement, "贫困户认定公告", List.of("村民组", "户主", "人数"), rows(families), null));
    for (Family family : families) {
      List<PovertyCause> causes = causes(family);
      boolean exception = isException(family, applied);
      setting.telling.tell(
          setting.countyApprover(day),
          day,
          exception ? signedByTwo(day) : List.of(),
          List.of(),
          new IdentifyHousehold(
              family.id(),
              causes.getFirst(),
              causes.subList(1, causes.size()),
              HouseholdCategory.ORDINARY,
              PovertyStandard.NATIONAL,
              announcement,
              IdentificationBasis.INCOME,
              exception ? ExceptionReason.MEANS_OF_LIVELIHOOD : null));
    }
  }

  private List<Signer> signedByTwo(LocalDate day) {
    return List.of(
        new Signer(setting.countyApprover(day).officer(), Capacity.APPROVER),
        new Signer(setting.townshipReviewer().officer(), Capacity.INVESTIGATOR));
  }

  private static List<PovertyCause> causes(Family family) {
    return family.group() == 1 && family.cause() != PovertyCause.LACK_OF_FUNDS
        ? List.of(family.cause(), PovertyCause.LACK_OF_FUNDS)
        : List.of(family.cause());
  }

  private static List<UUID> subjects(List<Family> families, Map<HouseholdId, UUID> facts) {
    List<UUID> subjects = new ArrayList<>(families.size());
    for (Family family : families) {
      UUID fact = facts.get(family.id());
      if (fact == null)
        throw new IllegalStateException("nothing was decided yet about " + family.id());
      subjects.add(fact);
    }
    return subjects;
  }

  static List<List<String>> rows(List<Family> families) {
    return families.stream()
        .map(family ->
            Stream.of(
                    family.group() + "组",
                    Setting.masked(family),
                    String.valueOf(family.members().size()))
                .toList())
        .toList();
  }
}
