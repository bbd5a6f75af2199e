package org.sunshineledger.api.scenario;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.ListIterator;
import java.util.Set;
import java.util.function.Predicate;
import java.util.random.RandomGenerator;
import org.sunshineledger.api.scenario.Family.Aid;
import org.sunshineledger.api.scenario.Family.Change;
import org.sunshineledger.api.scenario.Family.Fate;
import org.sunshineledger.api.scenario.Script.Block;
import org.sunshineledger.api.scenario.Script.Township;
import org.sunshineledger.ledger.fact.HouseholdId;
import org.sunshineledger.ledger.fact.MemberId;
import org.sunshineledger.ledger.fact.RegionCode;
import org.sunshineledger.ledger.household.HouseholdOrder.Person;
import org.sunshineledger.ledger.household.PovertyCause;
import org.sunshineledger.ledger.household.Relationship;
import org.sunshineledger.ledger.village.PoorVillageLevel;

/** Makes up villages and families whose numbers add up to the totals of each block. */
final class Census {

  private static final int RELOCATING_HOUSEHOLDS = 3_877;
  private static final int TRAINED_PERSONS = 2_278;
  private static final int ALLOWANCE_PERSONS = 2_115;

  private static final int LARGEST_FAMILY = 7;
  private static final int MOST_MEMBERS_EVER = LARGEST_FAMILY + 2;

  /** The ten of the city's list; which two of the national twelve it lacked is not known. */
  private static final PovertyCause[] CAUSES = {
    PovertyCause.ILLNESS,
    PovertyCause.ILLNESS,
    PovertyCause.ILLNESS,
    PovertyCause.DISABILITY,
    PovertyCause.DISABILITY,
    PovertyCause.SCHOOLING,
    PovertyCause.SCHOOLING,
    PovertyCause.LACK_OF_LABOUR,
    PovertyCause.LACK_OF_SKILLS,
    PovertyCause.LACK_OF_FUNDS,
    PovertyCause.DISASTER,
    PovertyCause.LACK_OF_LAND,
    PovertyCause.LACK_OF_DRIVE,
    PovertyCause.OTHER
  };

  private final Script script;
  private int villagesSoFar;
  private int familiesSoFar;

  Census(Script script) {
    this.script = script;
  }

  List<Hamlet> hamlets() {
    List<Hamlet> hamlets = new ArrayList<>();
    for (Block block : script.blocks()) hamlets.addAll(hamletsOf(block));
    spread(hamlets, Aid.RELOCATION, RELOCATING_HOUSEHOLDS, Census::mayRelocate);
    spread(hamlets, Aid.TRAINING_2016, TRAINED_PERSONS, f -> f.fate().isOnRegisterAtEndOf2015());
    giveAllowances(hamlets);
    return hamlets;
  }

  /** Gives the aid to so many of the families it may go to, spread evenly over the city. */
  private static void spread(
      List<Hamlet> hamlets, Aid aid, int wanted, Predicate<Family> mayReceive) {
    long eligible =
        hamlets.stream().flatMap(hamlet -> hamlet.families().stream()).filter(mayReceive).count();
    long seen = 0;
    for (Hamlet hamlet : hamlets)
      for (ListIterator<Family> families = hamlet.families().listIterator(); families.hasNext(); ) {
        Family family = families.next();
        if (!mayReceive.test(family)) continue;
        boolean chosen = (seen + 1) * wanted / eligible > seen * wanted / eligible;
        seen++;
        if (chosen) families.set(family.with(aid));
      }
  }

  /** Families of three to five, so that 3,877 of them have about 15,000 persons. */
  private static boolean mayRelocate(Family family) {
    boolean staysOnRegister =
        family.fate() == Fate.STAYS
            || family.fate() == Fate.REACHED
            || family.fate() == Fate.OMITTED_THEN_FOUND;
    int size = family.sizeAtEndOf2015();
    return staysOnRegister && family.newborn() == null && size >= 3 && size <= 5;
  }

