package org.sunshineledger.ledger.household;

import static org.assertj.core.api.Assertions.assertThat;
import static org.sunshineledger.ledger.Deed.APPROVER;
import static org.sunshineledger.ledger.Deed.HELPER;
import static org.sunshineledger.ledger.Deed.REVIEWER;
import static org.sunshineledger.ledger.Deed.live;
import static org.sunshineledger.ledger.fact.Signer.Capacity.REVIEW_CHAIR;
import static org.sunshineledger.ledger.household.LiFamily.APPLIED;
import static org.sunshineledger.ledger.household.LiFamily.FIRST;
import static org.sunshineledger.ledger.household.LiFamily.LI;
import static org.sunshineledger.ledger.household.LiFamily.REVIEWED;
import static org.sunshineledger.ledger.household.LiFamily.SURVEYED;
import static org.sunshineledger.ledger.household.LiFamily.applied;
import static org.sunshineledger.ledger.household.LiFamily.audited;
import static org.sunshineledger.ledger.household.LiFamily.earned;
import static org.sunshineledger.ledger.household.LiFamily.reviewed;
import static org.sunshineledger.ledger.household.LiFamily.survey;
import static org.sunshineledger.ledger.household.LiFamily.surveyed;

import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.sunshineledger.ledger.Deed;
import org.sunshineledger.ledger.Judging;
import org.sunshineledger.ledger.Story;
import org.sunshineledger.ledger.duty.OfficerOrder.RegisterOfficer;
import org.sunshineledger.ledger.duty.OfficerOrder.TakePost;
import org.sunshineledger.ledger.fact.Fact;
import org.sunshineledger.ledger.fact.OverrideReason;
import org.sunshineledger.ledger.fact.Post;
import org.sunshineledger.ledger.household.HouseholdEvent.RuleOverridden;
import org.sunshineledger.ledger.household.HouseholdEvent.TownshipAudited;
import org.sunshineledger.ledger.household.HouseholdOrder.ReviewInVillage;
import org.sunshineledger.ledger.rules.Rule;

/** A named authority lets one rule be broken by one live order, and answers for it. */
@DisplayName("特批")
class SpecialApprovalTest {

  private final Story story = new Story();

  @BeforeEach
  void reviewedButNeverPosted() {
    story.tell(applied(), surveyed(), reviewed());
  }

  @AfterEach
  void close() {
    story.close();
  }

  private static Deed auditedUnheard() {
    return audited().approved(Rule.FIRST_NOTICE_NOT_CLEAN, APPROVER);
  }

  @Test
  void becomesAFactAfterTheOneItWasGivenFor() {
    story.refuses(audited(), Rule.FIRST_NOTICE_NOT_CLEAN);
    story.tell(auditedUnheard());

    List<Fact> facts = story.lastFacts(2);
    assertThat(facts)
        .extracting(Fact::event)
        .containsExactly(
            new TownshipAudited(LI, ReviewResult.PASSED, FIRST),
            new RuleOverridden(
                LI, "FIRST_NOTICE_NOT_CLEAN", APPROVER, OverrideReason.HIGHER_DECISION));
    assertThat(facts.getFirst().envelope().breaches()).containsExactly("FIRST_NOTICE_NOT_CLEAN");
    assertThat(facts.getLast().envelope().breaches()).isEmpty();
  }

  @Test
  void isUsedUpByItsOrder() {
    story.tell(auditedUnheard());

    story.refuses(audited(), Rule.FIRST_NOTICE_NOT_CLEAN);
  }

  @Test
  void isOfTheNamedRuleAndOfNoOther() {
    story.refuses(audited().approved(Rule.NOT_REVIEWED, APPROVER), Rule.FIRST_NOTICE_NOT_CLEAN);
    story.refuses(
        auditedUnheard().by(APPROVER).approved(Rule.FIRST_NOTICE_NOT_CLEAN, REVIEWER),
        Rule.NOT_THE_DECIDING_LEVEL);
  }

  @Test
  void isNotGivenWhereNothingIsBroken() {
    story.refuses(reviewed().approved(Rule.NOT_SURVEYED, APPROVER), Rule.APPROVAL_NOT_NEEDED);
  }

  @Test
  void isNotNeededForWhatPassesAnyhow() {
    story.refuses(
        survey(SURVEYED, 2009, earned(5_000)).approved(Rule.LINE_OF_ANOTHER_YEAR, APPROVER),
        Rule.APPROVAL_NOT_NEEDED);
    story.refuses(
        audited().asHistory().approved(Rule.FIRST_NOTICE_NOT_CLEAN, APPROVER),
        Rule.APPROVAL_NOT_NEEDED);
  }

  @Test
  void isNotGivenByWhoRecordsIt() {
    story.refuses(
        audited().approved(Rule.FIRST_NOTICE_NOT_CLEAN, REVIEWER), Rule.APPROVER_IS_RECORDER);
  }

  @Test
  void makesNothingTrueThatCannotBe() {
    Deed moreVotesThanVoters =
        live(REVIEWED, new ReviewInVillage(LI, 45, 30, 30, 1, 0, null)).signed(REVIEW_CHAIR);

    story.refuses(
        moreVotesThanVoters.approved(Rule.VOTES_DO_NOT_ADD_UP, APPROVER), Rule.VOTES_DO_NOT_ADD_UP);
  }

  @Test
  void isNotToBeHadForPostsAndPairings() {
    Deed taken = live(APPLIED, new TakePost(HELPER, Post.OFFICIAL, "新郑市财政局", Judging.COUNTY));
    story.tell(live(APPLIED, new RegisterOfficer(HELPER, "王某")), taken);

    story.refuses(taken, Rule.POST_ALREADY_HELD);
    story.refuses(taken.approved(Rule.POST_ALREADY_HELD, APPROVER), Rule.NO_APPROVAL_HERE);
  }
}
