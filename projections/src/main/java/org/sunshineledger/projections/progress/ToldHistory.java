package org.sunshineledger.projections.progress;

import static java.util.Comparator.comparingLong;
import static org.sunshineledger.projections.discretion.Discretion.FEWEST_HOUSEHOLDS;

import java.time.LocalDate;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.sunshineledger.ledger.household.PovertyCause;
import org.sunshineledger.ledger.household.RegisterStatus;
import org.sunshineledger.ledger.plan.MeasureKind;
import org.sunshineledger.projections.discretion.Discretion;
import org.sunshineledger.projections.progress.Step.What;

/**
 * What of a township's counts by cause and programme is told to everybody, and when (design.md
 * section 6: from township upward, by month, cells under five and their complements suppressed).
 *
 * <p>Whose household comes on the register and leaves it on which day hangs on the village's board.
 * So a count that moves with one household gives its cause away, and so does the mere decision to
 * show a count from now on. Therefore
 *
 * <ol>
 *   <li>households are told in groups, and who is in a group never depends on a cause: those who
 *       came on the register up to the end of a month in the order of recording, once they are ten;
 *       nobody is in two groups, so that who relapses is not told again;
 *   <li>of a group a cause is told when five have it and five others do not;
 *   <li>a group's count moves when ten of it have left the register, and only if the cause is one
 *       of five and not of five others among those who left, and again among those who stay. Else
 *       the cause of that group is told no more: what was told goes as a whole. Nobody is told of a
 *       group of which fewer than ten stay;
 *   <li>a programme counts the households that it ever reached, five at a time, as long as five of
 *       the township are left whom it is not told to have reached;
 *   <li>everything goes by the order of recording, so that a late fact opens nothing that was told,
 *       and is told at the end of the month; above the township sums add up what is told there.
 * </ol>
 *
 * <p>So for every household there is a history with another cause for it, and the same answers to
 * every question (CausesDiscretionTest). A group that is never ten is never told, and what is told
 * of those on the register can be as many as nine in each group behind.
 */
final class ToldHistory {

  /** Of fewer no cause could be told without what is left being told too. */
  private static final int FEWEST_OF_A_GROUP = 2 * FEWEST_HOUSEHOLDS;

  /** So many more, or fewer, are told from the day on. */
  record Told<C>(LocalDate on, C cell, int households) {}

  private record Recorded(String household, Step step) {}

  /** One stay on the register. */
  private static final class Stay {
    private final @Nullable PovertyCause cause;
    private final LocalDate from;
    private LocalDate to = LocalDate.MAX;
    private @Nullable Group group;

    Stay(@Nullable PovertyCause cause, LocalDate from) {
      this.cause = cause;
      this.from = from;
    }
  }

  /** Households that are told together. */
  private static final class Group {
    private final Set<Stay> staying;
    private final Set<Stay> leaving = new LinkedHashSet<>();
    private final Map<PovertyCause, Integer> told = new EnumMap<>(PovertyCause.class);
    private LocalDate on;

    Group(Collection<Stay> staying, LocalDate on) {
      this.staying = new LinkedHashSet<>(staying);
      this.on = on;
    }
  }

  /** How a household stands after its last step. */
  private record Standing(boolean registered, int stays, @Nullable PovertyCause cause) {

    static final Standing UNKNOWN = new Standing(false, 0, null);

    Standing after(Step step) {
      return switch (step.what()) {
        case IDENTIFIED ->
            new Standing(
                true,
                stays + 1,
                step.detail() == null ? null : PovertyCause.valueOf(step.detail()));
        case REVERIFIED -> {
          if (step.detail() == null) yield this;
          yield switch (RegisterStatus.valueOf(step.detail())) {
            case ON_REGISTER, EXIT_PENDING, RELAPSED -> on();
            case APPLIED, REFUSED, EXITED, REMOVED -> off();
          };
        }
        case RELAPSED -> on();
        case APPLIED, REFUSED, REMOVED, EXITED -> off();
        case SURVEYED_AT_LINE,
            SURVEYED_BELOW_LINE,
            MEMBERS,
            PLANNED,
            RELOCATION_PLANNED,
            DELIVERED,
            PROPOSED,
            DISPUTED ->
            this;
      };
    }

    private Standing on() {
      return registered ? this : new Standing(true, stays + 1, cause);
    }

    private Standing off() {
      return new Standing(false, stays, cause);
    }
  }

