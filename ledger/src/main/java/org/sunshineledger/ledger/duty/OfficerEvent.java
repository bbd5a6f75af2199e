package org.sunshineledger.ledger.duty;

import java.time.LocalDate;
import org.sunshineledger.ledger.fact.Event;
import org.sunshineledger.ledger.fact.FactType;
import org.sunshineledger.ledger.fact.HouseholdId;
import org.sunshineledger.ledger.fact.OfficerId;
import org.sunshineledger.ledger.fact.Post;
import org.sunshineledger.ledger.fact.RegionCode;
import org.sunshineledger.ledger.fact.Visibility;

/**
 * Everything that can be said about an officer, on the stream {@code officer/{id}}. Names, posts
 * and offices are public by law; which household an officer is paired with or has visited is not.
 * Each fact repeats the officer's name, post and office where a reader of a place or household
 * needs them.
 */
public sealed interface OfficerEvent extends Event {

  OfficerId officer();

  @Override
  default Visibility visibility() {
    return Visibility.PUBLIC;
  }

  @FactType("officer.officer-registered.v1")
  record OfficerRegistered(OfficerId officer, String name) implements OfficerEvent {}

  /** 任职, from {@code occurredOn}. */
  @FactType("officer.post-taken.v1")
  record PostTaken(OfficerId officer, String name, Post post, String office, RegionCode region)
      implements OfficerEvent {}

  /** 离任: {@code occurredOn} is the first day without the post. */
  @FactType("officer.post-left.v1")
  record PostLeft(OfficerId officer, Post post, String office, RegionCode region, EndReason reason)
      implements OfficerEvent {}

  /** 责任书: which targets the holder of a post signed up to, upward. */
  @FactType("officer.pledge-signed.v1")
  record PledgeSigned(
      OfficerId officer,
      Post fromPost,
      Post toPost,
      RegionCode region,
      LocalDate from,
      LocalDate until,
      int exitTargetPersons)
      implements OfficerEvent {}

  /** 结对帮扶, from {@code occurredOn}. {@code target} is a stream, e.g. {@code household/…}. */
  @FactType("officer.paired.v1")
  record Paired(OfficerId officer, String name, String office, PairingScope scope, String target)
      implements OfficerEvent {
    @Override
    public Visibility visibility() {
      return scope == PairingScope.HOUSEHOLD ? Visibility.RESTRICTED : Visibility.PUBLIC;
    }
  }

  /** {@code occurredOn} is the first day without the pairing. */
  @FactType("officer.pairing-ended.v1")
  record PairingEnded(OfficerId officer, PairingScope scope, String target, EndReason reason)
      implements OfficerEvent {
    @Override
    public Visibility visibility() {
      return scope == PairingScope.HOUSEHOLD ? Visibility.RESTRICTED : Visibility.PUBLIC;
    }
  }

  /** 入户走访, on {@code occurredOn}. */
  @FactType("officer.visit-recorded.v1")
  record VisitRecorded(
      OfficerId officer, String name, String office, HouseholdId household, VisitPurpose purpose)
      implements OfficerEvent {
    @Override
    public Visibility visibility() {
      return Visibility.RESTRICTED;
    }
  }

  /** 选派第一书记. */
  @FactType("officer.first-secretary-posted.v1")
  record FirstSecretaryPosted(
      OfficerId officer, String name, String sendingOffice, RegionCode village)
      implements OfficerEvent {}

  @FactType("officer.first-secretary-recalled.v1")
  record FirstSecretaryRecalled(OfficerId officer, RegionCode village, EndReason reason)
      implements OfficerEvent {}
}
