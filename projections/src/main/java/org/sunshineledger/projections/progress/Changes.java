package org.sunshineledger.projections.progress;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.sunshineledger.ledger.household.PovertyCause;
import org.sunshineledger.ledger.household.RegisterStatus;
import org.sunshineledger.ledger.plan.MeasureKind;
import org.sunshineledger.ledger.village.PoorVillageLevel;
import org.sunshineledger.projections.progress.VillageProgress.Listing;

/**
 * A village's figures as dated differences: the sum over any villages up to any day is one run over
 * plain numbers. Households and persons of a figure stand side by side.
 */
@SuppressWarnings("EnumOrdinal") // Places live in memory only and are never stored.
final class Changes {

  /** Figures that have households and persons, in the order of their places. */
  private enum Figure {
    APPLIED,
    REFUSED,
    ON_REGISTER,
    EXIT_PENDING,
    RELAPSED,
    EXITED,
    REMOVED,
    REACHED,
    RELOCATING,
    EXITS,
    RELAPSES,
    REMOVALS,
    TRAINED,
    ALLOWANCE
  }

  private static final int FIRST_YEAR = 2010;
  private static final int YEARS = 20;
  private static final PovertyCause[] CAUSES = PovertyCause.values();
  private static final int PLANNED = 2 * Figure.values().length;
  private static final int CAUSE = PLANNED + 2 * YEARS;
  private static final int CAUSE_KIND = CAUSE + 2 * CAUSES.length;
  private static final int PROVINCE_VILLAGES = CAUSE_KIND + 2 * CAUSES.length;
  private static final int CITY_VILLAGES = PROVINCE_VILLAGES + 1;
  private static final int EXITED_VILLAGES = PROVINCE_VILLAGES + 2;
  private static final int PLACES = PROVINCE_VILLAGES + 3;

  /** One difference: {@code epochDay}, place, amount, side by side in three columns. */
  private final int[] days;

  private final short[] places;
  private final int[] amounts;
  private final boolean synthetic;
  private final @Nullable LocalDate lastBackfilled;

  private Changes(List<int[]> changes, boolean synthetic, @Nullable LocalDate lastBackfilled) {
    changes.sort(Comparator.comparingInt(change -> change[0]));
    int size = changes.size();
    days = new int[size];
    places = new short[size];
    amounts = new int[size];
    for (int i = 0; i < size; i++) {
      int[] change = changes.get(i);
      days[i] = change[0];
      places[i] = (short) change[1];
      amounts[i] = change[2];
    }
    this.synthetic = synthetic;
    this.lastBackfilled = lastBackfilled;
  }

  static Changes of(VillageProgress village) {
    List<int[]> changes = new ArrayList<>();
    for (List<Step> steps : village.households().values()) new Walk(changes).over(steps);
    listings(village.listings(), changes);
    return new Changes(changes, village.synthetic(), village.lastBackfilled());
  }

  Optional<LocalDate> lastBackfilled() {
    return Optional.ofNullable(lastBackfilled);
  }

  private static void listings(List<Listing> listings, List<int[]> changes) {
    @Nullable PoorVillageLevel level = null;
    for (Listing listing : listings) {
      int day = Math.toIntExact(listing.on().toEpochDay());
      if (level != null) changes.add(new int[] {day, place(level), -1});
      level = listing.level();
      if (level != null) changes.add(new int[] {day, place(level), 1});
      if (!listing.listed()) changes.add(new int[] {day, EXITED_VILLAGES, 1});
    }
  }

  private static int place(PoorVillageLevel level) {
    return switch (level) {
      case PROVINCE -> PROVINCE_VILLAGES;
      case CITY -> CITY_VILLAGES;
    };
  }

  /** One household's way through the register. */
  private static final class Walk {

    private final List<int[]> changes;
    private final int[] standing = new int[PLACES];
    private final Set<String> delivered = new HashSet<>();
    private @Nullable RegisterStatus status;
    private RegisterStatus beforeExit = RegisterStatus.ON_REGISTER;
    private int headCount;
    private boolean reached;
    private boolean relocating;
    private @Nullable PovertyCause cause;
    private int plannedYear;

    Walk(List<int[]> changes) {
      this.changes = changes;
    }

    void over(List<Step> steps) {
      for (Step step : steps) {
        int[] acts = new int[PLACES];
        take(step, acts);
        int[] now = now();
        int day = Math.toIntExact(step.on().toEpochDay());
        for (int place = 0; place < PLACES; place++) {
          int amount = now[place] - standing[place] + acts[place];
          if (amount != 0) changes.add(new int[] {day, place, amount});
          standing[place] = now[place];
        }
      }
    }

