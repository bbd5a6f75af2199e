package org.sunshineledger.projections;

import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.sunshineledger.ledger.Ledger;
import org.sunshineledger.ledger.duty.EndReason;
import org.sunshineledger.ledger.duty.OfficerEvent.OfficerRegistered;
import org.sunshineledger.ledger.duty.OfficerEvent.Paired;
import org.sunshineledger.ledger.duty.OfficerEvent.PairingEnded;
import org.sunshineledger.ledger.duty.OfficerEvent.PostLeft;
import org.sunshineledger.ledger.duty.OfficerEvent.PostTaken;
import org.sunshineledger.ledger.duty.PairingScope;
import org.sunshineledger.ledger.fact.Actor;
import org.sunshineledger.ledger.fact.Envelope;
import org.sunshineledger.ledger.fact.Event;
import org.sunshineledger.ledger.fact.Evidence;
import org.sunshineledger.ledger.fact.Fact;
import org.sunshineledger.ledger.fact.HouseholdId;
import org.sunshineledger.ledger.fact.MemberId;
import org.sunshineledger.ledger.fact.Mode;
import org.sunshineledger.ledger.fact.Money;
import org.sunshineledger.ledger.fact.OfficerId;
import org.sunshineledger.ledger.fact.Origin;
import org.sunshineledger.ledger.fact.PaymentId;
import org.sunshineledger.ledger.fact.Place;
import org.sunshineledger.ledger.fact.Post;
import org.sunshineledger.ledger.fact.ProjectCode;
import org.sunshineledger.ledger.fact.RegionCode;
import org.sunshineledger.ledger.fact.Signer;
import org.sunshineledger.ledger.household.Guarantees;
import org.sunshineledger.ledger.household.HouseholdCategory;
import org.sunshineledger.ledger.household.HouseholdEvent.BenefitCredited;
import org.sunshineledger.ledger.household.HouseholdEvent.ExitProposed;
import org.sunshineledger.ledger.household.HouseholdEvent.HouseholdApplied;
import org.sunshineledger.ledger.household.HouseholdEvent.HouseholdExited;
import org.sunshineledger.ledger.household.HouseholdEvent.HouseholdIdentified;
import org.sunshineledger.ledger.household.HouseholdEvent.IncomeSurveyed;
import org.sunshineledger.ledger.household.HouseholdEvent.PlanAdopted;
import org.sunshineledger.ledger.household.HouseholdEvent.RelapseRecorded;
import org.sunshineledger.ledger.household.Member;
import org.sunshineledger.ledger.household.PovertyCause;
import org.sunshineledger.ledger.household.PovertyStandard;
import org.sunshineledger.ledger.household.Programme;
import org.sunshineledger.ledger.household.RegisterStatus;
import org.sunshineledger.ledger.household.Relationship;
import org.sunshineledger.ledger.journal.FactTypes;
import org.sunshineledger.ledger.region.RegionEvent.RegionDefined;
import org.sunshineledger.ledger.region.RegionEvent.RegionTransferred;
import org.sunshineledger.ledger.region.RegionLevel;
import org.sunshineledger.ledger.rules.Rule;

/**
 * Tells a history: facts one after the other, as the journal would hold them. It checks no rule:
 * what a view makes of an irregular history has to be told too.
 */
public final class Telling {

  public static final RegionCode CITY = new RegionCode("410100");
  public static final RegionCode XINZHENG = new RegionCode("410184");
  public static final RegionCode AIRPORT = new RegionCode("410173");
  public static final RegionCode BAQIAN = new RegionCode("410173202");

  private static final FactTypes TYPES = Ledger.published();
  private static final Instant FIRST_RECORDED = Instant.parse("2016-10-17T00:00:00Z");

  private final List<Fact> facts = new ArrayList<>();
  private final Map<String, Long> sequences = new HashMap<>();
  private Origin origin = Origin.SYNTHETIC;
  private List<String> breaches = List.of();
  private String ruleSet = "test-1";
  private OfficerId recorder = officer(1);
  private List<Signer> signers = List.of(new Signer(officer(1), Signer.Capacity.SURVEYOR));
  private List<Evidence> evidence = List.of();
  private Mode mode = Mode.BACKFILL;

