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
import org.sunshineledger.ledger.fact.OfficerId;
import org.sunshineledger.ledger.fact.RegionCode;
import org.sunshineledger.ledger.fact.Signer;
import org.sunshineledger.ledger.notice.NoticeEvent.Announced;
import org.sunshineledger.ledger.notice.NoticeEvent.NoticeClosed;
import org.sunshineledger.ledger.notice.NoticeEvent.NoticePosted;
import org.sunshineledger.ledger.notice.NoticeEvent.ObjectionOpened;
import org.sunshineledger.ledger.notice.NoticeEvent.ObjectionRaised;
import org.sunshineledger.ledger.notice.NoticeEvent.ObjectionResolved;
import org.sunshineledger.ledger.notice.NoticeEvent.ObjectionSealed;
import org.sunshineledger.ledger.notice.NoticeEvent.RuleOverridden;
import org.sunshineledger.ledger.notice.NoticeOrder.Announce;
import org.sunshineledger.ledger.notice.NoticeOrder.CloseNotice;
import org.sunshineledger.ledger.notice.NoticeOrder.OpenObjection;
import org.sunshineledger.ledger.notice.NoticeOrder.PostNotice;
import org.sunshineledger.ledger.notice.NoticeOrder.RaiseObjection;
import org.sunshineledger.ledger.notice.NoticeOrder.ResolveObjection;
import org.sunshineledger.ledger.rules.NoticePeriod;
import org.sunshineledger.ledger.rules.Rule;
import org.sunshineledger.ledger.rules.Ruling;
import org.sunshineledger.ledger.vault.Vault;

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

  /** Whether an objection was open when it closed. */
  private boolean leftOpen;

  private boolean upheld;
  private final Set<ObjectionId> known = new HashSet<>();
  private final Set<ObjectionId> open = new HashSet<>();

  /** Those that came from the public. */
  private final Set<ObjectionId> sealed = new HashSet<>();

  /** Who recorded and signed it. */
  private final Set<OfficerId> posted = new HashSet<>();

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
  void handle(RaiseObjection order, Ruling ruling) {
    ruling.at(region());
    decide(new ObjectionRaised(order.notice(), order.objection(), order.grounds()), ruling);
  }

  @CommandHandler
  void handle(RaisePublicObjection order, Ruling ruling, Vault vault) {
    ruling.at(region());
    ObjectionId objection = nextNumber();
    decide(new ObjectionRaised(order.notice(), objection, order.grounds()), ruling);
    String subject = order.notice().stream() + "/" + objection;
    ruling.record(
        new ObjectionSealed(
            order.notice(),
            objection,
            order.receipt(),
            order.statement().seal(vault, subject, order.receipt())));
  }

  private ObjectionId nextNumber() {
    int last = known.stream().map(ObjectionId::number).mapToInt(Integer::parseInt).max().orElse(0);
    return new ObjectionId("%02d".formatted(last + 1));
  }

  @CommandHandler
  void handle(OpenObjection order, Ruling ruling) {
    ruling.at(region());
    decide(
        new ObjectionOpened(order.notice(), order.objection(), order.fields(), order.purpose()),
        ruling);
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
      case ObjectionRaised it -> {
        ruling.require(!known.contains(it.objection()), Rule.ALREADY_EXISTS);
        ruling.require(
            closedOn == null && !ruling.day().isBefore(opens) && !ruling.day().isAfter(closes),
            Rule.NOTICE_NOT_OPEN);
      }
      case ObjectionSealed _ -> {}
      case ObjectionOpened it -> {
        ruling.require(sealed.contains(it.objection()), Rule.OBJECTION_UNKNOWN);
        // 回避: not whom it may be about.
        ruling.require(!posted.contains(ruling.act().actor().officer()), Rule.INVESTIGATOR_ACTED);
      }
      case ObjectionResolved it -> {
        ruling.require(open.contains(it.objection()), Rule.OBJECTION_UNKNOWN);
        ruling.require(!it.investigators().isEmpty(), Rule.NO_INVESTIGATOR);
      }
      case NoticeClosed _ -> {
        ruling.require(isPosted() && closedOn == null, Rule.NOTICE_NOT_OPEN);
        ruling.require(ruling.day().isAfter(closes), Rule.NOTICE_STILL_OPEN);
        ruling.require(open.isEmpty(), Rule.OBJECTION_OPEN);
      }
      case Announced it ->
          ruling.require(stream == null, Rule.ALREADY_EXISTS, it.notice().stream());
      case RuleOverridden _ -> {}
    }
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

  /** See {@link Notices#closedClean}. */
  public boolean closedClean(NoticeKind wanted, String subject, LocalDate since, Ruling ruling) {
    return isPosted()
        && kind == wanted
        && subjects.contains(subject)
        && !opens.isBefore(since)
        && Done.by(ruling.day(), closedOn)
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
        posted.add(envelope.actor().officer());
        for (Signer signer : envelope.signers()) posted.add(signer.officer());
        subjects = texts(it.subjects());
        opens = it.opens();
        closes = it.closes();
      }
      case ObjectionRaised it -> {
        known.add(it.objection());
        open.add(it.objection());
      }
      case ObjectionSealed it -> sealed.add(it.objection());
      case ObjectionOpened _ -> {}
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
      case Announced it -> {
        stream = it.notice().stream();
        region = it.region();
        kind = it.kind();
        subjects = texts(it.subjects());
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
