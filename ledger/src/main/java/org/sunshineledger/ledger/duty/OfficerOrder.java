package org.sunshineledger.ledger.duty;

import java.time.LocalDate;
import org.sunshineledger.ledger.fact.HouseholdId;
import org.sunshineledger.ledger.fact.OfficerId;
import org.sunshineledger.ledger.fact.Order;
import org.sunshineledger.ledger.fact.Post;
import org.sunshineledger.ledger.fact.RegionCode;

/** What can be ordered of an officer. */
public sealed interface OfficerOrder extends Order {

  OfficerId officer();

  @Override
  default String stream() {
    return officer().stream();
  }

  record RegisterOfficer(OfficerId officer, String name) implements OfficerOrder {}

  record TakePost(OfficerId officer, Post post, String office, RegionCode region)
      implements OfficerOrder {
    public TakePost {
      if (post == Post.PUBLIC) throw new IllegalArgumentException("the public holds no post");
    }
  }

  record LeavePost(OfficerId officer, Post post, RegionCode region, EndReason reason)
      implements OfficerOrder {}

  record SignPledge(
      OfficerId officer,
      Post fromPost,
      Post toPost,
      RegionCode region,
      LocalDate until,
      int exitTargetPersons)
      implements OfficerOrder {}

  /** {@code target} is a stream: {@code household/…}, {@code village/…} or {@code region/…}. */
  record Pair(OfficerId officer, PairingScope scope, String target) implements OfficerOrder {
    public Pair {
      scope.requireTarget(target);
    }
  }

  record EndPairing(OfficerId officer, PairingScope scope, String target, EndReason reason)
      implements OfficerOrder {
    public EndPairing {
      scope.requireTarget(target);
    }
  }

  /** 走访: the officer was with the household on the day of the act. */
  record RecordVisit(OfficerId officer, HouseholdId household, VisitPurpose purpose)
      implements OfficerOrder {}

  record PostFirstSecretary(OfficerId officer, String sendingOffice, RegionCode village)
      implements OfficerOrder {}

  record RecallFirstSecretary(OfficerId officer, RegionCode village, EndReason reason)
      implements OfficerOrder {}
}