  public List<Fact> facts() {
    return List.copyOf(facts);
  }

  /** From here on facts are not made up. */
  public Telling entered() {
    origin = Origin.ENTERED;
    return this;
  }

  /** From here on facts are judged by this edition. */
  public Telling judgedBy(String edition) {
    ruleSet = edition;
    return this;
  }

  /** From here on facts are made up again. */
  public Telling madeUp() {
    origin = Origin.SYNTHETIC;
    return this;
  }

  /** The next fact breaks these rules. */
  public Telling breaking(Rule... rules) {
    breaches = Arrays.stream(rules).map(Rule::name).toList();
    return this;
  }

  /** From here on this officer records. */
  public Telling recordedBy(int officer) {
    recorder = officer(officer);
    return this;
  }

  /** From here on these sign. */
  public Telling signedBy(Signer... some) {
    signers = List.of(some);
    return this;
  }

  /** From here on these papers are behind the facts. */
  public Telling provenBy(Evidence... papers) {
    evidence = List.of(papers);
    return this;
  }

  /** From here on facts are recorded as they happen, or out of old papers. */
  public Telling in(Mode next) {
    mode = next;
    return this;
  }

  public static LocalDate day(String iso) {
    return LocalDate.parse(iso);
  }

  public static HouseholdId household(int number) {
    return new HouseholdId("%06d".formatted(number));
  }

  public static OfficerId officer(int number) {
    return new OfficerId("OFF-%04d".formatted(number));
  }

  /** The city with two counties, 八千 under 新郑 until the end of 2015, and two of its villages. */
  public Telling divisions() {
    region("410000", "河南省", RegionLevel.PROVINCE, null);
    region("410100", "郑州市", RegionLevel.CITY, "410000");
    region("410184", "新郑市", RegionLevel.COUNTY, "410100");
    region("410173", "航空港区", RegionLevel.COUNTY, "410100");
    region("410173202", "八千", RegionLevel.TOWNSHIP, "410184");
    region("410173202001", "一村", RegionLevel.VILLAGE, "410173202");
    region("410173202002", "二村", RegionLevel.VILLAGE, "410173202");
    return tell(
        day("2016-01-01"),
        "region/410173202",
        Place.NOWHERE,
        new RegionTransferred(BAQIAN, XINZHENG, AIRPORT));
  }

  private void region(String code, String name, RegionLevel level, @Nullable String parent) {
    tell(
        day("2013-01-01"),
        "region/" + code,
        Place.NOWHERE,
        new RegionDefined(
            new RegionCode(code), name, level, parent == null ? null : new RegionCode(parent)));
  }

  public Telling applied(String day, int household, RegionCode village, int members) {
    return household(
        day,
        household,
        village,
        new HouseholdApplied(
            household(household),
            village,
            1,
            IntStream.rangeClosed(1, members).mapToObj(Telling::member).toList(),
            List.of(PovertyCause.ILLNESS)));
  }

  private static Member member(int number) {
    return new Member(
        new MemberId("%02d".formatted(number)),
        number == 1 ? Relationship.HEAD : Relationship.SPOUSE,
        List.of());
  }

  public Telling identified(String day, int household, RegionCode village, int members) {
    return household(
        day,
        household,
        village,
        new HouseholdIdentified(
            household(household),
            PovertyCause.ILLNESS,
            List.of(),
            HouseholdCategory.ORDINARY,
            PovertyStandard.NATIONAL,
            members,
            null,
            null,
            null));
  }

  public Telling surveyed(String day, int household, RegionCode village, int members, long yuan) {
    return household(
        day,
        household,
        village,
        new IncomeSurveyed(
            household(household),
            day(day).getYear() - 1,
            Money.ofYuan(yuan),
            List.of(),
            Money.ofYuan(2_800),
            List.of(officer(1)),
            members,
            RegisterStatus.ON_REGISTER,
            null,
            null));
  }

