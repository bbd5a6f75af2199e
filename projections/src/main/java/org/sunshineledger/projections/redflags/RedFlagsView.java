package org.sunshineledger.projections.redflags;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.sunshineledger.ledger.fact.Evidence;
import org.sunshineledger.ledger.fact.Fact;
import org.sunshineledger.ledger.fact.HouseholdId;
import org.sunshineledger.ledger.fact.MemberId;
import org.sunshineledger.ledger.fact.Mode;
import org.sunshineledger.ledger.fact.Money;
import org.sunshineledger.ledger.fact.OfficerId;
import org.sunshineledger.ledger.fact.PaymentId;
import org.sunshineledger.ledger.fact.RegionCode;
import org.sunshineledger.ledger.fact.Sha256;
import org.sunshineledger.ledger.fact.Signer;
import org.sunshineledger.ledger.fact.Signer.Capacity;
import org.sunshineledger.ledger.household.HouseholdEvent;
import org.sunshineledger.ledger.household.HouseholdEvent.BenefitAcknowledged;
import org.sunshineledger.ledger.household.HouseholdEvent.BenefitCredited;
import org.sunshineledger.ledger.household.HouseholdEvent.BenefitReversed;
import org.sunshineledger.ledger.household.HouseholdEvent.CountyReviewed;
import org.sunshineledger.ledger.household.HouseholdEvent.CrossCheckHitSettled;
import org.sunshineledger.ledger.household.HouseholdEvent.CrossChecked;
import org.sunshineledger.ledger.household.HouseholdEvent.ExitConfirmed;
import org.sunshineledger.ledger.household.HouseholdEvent.ExitDisputed;
import org.sunshineledger.ledger.household.HouseholdEvent.ExitVerified;
import org.sunshineledger.ledger.household.HouseholdEvent.HouseholdRemoved;
import org.sunshineledger.ledger.household.HouseholdEvent.IdentificationRefused;
import org.sunshineledger.ledger.household.HouseholdEvent.IncomeSurveyed;
import org.sunshineledger.ledger.household.HouseholdEvent.KinshipDeclared;
import org.sunshineledger.ledger.household.HouseholdEvent.MeasureCancelled;
import org.sunshineledger.ledger.household.HouseholdEvent.MeasureDelivered;
import org.sunshineledger.ledger.household.HouseholdEvent.MemberDetailsCorrected;
import org.sunshineledger.ledger.household.HouseholdEvent.MemberLeft;
import org.sunshineledger.ledger.household.HouseholdEvent.TownshipAudited;
import org.sunshineledger.ledger.household.HouseholdEvent.VillageDeliberated;
import org.sunshineledger.ledger.household.HouseholdEvent.VillageReviewed;
import org.sunshineledger.ledger.household.HouseholdSigner;
import org.sunshineledger.ledger.household.LeaveReason;
import org.sunshineledger.ledger.rules.Rule;
import org.sunshineledger.ledger.vault.PersonalField;
import org.sunshineledger.projections.redflags.Traces.Signed;
import org.sunshineledger.projections.view.View;

/** What in this village, and of this household, may one day be held against another fact? */
public final class RedFlagsView implements View<String, Traces> {

  private static final String VILLAGE = "village/";

  /** Apart, because those of many villages are read at once. */
  private static final String MEETINGS = "meetings/";

  /** Whoever leads a meeting is at it; others may sign a paper afterwards. */
  private static final Set<Capacity> LEADING =
      EnumSet.of(Capacity.REVIEW_CHAIR, Capacity.MINUTE_TAKER);

  @Override
  public String name() {
    return "redflags";
  }

  @Override
  public int version() {
    return 1;
  }

  @Override
  public boolean reads(String type) {
    return type.startsWith("household.");
  }

  /** Dated lists, which are compared when they are asked for. */
  @Override
  public boolean inAnyOrder() {
    return true;
  }

  @Override
  public Stream<String> keys(Fact fact) {
    RegionCode village = fact.place().village();
    if (!(fact.event() instanceof HouseholdEvent event) || village == null) return Stream.empty();
    List<String> keys = new ArrayList<>();
    if (inVillage(fact, event) != null || !fact.envelope().signers().isEmpty())
      keys.add(villageKey(village));
    if (meeting(fact, event) != null) keys.add(meetingsKey(village));
    if (!ofHousehold(fact, event).isEmpty()) keys.add(event.household().stream());
    return keys.stream();
  }

  static String villageKey(RegionCode village) {
    return VILLAGE + village;
  }

  static String meetingsKey(RegionCode village) {
    return MEETINGS + village;
  }

  static String householdKey(String household) {
    return new HouseholdId(household).stream();
  }

  @Override
  public Traces fold(@Nullable Traces row, String key, Fact fact) {
    Traces after = row == null ? Traces.NONE : row;
    if (!(fact.event() instanceof HouseholdEvent event)) return after;
    if (key.startsWith(VILLAGE)) return village(after, fact, event);
    if (key.startsWith(MEETINGS)) {
      Meeting meeting = meeting(fact, event);
      return meeting == null ? after : after.with(meeting);
    }
    for (Trace trace : ofHousehold(fact, event)) after = after.with(trace);
    return after;
  }

