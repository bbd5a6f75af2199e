package org.sunshineledger.ledger.notice;

import java.time.LocalDate;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
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
import org.sunshineledger.ledger.fact.Sha256;
import org.sunshineledger.ledger.notice.NoticeEvent.Announced;
import org.sunshineledger.ledger.notice.NoticeEvent.DocumentWithdrawn;
import org.sunshineledger.ledger.notice.NoticeEvent.NoticeClosed;
import org.sunshineledger.ledger.notice.NoticeEvent.NoticePosted;
import org.sunshineledger.ledger.notice.NoticeEvent.ObjectionRaised;
import org.sunshineledger.ledger.notice.NoticeEvent.ObjectionResolved;
import org.sunshineledger.ledger.notice.NoticeEvent.RuleOverridden;
import org.sunshineledger.ledger.notice.NoticeOrder.Announce;
import org.sunshineledger.ledger.notice.NoticeOrder.CloseNotice;
import org.sunshineledger.ledger.notice.NoticeOrder.PostNotice;
import org.sunshineledger.ledger.notice.NoticeOrder.RaiseObjection;
import org.sunshineledger.ledger.notice.NoticeOrder.ResolveObjection;
import org.sunshineledger.ledger.notice.NoticeOrder.WithdrawDocument;
import org.sunshineledger.ledger.publication.Publications;
import org.sunshineledger.ledger.publication.RedactionPolicies;
import org.sunshineledger.ledger.publication.RedactionPolicy;
import org.sunshineledger.ledger.publication.RedactionPolicy.Unmasked;
import org.sunshineledger.ledger.rules.ListTerm;
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
  private @Nullable Sha256 document;

  /** From when on nobody could read the document, because somebody took it down; null: nobody. */
  private @Nullable LocalDate withdrawnOn;

  /** The day on which it comes down by itself; null for one that stays. */
  private @Nullable LocalDate withdrawOn;

  /** Whether an objection was open when it closed. */
  private boolean leftOpen;

  private boolean upheld;
  private final Set<ObjectionId> known = new HashSet<>();
  private final Set<ObjectionId> open = new HashSet<>();

  /** Who recorded each objection. */
  private final Map<ObjectionId, OfficerId> takenBy = new HashMap<>();

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
    LocalDate withdrawOn = withdrawOn(order.kind(), order.closes(), ruling);
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
            DocumentJson.seal(order.document(), withdrawOn),
            ruling.terms(Rule.NOTICE_TOO_SHORT, NoticePeriod.class).code());
    judge(fact, ruling);
    // Paper history is recorded late by its nature.
    ruling.require(
        ruling.act().mode() == Mode.BACKFILL || !ruling.today().isAfter(order.closes()),
        Rule.NOTICE_RECORDED_TOO_LATE);
    requireRedacted(order.kind(), order.document(), ruling);
    DocumentJson.publish(order.notice(), order.document(), order.subjects(), withdrawOn);
    ruling.record(fact);
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
    boolean clean =
        isPosted()
            && open.isEmpty()
            && !upheld
            && couldBeRead()
            && isLongEnough(ruling, opens, closes);
    decide(new NoticeClosed(order.notice(), clean), ruling);
  }

  @CommandHandler
  @CreationPolicy(AggregateCreationPolicy.CREATE_IF_MISSING)
  void handle(Announce order, Ruling ruling) {
    ruling.at(order.region());
    LocalDate withdrawOn = withdrawOn(order.kind(), ruling.day(), ruling);
    Announced fact =
        new Announced(
            order.notice(),
            order.kind(),
            order.level(),
            order.region(),
            order.subjects(),
            order.places(),
            DocumentJson.seal(order.document(), withdrawOn));
    judge(fact, ruling);
    requireRedacted(order.kind(), order.document(), ruling);
    DocumentJson.publish(order.notice(), order.document(), order.subjects(), withdrawOn);
    ruling.record(fact);
  }

  @CommandHandler
  void handle(WithdrawDocument order, Ruling ruling) {
    ruling.at(region());
    if (document == null) throw new IllegalStateException("nothing was posted");
    // What came down on its day cannot be taken down any more, whatever day this is dated.
    ruling.require(withdrawOn == null || ruling.today().isBefore(withdrawOn), Rule.NOTHING_CHANGES);
    decide(new DocumentWithdrawn(order.notice(), document, order.reason()), ruling);
    Publications.withdraw(order.notice().stream(), ruling.now());
  }

  /** A list of persons is public for as long as it is needed; what names nobody stays. */
  private static @Nullable LocalDate withdrawOn(NoticeKind kind, LocalDate closes, Ruling ruling) {
    return ruling
        .termsInForce(Rule.LIST_UP_TOO_LONG, ListTerm.class)
        .flatMap(term -> term.withdrawOn(kind.name(), closes, ruling.today()))
        .orElse(null);
  }

  /** Before anything is stored. It goes up today, so it is held against what is in use today. */
  private static void requireRedacted(NoticeKind kind, PublishedDocument document, Ruling ruling) {
    Optional<RedactionPolicy> policy =
        RedactionPolicies.standard()
            .version(document.redactionPolicy())
            .filter(known -> known.isInForce(ruling.today()));
    ruling.require(policy.isPresent(), Rule.REDACTION_POLICY_NOT_IN_FORCE);
    Optional<Unmasked> leak =
        policy.flatMap(known ->
            known.firstLeak(kind.name(), document.title(), document.columns(), document.rows()));
    ruling.require(
        leak.isEmpty(), Rule.DOCUMENT_NOT_REDACTED, leak.map(Unmasked::toString).orElse(""));
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
      case ObjectionResolved it -> {
        ruling.require(open.contains(it.objection()), Rule.OBJECTION_UNKNOWN);
        ruling.require(!it.investigators().isEmpty(), Rule.NO_INVESTIGATOR);
        ruling.require(
            !ruling.act().actor().officer().equals(takenBy.get(it.objection())),
            Rule.RECORDER_REVIEWS);
      }
      case NoticeClosed _ -> {
        ruling.require(isPosted() && closedOn == null, Rule.NOTICE_NOT_OPEN);
        ruling.require(ruling.day().isAfter(closes), Rule.NOTICE_STILL_OPEN);
        ruling.require(open.isEmpty(), Rule.OBJECTION_OPEN);
      }
      case Announced it ->
          ruling.require(stream == null, Rule.ALREADY_EXISTS, it.notice().stream());
      case DocumentWithdrawn it -> {
        ruling.require(withdrawnOn == null, Rule.NOTHING_CHANGES);
        ruling.require(
            withdrawOn != null || it.reason() == WithdrawalReason.SHOWS_PERSONAL_DATA,
            Rule.DOCUMENT_MUST_STAY);
      }
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
        && couldBeRead()
        && isLongEnough(ruling, opens, closes);
  }

  /** A notice whose list was taken down before its last day was over did not hang its days. */
  private boolean couldBeRead() {
    return withdrawnOn == null || withdrawnOn.isAfter(closes);
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
        subjects = texts(it.subjects());
        opens = it.opens();
        closes = it.closes();
        document = it.document().digest();
        withdrawOn = it.document().withdrawOn();
      }
      case ObjectionRaised it -> {
        known.add(it.objection());
        takenBy.put(it.objection(), envelope.actor().officer());
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
      case Announced it -> {
        stream = it.notice().stream();
        region = it.region();
        kind = it.kind();
        subjects = texts(it.subjects());
        announcedOn = envelope.occurredOn();
        document = it.document().digest();
        withdrawOn = it.document().withdrawOn();
      }
      case DocumentWithdrawn _ -> withdrawnOn = envelope.occurredOn();
      case RuleOverridden _ -> {}
    }
  }

  private static Set<String> texts(Iterable<UUID> ids) {
    Set<String> texts = new HashSet<>();
    for (UUID id : ids) texts.add(id.toString());
    return texts;
  }
}
