package org.sunshineledger.ledger.notice;

import java.time.LocalDate;
import java.util.HashSet;
import java.util.Set;
import java.util.UUID;
import org.axonframework.commandhandling.CommandHandler;
import org.axonframework.eventsourcing.EventSourcingHandler;
import org.axonframework.messaging.annotation.MetaDataValue;
import org.axonframework.modelling.command.AggregateCreationPolicy;
import org.axonframework.modelling.command.AggregateIdentifier;
import org.axonframework.modelling.command.CreationPolicy;
import org.jspecify.annotations.Nullable;
import org.sunshineledger.ledger.fact.Envelope;
import org.sunshineledger.ledger.fact.Mode;
import org.sunshineledger.ledger.fact.RegionCode;
import org.sunshineledger.ledger.notice.NoticeEvent.Announced;
import org.sunshineledger.ledger.notice.NoticeEvent.NoticeClosed;
import org.sunshineledger.ledger.notice.NoticeEvent.NoticePosted;
import org.sunshineledger.ledger.notice.NoticeEvent.ObjectionRaised;
import org.sunshineledger.ledger.notice.NoticeEvent.ObjectionResolved;
import org.sunshineledger.ledger.notice.NoticeOrder.Announce;
import org.sunshineledger.ledger.notice.NoticeOrder.CloseNotice;
import org.sunshineledger.ledger.notice.NoticeOrder.PostNotice;
import org.sunshineledger.ledger.notice.NoticeOrder.RaiseObjection;
import org.sunshineledger.ledger.notice.NoticeOrder.ResolveObjection;
import org.sunshineledger.ledger.rules.NoticePeriod;
import org.sunshineledger.ledger.rules.Rule;
import org.sunshineledger.ledger.rules.Ruling;

/** One notice or announcement: posted, objected to, closed. */
public class PublicNotice {

  @AggregateIdentifier private @Nullable String stream;
  private @Nullable RegionCode region;
  private @Nullable NoticeKind kind;
  private Set<String> subjects = Set.of();
  private LocalDate opens = LocalDate.MAX;
  private LocalDate closes = LocalDate.MIN;
  private @Nullable LocalDate closedOn;
  private @Nullable LocalDate announcedOn;
  private boolean clean;
  private boolean upheld;
  private final Set<ObjectionId> known = new HashSet<>();
  private final Set<ObjectionId> open = new HashSet<>();

  PublicNotice() {}

  @CommandHandler
  @CreationPolicy(AggregateCreationPolicy.CREATE_IF_MISSING)
  void handle(PostNotice order, Ruling ruling) {
    ruling.at(order.region());
    ruling.require(stream == null, Rule.ALREADY_EXISTS, order.stream());
    ruling.require(isLongEnough(ruling, ruling.day(), order.closes()), Rule.NOTICE_TOO_SHORT);
    // Paper history is recorded late by its nature.
    ruling.require(
        ruling.act().mode() == Mode.BACKFILL || !ruling.today().isAfter(order.closes()),
        Rule.NOTICE_RECORDED_TOO_LATE);
    ruling.record(
        new NoticePosted(
            order.notice(),
            order.kind(),
            order.level(),
            order.region(),
            order.subjects(),
            order.places(),
            ruling.day(),
            order.closes(),
            DocumentJson.publish(order.notice(), order.document()),
            ruling.terms(Rule.NOTICE_TOO_SHORT, NoticePeriod.class).code()));
  }

  @CommandHandler
  void handle(RaiseObjection order, Ruling ruling) {
    ruling.at(region());
    ruling.require(!known.contains(order.objection()), Rule.ALREADY_EXISTS);
    ruling.require(
        closedOn == null && !ruling.day().isBefore(opens) && !ruling.day().isAfter(closes),
        Rule.NOTICE_NOT_OPEN);
    ruling.record(new ObjectionRaised(order.notice(), order.objection(), order.grounds()));
  }

  @CommandHandler
  void handle(ResolveObjection order, Ruling ruling) {
    ruling.at(region());
    ruling.require(open.contains(order.objection()), Rule.OBJECTION_UNKNOWN);
    ruling.require(!order.investigators().isEmpty(), Rule.NO_INVESTIGATOR);
    ruling.record(
        new ObjectionResolved(
            order.notice(), order.objection(), order.upheld(), order.investigators()));
  }

  @CommandHandler
  void handle(CloseNotice order, Ruling ruling) {
    ruling.at(region());
    ruling.require(kind != null && announcedOn == null && closedOn == null, Rule.NOTICE_NOT_OPEN);
    ruling.require(ruling.day().isAfter(closes), Rule.NOTICE_STILL_OPEN);
    ruling.require(open.isEmpty(), Rule.OBJECTION_OPEN);
    // A notice that hung too short is over, but it did not give the village its days.
    ruling.record(
        new NoticeClosed(
            order.notice(), open.isEmpty() && !upheld && isLongEnough(ruling, opens, closes)));
  }

  private static boolean isLongEnough(Ruling ruling, LocalDate opens, LocalDate closes) {
    return ruling.meets(
        Rule.NOTICE_TOO_SHORT,
        NoticePeriod.class,
        opens,
        period -> period.isLongEnough(opens, closes, ruling.calendar()));
  }

  @CommandHandler
  @CreationPolicy(AggregateCreationPolicy.CREATE_IF_MISSING)
  void handle(Announce order, Ruling ruling) {
    ruling.at(order.region());
    ruling.require(stream == null, Rule.ALREADY_EXISTS, order.stream());
    ruling.record(
        new Announced(
            order.notice(),
            order.kind(),
            order.level(),
            order.region(),
            order.subjects(),
            order.places(),
            DocumentJson.publish(order.notice(), order.document())));
  }

  private RegionCode region() {
    if (region == null) throw new IllegalStateException("nothing was posted");
    return region;
  }

  public boolean closedClean(NoticeKind wanted, String subject, LocalDate since, LocalDate by) {
    return kind == wanted
        && subjects.contains(subject)
        && !opens.isBefore(since)
        && clean
        && closedOn != null
        && !closedOn.isAfter(by);
  }

  public boolean announced(NoticeKind wanted, String subject, LocalDate by) {
    return kind == wanted
        && subjects.contains(subject)
        && announcedOn != null
        && !announcedOn.isAfter(by);
  }

  @EventSourcingHandler
  void on(NoticePosted event) {
    stream = event.notice().stream();
    region = event.region();
    kind = event.kind();
    subjects = texts(event.subjects());
    opens = event.opens();
    closes = event.closes();
  }

  @EventSourcingHandler
  void on(ObjectionRaised event) {
    known.add(event.objection());
    open.add(event.objection());
  }

  @EventSourcingHandler
  void on(ObjectionResolved event) {
    open.remove(event.objection());
    upheld |= event.upheld();
  }

  @EventSourcingHandler
  void on(NoticeClosed event, @MetaDataValue(Ruling.ENVELOPE) Envelope envelope) {
    closedOn = envelope.occurredOn();
    clean = event.clean();
  }

  @EventSourcingHandler
  void on(Announced event, @MetaDataValue(Ruling.ENVELOPE) Envelope envelope) {
    stream = event.notice().stream();
    region = event.region();
    kind = event.kind();
    subjects = texts(event.subjects());
    announcedOn = envelope.occurredOn();
  }

  private static Set<String> texts(Iterable<UUID> ids) {
    Set<String> texts = new HashSet<>();
    for (UUID id : ids) texts.add(id.toString());
    return texts;
  }
}