  /** Every fourth family that cannot work its way out, until 2,115 persons have the allowance. */
  private static void giveAllowances(List<Hamlet> hamlets) {
    int left = ALLOWANCE_PERSONS;
    int seen = 0;
    for (Hamlet hamlet : hamlets)
      for (ListIterator<Family> families = hamlet.families().listIterator(); families.hasNext(); ) {
        Family family = families.next();
        boolean since2014 =
            family.fate() == Fate.STAYS
                || family.fate() == Fate.EXITS_2016
                || family.fate() == Fate.REACHED;
        if (!since2014 || !Assistance.isOwedAllowance(family)) continue;
        if (seen++ % 4 != 0 || family.members().size() > left) continue;
        left -= family.members().size();
        families.set(family.with(Aid.ALLOWANCE_2015));
      }
    if (left > 0) throw new IllegalStateException(left + " persons without the allowance");
  }

  private List<Hamlet> hamletsOf(Block block) {
    RandomGenerator random = script.random("census/" + block.name());
    List<Draft> drafts = drafts(block, random);
    int villages = block.villages();
    List<Hamlet> hamlets = new ArrayList<>(villages);
    int village = 0;
    for (Township township : block.townships()) {
      for (int i = 1; i <= township.villages(); i++, village++) {
        RegionCode code = new RegionCode("%s9%02d".formatted(township.code(), i));
        int from = (int) ((long) drafts.size() * village / villages);
        int to = (int) ((long) drafts.size() * (village + 1) / villages);
        List<Family> families = new ArrayList<>();
        for (Draft draft : drafts.subList(from, to))
          families.add(family(code, families.size() + 1, draft, random));
        hamlets.add(
            new Hamlet(
                ++villagesSoFar,
                code,
                "%s%02d村（合成）".formatted(township.name(), i),
                block,
                township,
                village < block.provinceLevelVillages()
                    ? PoorVillageLevel.PROVINCE
                    : PoorVillageLevel.CITY,
                900 + random.nextInt(1400),
                families));
      }
    }
    return hamlets;
  }

  /** A family before it has a village: its size at the end of 2015, its fate and its cause. */
  private record Draft(int size, Fate fate, PovertyCause cause) {}

  private List<Draft> drafts(Block block, RandomGenerator random) {
    List<Draft> drafts = new ArrayList<>();
    int restHouseholds = block.households() - block.reachedHouseholds();
    int restPersons = block.persons() - block.reachedPersons();
    for (int size : sizes(block.reachedHouseholds(), block.reachedPersons(), random))
      drafts.add(new Draft(size, Fate.REACHED, cause(random)));
    int[] rest = sizes(restHouseholds, restPersons, random);
    boolean[] ill = addingUpTo(block.poorByIllnessPersons(), rest);
    for (int i = 0; i < rest.length; i++) {
      PovertyCause cause = cause(random);
      if (block.poorByIllnessPersons() > 0)
        cause = ill[i] ? PovertyCause.ILLNESS : notIllness(random);
      drafts.add(new Draft(rest[i], fate(block, random), cause));
    }
    // Those who never were, or no longer are, on the register at the end of 2015 come on top.
    for (int i = 0; i < block.households() / 50; i++)
      drafts.add(new Draft(2 + random.nextInt(3), Fate.REMOVED_2015, notIllness(random)));
    for (int i = 0; i < block.households() / 60; i++)
      drafts.add(new Draft(2 + random.nextInt(3), Fate.REFUSED_2014, notIllness(random)));
    shuffle(drafts, random);
    return drafts;
  }

  private static Fate fate(Block block, RandomGenerator random) {
    if (block.exited2015()) return Fate.EXITED_2015;
    int drawn = random.nextInt(100);
    if (block.still2016()) return drawn < 5 ? Fate.OMITTED_THEN_FOUND : Fate.STAYS;
    if (drawn < block.exitShare2016()) return Fate.EXITS_2016;
    if (drawn < block.exitShare2016() + 6) return Fate.EXIT_PENDING_2016;
    if (drawn < block.exitShare2016() + 7) return Fate.DISPUTED_2016;
    return drawn >= 95 ? Fate.OMITTED_THEN_FOUND : Fate.STAYS;
  }

  private static PovertyCause cause(RandomGenerator random) {
    return CAUSES[random.nextInt(CAUSES.length)];
  }

