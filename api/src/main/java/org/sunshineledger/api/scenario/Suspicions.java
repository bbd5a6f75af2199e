package org.sunshineledger.api.scenario;

import java.time.LocalDate;
import java.util.List;
import org.sunshineledger.api.scenario.Family.Change;
import org.sunshineledger.api.scenario.Family.Fate;
import org.sunshineledger.ledger.duty.EndReason;
import org.sunshineledger.ledger.duty.OfficerOrder.LeavePost;
import org.sunshineledger.ledger.fact.Actor;
import org.sunshineledger.ledger.fact.Evidence;
import org.sunshineledger.ledger.fact.HouseholdId;
import org.sunshineledger.ledger.fact.OfficerId;
import org.sunshineledger.ledger.fact.Post;
import org.sunshineledger.ledger.fact.Signer;
import org.sunshineledger.ledger.fact.Signer.Capacity;
import org.sunshineledger.ledger.household.CrossCheckHit;
import org.sunshineledger.ledger.household.CrossCheckSource;
import org.sunshineledger.ledger.household.HitId;
import org.sunshineledger.ledger.household.HouseholdOrder.CorrectMemberDetails;
import org.sunshineledger.ledger.household.HouseholdOrder.CrossCheck;
import org.sunshineledger.ledger.household.HouseholdOrder.DeclareKinship;
import org.sunshineledger.ledger.household.HouseholdOrder.Person;
import org.sunshineledger.ledger.household.HouseholdOrder.RemoveMember;
import org.sunshineledger.ledger.household.HouseholdOrder.ReviewInVillage;
import org.sunshineledger.ledger.household.Kinship;
import org.sunshineledger.ledger.household.LeaveReason;
import org.sunshineledger.ledger.rules.ExclusionSignals.Signal;
import org.sunshineledger.ledger.vault.PersonalField;

/**
 * 疑点: a few things of each kind that inspectors look for, made up in two villages of 登封, each
 * beside something that looks like it and is in order.
 */
final class Suspicions {

  private static final LocalDate RETIRED = LocalDate.of(2014, 2, 10);
  private static final LocalDate CORRECTED = LocalDate.of(2015, 3, 10);
  private static final LocalDate DECLARED = LocalDate.of(2016, 9, 12);
  private static final LocalDate MEETING = LocalDate.of(2016, 9, 20);
  private static final LocalDate COMPARED = LocalDate.of(2016, 9, 26);
  private static final LocalDate RECORDED_TOO_LATE = LocalDate.of(2016, 10, 8);

  /** After the head had died, and before anybody told the ledger, measures were signed for. */
  private static final LocalDate DEATH_OF_A_HEAD = LocalDate.of(2016, 4, 25);

  /** Numbers of persons that the census does not reach. */
  private static final int NEW_NUMBERS = 9_900_000;

  private static final int FAMILIES = 6;
  private static final int ELIGIBLE = 70;
  private static final int PRESENT = 60;

  private final Cast cast;
  private final Hamlet here;
  private final Hamlet there;
  private final List<Family> families;
  private final Persons persons = new Persons(NEW_NUMBERS);

  Suspicions(Cast cast, List<Hamlet> hamlets) {
    this.cast = cast;
    List<Hamlet> fit =
        hamlets.stream()
            .filter(hamlet -> hamlet.block().name().equals("登封"))
            .filter(hamlet -> quiet(hamlet).size() >= FAMILIES)
            .toList();
    if (fit.size() < 2) throw new IllegalStateException("too few villages with quiet families");
    here = fit.getFirst();
    there = fit.get(1);
    families = quiet(here);
  }

  /** Families to whom nothing else happens, and which the late corrections leave alone. */
  private static List<Family> quiet(Hamlet hamlet) {
    return hamlet.families().stream()
        .filter(family -> family.fate() == Fate.STAYS && family.change() == Change.NONE)
        .filter(family -> family.members().size() > 3)
        .toList();
  }

  /** Out of old papers. */
  void backfill(Telling telling) {
    kinship(telling);
    idNumbers(telling);
    meetings(telling);
    comparison(telling);
  }

  /** Recorded only now. */
  void live(Telling telling) {
    Family family = families.getFirst();
    telling.tell(
        clerk(here),
        DEATH_OF_A_HEAD,
        new RemoveMember(family.id(), family.head().member(), LeaveReason.DEATH));
    review(
        telling,
        here,
        families.get(1),
        RECORDED_TOO_LATE,
        cast.village(here.code(), Post.VILLAGE_SECRETARY).officer(),
        "late");
  }