  private static Traces village(Traces before, Fact fact, HouseholdEvent event) {
    Trace trace = inVillage(fact, event);
    Traces after = trace == null ? before : before.with(trace);
    for (Signer signer : fact.envelope().signers())
      after = after.with(new Signed(signer.officer(), fact.occurredOn(), List.of(fact.position())));
    return after;
  }

  private static Dated at(Fact fact) {
    return new Dated(fact.occurredOn(), fact.position());
  }

  /** What is rare. */
  private static @Nullable Trace inVillage(Fact fact, HouseholdEvent event) {
    String household = event.household().number();
    return switch (event) {
      case KinshipDeclared it -> new Trace.Kin(household, it.member(), it.officer(), at(fact));
      case MemberLeft it when it.reason() == LeaveReason.DEATH ->
          new Trace.Death(household, it.member(), it.headCount() == 0, at(fact));
      case MemberDetailsCorrected it when it.before().field() == PersonalField.ID_NUMBER ->
          new Trace.Correction(
              household, it.member(), fact.envelope().mode() == Mode.LIVE, at(fact));
      case CrossChecked it -> new Trace.Comparison(household, it.hits(), at(fact));
      case CrossCheckHitSettled it -> new Trace.Settled(household, it.hit(), at(fact));
      case IdentificationRefused _, HouseholdRemoved _ -> new Trace.Lapsed(household, at(fact));
      default -> null;
    };
  }

  private static @Nullable Meeting meeting(Fact fact, HouseholdEvent event) {
    return switch (event) {
      case VillageReviewed it -> meeting(fact, it.minutes());
      case VillageDeliberated _ -> meeting(fact, (Sha256) null);
      default -> null;
    };
  }

  private static Meeting meeting(Fact fact, @Nullable Sha256 minutes) {
    Set<Sha256> papers = new LinkedHashSet<>();
    if (minutes != null) papers.add(minutes);
    for (Evidence each : fact.envelope().evidence())
      if (each.kind() == Evidence.Kind.MINUTES) papers.add(each.sha256());
    return new Meeting(
        fact.occurredOn(),
        fact.envelope().signers().stream()
            .filter(signer -> LEADING.contains(signer.capacity()))
            .map(Signer::officer)
            .distinct()
            .toList(),
        List.copyOf(papers),
        List.of(fact.position()),
        fact.envelope().breaches().contains(Rule.RECORDED_LATE.name())
            ? List.of(fact.position())
            : List.of());
  }

  private static List<Trace> ofHousehold(Fact fact, HouseholdEvent event) {
    List<Trace> traces = new ArrayList<>();
    List<OfficerId> officers = officers(fact, event);
    if (!officers.isEmpty()) traces.add(new Trace.Handled(officers, at(fact)));
    MemberId signer = signer(event);
    if (signer != null) traces.add(new Trace.Signature(signer, at(fact)));
    switch (event) {
      case BenefitCredited it ->
          traces.add(credit(fact, it.member(), it.payment(), it.line(), it.amount(), 1));
      case BenefitReversed it ->
          traces.add(credit(fact, it.member(), it.payment(), it.line(), it.amount(), -1));
      default -> {}
    }
    return traces;
  }

  private static Trace credit(
      Fact fact, @Nullable MemberId member, PaymentId payment, int line, Money amount, int sign) {
    return new Trace.Credit(member, payment + "#" + line, sign * amount.fen(), at(fact));
  }

  /** As 回避 has it: who signs, who surveys, and who records a step that weighs the household. */
  private static List<OfficerId> officers(Fact fact, HouseholdEvent event) {
    Set<OfficerId> officers = new TreeSet<>((a, b) -> a.toString().compareTo(b.toString()));
    for (Signer signer : fact.envelope().signers()) officers.add(signer.officer());
    if (event instanceof IncomeSurveyed survey) officers.addAll(survey.surveyors());
    if (weighs(event)) officers.add(fact.envelope().actor().officer());
    return List.copyOf(officers);
  }

  private static boolean weighs(HouseholdEvent event) {
    return event instanceof VillageReviewed
        || event instanceof TownshipAudited
        || event instanceof CountyReviewed
        || event instanceof ExitVerified;
  }

  /** An agent signs for a member who cannot; that is no signature of the member's. */
  private static @Nullable MemberId signer(HouseholdEvent event) {
    return switch (event) {
      case BenefitAcknowledged it -> it.signer();
      case MeasureDelivered it -> it.acknowledgedBy();
      case MeasureCancelled it -> it.acknowledgedBy();
      case ExitConfirmed it -> inPerson(it.signer());
      case ExitDisputed it -> inPerson(it.signer());
      default -> null;
    };
  }

  private static @Nullable MemberId inPerson(@Nullable HouseholdSigner signer) {
    return signer == null || signer.byAgent() ? null : signer.member();
  }

  @Override
  public String text(String key) {
    return key;
  }

  @Override
  public String key(String text) {
    return text;
  }

  @Override
  public Class<Traces> rowType() {
    return Traces.class;
  }
}
