package org.sunshineledger.ledger.notice;

import java.time.LocalDate;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
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
import org.sunshineledger.ledger.fact.Signer;
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
import org.sunshineledger.ledger.notice.NoticeOrder.Announce;
import org.sunshineledger.ledger.notice.NoticeOrder.AnnulNotice;
import org.sunshineledger.ledger.notice.NoticeOrder.CloseNotice;
import org.sunshineledger.ledger.notice.NoticeOrder.EvidencePosting;
import org.sunshineledger.ledger.notice.NoticeOrder.OpenObjection;
import org.sunshineledger.ledger.notice.NoticeOrder.PostNotice;
import org.sunshineledger.ledger.notice.NoticeOrder.RaiseObjection;
import org.sunshineledger.ledger.notice.NoticeOrder.ResolveObjection;
import org.sunshineledger.ledger.notice.NoticeOrder.WithdrawDocument;
import org.sunshineledger.ledger.publication.Publications;
import org.sunshineledger.ledger.publication.RedactionPolicies;
import org.sunshineledger.ledger.publication.RedactionPolicy;
import org.sunshineledger.ledger.publication.RedactionPolicy.Unmasked;
import org.sunshineledger.ledger.publication.WithdrawnDocuments;
import org.sunshineledger.ledger.rules.ListTerm;
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
  private Set<RegionCode> places = Set.of();
  private final Set<Photograph> photographs = new HashSet<>();
  private LocalDate opens = LocalDate.MAX;
  private LocalDate closes = LocalDate.MIN;
  private @Nullable LocalDate closedOn;
  private @Nullable LocalDate announcedOn;
  private @Nullable LocalDate annulledOn;

  /** Of a board; the same picture may show those of two places. */
  record Photograph(RegionCode place, Sha256 digest) {}

  private @Nullable Sha256 document;

  /** From when on nobody could read the document, because somebody took it down; null: nobody. */
  private @Nullable LocalDate withdrawnOn;

  /** From when on nobody could read it for another reason, as was found when it closed. */
  private @Nullable LocalDate goneOn;

  /** The day on which it comes down by itself; null for one that stays. */
  private @Nullable LocalDate withdrawOn;

  /** Whether an objection was open when it closed. */
  private boolean leftOpen;

  private boolean upheld;
  private final Set<ObjectionId> known = new HashSet<>();
  private final Set<ObjectionId> open = new HashSet<>();

  /** Who recorded each objection. */
  private final Map<ObjectionId, OfficerId> takenBy = new HashMap<>();

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
    DocumentJson.publish(
        order.notice(),
        order.document(),
        order.subjects(),
        regions(order.region(), order.places()),
        withdrawOn);
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
  void handle(CloseNotice order, Ruling ruling, WithdrawnDocuments withdrawn) {
    ruling.at(region());
    LocalDate gone = goneBeforeTheEnd(withdrawn);
    // A notice that hung too short is over, but it did not give the village its days.
    boolean clean =
        isPosted()
            && open.isEmpty()
            && !upheld
            && couldBeRead()
            && gone == null
            && isLongEnough(ruling, opens, closes);
    decide(new NoticeClosed(order.notice(), clean, gone), ruling);
  }

  /** What no fact of this notice says: its list went with somebody who was erased. */
  private @Nullable LocalDate goneBeforeTheEnd(WithdrawnDocuments withdrawn) {
    if (document == null || stream == null) return null;
    // One that came down in time says so itself; after its time, its list may have been gone
    // before.
    if (withdrawnOn != null && !withdrawnOn.isAfter(closes)) return null;
    return withdrawn.goneOn(stream, document).filter(day -> !day.isAfter(closes)).orElse(null);
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
    DocumentJson.publish(
        order.notice(),
        order.document(),
        order.subjects(),
        regions(order.region(), order.places()),
        withdrawOn);
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

  private static List<RegionCode> regions(RegionCode posting, List<RegionCode> places) {
    return Stream.concat(Stream.of(posting), places.stream()).toList();
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
      case ObjectionSealed _ -> {}
      case ObjectionOpened it -> {
        ruling.require(sealed.contains(it.objection()), Rule.OBJECTION_UNKNOWN);
        // 回避: not whom it may be about.
        ruling.require(!posted.contains(ruling.act().actor().officer()), Rule.INVESTIGATOR_ACTED);
      }
      case ObjectionResolved it -> {
        ruling.require(open.contains(it.objection()), Rule.OBJECTION_UNKNOWN);
        ruling.require(!it.investigators().isEmpty(), Rule.NO_INVESTIGATOR);
        ruling.require(
            !ruling.act().actor().officer().equals(takenBy.get(it.objection())),
            Rule.RECORDER_REVIEWS);
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
      case DocumentWithdrawn it -> {
        ruling.require(withdrawnOn == null, Rule.NOTHING_CHANGES);
        ruling.require(
            withdrawOn != null || it.reason() == WithdrawalReason.SHOWS_PERSONAL_DATA,
            Rule.DOCUMENT_MUST_STAY);
      }
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
        && couldBeRead()
        && isLongEnough(ruling, opens, closes);
  }

  /** A notice whose list was taken down before its last day was over did not hang its days. */
  private boolean couldBeRead() {
    return (withdrawnOn == null || withdrawnOn.isAfter(closes)) && goneOn == null;
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
        posted.add(envelope.actor().officer());
        for (Signer signer : envelope.signers()) posted.add(signer.officer());
        subjects = texts(it.subjects());
        places = Set.copyOf(it.places());
        opens = it.opens();
        closes = it.closes();
        document = it.document().digest();
        withdrawOn = it.document().withdrawOn();
      }
      case PostingEvidenced it -> photographs.add(new Photograph(it.place(), it.photograph()));
      case ObjectionRaised it -> {
        known.add(it.objection());
        takenBy.put(it.objection(), envelope.actor().officer());
        open.add(it.objection());
      }
      case ObjectionSealed it -> sealed.add(it.objection());
      case ObjectionOpened _ -> {}
      case ObjectionResolved it -> {
        open.remove(it.objection());
        upheld |= it.upheld();
      }
      case NoticeClosed it -> {
        // What is closed stays closed as it was.
        if (closedOn != null) return;
        closedOn = envelope.occurredOn();
        goneOn = it.listGoneOn();
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
