package org.sunshineledger.ledger.household;

import static org.sunshineledger.ledger.Deed.APPROVER;
import static org.sunshineledger.ledger.Deed.CLERK;
import static org.sunshineledger.ledger.Deed.REVIEWER;
import static org.sunshineledger.ledger.Deed.live;
import static org.sunshineledger.ledger.household.LiFamily.APPLIED;
import static org.sunshineledger.ledger.household.LiFamily.HEAD;
import static org.sunshineledger.ledger.household.LiFamily.LI;
import static org.sunshineledger.ledger.household.LiFamily.STRANGER;
import static org.sunshineledger.ledger.household.LiFamily.applied;
import static org.sunshineledger.ledger.household.LiFamily.audited;
import static org.sunshineledger.ledger.household.LiFamily.countyReviewed;
import static org.sunshineledger.ledger.household.LiFamily.exitReviewed;
import static org.sunshineledger.ledger.household.LiFamily.onTheRegister;
import static org.sunshineledger.ledger.household.LiFamily.onTheWayOut;
import static org.sunshineledger.ledger.household.LiFamily.reviewed;
import static org.sunshineledger.ledger.household.LiFamily.surveyed;
import static org.sunshineledger.ledger.household.LiFamily.then;
import static org.sunshineledger.ledger.household.LiFamily.verified;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.sunshineledger.ledger.Deed;
import org.sunshineledger.ledger.EmptyVault;
import org.sunshineledger.ledger.Judging;
import org.sunshineledger.ledger.fact.MemberId;
import org.sunshineledger.ledger.fact.OfficerId;
import org.sunshineledger.ledger.household.HouseholdEvent.KinshipDeclared;
import org.sunshineledger.ledger.household.HouseholdOrder.DeclareKinship;
import org.sunshineledger.ledger.household.LiFamily.World;
import org.sunshineledger.ledger.rules.Rule;

/** 优亲厚友: the statute does not void the vote of a relative, so it is recorded and flagged. */
@DisplayName("亲属回避")
class KinshipTest {

  private final Judging<Household> household =
      Judging.of(Household.class, World.usual(), EmptyVault.create());

  private static Deed declare(MemberId member, OfficerId officer) {
    return live(APPLIED, new DeclareKinship(LI, member, officer, Kinship.SIBLING));
  }

  private static Deed declared(OfficerId officer) {
    return declare(HEAD, officer);
  }

  private static OfficerId signerOf(Deed deed) {
    return deed.act().signers().getFirst().officer();
  }

  private void flagsRelatives(Deed deed, OfficerId recorder, Deed... before) {
    household.given(before).when(deed).isRecorded();
    household.given(then(before, declared(new OfficerId("OF-9")))).when(deed).isRecorded();
    household
        .given(then(before, declared(signerOf(deed))))
        .when(deed)
        .isRecordedInBreachOf(Rule.RELATIVE_SIGNED);
    household
        .given(then(before, declared(recorder)))
        .when(deed)
        .isRecordedInBreachOf(Rule.RELATIVE_SIGNED);
    household
        .given(then(before, declared(recorder)))
        .when(deed.asHistory())
        .isRecordedInBreachOf(Rule.RELATIVE_SIGNED);
  }

  @Test
  void isDeclaredOfAMember() {
    household
        .given(applied())
        .when(declared(CLERK))
        .records(new KinshipDeclared(LI, HEAD, CLERK, Kinship.SIBLING));
    household.given(applied()).when(declare(STRANGER, CLERK)).isRefusedFor(Rule.MEMBER_UNKNOWN);
  }

  @Test
  void isAskedForInTheVillage() {
    flagsRelatives(reviewed(), CLERK, applied(), surveyed());
  }

  @Test
  void isAskedForInTheTownship() {
    flagsRelatives(audited(), REVIEWER, applied(), surveyed(), reviewed());
  }

  @Test
  void isAskedForInTheCounty() {
    flagsRelatives(countyReviewed(), APPROVER, applied(), surveyed(), reviewed(), audited());
  }

  @Test
  void isAskedForAtTheReviewAndTheVerificationOfAnExit() {
    flagsRelatives(exitReviewed(), CLERK, onTheRegister());
    flagsRelatives(verified(), CLERK, onTheWayOut());
  }
}