  public Telling planned(String day, int household, RegionCode village, int year) {
    return household(
        day,
        household,
        village,
        new PlanAdopted(household(household), 1, List.of(), List.of(), year, null));
  }

  public Telling exitProposed(String day, int household, RegionCode village) {
    return household(
        day,
        household,
        village,
        new ExitProposed(
            household(household),
            day(day).getYear(),
            Money.ofYuan(4_000),
            Money.ofYuan(2_800),
            new Guarantees(true, true, true, true, true, true),
            null));
  }

  public Telling exited(String day, int household, RegionCode village, int members) {
    return household(
        day,
        household,
        village,
        new HouseholdExited(household(household), null, day(day).plusYears(3), members));
  }

  public Telling relapsed(String day, int household, RegionCode village, int members) {
    return household(
        day,
        household,
        village,
        new RelapseRecorded(
            household(household), PovertyCause.ILLNESS, PovertyStandard.NATIONAL, members));
  }

  public Telling credited(
      String day, int household, RegionCode village, Programme programme, long yuan) {
    return household(
        day,
        household,
        village,
        new BenefitCredited(
            household(household),
            programme,
            Integer.toString(day(day).getYear()),
            null,
            Money.ofYuan(yuan),
            new ProjectCode("PROJECT-1"),
            new PaymentId("PAY-" + facts.size()),
            1));
  }

  public Telling registered(String day, int officer, String name) {
    return tell(
        day(day),
        officer(officer).stream(),
        Place.NOWHERE,
        new OfficerRegistered(officer(officer), name));
  }

  public Telling post(String day, int officer, String name, Post post, RegionCode region) {
    return tell(
        day(day),
        officer(officer).stream(),
        Place.NOWHERE,
        new PostTaken(officer(officer), name, post, "office of " + region, region));
  }

  public Telling postLeft(String day, int officer, Post post, RegionCode region) {
    return tell(
        day(day),
        officer(officer).stream(),
        Place.NOWHERE,
        new PostLeft(officer(officer), post, "office of " + region, region, EndReason.RETIRED));
  }

  public Telling paired(String day, int officer, String name, int household) {
    return tell(
        day(day),
        officer(officer).stream(),
        Place.NOWHERE,
        new Paired(
            officer(officer),
            name,
            "office",
            PairingScope.HOUSEHOLD,
            household(household).stream()));
  }

  public Telling unpaired(String day, int officer, int household) {
    return tell(
        day(day),
        officer(officer).stream(),
        Place.NOWHERE,
        new PairingEnded(
            officer(officer),
            PairingScope.HOUSEHOLD,
            household(household).stream(),
            EndReason.REPLACED));
  }

  /** Any fact of a household. */
  public Telling household(String day, int household, RegionCode village, Event event) {
    return tell(
        day(day),
        household(household).stream(),
        new Place(
            village,
            new RegionCode(village.code().substring(0, 9)),
            new RegionCode(village.code().substring(0, 6)),
            CITY),
        event);
  }

  /** Any fact. Each is recorded a second after the one before. */
  public Telling tell(LocalDate day, String stream, Place place, Event event) {
    long position = facts.size();
    long sequence = sequences.merge(stream, 0L, (last, _) -> last + 1);
    facts.add(
        new Fact(
            position,
            FIRST_RECORDED.plusSeconds(position),
            new UUID(0x4000L, position),
            stream,
            sequence,
            TYPES.nameOf(event.getClass()),
            envelope(day, place),
            event));
    breaches = List.of();
    return this;
  }

  private Envelope envelope(LocalDate day, Place place) {
    return new Envelope(
        day,
        new Actor(recorder, Post.CLERK, "office", CITY),
        signers,
        ruleSet,
        place,
        null,
        evidence,
        mode,
        origin,
        breaches,
        new UUID(0, 1),
        null);
  }
}
