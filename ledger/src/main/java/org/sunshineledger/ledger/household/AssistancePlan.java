package org.sunshineledger.ledger.household;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.sunshineledger.ledger.fact.Done;
import org.sunshineledger.ledger.fact.MemberId;
import org.sunshineledger.ledger.plan.HouseholdMeasure;
import org.sunshineledger.ledger.plan.MeasureId;
import org.sunshineledger.ledger.plan.MeasureKind;
import org.sunshineledger.ledger.plan.PersonMeasure;
import org.sunshineledger.ledger.rules.NPlusTwo;

/** 帮扶计划 in its present version; numbers of removed measures stay used. */
final class AssistancePlan {

  record Planned(MeasureKind kind, @Nullable MemberId member) {}

  private int version;
  private @Nullable LocalDate adoptedOn;
  private final Map<MeasureId, Planned> measures = new LinkedHashMap<>();
  private final Set<MeasureId> used = new HashSet<>();
  private final Set<MeasureId> delivered = new HashSet<>();

  int version() {
    return version;
  }

  boolean isAdopted() {
    return adoptedOn != null;
  }

  boolean isAdoptedBy(LocalDate day) {
    return Done.by(day, adoptedOn);
  }

  @Nullable Planned measure(MeasureId measure) {
    return measures.get(measure);
  }

  Set<MeasureId> measures() {
    return Collections.unmodifiableSet(measures.keySet());
  }

  /** Whether any part of it has been carried out. */
  boolean isDelivered(MeasureId measure) {
    return delivered.contains(measure);
  }

  void deliver(MeasureId measure) {
    delivered.add(measure);
  }

  /** The version stays what it is: nothing was planned anew. */
  void cancel(MeasureId measure) {
    measures.remove(measure);
  }

  /** Whether none of the numbers was used before or is there twice. */
  boolean areNew(Collection<PersonMeasure> forPersons, Collection<HouseholdMeasure> forHousehold) {
    Set<MeasureId> seen = new HashSet<>(used);
    for (PersonMeasure added : forPersons) if (!seen.add(added.measure())) return false;
    for (HouseholdMeasure added : forHousehold) if (!seen.add(added.measure())) return false;
    return true;
  }

  /** Whether N+2 holds for these members once the changes are made. */
  boolean meets(
      NPlusTwo enough,
      Set<MemberId> members,
      Collection<PersonMeasure> forPersons,
      Collection<HouseholdMeasure> forHousehold,
      Collection<MeasureId> removed) {
    List<PersonMeasure> persons = new ArrayList<>(forPersons);
    List<HouseholdMeasure> household = new ArrayList<>(forHousehold);
    measures.forEach((number, planned) -> {
      if (removed.contains(number)) return;
      MemberId member = planned.member();
      if (member == null) household.add(new HouseholdMeasure(number, planned.kind()));
      else persons.add(new PersonMeasure(number, member, planned.kind()));
    });
    return enough.isMet(
        members,
        persons.stream().map(PersonMeasure::member).toList(),
        household.stream().map(HouseholdMeasure::kind).distinct().count());
  }

  /** A plan that is adopted takes the place of any other. */
  void adopt(LocalDate day) {
    end();
    adoptedOn = day;
  }

  /** With a new application the old plan is over; versions and numbers go on. */
  void end() {
    adoptedOn = null;
    measures.clear();
  }

  void become(
      int newVersion,
      Collection<PersonMeasure> forPersons,
      Collection<HouseholdMeasure> forHousehold,
      Collection<MeasureId> removed) {
    version = newVersion;
    removed.forEach(measures::remove);
    for (PersonMeasure added : forPersons) {
      measures.put(added.measure(), new Planned(added.kind(), added.member()));
      used.add(added.measure());
    }
    for (HouseholdMeasure added : forHousehold) {
      measures.put(added.measure(), new Planned(added.kind(), null));
      used.add(added.measure());
    }
  }
}
