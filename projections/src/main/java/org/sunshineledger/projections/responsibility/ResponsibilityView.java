package org.sunshineledger.projections.responsibility;

import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.sunshineledger.ledger.duty.EnterpriseEvent.AgreementEnded;
import org.sunshineledger.ledger.duty.EnterpriseEvent.AgreementSigned;
import org.sunshineledger.ledger.duty.OfficerEvent;
import org.sunshineledger.ledger.duty.OfficerEvent.FirstSecretaryPosted;
import org.sunshineledger.ledger.duty.OfficerEvent.FirstSecretaryRecalled;
import org.sunshineledger.ledger.duty.OfficerEvent.OfficerRegistered;
import org.sunshineledger.ledger.duty.OfficerEvent.Paired;
import org.sunshineledger.ledger.duty.OfficerEvent.PairingEnded;
import org.sunshineledger.ledger.duty.OfficerEvent.PledgeSigned;
import org.sunshineledger.ledger.duty.OfficerEvent.PostLeft;
import org.sunshineledger.ledger.duty.OfficerEvent.PostTaken;
import org.sunshineledger.ledger.duty.OfficerEvent.VisitRecorded;
import org.sunshineledger.ledger.duty.PairingScope;
import org.sunshineledger.ledger.fact.Fact;
import org.sunshineledger.ledger.fact.Post;
import org.sunshineledger.ledger.fact.RegionCode;
import org.sunshineledger.ledger.household.HouseholdEvent;
import org.sunshineledger.ledger.household.HouseholdEvent.HouseholdApplied;
import org.sunshineledger.ledger.household.HouseholdEvent.HouseholdExited;
import org.sunshineledger.ledger.household.HouseholdEvent.HouseholdIdentified;
import org.sunshineledger.ledger.household.HouseholdEvent.HouseholdRemoved;
import org.sunshineledger.ledger.household.HouseholdEvent.HouseholdReverified;
import org.sunshineledger.ledger.household.HouseholdEvent.RelapseRecorded;
import org.sunshineledger.projections.view.View;

/** Who answered for this household, village or region, and what did this officer answer for? */
public final class ResponsibilityView implements View<String, Duties> {

  private static final Set<String> OF_HOUSEHOLDS =
      Set.of(
          "household.household-applied.v1",
          "household.household-identified.v1",
          "household.household-exited.v1",
          "household.household-removed.v1",
          "household.household-reverified.v1",
          "household.relapse-recorded.v1");

  private static final Set<Post> ANSWERING_FOR_NOTHING =
      EnumSet.of(Post.OFFICIAL, Post.AUDITOR, Post.INSPECTOR, Post.ADMINISTRATOR);

  @Override
  public String name() {
    return "responsibility";
  }

  @Override
  public int version() {
    return 2;
  }

  @Override
  public boolean reads(String type) {
    return type.startsWith("officer.")
        || type.startsWith("enterprise.agreement-")
        || OF_HOUSEHOLDS.contains(type);
  }

  @Override
  public Stream<String> keys(Fact fact) {
    return switch (fact.event()) {
      case OfficerEvent event -> Stream.concat(Stream.of(fact.stream()), target(event).stream());
      case AgreementSigned it -> Stream.of(it.household().stream());
      case AgreementEnded it -> Stream.of(it.household().stream());
      case HouseholdApplied _,
          HouseholdIdentified _,
          HouseholdExited _,
          HouseholdRemoved _,
          HouseholdReverified _,
          RelapseRecorded _ ->
          Stream.of(fact.stream());
      default -> Stream.empty();
    };
  }

  /** The stream an officer's fact is about, beside the officer's own. */
  private static Optional<String> target(OfficerEvent event) {
    return Optional.ofNullable(
        switch (event) {
          case OfficerRegistered _ -> null;
          case PostTaken it -> answers(it.post()) ? stream(it.region()) : null;
          case PostLeft it -> answers(it.post()) ? stream(it.region()) : null;
          case PledgeSigned it -> stream(it.region());
          case Paired it -> paired(it.scope(), it.target());
          case PairingEnded it -> paired(it.scope(), it.target());
          // What an officer did is in his record of acts; no duty begins or ends with it.
          case VisitRecorded _ -> null;
          case FirstSecretaryPosted it -> stream(it.village());
          case FirstSecretaryRecalled it -> stream(it.village());
        });
  }

