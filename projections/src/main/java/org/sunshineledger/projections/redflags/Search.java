package org.sunshineledger.projections.redflags;

import static java.util.Comparator.comparingLong;

import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.sunshineledger.ledger.fact.MemberId;
import org.sunshineledger.ledger.fact.OfficerId;
import org.sunshineledger.ledger.fact.RegionCode;
import org.sunshineledger.ledger.fact.Sha256;
import org.sunshineledger.ledger.household.CrossCheckHit;
import org.sunshineledger.ledger.household.HitId;
import org.sunshineledger.projections.redflags.Suspicion.Questioned;
import org.sunshineledger.projections.redflags.Traces.Signed;
import org.sunshineledger.projections.responsibility.Duty;

/** The patterns, one method each, over what had happened by the day. Pure. */
final class Search {

  private final LocalDate asOf;
  private final List<Suspicion> found = new ArrayList<>();

  Search(LocalDate asOf) {
    this.asOf = asOf;
  }

  List<Suspicion> found() {
    return found;
  }

  /** Households about which the village knows something that their own rows must be read for. */
  static Stream<String> suspects(Traces village) {
    return Stream.concat(
            village.kin().stream().map(Trace.Kin::household),
            village.deaths().stream().map(Trace.Death::household))
        .distinct();
  }

  // Within one village.

  /**
   * @param households by register number: those of {@link #suspects}
   * @param duties of everybody who signed here
   */
  void village(
      RegionCode village,
      Traces traces,
      Map<String, Traces> households,
      Map<OfficerId, List<Duty>> duties) {
    kinship(village, past(traces.kin()), households);
    deaths(village, past(traces.deaths()), households);
    idNumbers(village, past(traces.corrections()), past(traces.comparisons()));
    unsettled(village, past(traces.comparisons()), past(traces.settled()), past(traces.lapsed()));
    Map<OfficerId, List<Signed>> signed =
        traces.signed().stream().collect(Collectors.groupingBy(Signed::officer));
    signed.forEach((officer, days) ->
        withoutPost(village, officer, days, duties.getOrDefault(officer, List.of())));
  }

  private <T extends Trace> List<T> past(List<T> traces) {
    return traces.stream().filter(each -> !each.on().isAfter(asOf)).toList();
  }

  private void kinship(RegionCode village, List<Trace.Kin> kin, Map<String, Traces> households) {
    grouped(kin, each -> each.household() + " " + each.officer())
        .forEach(declared -> {
          OfficerId officer = declared.getFirst().officer();
          List<Questioned> handled =
              past(household(households, declared.getFirst().household()).handled()).stream()
                  .filter(each -> each.officers().contains(officer))
                  .map(Questioned::of)
                  .toList();
          if (handled.isEmpty()) return;
          found.add(
              new Suspicion(
                  RedFlag.KINSHIP_AMONG_SIGNERS,
                  only(village),
                  officer.toString(),
                  handled,
                  positions(declared),
                  officer,
                  declared.getFirst().member(),
                  null,
                  null));
        });
  }

  private void deaths(
      RegionCode village, List<Trace.Death> deaths, Map<String, Traces> households) {
    grouped(deaths, each -> each.household() + " " + each.member())
        .forEach(same -> {
          Trace.Death death = same.getFirst();
          Traces traces = household(households, death.household());
          List<Trace.Credit> credits = past(traces.credits());
          afterDeath(
              RedFlag.PAID_AFTER_DEATH,
              village,
              death,
              credits.stream()
                  .filter(each -> each.fen() > 0)
                  .filter(each -> each.on().isAfter(death.on().plus(RedFlag.GRACE_AFTER_DEATH)))
                  .filter(each ->
                      each.member() == null ? death.last() : death.member().equals(each.member()))
                  .filter(each -> isKept(each.line(), credits))
                  .toList());
          afterDeath(
              RedFlag.SIGNED_AFTER_DEATH,
              village,
              death,
              past(traces.signatures()).stream()
                  .filter(each -> each.member().equals(death.member()))
                  .filter(each -> each.on().isAfter(death.on()))
                  .toList());
        });
  }

