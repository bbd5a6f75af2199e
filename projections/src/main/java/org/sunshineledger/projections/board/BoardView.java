package org.sunshineledger.projections.board;

import static java.util.Comparator.comparing;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.sunshineledger.ledger.fact.Fact;
import org.sunshineledger.ledger.fact.RegionCode;
import org.sunshineledger.ledger.notice.NoticeEvent;
import org.sunshineledger.ledger.notice.NoticeEvent.Announced;
import org.sunshineledger.ledger.notice.NoticeEvent.NoticeClosed;
import org.sunshineledger.ledger.notice.NoticeEvent.NoticePosted;
import org.sunshineledger.ledger.notice.NoticeEvent.ObjectionOpened;
import org.sunshineledger.ledger.notice.NoticeEvent.ObjectionRaised;
import org.sunshineledger.ledger.notice.NoticeEvent.ObjectionResolved;
import org.sunshineledger.ledger.notice.NoticeEvent.ObjectionSealed;
import org.sunshineledger.ledger.notice.NoticeEvent.RuleOverridden;
import org.sunshineledger.projections.view.View;

/** What hangs on the board of this region? */
public final class BoardView implements View<RegionCode, Posted> {

  private static final Comparator<Notice> BY_DAY =
      comparing(Notice::opens).thenComparingLong(Notice::position);
  private static final Comparator<Notice.Closing> BY_END =
      comparing(Notice.Closing::on).thenComparingLong(Notice.Closing::position);

  @Override
  public String name() {
    return "board";
  }

  @Override
  public int version() {
    return 1;
  }

  @Override
  public boolean reads(String type) {
    return type.startsWith("notice.");
  }

  /** Notices and their ends stand in dated lists of their own. */
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
          case NoticeClosed _ -> fact.place().levels().limit(1);
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
          with(
              before,
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
          with(
              before,
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
          new Posted(
              before.notices(),
              and(
                  before.closings(),
                  new Notice.Closing(it.notice(), fact.occurredOn(), it.clean(), fact.position()),
                  BY_END));
      case ObjectionRaised _,
          ObjectionSealed _,
          ObjectionOpened _,
          ObjectionResolved _,
          RuleOverridden _ ->
          row;
    };
  }

  private static Posted with(Posted before, Notice notice) {
    return new Posted(and(before.notices(), notice, BY_DAY), before.closings());
  }

  private static <T> List<T> and(List<T> list, T item, Comparator<T> order) {
    List<T> longer = new ArrayList<>(list);
    longer.add(item);
    longer.sort(order);
    return longer;
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
