package org.sunshineledger.ledger.notice;

import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.sunshineledger.ledger.fact.NoticeId;
import org.sunshineledger.ledger.fact.OfficerId;
import org.sunshineledger.ledger.fact.Order;
import org.sunshineledger.ledger.fact.RegionCode;
import org.sunshineledger.ledger.fact.Sha256;
import org.sunshineledger.ledger.region.RegionLevel;
import org.sunshineledger.ledger.vault.AccessPurpose;
import org.sunshineledger.ledger.vault.PersonalField;

/** What can be ordered of a notice. */
public sealed interface NoticeOrder extends Order {

  NoticeId notice();

  @Override
  default String stream() {
    return notice().stream();
  }

  /** Opens on the day of the act. The document is stored beside the fact in the same append. */
  record PostNotice(
      NoticeId notice,
      NoticeKind kind,
      RegionLevel level,
      RegionCode region,
      List<UUID> subjects,
      List<RegionCode> places,
      LocalDate closes,
      PublishedDocument document)
      implements NoticeOrder {}

  /** A photograph taken on the day of the act, in one of the places where the notice hangs. */
  record EvidencePosting(NoticeId notice, RegionCode place, Sha256 photograph)
      implements NoticeOrder {}

  record RaiseObjection(NoticeId notice, ObjectionId objection, ObjectionGrounds grounds)
      implements NoticeOrder {}

  record ResolveObjection(
      NoticeId notice, ObjectionId objection, boolean upheld, List<OfficerId> investigators)
      implements NoticeOrder {}

  /** Takes the document down for good, in the same append. */
  record WithdrawDocument(NoticeId notice, WithdrawalReason reason) implements NoticeOrder {}

  /** 查阅异议: whoever records this may then read the fields, once. */
  record OpenObjection(
      NoticeId notice, ObjectionId objection, List<PersonalField> fields, AccessPurpose purpose)
      implements NoticeOrder {
    public OpenObjection {
      if (fields.isEmpty()) throw new IllegalArgumentException("no field is asked for");
      fields = fields.stream().distinct().sorted().toList();
    }
  }

  record CloseNotice(NoticeId notice) implements NoticeOrder {}

  /** Of a notice or an announcement, whether it is over or not. */
  record AnnulNotice(NoticeId notice, AnnulmentReason reason) implements NoticeOrder {}

  record Announce(
      NoticeId notice,
      NoticeKind kind,
      RegionLevel level,
      RegionCode region,
      List<UUID> subjects,
      List<RegionCode> places,
      PublishedDocument document)
      implements NoticeOrder {}
}
