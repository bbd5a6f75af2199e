package org.sunshineledger.ledger.notice;

import java.time.LocalDate;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.axonframework.commandhandling.CommandHandler;
import org.axonframework.eventsourcing.EventSourcingHandler;
import org.axonframework.messaging.annotation.MetaDataValue;
import org.axonframework.modelling.command.AggregateCreationPolicy;
import org.axonframework.modelling.command.AggregateIdentifier;
import org.axonframework.modelling.command.CreationPolicy;
import org.jspecify.annotations.Nullable;
import org.sunshineledger.ledger.fact.Done;
import org.sunshineledger.ledger.fact.Envelope;
import org.sunshineledger.ledger.fact.Mode;
import org.sunshineledger.ledger.fact.RegionCode;
import org.sunshineledger.ledger.fact.Sha256;
import org.sunshineledger.ledger.notice.NoticeEvent.Announced;
import org.sunshineledger.ledger.notice.NoticeEvent.NoticeAnnulled;
import org.sunshineledger.ledger.notice.NoticeEvent.NoticeClosed;
import org.sunshineledger.ledger.notice.NoticeEvent.NoticePosted;
import org.sunshineledger.ledger.notice.NoticeEvent.ObjectionRaised;
import org.sunshineledger.ledger.notice.NoticeEvent.ObjectionResolved;
import org.sunshineledger.ledger.notice.NoticeEvent.PostingEvidenced;
import org.sunshineledger.ledger.notice.NoticeEvent.RuleOverridden;
import org.sunshineledger.ledger.notice.NoticeOrder.Announce;
import org.sunshineledger.ledger.notice.NoticeOrder.AnnulNotice;
import org.sunshineledger.ledger.notice.NoticeOrder.CloseNotice;
import org.sunshineledger.ledger.notice.NoticeOrder.EvidencePosting;
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
  private Set<RegionCode> places = Set.of();
  private final Set<Photograph> photographs = new HashSet<>();
  private LocalDate opens = LocalDate.MAX;
  private LocalDate closes = LocalDate.MIN;
  private @Nullable LocalDate closedOn;
  private @Nullable LocalDate announcedOn;
  private @Nullable LocalDate annulledOn;

  /** Of a board; the same picture may show those of two places. */
  record Photograph(RegionCode place, Sha256 digest) {}

  /** Whether an objection was open when it closed. */
  private boolean leftOpen;

  private boolean upheld;
  private final Set<ObjectionId> known = new HashSet<>();
  private final Set<ObjectionId> open = new HashSet<>();

  /** Of whom nothing is known yet. */
  public PublicNotice() {}

  private void decide(NoticeEvent fact, Ruling ruling) {
    judge(fact, ruling);
    ruling.record(fact);
  }

  @CommandHandler
  @CreationPolicy(AggregateCreationPolicy.CREATE_IF_MISSING)
  void handle(PostNotice order, Ruling ruling) {
    ruling.at(order.region());
    NoticePosted fact =
        new NoticePosted(
            order.notice(),
            order.kind(),
            order.level(),
            order.region(),
            order.subjects(),
            order.places(),
            ruling.day(),
            order.closes(),
            DocumentJson.seal(order.document()),
            ruling.terms(Rule.NOTICE_TOO_SHORT, NoticePeriod.class).code());
    judge(fact, ruling);
    // Paper history is recorded late by its nature.
    ruling.require(
        ruling.act().mode() == Mode.BACKFILL || !ruling.today().isAfter(order.closes()),
        Rule.NOTICE_RECORDED_TOO_LATE);
    DocumentJson.publish(order.notice(), order.document());
    ruling.record(fact);
  }

  @CommandHandler
  void handle(EvidencePosting order, Ruling ruling) {
    ruling.at(region());
    decide(
        new PostingEvidenced(order.notice(), region(), order.place(), order.photograph()), ruling);
  }

  @CommandHandler
  void handle(RaiseObjection order, Ruling ruling) {
    ruling.at(region());
    decide(new ObjectionRaised(order.notice(), order.objection(), order.grounds()), ruling);
  }

  @CommandHandler
  void handle(ResolveObjection order, Ruling ruling) {
    ruling.at(region());
    decide(
        new ObjectionResolved(
            order.notice(), order.objection(), order.upheld(), order.investigators()),
        ruling);
  }

  @CommandHandler
  void handle(CloseNotice order, Ruling ruling) {
    ruling.at(region());
    // A notice that hung too short is over, but it did not give the village its days.
    boolean clean = isPosted() && open.isEmpty() && !upheld && isLongEnough(ruling, opens, closes);
    decide(new NoticeClosed(order.notice(), clean), ruling);
  }

  @CommandHandler
  void handle(AnnulNotice order, Ruling ruling) {
    ruling.at(region());
    decide(new NoticeAnnulled(order.notice(), kind(), region(), order.reason()), ruling);
  }

  @CommandHandler
  @CreationPolicy(AggregateCreationPolicy.CREATE_IF_MISSING)
  void handle(Announce order, Ruling ruling) {
    ruling.at(order.region());
    decide(
        new Announced(
            order.notice(),
            order.kind(),
            order.level(),
            order.region(),
            order.subjects(),
            order.places(),
            DocumentJson.seal(order.document())),
        ruling);
    DocumentJson.publish(order.notice(), order.document());
  }

  /** What must hold of a fact before it is recorded; asked again when a history is judged anew. */
  public void judge(NoticeEvent fact, Ruling ruling) {
    switch (fact) {
      case NoticePosted it -> {
        ruling.require(stream == null, Rule.ALREADY_EXISTS, it.notice().stream());
        ruling.require(isLongEnough(ruling, it.opens(), it.closes()), Rule.NOTICE_TOO_SHORT);
      }
      case PostingEvidenced it -> {
        ruling.require(
            !photographs.contains(new Photograph(it.place(), it.photograph())),
            Rule.NOTHING_CHANGES);
        ruling.require(
            it.place().equals(region) || places.contains(it.place()),
            Rule.NOTICE_NOT_THERE,
            it.place().code());
        ruling.require(
            annulledOn == null && !ruling.day().isBefore(hangsFrom()), Rule.NOTICE_NOT_OPEN);
      }
      case ObjectionRaised it -> {
        ruling.require(!known.contains(it.objection()), Rule.ALREADY_EXISTS);
        ruling.require(
            isUnderWay() && !ruling.day().isBefore(opens) && !ruling.day().isAfter(closes),
            Rule.NOTICE_NOT_OPEN);
      }
      case ObjectionResolved it -> {
        ruling.require(open.contains(it.objection()), Rule.OBJECTION_UNKNOWN);
        ruling.require(!it.investigators().isEmpty(), Rule.NO_INVESTIGATOR);
      }
      case NoticeClosed _ -> {
        ruling.require(isPosted() && isUnderWay(), Rule.NOTICE_NOT_OPEN);
        ruling.require(ruling.day().isAfter(closes), Rule.NOTICE_STILL_OPEN);
        ruling.require(open.isEmpty(), Rule.OBJECTION_OPEN);
      }
      case NoticeAnnulled _ -> {
        ruling.require(annulledOn == null, Rule.NOTHING_CHANGES);
        ruling.require(!ruling.day().isBefore(hangsFrom()), Rule.NOTICE_NOT_OPEN);
      }
      case Announced it ->
          ruling.require(stream == null, Rule.ALREADY_EXISTS, it.notice().stream());
      case RuleOverridden _ -> {}
    }
  }

  private boolean isUnderWay() {
    return closedOn == null && annulledOn == null;
  }

  private LocalDate hangsFrom() {
    return announcedOn == null ? opens : announcedOn;
  }

  private boolean isAnnulledBy(LocalDate day) {
    return annulledOn != null && !annulledOn.isAfter(day);
  }

  private static boolean isLongEnough(Ruling ruling, LocalDate opens, LocalDate closes) {
    return ruling.meets(
        Rule.NOTICE_TOO_SHORT,
        NoticePeriod.class,
        opens,
        period -> period.isLongEnough(opens, closes, ruling.calendar()));
  }

  /** 公示, not an announcement. */
  private boolean isPosted() {
    return kind != null && announcedOn == null;
  }

  private RegionCode region() {
    if (region == null) throw new IllegalStateException("nothing was posted");
    return region;
  }

  private NoticeKind kind() {
    if (kind == null) throw new IllegalStateException("nothing was posted");
    return kind;
  }

  /** See {@link Notices#closedClean}. */
  public boolean closedClean(NoticeKind wanted, String subject, LocalDate since, Ruling ruling) {
    return isPosted()
        && kind == wanted
        && subjects.contains(subject)
        && !opens.isBefore(since)
        && Done.by(ruling.day(), closedOn)
        && !isAnnulledBy(ruling.day())
        && !leftOpen
        && !upheld
        && isLongEnough(ruling, opens, closes);
  }

  /** See {@link Notices#announcedOn}. */
  public Optional<LocalDate> announcedOn(NoticeKind wanted, String subject, LocalDate by) {
    return kind == wanted
            && subjects.contains(subject)
            && announcedOn != null
            && !announcedOn.isAfter(by)
            && !isAnnulledBy(by)
        ? Optional.of(announcedOn)
        : Optional.empty();
  }

  @EventSourcingHandler
  public void on(NoticeEvent fact, @MetaDataValue(Ruling.ENVELOPE) Envelope envelope) {
    switch (fact) {
      case NoticePosted it -> {
        stream = it.notice().stream();
        region = it.region();
        kind = it.kind();
        subjects = texts(it.subjects());
        places = Set.copyOf(it.places());
        opens = it.opens();
        closes = it.closes();
      }
      case PostingEvidenced it -> photographs.add(new Photograph(it.place(), it.photograph()));
      case ObjectionRaised it -> {
        known.add(it.objection());
        open.add(it.objection());
      }
      case ObjectionResolved it -> {
        open.remove(it.objection());
        upheld |= it.upheld();
      }
      case NoticeClosed _ -> {
        // What is closed stays closed as it was.
        if (closedOn != null) return;
        closedOn = envelope.occurredOn();
        leftOpen = !open.isEmpty();
      }
      case NoticeAnnulled _ -> {
        if (annulledOn == null) annulledOn = envelope.occurredOn();
      }
      case Announced it -> {
        stream = it.notice().stream();
        region = it.region();
        kind = it.kind();
        subjects = texts(it.subjects());
        places = Set.copyOf(it.places());
        announcedOn = envelope.occurredOn();
      }
      case RuleOverridden _ -> {}
    }
  }

  private static Set<String> texts(Iterable<UUID> ids) {
    Set<String> texts = new HashSet<>();
    for (UUID id : ids) texts.add(id.toString());
    return texts;
  }
}
