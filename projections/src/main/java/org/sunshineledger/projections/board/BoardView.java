package org.sunshineledger.projections.board;

import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.sunshineledger.ledger.fact.Fact;
import org.sunshineledger.ledger.fact.RegionCode;
import org.sunshineledger.ledger.notice.NoticeEvent;
import org.sunshineledger.ledger.notice.NoticeEvent.Announced;
import org.sunshineledger.ledger.notice.NoticeEvent.DocumentWithdrawn;
import org.sunshineledger.ledger.notice.NoticeEvent.NoticeAnnulled;
import org.sunshineledger.ledger.notice.NoticeEvent.NoticeClosed;
import org.sunshineledger.ledger.notice.NoticeEvent.NoticePosted;
import org.sunshineledger.ledger.notice.NoticeEvent.ObjectionOpened;
import org.sunshineledger.ledger.notice.NoticeEvent.ObjectionRaised;
import org.sunshineledger.ledger.notice.NoticeEvent.ObjectionResolved;
import org.sunshineledger.ledger.notice.NoticeEvent.ObjectionSealed;
import org.sunshineledger.ledger.notice.NoticeEvent.PostingEvidenced;
import org.sunshineledger.ledger.notice.NoticeEvent.RuleOverridden;
import org.sunshineledger.projections.view.View;

/** What hangs on the board of this region? */
public final class BoardView implements View<RegionCode, Posted> {

  @Override
  public String name() {
    return "board";
  }

  @Override
  public int version() {
    return 2;
  }

  @Override
  public boolean reads(String type) {
    return type.startsWith("notice.");
  }

  /** Notices, their ends and their photographs stand in dated lists of their own. */
  @Override
  public boolean inAnyOrder() {
    return true;
  }

  @Override
  public Stream<RegionCode> keys(Fact fact) {
    return fact.event() instanceof NoticeEvent event
        ? switch (event) {
          case NoticePosted it -> Stream.of(it.region());
          case Announced it -> Stream.of(it.region());
          // The region that posted it is the lowest level of the fact's place.
          case NoticeAnnulled it -> Stream.of(it.region());
          case PostingEvidenced it -> Stream.of(it.region());
          case NoticeClosed _, DocumentWithdrawn _ -> fact.place().levels().limit(1);
          case ObjectionRaised _,
              ObjectionSealed _,
              ObjectionOpened _,
              ObjectionResolved _,
              RuleOverridden _ ->
              Stream.empty();
        }
        : Stream.empty();
  }

  @Override
  public @Nullable Posted fold(@Nullable Posted row, RegionCode key, Fact fact) {
    Posted before = row == null ? Posted.NOTHING : row;
    if (!(fact.event() instanceof NoticeEvent event)) return row;
    return switch (event) {
      case NoticePosted it ->
          before.with(
              new Notice(
                  it.notice(),
                  it.kind(),
                  it.level(),
                  it.region(),
                  it.places(),
                  it.opens(),
                  it.closes(),
                  it.rule(),
                  it.document(),
                  null,
                  fact.position(),
                  fact.isSynthetic()));
      case Announced it ->
          before.with(
              new Notice(
                  it.notice(),
                  it.kind(),
                  it.level(),
                  it.region(),
                  it.places(),
                  fact.occurredOn(),
                  null,
                  null,
                  it.document(),
                  null,
                  fact.position(),
                  fact.isSynthetic()));
      case NoticeClosed it ->
          before.with(
              new Notice.Closing(it.notice(), fact.occurredOn(), it.clean(), fact.position()));
      case NoticeAnnulled it ->
          before.with(
              new Notice.Annulment(it.notice(), fact.occurredOn(), it.reason(), fact.position()));
      case PostingEvidenced it ->
          before.with(
              new Notice.Photograph(
                  it.notice(), fact.occurredOn(), it.place(), it.photograph(), fact.position()));
      case DocumentWithdrawn it ->
          before.with(
              new Notice.Withdrawal(it.notice(), fact.occurredOn(), it.reason(), fact.position()));
      case ObjectionRaised _,
          ObjectionSealed _,
          ObjectionOpened _,
          ObjectionResolved _,
          RuleOverridden _ ->
          row;
    };
  }

  @Override
  public String text(RegionCode key) {
    return key.code();
  }

  @Override
  public RegionCode key(String text) {
    return new RegionCode(text);
  }

  @Override
  public Class<Posted> rowType() {
    return Posted.class;
  }
}