  /** Who works for a region, or watches over it, does not answer for it by that post. */
  public static boolean answers(Post post) {
    return !ANSWERING_FOR_NOTHING.contains(post);
  }

  /** A village may be paired under either name of its stream. */
  private static String paired(PairingScope scope, String target) {
    return scope == PairingScope.HOUSEHOLD
        ? target
        : stream(new RegionCode(target.substring(target.indexOf('/') + 1)));
  }

  /** Where the duties for a region are kept: a village has 12 digits. */
  static String stream(RegionCode region) {
    return (region.code().length() == 12 ? "village/" : "region/") + region;
  }

  @Override
  public Duties fold(@Nullable Duties row, String key, Fact fact) {
    Duties before = row == null ? Duties.NONE : row;
    return switch (fact.event()) {
      case OfficerEvent event -> officer(before, fact, event);
      case AgreementSigned it ->
          before.with(
              new Agreement(
                  it.enterprise(),
                  it.name(),
                  fact.occurredOn(),
                  null,
                  fact.position(),
                  null,
                  fact.isSynthetic()));
      case AgreementEnded it ->
          before.agreementsEnded(
              each -> each.enterprise().equals(it.enterprise()),
              fact.occurredOn(),
              fact.position());
      case HouseholdEvent event -> household(before, fact, event);
      default -> before;
    };
  }

  private static Duties officer(Duties before, Fact fact, OfficerEvent event) {
    return switch (event) {
      case OfficerRegistered it -> before.of(it.name());
      case PostTaken it ->
          before.with(
              new Duty(
                  Duty.Kind.POST,
                  it.officer(),
                  it.name(),
                  it.post(),
                  it.office(),
                  stream(it.region()),
                  fact.occurredOn(),
                  null,
                  fact.position(),
                  null,
                  fact.isSynthetic()));
      case PostLeft it ->
          before.ended(
              duty ->
                  duty.kind() == Duty.Kind.POST
                      && duty.officer().equals(it.officer())
                      && duty.post() == it.post()
                      && duty.target().equals(stream(it.region())),
              fact.occurredOn(),
              fact.position());
      case PledgeSigned it ->
          before.with(
              new Pledge(
                  it.officer(),
                  it.fromPost(),
                  it.toPost(),
                  it.region(),
                  it.from(),
                  it.until(),
                  it.exitTargetPersons(),
                  fact.position(),
                  fact.isSynthetic()));
      case Paired it ->
          before.with(
              new Duty(
                  Duty.Kind.PAIRING,
                  it.officer(),
                  it.name(),
                  null,
                  it.office(),
                  paired(it.scope(), it.target()),
                  fact.occurredOn(),
                  null,
                  fact.position(),
                  null,
                  fact.isSynthetic()));
      case PairingEnded it ->
          before.ended(
              duty ->
                  duty.kind() == Duty.Kind.PAIRING
                      && duty.officer().equals(it.officer())
                      && duty.target().equals(paired(it.scope(), it.target())),
              fact.occurredOn(),
              fact.position());
      case VisitRecorded _ -> before;
      case FirstSecretaryPosted it ->
          before.with(
              new Duty(
                  Duty.Kind.FIRST_SECRETARY,
                  it.officer(),
                  it.name(),
                  null,
                  it.sendingOffice(),
                  stream(it.village()),
                  fact.occurredOn(),
                  null,
                  fact.position(),
                  null,
                  fact.isSynthetic()));
      case FirstSecretaryRecalled it ->
          before.ended(
              duty ->
                  duty.kind() == Duty.Kind.FIRST_SECRETARY
                      && duty.officer().equals(it.officer())
                      && duty.target().equals(stream(it.village())),
              fact.occurredOn(),
              fact.position());
    };
  }

  private static Duties household(Duties before, Fact fact, HouseholdEvent event) {
    RegionCode village =
        event instanceof HouseholdApplied applied ? applied.village() : fact.place().village();
    Duties after = before.caring(Care.after(before.care(), fact, event));
    if (village != null) after = after.in(village);
    return switch (event) {
      case HouseholdIdentified it -> after.because(new Cause(it.mainCause(), fact.position()));
      case RelapseRecorded it -> after.because(new Cause(it.cause(), fact.position()));
      default -> after;
    };
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
  public Class<Duties> rowType() {
    return Duties.class;
  }
}
