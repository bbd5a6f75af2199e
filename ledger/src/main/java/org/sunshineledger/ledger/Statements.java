package org.sunshineledger.ledger;

import java.time.LocalDate;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.sunshineledger.ledger.fact.Fact;
import org.sunshineledger.ledger.fact.NoticeId;
import org.sunshineledger.ledger.fact.Sha256;
import org.sunshineledger.ledger.journal.FactCodec;
import org.sunshineledger.ledger.journal.Journal;
import org.sunshineledger.ledger.journal.StoredFact;
import org.sunshineledger.ledger.notice.NoticeEvent.NoticeClosed;
import org.sunshineledger.ledger.notice.NoticeEvent.ObjectionOpened;
import org.sunshineledger.ledger.notice.NoticeEvent.ObjectionRaised;
import org.sunshineledger.ledger.notice.NoticeEvent.ObjectionResolved;
import org.sunshineledger.ledger.notice.NoticeEvent.ObjectionSealed;
import org.sunshineledger.ledger.notice.ObjectionId;
import org.sunshineledger.ledger.rules.Claims;
import org.sunshineledger.ledger.supervision.Disposition;
import org.sunshineledger.ledger.supervision.LeadEvent.CaseClosed;
import org.sunshineledger.ledger.supervision.LeadEvent.CaseOpened;
import org.sunshineledger.ledger.supervision.LeadEvent.LeadDisposed;
import org.sunshineledger.ledger.supervision.LeadEvent.LeadReceived;
import org.sunshineledger.ledger.supervision.LeadEvent.LeadReopened;
import org.sunshineledger.ledger.supervision.LeadEvent.ReportOpened;
import org.sunshineledger.ledger.supervision.LeadEvent.ReportSealed;
import org.sunshineledger.ledger.supervision.LeadId;
import org.sunshineledger.ledger.vault.Commitment;
import org.sunshineledger.ledger.vault.PersonalField;
import org.sunshineledger.ledger.vault.Vault;

/**
 * 公众的异议和举报: what became of them, for whoever has the receipt; and what was said, for whoever has
 * had it recorded that he asks.
 */
public final class Statements {

  private final Journal journal;
  private final FactCodec codec;
  private final Vault vault;

  Statements(Journal journal, FactCodec codec, Vault vault) {
    this.journal = journal;
    this.codec = codec;
    this.vault = vault;
  }

  /** How far it is, in words that tell nobody who looks into what. */
  public enum State {
    /** 已收到. */
    RECEIVED,
    /** 正在核查. */
    LOOKED_INTO,
    /** 异议成立. */
    UPHELD,
    /** 异议不成立. */
    DISMISSED,
    /** 公示已结束. */
    NOTICE_CLOSED,
    /** 已办结. */
    CONCLUDED
  }

  /**
   * What became of an objection or a report.
   *
   * @param notice whose objection it is; null for a report
   * @param objection its number within the notice; null for a report
   * @param since the day on which it came to that
   * @param received the fact that it was raised, or received as a lead
   * @param sealed the fact that binds what was said
   */
  public record Standing(
      @Nullable NoticeId notice,
      @Nullable ObjectionId objection,
      State state,
      LocalDate since,
      Fact received,
      StoredFact sealed) {}

  /** By the digest of a receipt's number; empty when there is none of that number. */
  public Optional<Standing> standing(Sha256 receipt) {
    return journal.holderOf(Claims.RECEIPT, receipt.hex()).map(this::standing);
  }

  private Standing standing(String holder) {
    if (!holder.startsWith("notice/")) return ofReport(holder);
    int number = holder.lastIndexOf('/');
    String stream = holder.substring(0, number);
    @Nullable Standing standing =
        ofObjections(stream).get(new ObjectionId(holder.substring(number + 1)));
    if (standing == null) throw new IllegalStateException("a receipt of nothing on " + stream);
    return standing;
  }

  /** Of all objections to a notice, in one reading. */
  private Map<ObjectionId, Standing> ofObjections(String stream) {
    Map<ObjectionId, Standing> standings = new LinkedHashMap<>();
    for (StoredFact row : journal.stream(stream)) {
      Fact fact = codec.decode(row);
      switch (fact.event()) {
        case ObjectionRaised it ->
            standings.put(
                it.objection(),
                new Standing(
                    it.notice(), it.objection(), State.RECEIVED, fact.occurredOn(), fact, row));
        case ObjectionSealed it ->
            standings.computeIfPresent(it.objection(), (_, before) -> sealed(before, row));
        case ObjectionOpened it ->
            standings.computeIfPresent(
                it.objection(),
                (_, before) -> came(before, State.LOOKED_INTO, fact, State.RECEIVED));
        case ObjectionResolved it ->
            standings.computeIfPresent(
                it.objection(),
                (_, before) ->
                    came(
                        before,
                        it.upheld() ? State.UPHELD : State.DISMISSED,
                        fact,
                        State.RECEIVED,
                        State.LOOKED_INTO));
        case NoticeClosed _ ->
            standings.replaceAll((_, before) ->
                came(before, State.NOTICE_CLOSED, fact, State.RECEIVED, State.LOOKED_INTO));
        default -> {
          // Says nothing of objections.
        }
      }
    }
    return standings;
  }