  private Actor clerk(Hamlet hamlet) {
    return cast.township(hamlet.township().code(), Post.CLERK);
  }

  /** Of the minute taker, two years after he took the minutes; and of one who signed nothing. */
  private void kinship(Telling telling) {
    declare(telling, families.get(1), cast.village(here.code(), Post.VILLAGE_COMMITTEE_HEAD));
    declare(telling, families.get(2), cast.village(there.code(), Post.VILLAGE_SECRETARY));
  }

  private void declare(Telling telling, Family family, Actor officer) {
    telling.tell(
        clerk(here),
        DECLARED,
        new DeclareKinship(family.id(), family.head().member(), officer.officer(), Kinship.CHILD));
  }

  /** One twice, one once; and one of a household that is compared before. */
  private void idNumbers(Telling telling) {
    correct(telling, families.get(2), CORRECTED);
    correct(telling, families.get(2), CORRECTED.plusMonths(4));
    correct(telling, families.get(3), CORRECTED);
    compare(telling, families.get(4).id(), CORRECTED.minusDays(9), List.of());
    correct(telling, families.get(4), CORRECTED);
  }

  private void correct(Telling telling, Family family, LocalDate day) {
    Person head = family.head();
    telling.tell(
        clerk(here),
        day,
        new CorrectMemberDetails(
            family.id(),
            head.member(),
            PersonalField.ID_NUMBER,
            persons.person(head.member(), head.relationship(), "王", 1960, 1).idNumber()));
  }

  /**
   * The secretary of one village chairs there and in the next on one day; the minutes serve again
   * two days later, this time under the name of one who has retired.
   */
  private void meetings(Telling telling) {
    OfficerId secretary = cast.village(here.code(), Post.VILLAGE_SECRETARY).officer();
    review(telling, here, families.get(4), MEETING, secretary, "here");
    review(telling, here, families.get(5), MEETING, secretary, "here");
    review(telling, there, quiet(there).getFirst(), MEETING, secretary, "there");

    Actor retired =
        new Actor(
            new OfficerId(here.code() + "-WT-0"),
            Post.WORK_TEAM_MEMBER,
            "驻%s工作队".formatted(here.name()),
            here.code());
    Actor appointer = cast.county(here.block().county(), Post.PARTY_SECRETARY);
    cast.appoint(telling, appointer, retired, Cast.TERM_BEGINS);
    telling.tell(
        appointer,
        RETIRED,
        new LeavePost(retired.officer(), retired.post(), retired.region(), EndReason.RETIRED));
    review(telling, here, families.get(2), MEETING.plusDays(2), retired.officer(), "here");
  }

  private void review(
      Telling telling, Hamlet hamlet, Family family, LocalDate day, OfficerId chair, String paper) {
    Evidence minutes = telling.paper(Evidence.Kind.MINUTES, "review/" + paper);
    telling.tell(
        clerk(hamlet),
        day,
        List.of(new Signer(chair, Capacity.REVIEW_CHAIR)),
        List.of(minutes),
        new ReviewInVillage(family.id(), ELIGIBLE, PRESENT, PRESENT, 0, 0, minutes.sha256()));
  }

  /** What other registers say of a family, which nobody has looked into yet. */
  private void comparison(Telling telling) {
    Family family = families.get(5);
    compare(
        telling,
        family.id(),
        COMPARED,
        List.of(
            hit("01", family, Signal.FAMILY_CAR),
            hit("02", family, Signal.TOWN_PROPERTY),
            hit("03", family, Signal.COMPANY),
            hit("04", family, Signal.PUBLIC_PAYROLL),
            hit("05", family, Signal.HIGH_END_APPLIANCES)));
  }

  private static CrossCheckHit hit(String number, Family family, Signal signal) {
    return new CrossCheckHit(new HitId(number), family.head().member(), signal);
  }

  private void compare(
      Telling telling, HouseholdId household, LocalDate day, List<CrossCheckHit> hits) {
    telling.tell(
        cast.township(here.township().code(), Post.TOWNSHIP_REVIEWER),
        day,
        new CrossCheck(
            household, List.of(CrossCheckSource.VEHICLES, CrossCheckSource.BUSINESSES), hits));
  }
}
