package org.sunshineledger.api.scenario;

import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.sunshineledger.ledger.fact.HouseholdId;
import org.sunshineledger.ledger.household.HouseholdOrder.Person;
import org.sunshineledger.ledger.household.PovertyCause;

/**
 * A made-up household and what is to become of it.
 *
 * @param group number of the village group, from 1
 * @param members as they apply, the head first
 * @param change a birth or death in 2015; {@code members} are those before it
 * @param newborn the child of {@link Change#BIRTH}, else null
 * @param aid what it receives beyond what every household does
 */
record Family(
    HouseholdId id,
    int group,
    List<Person> members,
    PovertyCause cause,
    Fate fate,
    Change change,
    @Nullable Person newborn,
    Set<Aid> aid) {

  /** How the household's history goes. */
  enum Fate {
    /** On the register from 2014 and still on it in October 2016. */
    STAYS,
    /** As {@link #STAYS}, and surveyed above the line in 2016. */
    REACHED,
    /** Left out in 2014, found in 2015 by 回头看. */
    OMITTED_THEN_FOUND,
    /** Exits between July and October 2016. */
    EXITS_2016,
    /** The exit is under way in October 2016. */
    EXIT_PENDING_2016,
    /** Signed off by the office in 2016, disputed by the household. */
    DISPUTED_2016,
    EXITED_2015,
    /** Wrongly entered in 2014, removed in 2015 by 回头看. */
    REMOVED_2015,
    /** Applied in 2014 and refused. */
    REFUSED_2014;

    boolean isOnRegisterAtEndOf2015() {
      return this != EXITED_2015 && this != REMOVED_2015 && this != REFUSED_2014;
    }
  }

  /** Aid whose receivers the article counts. */
  enum Aid {
    /** 易地扶贫搬迁, planned in 2016: 3,877 households, about 15,000 persons (C007, C008). */
    RELOCATION,
    /** 培训就业 of one member between January and August 2016: 2,278 persons (C015). */
    TRAINING_2016,
    /** 低保兜底 in 2015: 2,115 persons (C018). */
    ALLOWANCE_2015
  }

  /** What changes in the household during 2015. */
  enum Change {
    NONE,
    BIRTH,
    DEATH
  }

  Person head() {
    return members.getFirst();
  }

  Family with(Aid more) {
    Set<Aid> all = EnumSet.of(more);
    all.addAll(aid);
    return new Family(id, group, members, cause, fate, change, newborn, all);
  }

  boolean receives(Aid which) {
    return aid.contains(which);
  }

  /** Head-count on 31 December 2015. */
  int sizeAtEndOf2015() {
    return members.size()
        + switch (change) {
          case NONE -> 0;
          case BIRTH -> 1;
          case DEATH -> -1;
        };
  }
}
