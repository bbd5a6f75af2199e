package org.sunshineledger.api.scenario;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.sunshineledger.ledger.fact.Actor;
import org.sunshineledger.ledger.fact.Evidence;
import org.sunshineledger.ledger.fact.HouseholdId;
import org.sunshineledger.ledger.fact.NoticeId;
import org.sunshineledger.ledger.fact.Post;
import org.sunshineledger.ledger.fact.Signer;
import org.sunshineledger.ledger.fact.Signer.Capacity;
import org.sunshineledger.ledger.household.ConfirmingParty;
import org.sunshineledger.ledger.household.DisputeGrounds;
import org.sunshineledger.ledger.household.Guarantees;
import org.sunshineledger.ledger.household.HouseholdOrder.ConfirmExit;
import org.sunshineledger.ledger.household.HouseholdOrder.DisputeExit;
import org.sunshineledger.ledger.household.HouseholdOrder.ExitHousehold;
import org.sunshineledger.ledger.household.HouseholdOrder.ProposeExit;
import org.sunshineledger.ledger.household.HouseholdOrder.ReviewInVillage;
import org.sunshineledger.ledger.household.HouseholdOrder.VerifyExit;
import org.sunshineledger.ledger.household.HouseholdSigner;
import org.sunshineledger.ledger.household.ReviewResult;
import org.sunshineledger.ledger.notice.NoticeKind;

/** 退出: proposed, verified, confirmed by office and household, posted, announced. */
final class Exits {

  private static final Guarantees ALL = new Guarantees(true, true, true, true, true, true);
  private static final Guarantees HOUSING_UNSAFE =
      new Guarantees(true, true, true, true, false, true);

  private final Setting setting;
  private final Map<HouseholdId, UUID> proposals = new HashMap<>();

  Exits(Setting setting) {
    this.setting = setting;
  }

  /** The whole way, all families of the village together. */
  void tell(List<Family> families, LocalDate firstDay, int incomeYear, String round) {
    if (families.isEmpty()) return;
    boolean hurried = incomeYear == 2014;
    for (Family family : families) {
      // 2015 was hurried: here and there income alone was looked at, or the household not asked.
      boolean incomeOnly = hurried && setting.random.nextInt(45) == 0;
      boolean notAsked = hurried && setting.random.nextInt(60) == 0;
      boolean oneRecorder = !hurried && setting.random.nextInt(80) == 0;
      propose(family, firstDay, incomeYear, incomeOnly ? HOUSING_UNSAFE : ALL);
      verify(family, firstDay.plusDays(8));
      confirmForGovernment(family, firstDay.plusDays(14));
      if (!notAsked)
        confirmForHousehold(
            family,
            firstDay.plusDays(16),
            oneRecorder ? setting.townshipReviewer() : setting.clerk());
    }
    LocalDate posted = firstDay.plusDays(20);
    NoticeId notice = setting.noticeId("TC-" + round);
    List<List<String>> rows = Identification.rows(families);
    setting.post(
        setting.clerk(),
        posted,
        notice,
        NoticeKind.EXIT,
        () -> subjects(families),
        setting.document(notice, "贫困户退出公示", List.of("村民组", "户主", "人数"), rows, null));
    LocalDate announced = setting.closedAfter(posted).plusDays(6);
    NoticeId announcement = setting.noticeId("TCGG-" + round);
    setting.announce(
        setting.countyApprover(announced),
        announced,
        announcement,
        NoticeKind.EXIT,
        () -> subjects(families),
        setting.document(announcement, "贫困户退出公告", List.of("村民组", "户主", "人数"), rows, null));
    for (Family family : families)
      setting.telling.tell(
          setting.countyApprover(announced), announced, new ExitHousehold(family.id(), notice));
  }

  /** The office has confirmed, the household has not been asked yet. */
  void leavePending(Family family, LocalDate firstDay) {
    propose(family, firstDay, 2015, ALL);
    verify(family, firstDay.plusDays(8));
    confirmForGovernment(family, firstDay.plusDays(14));
  }

  void dispute(Family family, LocalDate firstDay) {
    leavePending(family, firstDay);
    LocalDate day = firstDay.plusDays(17);
    setting.telling.tell(
        setting.clerk(),
        day,
        List.of(),
        List.of(setting.telling.paper(Evidence.Kind.SIGNED_FORM, family.id() + "/dispute")),
        new DisputeExit(
            family.id(),
            new HouseholdSigner(family.head().member(), false),
            DisputeGrounds.INCOME_NOT_REACHED));
  }

  /** 民主评议 of the exit, a few days before it is proposed (厅字〔2016〕16号). */
  private void review(Family family, LocalDate day) {
    int eligible = 60 + setting.random.nextInt(30);
    int present = eligible - setting.random.nextInt(eligible / 4);
    int no = setting.random.nextInt(6);
    Evidence minutes = setting.telling.paper(Evidence.Kind.MINUTES, "exit-review/" + day);
    setting.telling.tell(
        setting.clerk(),
        day,
        List.of(
            new Signer(
                setting.villageOfficer(Post.VILLAGE_SECRETARY).officer(), Capacity.REVIEW_CHAIR)),
        List.of(minutes),
        new ReviewInVillage(family.id(), eligible, present, present - no, no, 0, minutes.sha256()));
  }

  private void propose(Family family, LocalDate day, int incomeYear, Guarantees guarantees) {
    review(family, day.minusDays(2));
    setting.telling.plan(
        day,
        batch ->
            proposals.put(
                family.id(),
                batch
                    .submit(
                        new ProposeExit(family.id(), incomeYear, guarantees),
                        setting.telling.act(setting.clerk(), day, List.of(), List.of()))
                    .getLast()));
  }

  private void verify(Family family, LocalDate day) {
    setting.telling.tell(
        setting.clerk(),
        day,
        List.of(
            new Signer(
                setting.villageOfficer(Post.VILLAGE_COMMITTEE_HEAD).officer(),
                Capacity.VILLAGE_COMMITTEE),
            new Signer(
                setting.villageOfficer(Post.WORK_TEAM_MEMBER).officer(), Capacity.WORK_TEAM)),
        List.of(),
        new VerifyExit(family.id(), ReviewResult.PASSED));
  }

  private void confirmForGovernment(Family family, LocalDate day) {
    setting.telling.tell(
        setting.townshipReviewer(),
        day,
        List.of(new Signer(setting.townshipReviewer().officer(), Capacity.APPROVER)),
        List.of(
            setting.telling.paper(Evidence.Kind.SIGNED_FORM, family.id() + "/government/" + day)),
        new ConfirmExit(family.id(), ConfirmingParty.GOVERNMENT, null));
  }

  private void confirmForHousehold(Family family, LocalDate day, Actor recorder) {
    setting.telling.tell(
        recorder,
        day,
        List.of(),
        List.of(
            setting.telling.paper(
                Evidence.Kind.FINGERPRINT_FORM, family.id() + "/household/" + day)),
        new ConfirmExit(
            family.id(),
            ConfirmingParty.HOUSEHOLD,
            new HouseholdSigner(family.head().member(), false)));
  }

  private List<UUID> subjects(List<Family> families) {
    List<UUID> subjects = new ArrayList<>(families.size());
    for (Family family : families) {
      UUID proposal = proposals.get(family.id());
      if (proposal == null) throw new IllegalStateException("no exit proposed: " + family.id());
      subjects.add(proposal);
    }
    return subjects;
  }
}
