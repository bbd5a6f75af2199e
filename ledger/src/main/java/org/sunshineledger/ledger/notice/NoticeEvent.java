package org.sunshineledger.ledger.notice;

import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.sunshineledger.ledger.fact.Event;
import org.sunshineledger.ledger.fact.FactType;
import org.sunshineledger.ledger.fact.NoticeId;
import org.sunshineledger.ledger.fact.OfficerId;
import org.sunshineledger.ledger.fact.OverrideReason;
import org.sunshineledger.ledger.fact.Overriding;
import org.sunshineledger.ledger.fact.RegionCode;
import org.sunshineledger.ledger.fact.Sha256;
import org.sunshineledger.ledger.fact.Visibility;
import org.sunshineledger.ledger.region.RegionLevel;
import org.sunshineledger.ledger.vault.AccessPurpose;
import org.sunshineledger.ledger.vault.Commitment;
import org.sunshineledger.ledger.vault.PersonalField;

/** Everything that can be said about a notice or announcement, on {@code notice/{id}}. */
public sealed interface NoticeEvent extends Event {

  NoticeId notice();

  @Override
  default Visibility visibility() {
    return Visibility.PUBLIC;
  }

  @Override
  default Optional<Event> overriding(String rule, OfficerId authority, OverrideReason reason) {
    return Optional.of(new RuleOverridden(notice(), rule, authority, reason));
  }

  /**
   * 公示, before the decision. Subjects are the ids of the facts it is about: ids, not positions,
   * because a fact of the same append has no position yet.
   *
   * @param closes the last day on which an objection is in time
   * @param rule code of the rule that sets the days
   */
  @FactType("notice.notice-posted.v1")
  record NoticePosted(
      NoticeId notice,
      NoticeKind kind,
      RegionLevel level,
      RegionCode region,
      List<UUID> subjects,
      List<RegionCode> places,
      LocalDate opens,
      LocalDate closes,
      DocumentSeal document,
      String rule)
      implements NoticeEvent {}

  /**
   * 张贴佐证: a photograph of the board on which it hangs, by its digest; the picture itself may show
   * people and is kept elsewhere.
   *
   * @param region that posted the notice
   * @param place one of those in which it hangs
   */
  @FactType("notice.posting-evidenced.v1")
  record PostingEvidenced(NoticeId notice, RegionCode region, RegionCode place, Sha256 photograph)
      implements NoticeEvent {}

  /** 异议; who objected and in what words is in the vault. */
  @FactType("notice.objection-raised.v1")
  record ObjectionRaised(NoticeId notice, ObjectionId objection, ObjectionGrounds grounds)
      implements NoticeEvent {
    @Override
    public Visibility visibility() {
      return Visibility.RESTRICTED;
    }
  }

  @FactType("notice.objection-resolved.v1")
  record ObjectionResolved(
      NoticeId notice, ObjectionId objection, boolean upheld, List<OfficerId> investigators)
      implements NoticeEvent {
    @Override
    public Visibility visibility() {
      return Visibility.RESTRICTED;
    }
  }

  /**
   * 公众异议: what was said and by whom is in the vault; recorded together with the objection.
   *
   * @param receipt digest of the number by which the objector learns what became of it
   * @param statement the text first, then whatever else he gave
   */
  @FactType("notice.objection-sealed.v1")
  record ObjectionSealed(
      NoticeId notice, ObjectionId objection, Sha256 receipt, List<Commitment> statement)
      implements NoticeEvent {
    public ObjectionSealed {
      statement = List.copyOf(statement);
    }

    @Override
    public Visibility visibility() {
      return Visibility.RESTRICTED;
    }
  }

  /** 查阅异议: who is the actor; recorded before anything was shown. */
  @FactType("notice.objection-opened.v1")
  record ObjectionOpened(
      NoticeId notice, ObjectionId objection, List<PersonalField> fields, AccessPurpose purpose)
      implements NoticeEvent {
    public ObjectionOpened {
      fields = List.copyOf(fields);
    }

    @Override
    public Visibility visibility() {
      return Visibility.RESTRICTED;
    }
  }

  /**
   * 公示期满: clean when no objection is open and none was upheld, and its list hung its days.
   *
   * @param listGoneOn the day before the end of its days on which its list went, because somebody
   *     whom it shows was erased; null for a list that hung, and in facts of before it was told
   */
  @FactType("notice.notice-closed.v1")
  record NoticeClosed(NoticeId notice, boolean clean, @Nullable LocalDate listGoneOn)
      implements NoticeEvent {

    /** Whose list was not gone. */
    public NoticeClosed(NoticeId notice, boolean clean) {
      this(notice, clean, null);
    }
  }

  /**
   * 作废: from this day on it counts neither as a notice given nor as an announcement made. What was
   * decided on it before stays decided.
   */
  @FactType("notice.notice-annulled.v1")
  record NoticeAnnulled(NoticeId notice, NoticeKind kind, RegionCode region, AnnulmentReason reason)
      implements NoticeEvent {}

  /** 公告, after the decision. */
  @FactType("notice.announced.v1")
  record Announced(
      NoticeId notice,
      NoticeKind kind,
      RegionLevel level,
      RegionCode region,
      List<UUID> subjects,
      List<RegionCode> places,
      DocumentSeal document)
      implements NoticeEvent {}

  /**
   * 撤下: the document was taken down before its day, or though it would have stayed. Its digest and
   * everything the facts before say of it remain.
   */
  @FactType("notice.document-withdrawn.v1")
  record DocumentWithdrawn(NoticeId notice, Sha256 digest, WithdrawalReason reason)
      implements NoticeEvent {}

  /** 特批: a named authority let this rule be broken by the fact before it. */
  @FactType("notice.rule-overridden.v1")
  record RuleOverridden(NoticeId notice, String rule, OfficerId authority, OverrideReason reason)
      implements NoticeEvent, Overriding {}
}
