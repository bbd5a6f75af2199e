package org.sunshineledger.ledger.household;

import static org.sunshineledger.ledger.Deed.APPROVER;
import static org.sunshineledger.ledger.Deed.CLERK;
import static org.sunshineledger.ledger.Deed.HELPER;
import static org.sunshineledger.ledger.Deed.REVIEWER;
import static org.sunshineledger.ledger.Deed.live;
import static org.sunshineledger.ledger.fact.Evidence.Kind.FINGERPRINT_FORM;
import static org.sunshineledger.ledger.fact.Evidence.Kind.SIGNED_FORM;
import static org.sunshineledger.ledger.fact.Signer.Capacity.COUNTY_REVIEWER;
import static org.sunshineledger.ledger.fact.Signer.Capacity.REVIEW_CHAIR;
import static org.sunshineledger.ledger.fact.Signer.Capacity.TOWNSHIP_AUDITOR;
import static org.sunshineledger.ledger.fact.Signer.Capacity.VILLAGE_COMMITTEE;
import static org.sunshineledger.ledger.fact.Signer.Capacity.WORK_TEAM;

import java.time.LocalDate;
import java.time.Month;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiPredicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.sunshineledger.ledger.Deed;
import org.sunshineledger.ledger.Judging;
import org.sunshineledger.ledger.duty.PairingScope;
import org.sunshineledger.ledger.fact.HouseholdId;
import org.sunshineledger.ledger.fact.MemberId;
import org.sunshineledger.ledger.fact.Money;
import org.sunshineledger.ledger.fact.NoticeId;
import org.sunshineledger.ledger.fact.OfficerId;
import org.sunshineledger.ledger.household.HouseholdOrder.AdoptPlan;
import org.sunshineledger.ledger.household.HouseholdOrder.ApplyForRegister;
import org.sunshineledger.ledger.household.HouseholdOrder.AuditByTownship;
import org.sunshineledger.ledger.household.HouseholdOrder.ConfirmExit;
import org.sunshineledger.ledger.household.HouseholdOrder.ExitHousehold;
import org.sunshineledger.ledger.household.HouseholdOrder.IdentifyHousehold;
import org.sunshineledger.ledger.household.HouseholdOrder.Person;
import org.sunshineledger.ledger.household.HouseholdOrder.ProposeExit;
import org.sunshineledger.ledger.household.HouseholdOrder.ReviewByCounty;
import org.sunshineledger.ledger.household.HouseholdOrder.ReviewInVillage;
import org.sunshineledger.ledger.household.HouseholdOrder.SurveyIncome;
import org.sunshineledger.ledger.household.HouseholdOrder.VerifyExit;
import org.sunshineledger.ledger.notice.NoticeKind;
import org.sunshineledger.ledger.plan.HouseholdMeasure;
import org.sunshineledger.ledger.plan.MeasureId;
import org.sunshineledger.ledger.plan.MeasureKind;
import org.sunshineledger.ledger.plan.PersonMeasure;
import org.sunshineledger.ledger.policy.PolicyId;
import org.sunshineledger.ledger.policy.Sector;
import org.sunshineledger.ledger.rules.Ruling;
import org.sunshineledger.ledger.vault.Commitment;

/** The Li family, father and son, step by step as the rules of Zhengzhou have it. */
final class LiFamily {

  static final HouseholdId LI = new HouseholdId("4101732022010001");
  static final MemberId HEAD = new MemberId("01");
  static final MemberId SON = new MemberId("02");
  static final MemberId STRANGER = new MemberId("09");
  static final HouseholdSigner THE_HEAD = new HouseholdSigner(HEAD, false);
  static final Guarantees ALL = new Guarantees(true, true, true, true, true, true);

  static final LocalDate APPLIED = day("2014-04-01");
  static final LocalDate SURVEYED = day("2014-04-05");
  static final LocalDate REVIEWED = day("2014-04-12");
  static final LocalDate AUDITED = day("2014-04-24");
  static final LocalDate COUNTY_REVIEWED = day("2014-05-10");
  static final LocalDate IDENTIFIED = day("2014-05-15");
  static final LocalDate PLANNED = day("2014-06-01");
  static final LocalDate AUTUMN = day("2016-10-20");
  static final LocalDate PROPOSED = day("2016-11-01");
  static final LocalDate VERIFIED = day("2016-11-05");
  static final LocalDate CONFIRMED = day("2016-11-08");
  static final LocalDate EXITED = day("2016-11-22");