    private void take(Step step, int[] acts) {
      if (step.headCount() >= 0) headCount = step.headCount();
      switch (step.what()) {
        case APPLIED -> status = RegisterStatus.APPLIED;
        case REFUSED -> status = RegisterStatus.REFUSED;
        case IDENTIFIED -> {
          status = RegisterStatus.ON_REGISTER;
          if (step.detail() != null) {
            cause = PovertyCause.valueOf(step.detail());
            count(acts, CAUSE_KIND + 2 * cause.ordinal(), headCount);
          }
        }
        case SURVEYED_AT_LINE -> reached = true;
        case SURVEYED_BELOW_LINE -> reached = false;
        case MEMBERS -> {}
        case REVERIFIED -> {
          if (step.detail() != null) status = RegisterStatus.valueOf(step.detail());
        }
        case REMOVED -> {
          status = RegisterStatus.REMOVED;
          count(acts, place(Figure.REMOVALS), headCount);
        }
        case PLANNED -> {
          if (step.detail() != null) plannedYear = Integer.parseInt(step.detail());
        }
        case RELOCATION_PLANNED -> relocating = true;
        case DELIVERED -> {
          if (step.detail() != null) delivered(step.on().getYear(), step.detail(), acts);
        }
        case PROPOSED -> {
          if (isRegistered() && status != RegisterStatus.EXIT_PENDING && status != null) {
            beforeExit = status;
            status = RegisterStatus.EXIT_PENDING;
          }
        }
        case DISPUTED -> {
          if (status == RegisterStatus.EXIT_PENDING) status = beforeExit;
        }
        case EXITED -> {
          status = RegisterStatus.EXITED;
          count(acts, place(Figure.EXITS), headCount);
        }
        case RELAPSED -> {
          status = RegisterStatus.RELAPSED;
          reached = false;
          count(acts, place(Figure.RELAPSES), headCount);
        }
      }
    }

    /** A person counts once a year, however many courses or payments the year brings. */
    private void delivered(int year, String detail, int[] acts) {
      int slash = detail.indexOf('/');
      MeasureKind kind = MeasureKind.valueOf(slash < 0 ? detail : detail.substring(0, slash));
      int persons = slash < 0 ? headCount : 1;
      String member = slash < 0 ? "" : detail.substring(slash);
      switch (kind) {
        case SKILLS_TRAINING, TRANSFER_EMPLOYMENT -> {
          if (slash >= 0 && delivered.add("trained" + year + member))
            acts[place(Figure.TRAINED) + 1] += persons;
        }
        case SUBSISTENCE_ALLOWANCE -> {
          if (delivered.add("allowance" + year + member))
            acts[place(Figure.ALLOWANCE) + 1] += persons;
        }
        default -> {}
      }
    }

    private boolean isRegistered() {
      return status == RegisterStatus.ON_REGISTER
          || status == RegisterStatus.EXIT_PENDING
          || status == RegisterStatus.RELAPSED;
    }

    private int[] now() {
      int[] now = new int[PLACES];
      RegisterStatus stands = status;
      if (stands == null) return now;
      count(now, place(figure(stands)), headCount);
      if (!isRegistered()) return now;
      if (reached) count(now, place(Figure.REACHED), headCount);
      if (relocating) count(now, place(Figure.RELOCATING), headCount);
      if (cause != null) count(now, CAUSE + 2 * cause.ordinal(), headCount);
      int year = plannedYear - FIRST_YEAR;
      if (year >= 0 && year < YEARS) count(now, PLANNED + 2 * year, headCount);
      return now;
    }

    private static Figure figure(RegisterStatus status) {
      return switch (status) {
        case APPLIED -> Figure.APPLIED;
        case REFUSED -> Figure.REFUSED;
        case ON_REGISTER -> Figure.ON_REGISTER;
        case EXIT_PENDING -> Figure.EXIT_PENDING;
        case RELAPSED -> Figure.RELAPSED;
        case EXITED -> Figure.EXITED;
        case REMOVED -> Figure.REMOVED;
      };
    }

    private static void count(int[] places, int place, int persons) {
      places[place] += 1;
      places[place + 1] += persons;
    }
  }

  private static int place(Figure figure) {
    return 2 * figure.ordinal();
  }

  /** Sums villages up to a day. */
  static final class Sum {

    private final int lastDay;
    private final int[] total = new int[PLACES];
    private boolean synthetic;

    Sum(LocalDate asOf) {
      lastDay = Math.toIntExact(asOf.toEpochDay());
    }

    Sum add(Changes village) {
      int[] days = village.days;
      for (int i = 0; i < days.length && days[i] <= lastDay; i++)
        total[village.places[i]] += village.amounts[i];
      synthetic |= village.synthetic;
      return this;
    }

    Standing standing() {
      NavigableMap<Integer, Tally> planned = new TreeMap<>();
      for (int year = 0; year < YEARS; year++) keep(planned, FIRST_YEAR + year, PLANNED + 2 * year);
      NavigableMap<PovertyCause, Tally> causes = new TreeMap<>();
      NavigableMap<PovertyCause, Tally> kinds = new TreeMap<>();
      for (PovertyCause cause : CAUSES) {
        keep(causes, cause, CAUSE + 2 * cause.ordinal());
        keep(kinds, cause, CAUSE_KIND + 2 * cause.ordinal());
      }
      return new Standing(
          tally(Figure.APPLIED),
          tally(Figure.REFUSED),
          tally(Figure.ON_REGISTER),
          tally(Figure.EXIT_PENDING),
          tally(Figure.RELAPSED),
          tally(Figure.EXITED),
          tally(Figure.REMOVED),
          tally(Figure.REACHED),
          tally(Figure.RELOCATING),
          tally(Figure.EXITS),
          tally(Figure.RELAPSES),
          tally(Figure.REMOVALS),
          tally(Figure.TRAINED).persons(),
          tally(Figure.ALLOWANCE).persons(),
          planned,
          causes,
          kinds,
          total[PROVINCE_VILLAGES],
          total[CITY_VILLAGES],
          total[EXITED_VILLAGES],
          synthetic);
    }

    private <K> void keep(NavigableMap<K, Tally> cells, K key, int place) {
      if (total[place] != 0) cells.put(key, new Tally(total[place], total[place + 1]));
    }

    private Tally tally(Figure figure) {
      return new Tally(total[place(figure)], total[place(figure) + 1]);
    }
  }
}