  /** Whether anything of the line is left: what came back in full was not kept by anybody. */
  private static boolean isKept(String line, List<Trace.Credit> credits) {
    return credits.stream()
            .filter(each -> each.line().equals(line))
            .mapToLong(Trace.Credit::fen)
            .sum()
        > 0;
  }

  private void afterDeath(
      RedFlag flag, RegionCode village, Trace.Death death, List<? extends Trace> acts) {
    if (acts.isEmpty()) return;
    found.add(
        new Suspicion(
            flag,
            only(village),
            death.member().number(),
            acts.stream().map(Questioned::of).toList(),
            List.of(death.position()),
            null,
            death.member(),
            null,
            days(death.on(), acts.getLast().on())));
  }

  private void idNumbers(
      RegionCode village, List<Trace.Correction> corrections, List<Trace.Comparison> comparisons) {
    grouped(corrections, each -> each.household() + " " + each.member())
        .forEach(same -> {
          MemberId member = same.getFirst().member();
          if (same.size() > RedFlag.CORRECTIONS_UNSUSPECTED)
            corrected(RedFlag.ID_CHANGED_AGAIN, village, member, same, List.of());
          List<Trace.Comparison> ofHousehold =
              comparisons.stream()
                  .filter(each -> each.household().equals(same.getFirst().household()))
                  .toList();
          List<Trace.Correction> afterwards =
              same.stream()
                  .filter(each -> ofHousehold.stream().anyMatch(before -> follows(each, before)))
                  .toList();
          if (!afterwards.isEmpty())
            corrected(
                RedFlag.ID_CHANGED_AFTER_COMPARISON,
                village,
                member,
                afterwards,
                ofHousehold.stream()
                    .filter(before -> afterwards.stream().anyMatch(it -> follows(it, before)))
                    .toList());
        });
  }

  /** By its day; or by when it was recorded, if it was recorded live and says an earlier day. */
  private static boolean follows(Trace.Correction correction, Trace.Comparison comparison) {
    return correction.at().compareTo(comparison.at()) > 0
        || (correction.live() && correction.position() > comparison.position());
  }

  private void corrected(
      RedFlag flag,
      RegionCode village,
      MemberId member,
      List<Trace.Correction> corrections,
      List<? extends Trace> grounds) {
    found.add(
        new Suspicion(
            flag,
            only(village),
            member.number(),
            corrections.stream().map(Questioned::of).toList(),
            positions(grounds),
            null,
            member,
            null,
            null));
  }

  private record Raised(Trace.Comparison comparison, CrossCheckHit hit) {}

  /** Facts of one household are in the order of their positions, whatever day they name. */
  private void unsettled(
      RegionCode village,
      List<Trace.Comparison> comparisons,
      List<Trace.Settled> settled,
      List<Trace.Lapsed> lapsed) {
    // A household that applies again begins anew, and so do the numbers of its hits.
    Map<String, Raised> last = new LinkedHashMap<>();
    comparisons.stream()
        .sorted(comparingLong(Trace::position))
        .forEach(each -> {
          for (CrossCheckHit hit : each.hits())
            last.put(each.household() + " " + hit.hit(), new Raised(each, hit));
        });
    for (Raised raised : last.values()) {
      String household = raised.comparison().household();
      HitId hit = raised.hit().hit();
      long since = raised.comparison().position();
      boolean isOpen =
          settled.stream()
                  .noneMatch(each ->
                      each.household().equals(household)
                          && each.hit().equals(hit)
                          && each.position() > since)
              && lapsed.stream()
                  .noneMatch(each -> each.household().equals(household) && each.position() > since);
      if (!isOpen) continue;
      found.add(
          new Suspicion(
              RedFlag.unsettled(raised.hit().signal()),
              only(village),
              hit.number(),
              List.of(Questioned.of(raised.comparison())),
              List.of(),
              null,
              raised.hit().member(),
              raised.hit().signal(),
              days(raised.comparison().on(), asOf)));
    }
  }

  private void withoutPost(
      RegionCode village, OfficerId officer, List<Signed> signed, List<Duty> duties) {
    List<Questioned> questioned =
        signed.stream()
            .filter(each -> !each.on().isAfter(asOf))
            .filter(each -> duties.stream().noneMatch(duty -> duty.covers(each.on())))
            .map(each -> new Questioned(each.on(), each.positions()))
            .toList();
    if (questioned.isEmpty()) return;
    found.add(
        new Suspicion(
            RedFlag.SIGNED_WITHOUT_POST,
            only(village),
            officer.toString(),
            questioned,
            endedBefore(duties, questioned.getLast().on()),
            officer,
            null,
            null,
            null));
  }