  static final NoticeId FIRST = new NoticeId("GS-1");
  static final NoticeId SECOND = new NoticeId("GS-2");
  static final NoticeId ANNOUNCEMENT = new NoticeId("GG-1");
  static final NoticeId EXIT_NOTICE = new NoticeId("TC-1");

  private LiFamily() {}

  static LocalDate day(String day) {
    return LocalDate.parse(day);
  }

  // The deeds of the life, in their order.

  static Person person(MemberId member, Relationship relationship, String idNumber) {
    return new Person(member, relationship, "李某", idNumber);
  }

  static Deed applied() {
    return live(
        APPLIED,
        new ApplyForRegister(
            LI,
            Judging.VILLAGE,
            3,
            List.of(
                person(HEAD, Relationship.HEAD, "410184196001010013"),
                person(SON, Relationship.SON, "410184199601010010")),
            List.of(PovertyCause.ILLNESS)));
  }

  static Deed survey(LocalDate day, int year, IncomePart... parts) {
    return live(day, new SurveyIncome(LI, year, List.of(parts), List.of(CLERK)));
  }

  /** Of both together. */
  static IncomePart earned(long yuan) {
    return new IncomePart(IncomeKind.FARMING, Money.ofYuan(yuan));
  }

  static Deed surveyed() {
    return survey(SURVEYED, 2013, earned(5_000));
  }

  static Deed reviewed() {
    return live(REVIEWED, new ReviewInVillage(LI, 45, 30, 16, 10, 4, null)).signed(REVIEW_CHAIR);
  }

  static Deed audited() {
    return live(AUDITED, new AuditByTownship(LI, ReviewResult.PASSED, FIRST))
        .by(REVIEWER)
        .signed(TOWNSHIP_AUDITOR);
  }

  static Deed countyReviewed(@Nullable NoticeId notice) {
    return live(COUNTY_REVIEWED, new ReviewByCounty(LI, ReviewResult.PASSED, notice))
        .by(APPROVER)
        .signed(COUNTY_REVIEWER);
  }

  static Deed countyReviewed() {
    return countyReviewed(SECOND);
  }

  static Deed identify(
      LocalDate day, IdentificationBasis basis, @Nullable ExceptionReason exception) {
    return live(
            day,
            new IdentifyHousehold(
                LI,
                PovertyCause.ILLNESS,
                List.of(),
                HouseholdCategory.ORDINARY,
                PovertyStandard.NATIONAL,
                ANNOUNCEMENT,
                basis,
                exception))
        .by(APPROVER);
  }

  static Deed identified() {
    return identify(IDENTIFIED, IdentificationBasis.INCOME, null);
  }

  static PersonMeasure forPerson(
      String number, MemberId member, MeasureKind kind, @Nullable PolicyId policy) {
    return new PersonMeasure(new MeasureId(number), member, kind, policy);
  }

  static HouseholdMeasure forHousehold(String number, MeasureKind kind, @Nullable PolicyId policy) {
    return new HouseholdMeasure(new MeasureId(number), kind, policy);
  }

  static Deed adopt(LocalDate day, List<PersonMeasure> each, List<HouseholdMeasure> all) {
    return live(day, new AdoptPlan(LI, HELPER, each, all, 2016));
  }

  static Deed planned() {
    return adopt(
        PLANNED,
        List.of(
            forPerson("01", HEAD, MeasureKind.HEALTH_AID, null),
            forPerson("02", SON, MeasureKind.EDUCATION_AID, null)),
        List.of(
            forHousehold("03", MeasureKind.INDUSTRY_SUPPORT, null),
            forHousehold("04", MeasureKind.MICROCREDIT, null)));
  }

  static Deed exitReview(LocalDate day, int yes) {
    return live(day, new ReviewInVillage(LI, 45, 30, yes, 30 - yes, 0, null)).signed(REVIEW_CHAIR);
  }

  static Deed exitReviewed() {
    return exitReview(AUTUMN, 20);
  }

  static Deed propose(LocalDate day, int year) {
    return live(day, new ProposeExit(LI, year, ALL));
  }

  static Deed proposed() {
    return propose(PROPOSED, 2016);
  }

  static Deed verified() {
    return live(VERIFIED, new VerifyExit(LI, ReviewResult.PASSED))
        .signed(VILLAGE_COMMITTEE, WORK_TEAM);
  }