  private static PovertyCause notIllness(RandomGenerator random) {
    return CAUSES[3 + random.nextInt(CAUSES.length - 3)];
  }

  /** {@code households} sizes from 1 to 7 that add up to {@code persons}. */
  static int[] sizes(int households, int persons, RandomGenerator random) {
    if (persons < households || persons > households * LARGEST_FAMILY)
      throw new IllegalArgumentException(
          "%d persons do not fit into %d households".formatted(persons, households));
    int[] sizes = new int[households];
    int sum = 0;
    for (int i = 0; i < households; i++) {
      sizes[i] = 1 + random.nextInt(3) + random.nextInt(4);
      sum += sizes[i];
    }
    while (sum != persons) {
      int i = random.nextInt(households);
      if (sum < persons && sizes[i] < LARGEST_FAMILY) {
        sizes[i]++;
        sum++;
      } else if (sum > persons && sizes[i] > 1) {
        sizes[i]--;
        sum--;
      }
    }
    return sizes;
  }

  /** Picks sizes, from the first on, that add up to the target. */
  private static boolean[] addingUpTo(int target, int[] sizes) {
    boolean[] picked = new boolean[sizes.length];
    int left = target;
    for (int i = 0; i < sizes.length && left > 0; i++) {
      if (sizes[i] <= left) {
        picked[i] = true;
        left -= sizes[i];
      }
    }
    if (left > 0)
      throw new IllegalArgumentException(
          "no choice of families adds up to " + target + " of " + Arrays.stream(sizes).sum());
    return picked;
  }

  private static <T> void shuffle(List<T> list, RandomGenerator random) {
    for (int i = list.size() - 1; i > 0; i--) {
      int j = random.nextInt(i + 1);
      T held = list.get(i);
      list.set(i, list.get(j));
      list.set(j, held);
    }
  }

  private Family family(RegionCode village, int number, Draft draft, RandomGenerator random) {
    Persons persons = new Persons(familiesSoFar++ * MOST_MEMBERS_EVER);
    Change change = Change.NONE;
    int size = draft.size();
    if (draft.fate() == Fate.STAYS || draft.fate() == Fate.EXITS_2016) {
      int drawn = random.nextInt(100);
      if (drawn < 4 && size >= 3) {
        change = Change.BIRTH;
        size--;
      } else if (drawn < 7 && size < LARGEST_FAMILY) {
        change = Change.DEATH;
        size++;
      }
    }
    String surname = Persons.surname(random);
    List<Person> members = new ArrayList<>(size);
    for (int i = 0; i < size; i++) {
      Relationship relationship = relationship(i, random);
      members.add(
          persons.person(
              new MemberId("%02d".formatted(i + 1)),
              relationship,
              relationship == Relationship.SPOUSE ? Persons.surname(random) : surname,
              birthYear(relationship, random),
              1 + random.nextInt(365)));
    }
    return new Family(
        new HouseholdId("%s%04d".formatted(village, number)),
        1 + random.nextInt(6),
        members,
        draft.cause(),
        draft.fate(),
        change,
        change == Change.BIRTH
            ? persons.person(
                new MemberId("%02d".formatted(size + 1)),
                Relationship.GRANDCHILD,
                surname,
                2015,
                1 + random.nextInt(300))
            : null,
        Set.of());
  }

  private static Relationship relationship(int member, RandomGenerator random) {
    return switch (member) {
      case 0 -> Relationship.HEAD;
      case 1 -> random.nextInt(10) < 8 ? Relationship.SPOUSE : Relationship.PARENT;
      case 2, 3 -> random.nextBoolean() ? Relationship.SON : Relationship.DAUGHTER;
      default -> random.nextInt(3) == 0 ? Relationship.GRANDCHILD : Relationship.PARENT;
    };
  }

  private static int birthYear(Relationship relationship, RandomGenerator random) {
    return switch (relationship) {
      case HEAD, SPOUSE -> 1952 + random.nextInt(30);
      case PARENT -> 1925 + random.nextInt(20);
      case GRANDCHILD -> 2004 + random.nextInt(9);
      default -> 1986 + random.nextInt(22);
    };
  }
}
