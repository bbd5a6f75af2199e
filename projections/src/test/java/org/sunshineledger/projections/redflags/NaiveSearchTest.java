package org.sunshineledger.projections.redflags;

import static java.util.Comparator.comparing;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.LocalDate;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.sunshineledger.ledger.duty.OfficerEvent;
import org.sunshineledger.ledger.duty.OfficerEvent.Paired;
import org.sunshineledger.ledger.duty.OfficerEvent.PairingEnded;
import org.sunshineledger.ledger.duty.OfficerEvent.PostLeft;
import org.sunshineledger.ledger.duty.OfficerEvent.PostTaken;
import org.sunshineledger.ledger.fact.Evidence;
import org.sunshineledger.ledger.fact.Fact;
import org.sunshineledger.ledger.fact.MemberId;
import org.sunshineledger.ledger.fact.Mode;
import org.sunshineledger.ledger.fact.OfficerId;
import org.sunshineledger.ledger.fact.RegionCode;
import org.sunshineledger.ledger.fact.Sha256;
import org.sunshineledger.ledger.fact.Signer;
import org.sunshineledger.ledger.fact.Signer.Capacity;
import org.sunshineledger.ledger.household.CrossCheckHit;
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
import org.sunshineledger.ledger.vault.PersonalField;
import org.sunshineledger.projections.Projections;
import org.sunshineledger.projections.RandomHistory;
import org.sunshineledger.projections.Telling;
import org.sunshineledger.projections.ToldLedger;
import org.sunshineledger.projections.view.Moment;

/**
 * The flags once more, by laying every fact beside every other: slow, and plainly right. Nothing of
 * what is tested is used here.
 */
@DisplayName("疑点清单，逐条比对")
class NaiveSearchTest {

  private static final int FACTS = 900;
  private static final int MANY = 100_000;
  private static final List<RegionCode> REGIONS =
      List.of(Telling.CITY, Telling.BAQIAN, new RegionCode("410173202001"));

  private final ToldLedger ledger = new ToldLedger();

  @AfterEach
  void close() {
    ledger.close();
  }