  static Deed confirmedByGovernment() {
    return live(CONFIRMED, new ConfirmExit(LI, ConfirmingParty.GOVERNMENT, null))
        .by(REVIEWER)
        .proven(SIGNED_FORM);
  }

  static Deed confirmedBy(HouseholdSigner signer) {
    return live(CONFIRMED, new ConfirmExit(LI, ConfirmingParty.HOUSEHOLD, signer))
        .proven(FINGERPRINT_FORM);
  }

  static Deed exits() {
    return live(EXITED, new ExitHousehold(LI, EXIT_NOTICE)).by(APPROVER);
  }

  static Deed[] then(Deed[] before, Deed... more) {
    return Stream.concat(Arrays.stream(before), Arrays.stream(more)).toArray(Deed[]::new);
  }

  static Deed[] onTheRegister(Deed... more) {
    Deed[] way = {applied(), surveyed(), reviewed(), audited(), countyReviewed(), identified()};
    return then(way, more);
  }

  static Deed[] onTheWayOut(Deed... more) {
    return then(
        onTheRegister(survey(AUTUMN, 2016, earned(6_000)), exitReviewed(), proposed()), more);
  }

  static Deed[] exited(Deed... more) {
    return then(
        onTheWayOut(verified(), confirmedByGovernment(), confirmedBy(THE_HEAD), exits()), more);
  }

  // What is not on their stream.

  /**
   * Their village at large: notices that hang clean until a day, the helper's pairing from the day
   * after the identification, one policy of each sector from April 2016, and one day of birth for
   * everybody.
   */
  record World(Map<NoticeKind, LocalDate> hung, @Nullable LocalDate born) implements Elsewhere {

    static final LocalDate ISSUED = LocalDate.of(2016, Month.APRIL, 1);

    private static final Map<NoticeKind, NoticeId> NAMES =
        Map.of(
            NoticeKind.IDENTIFICATION_FIRST,
            FIRST,
            NoticeKind.IDENTIFICATION_SECOND,
            SECOND,
            NoticeKind.IDENTIFICATION,
            ANNOUNCEMENT,
            NoticeKind.EXIT,
            EXIT_NOTICE);

    static World usual() {
      return new World(
          Map.of(
              NoticeKind.IDENTIFICATION_FIRST,
              AUDITED.minusDays(3),
              NoticeKind.IDENTIFICATION_SECOND,
              COUNTY_REVIEWED.minusDays(3),
              NoticeKind.IDENTIFICATION,
              IDENTIFIED.minusDays(1),
              NoticeKind.EXIT,
              EXITED.minusDays(1)),
          null);
    }

    World announced(LocalDate on) {
      Map<NoticeKind, LocalDate> other = new EnumMap<>(hung);
      other.put(NoticeKind.IDENTIFICATION, on);
      return new World(other, born);
    }

    World whereAllAreBorn(LocalDate on) {
      return new World(hung, on);
    }

    @Override
    public boolean closedClean(
        @Nullable NoticeId notice,
        NoticeKind kind,
        String subject,
        LocalDate since,
        Ruling ruling) {
      return announcedOn(notice, kind, subject, ruling.day()) != null;
    }

    @Override
    public @Nullable LocalDate announcedOn(
        @Nullable NoticeId notice, NoticeKind kind, String subject, LocalDate by) {
      LocalDate until = hung.getOrDefault(kind, LocalDate.MAX);
      boolean known = notice != null && notice.equals(NAMES.get(kind)) && !subject.isEmpty();
      return known && !until.isAfter(by) ? until : null;
    }

    @Override
    public boolean isPaired(OfficerId officer, PairingScope scope, String target, LocalDate day) {
      return officer.equals(HELPER) && target.equals(LI.stream()) && day.isAfter(IDENTIFIED);
    }

    static PolicyId policyOf(Sector sector) {
      return new PolicyId("ZZ-2016-" + sector.name().replace('_', '-'));
    }

    @Override
    public boolean isInForce(PolicyId policy, Sector sector, LocalDate day) {
      return policy.equals(policyOf(sector)) && !day.isBefore(ISSUED);
    }

    @Override
    public boolean isRestricted(HouseholdId household, MemberId member) {
      return false;
    }

    @Override
    public Optional<LocalDate> bornOn(@Nullable Commitment idNumber) {
      return idNumber == null ? Optional.empty() : Optional.ofNullable(born);
    }

    @Override
    public boolean isTrueUnderAnotherNumber(
        Commitment idNumber, String subject, BiPredicate<Household, MemberId> holds) {
      return false;
    }
  }
}
