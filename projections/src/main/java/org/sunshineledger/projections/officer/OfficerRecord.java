package org.sunshineledger.projections.officer;

import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.sunshineledger.ledger.fact.Money;
import org.sunshineledger.ledger.fact.OfficerId;
import org.sunshineledger.ledger.fact.RegionCode;
import org.sunshineledger.projections.responsibility.Duty;
import org.sunshineledger.projections.responsibility.Pledge;

/**
 * 干部履责档案: everything an officer answered for and did, through every post; it ends with nothing, for
 * the answer does not (终身问责, AC-5). Pairings with households are not public.
 *
 * @param inCharge one for each duty: what was irregular and what was paid while it lasted
 * @param counts how many acts of each part there are, whichever are listed
 * @param breaching how many of the facts broke a rule
 * @param acts the latest first
 * @param withheld duties and acts that are left out, or told without what happened, because they
 *     lie where the reader may not read
 */
public record OfficerRecord(
    OfficerId officer,
    @Nullable String name,
    List<InCharge> inCharge,
    List<Pledge> pledges,
    Map<Act.Part, Integer> counts,
    int breaching,
    List<Act> acts,
    int withheld,
    boolean synthetic) {

  /** Everything an officer did, and answered for. */
  static OfficerRecord of(
      OfficerId officer,
      @Nullable String name,
      List<InCharge> inCharge,
      List<Pledge> pledges,
      List<Act> acts,
      int withheld) {
    Map<Act.Part, Integer> counts = new EnumMap<>(Act.Part.class);
    acts.forEach(act -> counts.merge(act.part(), 1, Integer::sum));
    long breaching = acts.stream().filter(Act::irregular).map(Act::position).distinct().count();
    return new OfficerRecord(
        officer,
        name,
        inCharge,
        pledges,
        counts,
        Math.toIntExact(breaching),
        acts,
        withheld,
        acts.stream().anyMatch(Act::synthetic)
            || inCharge.stream().anyMatch(each -> each.duty().synthetic())
            || pledges.stream().anyMatch(Pledge::synthetic));
  }

  /** Whether anything of it lies there. */
  public boolean touches(Predicate<RegionCode> reach) {
    return Stream.concat(inCharge.stream().map(InCharge::place), acts.stream().map(Act::place))
        .flatMap(Stream::ofNullable)
        .anyMatch(reach);
  }

  /**
   * The same for somebody who may read only there. Posts are public wherever they are, what
   * happened in their time is not; households elsewhere are left out, and so are acts.
   */
  public OfficerRecord within(Predicate<RegionCode> reach) {
    List<InCharge> readable = new ArrayList<>();
    int hidden = 0;
    for (InCharge each : inCharge) {
      boolean isThere = each.place() == null || reach.test(each.place());
      if (!isThere) hidden++;
      if (isThere) readable.add(each);
      else if (!each.isOfHousehold())
        readable.add(new InCharge(each.duty(), each.place(), Map.of(), 0, null));
    }
    List<Act> done =
        acts.stream().filter(act -> act.place() == null || reach.test(act.place())).toList();
    return of(
        officer, name, readable, pledges, done, withheld + hidden + acts.size() - done.size());
  }

  /**
   * A duty and what happened to what was answered for.
   *
   * @param place the village of the household, or the place itself; null where it is not known
   * @param flags irregular facts there in the officer's time, by rule, the most broken first
   * @param facts how many irregular facts there are
   * @param money credited to the household, or to all households of the place, in the officer's
   *     time; null for a post that answers for no place
   */
  public record InCharge(
      Duty duty,
      @Nullable RegionCode place,
      Map<String, Integer> flags,
      int facts,
      @Nullable Money money) {

    public InCharge {
      Map<String, Integer> mostFirst = new LinkedHashMap<>();
      flags.entrySet().stream()
          .sorted(
              Map.Entry.<String, Integer>comparingByValue()
                  .reversed()
                  .thenComparing(Map.Entry.comparingByKey()))
          .forEach(each -> mostFirst.put(each.getKey(), each.getValue()));
      flags = Collections.unmodifiableMap(mostFirst);
    }

    boolean isOfHousehold() {
      return duty.target().startsWith("household/");
    }
  }

  public OfficerRecord {
    inCharge = List.copyOf(inCharge);
    pledges = List.copyOf(pledges);
    acts = List.copyOf(acts);
  }
}
