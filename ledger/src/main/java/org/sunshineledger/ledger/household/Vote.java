package org.sunshineledger.ledger.household;

import org.sunshineledger.ledger.household.HouseholdEvent.VillageReviewed;
import org.sunshineledger.ledger.rules.Majority;
import org.sunshineledger.ledger.rules.Rule;
import org.sunshineledger.ledger.rules.Ruling;

/** 民主评议: a vote of the village, and the step it stands for. */
record Vote(Taken step, int present, int yes) {

  static final Vote NONE = new Vote(Taken.NOT_YET, 0, 0);

  static boolean addsUp(VillageReviewed votes) {
    return votes.yes() >= 0
        && votes.no() >= 0
        && votes.abstain() >= 0
        && votes.present() <= votes.eligible()
        && (long) votes.yes() + votes.no() + votes.abstain() == votes.present();
  }

  boolean isTakenBy(Ruling ruling) {
    return step.isTakenBy(ruling.day());
  }

  /** Whether it was won, by the rules of its own day; so is a vote that was not taken. */
  boolean isWon(Ruling ruling) {
    return !isTakenBy(ruling)
        || ruling.meets(
            Rule.REVIEW_WITHOUT_MAJORITY,
            Majority.class,
            step.on(),
            majority -> majority.isReached(present, yes));
  }
}
