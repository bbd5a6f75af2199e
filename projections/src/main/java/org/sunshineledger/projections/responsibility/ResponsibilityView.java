package org.sunshineledger.projections.responsibility;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.sunshineledger.ledger.duty.OfficerEvent;
import org.sunshineledger.ledger.duty.OfficerEvent.FirstSecretaryPosted;
import org.sunshineledger.ledger.duty.OfficerEvent.FirstSecretaryRecalled;
import org.sunshineledger.ledger.duty.OfficerEvent.OfficerRegistered;
import org.sunshineledger.ledger.duty.OfficerEvent.Paired;
import org.sunshineledger.ledger.duty.OfficerEvent.PairingEnded;
import org.sunshineledger.ledger.duty.OfficerEvent.PledgeSigned;
import org.sunshineledger.ledger.duty.OfficerEvent.PostLeft;
import org.sunshineledger.ledger.duty.OfficerEvent.PostTaken;
import org.sunshineledger.ledger.fact.Fact;
import org.sunshineledger.ledger.fact.RegionCode;
import org.sunshineledger.ledger.fact.Signer;
import org.sunshineledger.ledger.household.HouseholdEvent;
import org.sunshineledger.ledger.household.HouseholdEvent.BenefitCredited;
import org.sunshineledger.ledger.household.HouseholdEvent.HouseholdApplied;
import org.sunshineledger.ledger.household.HouseholdEvent.HouseholdExited;
import org.sunshineledger.ledger.household.HouseholdEvent.HouseholdIdentified;
import org.sunshineledger.ledger.household.HouseholdEvent.HouseholdRemoved;
import org.sunshineledger.ledger.household.HouseholdEvent.RelapseRecorded;
import org.sunshineledger.projections.view.View;

/** Who answered for this household, village or region, and what did this officer answer for? */
public final class ResponsibilityView implements View<String, Duties> {

  @Override
  public String name() {
    return "responsibility";
  }

  @Override
  public int version() {
    return 1;
  }

  @Override
  public boolean reads(String type) {
    return type.startsWith("officer.")
        || (type.startsWith("household.") && !type.equals("household.benefit-credited.v1"));
  }

  @Override
  public Stream<String> keys(Fact fact) {
    return switch (fact.event()) {
      case OfficerEvent event -> Stream.concat(Stream.of(fact.stream()), target(event).stream());
      case HouseholdEvent event when concerns(fact, event) -> Stream.of(fact.stream());
      default -> Stream.empty();
    };
  }

  private static boolean concerns(Fact fact, HouseholdEvent event) {
    if (event instanceof BenefitCredited) return false; // The payment list is what is signed.
    return !fact.envelope().signers().isEmpty()
        || event instanceof HouseholdApplied
        || event instanceof HouseholdIdentified
        || event instanceof HouseholdExited
        || event instanceof HouseholdRemoved
        || event instanceof RelapseRecorded;
  }

  /** The stream an officer's fact is about, beside the officer's own. */
  private static Optional<String> target(OfficerEvent event) {
    return Optional.ofNullable(
        switch (event) {
          case OfficerRegistered _ -> null;
          case PostTaken it -> stream(it.region());
          case PostLeft it -> stream(it.region());
          case PledgeSigned it -> stream(it.region());
          case Paired it -> it.target();
          case PairingEnded it -> it.target();
          case FirstSecretaryPosted it -> stream(it.village());
          case FirstSecretaryRecalled it -> stream(it.village());
        });
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
      case HouseholdEvent event -> household(before, fact, event);
      default -> before;
    };
  }

  private static Duties officer(Duties before, Fact fact, OfficerEvent event) {
    return switch (event) {
      case OfficerRegistered it ->
          new Duties(
              it.name(),
              before.village(),
              before.duties(),
              before.signatures(),
              before.pledges(),
              before.care());
      case PostTaken it ->
          with(
              before,
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
          ended(
              before,
              fact,
              duty ->
                  duty.kind() == Duty.Kind.POST
                      && duty.officer().equals(it.officer())
                      && duty.post() == it.post()
                      && duty.target().equals(stream(it.region())));
      case PledgeSigned it ->
          new Duties(
              before.name(),
              before.village(),
              before.duties(),
              before.signatures(),
              and(
                  before.pledges(),
                  new Pledge(
                      it.officer(),
                      it.fromPost(),
                      it.toPost(),
                      it.region(),
                      it.from(),
                      it.until(),
                      it.exitTargetPersons(),
                      fact.position(),
                      fact.isSynthetic())),
              before.care());
      case Paired it ->
          with(
              before,
              new Duty(
                  Duty.Kind.PAIRING,
                  it.officer(),
                  it.name(),
                  null,
                  it.office(),
                  it.target(),
                  fact.occurredOn(),
                  null,
                  fact.position(),
                  null,
                  fact.isSynthetic()));
      case PairingEnded it ->
          ended(
              before,
              fact,
              duty ->
                  duty.kind() == Duty.Kind.PAIRING
                      && duty.officer().equals(it.officer())
                      && duty.target().equals(it.target()));
      case FirstSecretaryPosted it ->
          with(
              before,
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
          ended(
              before,
              fact,
              duty ->
                  duty.kind() == Duty.Kind.FIRST_SECRETARY
                      && duty.officer().equals(it.officer())
                      && duty.target().equals(stream(it.village())));
    };
  }

  private static Duties household(Duties before, Fact fact, HouseholdEvent event) {
    List<Signature> signatures = before.signatures();
    for (Signer signer : fact.envelope().signers())
      signatures =
          and(
              signatures,
              new Signature(
                  signer.officer(),
                  signer.capacity(),
                  fact.type(),
                  fact.occurredOn(),
                  fact.position(),
                  fact.isSynthetic()));
    RegionCode village =
        event instanceof HouseholdApplied applied ? applied.village() : fact.place().village();
    return new Duties(
        before.name(),
        village == null ? before.village() : village,
        before.duties(),
        signatures,
        before.pledges(),
        care(before.care(), fact, event));
  }

  private static List<Interval> care(List<Interval> before, Fact fact, HouseholdEvent event) {
    if (event instanceof HouseholdIdentified || event instanceof RelapseRecorded) {
      boolean alreadyOpen = !before.isEmpty() && before.getLast().to() == null;
      return alreadyOpen ? before : and(before, new Interval(fact.occurredOn(), null));
    }
    if (event instanceof HouseholdExited exited)
      return closed(before, exited.policyKeptUntil().plusDays(1));
    if (event instanceof HouseholdRemoved) return closed(before, fact.occurredOn());
    return before;
  }

  private static List<Interval> closed(List<Interval> before, LocalDate to) {
    if (before.isEmpty()) return before;
    List<Interval> after = new ArrayList<>(before);
    Interval last = after.removeLast();
    after.add(new Interval(last.from(), to));
    return after;
  }

  private static Duties with(Duties before, Duty duty) {
    return duties(before, and(before.duties(), duty));
  }

  private static Duties ended(Duties before, Fact fact, Predicate<Duty> which) {
    return duties(
        before,
        before.duties().stream()
            .map(duty ->
                duty.isOpen() && which.test(duty)
                    ? duty.endedOn(fact.occurredOn(), fact.position())
                    : duty)
            .toList());
  }

  private static Duties duties(Duties before, List<Duty> duties) {
    return new Duties(
        before.name(),
        before.village(),
        duties,
        before.signatures(),
        before.pledges(),
        before.care());
  }

  private static <T> List<T> and(List<T> list, T last) {
    List<T> longer = new ArrayList<>(list);
    longer.add(last);
    return longer;
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