  private static final class Household {
    private final List<Step> steps = new ArrayList<>();
    private Standing standing = Standing.UNKNOWN;
    private @Nullable Stay stay;
  }

  /** Whom a programme reached. */
  private static final class Reached {
    private final Set<String> told = new HashSet<>();
    private final Map<String, LocalDate> waiting = new LinkedHashMap<>();
  }

  private final Map<String, Household> households = new HashMap<>();
  private final Set<String> identified = new HashSet<>();
  private final Set<Stay> newcomers = new LinkedHashSet<>();
  private final List<Group> groups = new ArrayList<>();
  private final Map<MeasureKind, Reached> reached = new EnumMap<>(MeasureKind.class);
  private final List<Told<PovertyCause>> causes = new ArrayList<>();
  private final List<Told<MeasureKind>> programmes = new ArrayList<>();

  private @Nullable YearMonth month;
  private long taken = -1;

  ToldHistory() {}

  /** Steps of a village that count here, by household: the others would only have to be kept. */
  static Map<String, List<Step>> counting(Map<String, List<Step>> households) {
    Map<String, List<Step>> counting = HashMap.newHashMap(households.size());
    households.forEach((household, steps) ->
        counting.put(household, steps.stream().filter(step -> counts(step.what())).toList()));
    return counting;
  }

  private static boolean counts(What what) {
    return switch (what) {
      case APPLIED,
          REFUSED,
          IDENTIFIED,
          REVERIFIED,
          REMOVED,
          EXITED,
          RELAPSED,
          RELOCATION_PLANNED,
          DELIVERED ->
          true;
      case SURVEYED_AT_LINE, SURVEYED_BELOW_LINE, MEMBERS, PLANNED, PROPOSED, DISPUTED -> false;
    };
  }

  /**
   * @param villages the steps of each village's households
   */
  static ToldHistory of(Collection<Map<String, List<Step>>> villages) {
    ToldHistory history = new ToldHistory();
    history.take(villages, Long.MAX_VALUE);
    return history;
  }

  /**
   * Takes what was recorded since: what has been told stays, so it comes to the same as {@link #of}
   * all of it.
   *
   * @param villages the steps of each village that has any after the last that was taken; what was
   *     taken before is passed over
   * @param upTo position of the last that is taken; every village's steps up to there have been or
   *     are given
   */
  synchronized void take(Collection<Map<String, List<Step>>> villages, long upTo) {
    List<Recorded> recorded = new ArrayList<>();
    for (Map<String, List<Step>> village : villages)
      village.forEach((household, steps) -> {
        for (Step step : steps)
          if (step.position() > taken && step.position() <= upTo)
            recorded.add(new Recorded(household, step));
      });
    recorded.sort(
        comparingLong((Recorded each) -> each.step().position())
            .thenComparing(each -> each.step().what()));
    for (Recorded each : recorded) {
      YearMonth next = YearMonth.from(each.step().on());
      // The month that is being recorded may go on: only what stands before it can be told.
      if (month != null && !next.equals(month)) tell();
      month = next;
      take(each.household(), each.step());
    }
    taken = Math.max(taken, upTo);
  }

  /** Position up to which all steps are taken; -1 for none. */
  synchronized long taken() {
    return taken;
  }

  /** Adds what is told on a day. */
  synchronized void addTo(
      LocalDate day, Map<PovertyCause, Integer> byCause, Map<MeasureKind, Integer> byProgramme) {
    LocalDate last = Discretion.lastTold(day);
    add(causes, last, byCause);
    add(programmes, last, byProgramme);
  }

  private static <C> void add(List<Told<C>> told, LocalDate last, Map<C, Integer> sums) {
    for (Told<C> each : told)
      if (!each.on().isAfter(last))
        sums.merge(
            each.cell(), each.households(), (a, b) -> a + b == 0 ? null : Integer.valueOf(a + b));
  }

  /** In the order in which they were recorded. */
  synchronized List<Told<PovertyCause>> causes() {
    return List.copyOf(causes);
  }

  synchronized List<Told<MeasureKind>> programmes() {
    return List.copyOf(programmes);
  }

  private void take(String number, Step step) {
    Household household = households.computeIfAbsent(number, _ -> new Household());
    int at = Collections.binarySearch(household.steps, step);
    if (at >= 0) return;
    household.steps.add(-at - 1, step);
    Standing before = household.standing;
    if (-at == household.steps.size()) household.standing = before.after(step);
    else {
      Standing anew = Standing.UNKNOWN;
      for (Step each : household.steps) anew = anew.after(each);
      household.standing = anew;
    }
    move(household, before);
    if (step.what() == What.IDENTIFIED) identified.add(number);
    programme(step).ifPresent(kind -> reach(kind, number, step.on()));
  }