  private Standing ofReport(String stream) {
    return report(stream)
        .orElseThrow(() -> new IllegalStateException("a receipt of nothing on " + stream));
  }

  /** Empty for a lead that no member of the public has sent. */
  private Optional<Standing> report(String stream) {
    @Nullable Standing standing = null;
    boolean isSealed = false;
    for (StoredFact row : journal.stream(stream)) {
      Fact fact = codec.decode(row);
      if (fact.event() instanceof LeadReceived)
        standing = new Standing(null, null, State.RECEIVED, fact.occurredOn(), fact, row);
      if (standing == null) continue;
      isSealed |= fact.event() instanceof ReportSealed;
      standing =
          switch (fact.event()) {
            case ReportSealed _ -> sealed(standing, row);
            case ReportOpened _ -> came(standing, State.LOOKED_INTO, fact, State.RECEIVED);
            case LeadDisposed it when it.disposition() == Disposition.CLOSED ->
                came(standing, State.CONCLUDED, fact, State.RECEIVED, State.LOOKED_INTO);
            case LeadDisposed _, CaseOpened _ ->
                came(standing, State.LOOKED_INTO, fact, State.RECEIVED);
            case CaseClosed _ ->
                came(standing, State.CONCLUDED, fact, State.RECEIVED, State.LOOKED_INTO);
            case LeadReopened _ -> came(standing, State.LOOKED_INTO, fact, State.CONCLUDED);
            default -> standing;
          };
    }
    return isSealed ? Optional.ofNullable(standing) : Optional.empty();
  }

  private static Standing sealed(Standing before, StoredFact row) {
    return new Standing(
        before.notice(),
        before.objection(),
        before.state(),
        before.since(),
        before.received(),
        row);
  }

  /** The same in another state, if it was in one that leads there. */
  private static Standing came(Standing before, State state, Fact fact, State... from) {
    return !Set.of(from).contains(before.state())
        ? before
        : new Standing(
            before.notice(),
            before.objection(),
            state,
            fact.occurredOn(),
            before.received(),
            before.sealed());
  }

  /** How each objection to a notice stands, in the order in which they were raised. */
  public Map<ObjectionId, State> statesOf(NoticeId notice) {
    Map<ObjectionId, State> states = new LinkedHashMap<>();
    ofObjections(notice.stream()).forEach((id, standing) -> states.put(id, standing.state()));
    return states;
  }

  /** How a report of the public stands; empty for a lead that is none. */
  public Optional<State> stateOf(LeadId lead) {
    return report(lead.stream()).map(Standing::state);
  }

  /**
   * What the fields hold that a recorded opening asks for; what was erased or never given is left
   * out.
   *
   * @param opening an {@link ObjectionOpened} or a {@link ReportOpened}
   */
  public Map<PersonalField, String> opened(Fact opening) {
    return switch (opening.event()) {
      case ObjectionOpened it -> values(opening.stream(), it.objection(), it.fields());
      case ReportOpened it -> values(opening.stream(), null, it.fields());
      default -> throw new IllegalArgumentException("not an opening: " + opening.type());
    };
  }

  private Map<PersonalField, String> values(
      String stream, @Nullable ObjectionId objection, List<PersonalField> fields) {
    Map<PersonalField, String> values = new EnumMap<>(PersonalField.class);
    for (StoredFact row : journal.stream(stream))
      switch (codec.decode(row).event()) {
        case ObjectionSealed it when it.objection().equals(objection) ->
            open(it.statement(), fields, values);
        case ReportSealed it when objection == null -> open(it.statement(), fields, values);
        default -> {
          // Seals nothing that is asked for.
        }
      }
    return values;
  }

  private void open(
      List<Commitment> sealed, List<PersonalField> fields, Map<PersonalField, String> values) {
    for (Commitment each : sealed)
      if (fields.contains(each.field()))
        vault.open(each).ifPresent(value -> values.put(each.field(), value));
  }
}