  static List<Long> seeds() {
    return new Random().longs(4).boxed().toList();
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void theViewFindsWhatTheFactsSay(long seed) throws TimeoutException {
    List<Fact> facts = RandomHistory.of(seed, FACTS).facts();
    ledger.append(facts);
    Random random = new Random(seed);
    Set<RedFlag> seen = new HashSet<>();
    try (Projections projections = ledger.projections()) {
      projections.start();
      ToldLedger.await(projections.views());
      for (int i = 0; i < 8; i++) {
        LocalDate day = LocalDate.of(2014, 1, 1).plusDays(200 + random.nextInt(900));
        Instant known =
            i % 2 == 0 ? null : facts.get(facts.size() / 4 + random.nextInt(600)).recordedAt();
        Moment moment = new Moment(day, known);
        RegionCode region = REGIONS.get(i % REGIONS.size());
        List<Hit> hits =
            projections
                .redFlags()
                .of(region, Telling.CITY, moment, true, null, MANY, null)
                .orElseThrow()
                .hits();
        hits.forEach(hit -> seen.add(hit.flag()));
        assertThat(new TreeSet<>(hits.stream().map(NaiveSearchTest::written).toList()))
            .as("%s at %s, seed %d", region, moment, seed)
            .isEqualTo(new Naive(facts, region, moment).found());
        assertThat(hits).as("no hit twice").hasSameSizeAs(new HashSet<>(hits));
      }
    }
    assertThat(seen).as("flags that were hit, seed %d", seed).hasSizeGreaterThan(8);
  }

  private static String written(Hit hit) {
    Set<Long> questioned = new TreeSet<>();
    Set<Long> grounds = new TreeSet<>();
    for (Behind each : hit.facts())
      if (each.questioned()) {
        questioned.add(each.position());
        questioned.addAll(each.alike());
      } else {
        grounds.add(each.position());
      }
    return hit.flag() + " " + questioned + " because of " + grounds;
  }

  /** Asks of every fact, with every other at hand. */
  private static final class Naive {

    private final List<Fact> facts;
    private final RegionCode region;
    private final Set<String> found = new TreeSet<>();

    Naive(List<Fact> all, RegionCode region, Moment moment) {
      facts =
          all.stream()
              .filter(fact -> !fact.occurredOn().isAfter(moment.asOf()))
              .filter(
                  fact -> moment.knownAt() == null || !fact.recordedAt().isAfter(moment.knownAt()))
              .sorted(comparing(Fact::occurredOn).thenComparingLong(Fact::position))
              .toList();
      this.region = region;
    }

    Set<String> found() {
      for (Fact fact : facts) {
        if (!(fact.event() instanceof HouseholdEvent)) continue;
        kinship(fact);
        after(fact);
        twoMeetings(fact);
        minutes(fact);
        late(fact);
        withoutPost(fact);
        idNumber(fact);
        open(fact);
      }
      return found;
    }

    private boolean isHere(Fact fact) {
      return region.code().length() < 12 || region.equals(fact.place().village());
    }

    private void hit(RedFlag flag, Stream<Fact> questioned, Stream<Fact> grounds) {
      Set<Long> positions = positions(questioned);
      if (!positions.isEmpty())
        found.add(flag + " " + positions + " because of " + positions(grounds));
    }

    private static Set<Long> positions(Stream<Fact> some) {
      Set<Long> positions = new TreeSet<>();
      some.forEach(fact -> positions.add(fact.position()));
      return positions;
    }

    private Stream<Fact> ofStream(Fact of) {
      return facts.stream().filter(fact -> fact.stream().equals(of.stream()));
    }

    private void kinship(Fact fact) {
      if (!isHere(fact) || !(fact.event() instanceof KinshipDeclared kin)) return;
      hit(
          RedFlag.KINSHIP_AMONG_SIGNERS,
          ofStream(fact).filter(other -> hadToDoWith(other, kin.officer())),
          ofStream(fact)
              .filter(other ->
                  other.event() instanceof KinshipDeclared it
                      && it.officer().equals(kin.officer())));
    }

    private static boolean hadToDoWith(Fact fact, OfficerId officer) {
      if (signers(fact).contains(officer)) return true;
      return switch (fact.event()) {
        case IncomeSurveyed it -> it.surveyors().contains(officer);
        case VillageReviewed _, TownshipAudited _, CountyReviewed _, ExitVerified _ ->
            fact.envelope().actor().officer().equals(officer);
        default -> false;
      };
    }

    private static List<OfficerId> signers(Fact fact) {
      return fact.envelope().signers().stream().map(Signer::officer).toList();
    }

    private static @Nullable MemberLeft death(Fact fact) {
      return fact.event() instanceof MemberLeft left && left.reason() == LeaveReason.DEATH
          ? left
          : null;
    }

    /** Of several deaths of one member the first counts. */
    private void after(Fact fact) {
      MemberLeft death = death(fact);
      if (death == null || !isHere(fact)) return;
      boolean isFirst =
          ofStream(fact)
              .filter(other -> {
                MemberLeft it = death(other);
                return it != null && it.member().equals(death.member());
              })
              .findFirst()
              .orElseThrow()
              .equals(fact);
      if (!isFirst) return;
      LocalDate day = fact.occurredOn();
      hit(
          RedFlag.PAID_AFTER_DEATH,
          ofStream(fact)
              .filter(other ->
                  other.event() instanceof BenefitCredited it
                      && other.occurredOn().isAfter(day.plusMonths(1))
                      && (it.member() == null
                          ? death.headCount() == 0
                          : it.member().equals(death.member()))
                      && left(other, it) > 0),
          Stream.of(fact));
      hit(
          RedFlag.SIGNED_AFTER_DEATH,
          ofStream(fact)
              .filter(
                  other -> other.occurredOn().isAfter(day) && death.member().equals(signer(other))),
          Stream.of(fact));
    }

    private long left(Fact fact, BenefitCredited credited) {
      return ofStream(fact)
          .mapToLong(other ->
              switch (other.event()) {
                case BenefitCredited it
                    when it.payment().equals(credited.payment()) && it.line() == credited.line() ->
                    it.amount().fen();
                case BenefitReversed it
                    when it.payment().equals(credited.payment()) && it.line() == credited.line() ->
                    -it.amount().fen();
                default -> 0;
              })
          .sum();
    }

    private static @Nullable MemberId signer(Fact fact) {
      HouseholdSigner signer =
          switch (fact.event()) {
            case BenefitAcknowledged it -> new HouseholdSigner(it.signer(), false);
            case MeasureDelivered it when it.acknowledgedBy() != null ->
                new HouseholdSigner(Objects.requireNonNull(it.acknowledgedBy()), false);
            case MeasureCancelled it when it.acknowledgedBy() != null ->
                new HouseholdSigner(Objects.requireNonNull(it.acknowledgedBy()), false);
            case ExitConfirmed it -> it.signer();
            case ExitDisputed it -> it.signer();
            default -> null;
          };
      return signer == null || signer.byAgent() ? null : signer.member();
    }

    private static boolean isMeeting(Fact fact) {
      return fact.event() instanceof VillageReviewed || fact.event() instanceof VillageDeliberated;
    }

    private static Set<OfficerId> leaders(Fact fact) {
      Set<OfficerId> leaders = new HashSet<>();
      if (isMeeting(fact))
        for (Signer signer : fact.envelope().signers())
          if (signer.capacity() == Capacity.REVIEW_CHAIR
              || signer.capacity() == Capacity.MINUTE_TAKER) leaders.add(signer.officer());
      return leaders;
    }

    private void twoMeetings(Fact fact) {
      if (!isHere(fact)) return;
      for (OfficerId leader : leaders(fact)) {
        List<Fact> ofDay =
            facts.stream()
                .filter(other -> other.occurredOn().equals(fact.occurredOn()))
                .filter(other -> leaders(other).contains(leader))
                .toList();
        if (ofDay.stream().anyMatch(other -> !village(other).equals(village(fact))))
          hit(RedFlag.IN_TWO_MEETINGS, ofDay.stream(), Stream.of());
      }
    }

    private static RegionCode village(Fact fact) {
      return Objects.requireNonNull(fact.place().village());
    }

    private static Set<Sha256> papers(Fact fact) {
      Set<Sha256> papers = new HashSet<>();
      if (!isMeeting(fact)) return papers;
      if (fact.event() instanceof VillageReviewed it && it.minutes() != null)
        papers.add(Objects.requireNonNull(it.minutes()));
      for (Evidence each : fact.envelope().evidence())
        if (each.kind() == Evidence.Kind.MINUTES) papers.add(each.sha256());
      return papers;
    }

    private void minutes(Fact fact) {
      if (!isHere(fact)) return;
      for (Sha256 paper : papers(fact)) {
        List<Fact> proven = facts.stream().filter(other -> papers(other).contains(paper)).toList();
        if (proven.stream()
            .anyMatch(other ->
                !village(other).equals(village(fact))
                    || !other.occurredOn().equals(fact.occurredOn())))
          hit(RedFlag.MINUTES_REUSED, proven.stream(), Stream.of());
      }
    }

    private void late(Fact fact) {
      if (!isHere(fact) || !isLateMeeting(fact)) return;
      hit(
          RedFlag.MINUTES_RECORDED_LATE,
          facts.stream()
              .filter(Naive::isLateMeeting)
              .filter(other -> village(other).equals(village(fact)))
              .filter(other -> other.occurredOn().equals(fact.occurredOn())),
          Stream.of());
    }

    private static boolean isLateMeeting(Fact fact) {
      return isMeeting(fact) && fact.envelope().breaches().contains("RECORDED_LATE");
    }

    private void withoutPost(Fact fact) {
      if (!isHere(fact)) return;
      for (OfficerId signer : signers(fact)) {
        if (hasDuty(signer, fact.occurredOn())) continue;
        List<Fact> suspicious =
            facts.stream()
                .filter(other -> other.event() instanceof HouseholdEvent)
                .filter(other -> village(other).equals(village(fact)))
                .filter(other -> signers(other).contains(signer))
                .filter(other -> !hasDuty(signer, other.occurredOn()))
                .toList();
        LocalDate last = suspicious.getLast().occurredOn();
        hit(
            RedFlag.SIGNED_WITHOUT_POST,
            suspicious.stream(),
            facts.stream()
                .filter(begun -> begins(begun, signer))
                .map(this::end)
                .flatMap(Optional::stream)
                .filter(end -> !end.occurredOn().isAfter(last)));
      }
    }

    private boolean hasDuty(OfficerId officer, LocalDate day) {
      return facts.stream()
          .filter(fact -> begins(fact, officer))
          .filter(fact -> !fact.occurredOn().isAfter(day))
          .anyMatch(fact -> end(fact).map(end -> end.occurredOn().isAfter(day)).orElse(true));
    }

    private static boolean begins(Fact fact, OfficerId officer) {
      return fact.event() instanceof OfficerEvent event
          && event.officer().equals(officer)
          && (event instanceof PostTaken || event instanceof Paired);
    }

    /** The first fact after it that ends such a duty. */
    private Optional<Fact> end(Fact begun) {
      return facts.stream()
          .skip(facts.indexOf(begun) + 1L)
          .filter(fact -> fact.stream().equals(begun.stream()))
          .filter(fact -> ends(fact, begun))
          .findFirst();
    }

    private static boolean ends(Fact fact, Fact begun) {
      if (begun.event() instanceof PostTaken taken)
        return fact.event() instanceof PostLeft left
            && left.post() == taken.post()
            && left.region().equals(taken.region());
      return begun.event() instanceof Paired paired
          && fact.event() instanceof PairingEnded ended
          && ended.target().equals(paired.target());
    }

    private static @Nullable MemberId corrected(Fact fact) {
      return fact.event() instanceof MemberDetailsCorrected it
              && it.before().field() == PersonalField.ID_NUMBER
          ? it.member()
          : null;
    }

    private void idNumber(Fact fact) {
      MemberId member = corrected(fact);
      if (member == null || !isHere(fact)) return;
      List<Fact> corrections =
          ofStream(fact).filter(other -> member.equals(corrected(other))).toList();
      if (corrections.size() > 1) hit(RedFlag.ID_CHANGED_AGAIN, corrections.stream(), Stream.of());
      hit(
          RedFlag.ID_CHANGED_AFTER_COMPARISON,
          corrections.stream().filter(each -> comparedBefore(each).findAny().isPresent()),
          corrections.stream().flatMap(this::comparedBefore));
    }

    private Stream<Fact> comparedBefore(Fact correction) {
      return ofStream(correction)
          .filter(other -> other.event() instanceof CrossChecked)
          .filter(other ->
              other.occurredOn().isBefore(correction.occurredOn())
                  || (other.position() < correction.position()
                      && (other.occurredOn().equals(correction.occurredOn())
                          || correction.envelope().mode() == Mode.LIVE)));
    }

    private void open(Fact fact) {
      if (!isHere(fact) || !(fact.event() instanceof CrossChecked checked)) return;
      for (CrossCheckHit hit : checked.hits()) {
        boolean over =
            ofStream(fact)
                .filter(later -> later.position() > fact.position())
                .anyMatch(later ->
                    switch (later.event()) {
                      case CrossCheckHitSettled it -> it.hit().equals(hit.hit());
                      case CrossChecked it ->
                          it.hits().stream().anyMatch(each -> each.hit().equals(hit.hit()));
                      case IdentificationRefused _, HouseholdRemoved _ -> true;
                      default -> false;
                    });
        RedFlag flag =
            switch (hit.signal()) {
              case FAMILY_CAR -> RedFlag.CAR_UNSETTLED;
              case TOWN_PROPERTY -> RedFlag.HOUSE_UNSETTLED;
              case COMPANY -> RedFlag.COMPANY_UNSETTLED;
              case PUBLIC_PAYROLL -> RedFlag.PAYROLL_UNSETTLED;
              default -> RedFlag.EXCLUSION_UNSETTLED;
            };
        if (!over) hit(flag, Stream.of(fact), Stream.of());
      }
    }
  }
}