  private static List<Long> endedBefore(List<Duty> duties, LocalDate day) {
    return duties.stream()
        .filter(duty -> duty.to() != null && !duty.to().isAfter(day))
        .map(Duty::ended)
        .filter(Objects::nonNull)
        .toList();
  }

  // Across villages.

  private record Held(RegionCode village, LocalDate on) {}

  private void lateMinutes(RegionCode village, List<Meeting> meetings) {
    SortedMap<LocalDate, List<Long>> late = new TreeMap<>();
    for (Meeting meeting : meetings)
      if (!meeting.on().isAfter(asOf) && !meeting.late().isEmpty())
        late.merge(meeting.on(), meeting.late(), Traces::merged);
    late.forEach((day, positions) ->
        found.add(
            new Suspicion(
                RedFlag.MINUTES_RECORDED_LATE,
                only(village),
                village.code(),
                List.of(new Questioned(day, positions)),
                List.of(),
                null,
                null,
                null,
                null)));
  }

  /**
   * Meetings of one village and day are one sitting, however its minutes are filed.
   *
   * @param villages with the row of their meetings
   */
  void meetings(Map<RegionCode, Traces> villages) {
    Map<OfficerId, Map<Held, List<Long>>> led = new HashMap<>();
    Map<Sha256, Map<Held, List<Long>>> minuted = new HashMap<>();
    villages.forEach((village, traces) -> {
      lateMinutes(village, traces.meetings());
      for (Meeting meeting : traces.meetings()) {
        if (meeting.on().isAfter(asOf)) continue;
        Held held = new Held(village, meeting.on());
        for (OfficerId leader : meeting.leaders())
          led.computeIfAbsent(leader, _ -> new HashMap<>())
              .merge(held, meeting.positions(), Traces::merged);
        for (Sha256 paper : meeting.minutes())
          minuted
              .computeIfAbsent(paper, _ -> new HashMap<>())
              .merge(held, meeting.positions(), Traces::merged);
      }
    });
    led.forEach((officer, held) -> {
      for (LocalDate day : held.keySet().stream().map(Held::on).distinct().toList()) {
        Map<Held, List<Long>> ofDay = new HashMap<>(held);
        ofDay.keySet().removeIf(each -> !each.on().equals(day));
        if (ofDay.size() > 1) meetings(RedFlag.IN_TWO_MEETINGS, officer.toString(), ofDay, officer);
      }
    });
    minuted.forEach((paper, held) -> {
      if (held.size() > 1) meetings(RedFlag.MINUTES_REUSED, paper.hex(), held, null);
    });
  }

  private void meetings(
      RedFlag flag, String subject, Map<Held, List<Long>> held, @Nullable OfficerId officer) {
    SortedSet<RegionCode> places = new TreeSet<>();
    List<Questioned> questioned = new ArrayList<>();
    held.forEach((each, positions) -> {
      places.add(each.village());
      questioned.add(new Questioned(each.on(), positions));
    });
    found.add(
        new Suspicion(flag, places, subject, questioned, List.of(), officer, null, null, null));
  }

  // What several of them ask.

  private static SortedSet<RegionCode> only(RegionCode village) {
    return new TreeSet<>(List.of(village));
  }

  private static Traces household(Map<String, Traces> households, String number) {
    return households.getOrDefault(number, Traces.NONE);
  }

  private static List<Long> positions(List<? extends Trace> traces) {
    return traces.stream().map(Trace::position).toList();
  }

  private static int days(LocalDate from, LocalDate to) {
    return Math.toIntExact(ChronoUnit.DAYS.between(from, to));
  }

  private interface Key<T> {
    String of(T trace);
  }

  private static <T extends Trace> Collection<List<T>> grouped(List<T> traces, Key<T> key) {
    Map<String, List<T>> groups = new LinkedHashMap<>();
    for (T each : traces) groups.computeIfAbsent(key.of(each), _ -> new ArrayList<>()).add(each);
    return groups.values();
  }
}