  private void move(Household household, Standing before) {
    Standing now = household.standing;
    if (now.equals(before)) return;
    LocalDate day = household.steps.getLast().on();
    @Nullable Stay stay = household.stay;
    if (stay != null && stay.group != null) {
      if (stay.group.staying.contains(stay) && stay.group.leaving.add(stay)) stay.to = day;
      return;
    }
    if (stay != null) newcomers.remove(stay);
    household.stay = null;
    if (!now.registered()) return;
    Stay next = new Stay(now.cause(), day);
    household.stay = next;
    newcomers.add(next);
  }

  private static Optional<MeasureKind> programme(Step step) {
    return switch (step.what()) {
      case RELOCATION_PLANNED -> Optional.of(MeasureKind.RELOCATION);
      case DELIVERED -> Optional.ofNullable(step.detail()).map(ToldHistory::kind);
      default -> Optional.empty();
    };
  }

  private static MeasureKind kind(String detail) {
    int slash = detail.indexOf('/');
    return MeasureKind.valueOf(slash < 0 ? detail : detail.substring(0, slash));
  }

  private void reach(MeasureKind kind, String household, LocalDate day) {
    Reached each = reached.computeIfAbsent(kind, _ -> new Reached());
    if (!each.told.contains(household)) each.waiting.putIfAbsent(household, day);
  }

  private void tell() {
    List.copyOf(groups).forEach(this::tellLeft);
    if (newcomers.size() >= FEWEST_OF_A_GROUP) tellNewcomers();
    reached.forEach(this::tellReached);
  }

  private void tellNewcomers() {
    Group group =
        new Group(
            newcomers,
            newcomers.stream()
                .map(stay -> Discretion.toldOn(stay.from))
                .max(LocalDate::compareTo)
                .orElseThrow());
    newcomers.clear();
    group.staying.forEach(stay -> stay.group = group);
    count(group.staying)
        .forEach((cause, households) -> {
          if (!isHidden(households, group.staying.size())) return;
          group.told.put(cause, households);
          causes.add(new Told<>(group.on, cause, households));
        });
    groups.add(group);
  }

  private void tellLeft(Group group) {
    if (group.leaving.size() < FEWEST_OF_A_GROUP) return;
    for (Stay stay : group.leaving) {
      LocalDate day = Discretion.toldOn(stay.to);
      if (day.isAfter(group.on)) group.on = day;
    }
    group.staying.removeAll(group.leaving);
    boolean go = group.staying.size() < FEWEST_OF_A_GROUP;
    Map<PovertyCause, Integer> left = count(group.leaving);
    for (Map.Entry<PovertyCause, Integer> told : List.copyOf(group.told.entrySet())) {
      PovertyCause cause = told.getKey();
      int gone = left.getOrDefault(cause, 0);
      int rest = told.getValue() - gone;
      if (!go && isHidden(gone, group.leaving.size()) && isHidden(rest, group.staying.size())) {
        group.told.put(cause, rest);
        causes.add(new Told<>(group.on, cause, -gone));
      } else {
        group.told.remove(cause);
        causes.add(new Told<>(group.on, cause, -told.getValue()));
      }
    }
    group.leaving.clear();
    if (go) groups.remove(group);
  }

  private void tellReached(MeasureKind kind, Reached each) {
    int told = each.told.size() + each.waiting.size();
    if (each.waiting.size() < FEWEST_HOUSEHOLDS || !isHidden(told, identified.size())) return;
    LocalDate on =
        each.waiting.values().stream()
            .map(Discretion::toldOn)
            .max(LocalDate::compareTo)
            .orElseThrow();
    programmes.add(new Told<>(on, kind, each.waiting.size()));
    each.told.addAll(each.waiting.keySet());
    each.waiting.clear();
  }

  /** Whether so many of them hide each other, and the others too. */
  private static boolean isHidden(int some, int ofAll) {
    return some >= FEWEST_HOUSEHOLDS && ofAll - some >= FEWEST_HOUSEHOLDS;
  }

  private static Map<PovertyCause, Integer> count(Collection<Stay> stays) {
    Map<PovertyCause, Integer> counts = new TreeMap<>();
    for (Stay stay : stays) if (stay.cause != null) counts.merge(stay.cause, 1, Integer::sum);
    return counts;
  }
}
