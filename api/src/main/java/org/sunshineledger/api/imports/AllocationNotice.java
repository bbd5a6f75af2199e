package org.sunshineledger.api.imports;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.sunshineledger.ledger.fact.DocumentNumber;
import org.sunshineledger.ledger.fact.Money;
import org.sunshineledger.ledger.fact.RegionCode;
import org.sunshineledger.ledger.fund.FundingLevel;

/**
 * 资金分配公示, as its authority published it: nothing in it has been added up yet.
 *
 * @param basis null where the notice does not say
 * @param basisSpot where it says so, or should
 * @param sources one a level, in the order of the notice
 * @param higherLevels 上级合计: central and provincial money together, or null
 * @param pairs which number of the city passes on which number from above
 */
record AllocationNotice(
    String title,
    LocalDate published,
    Unit unit,
    @Nullable Basis basis,
    Spot basisSpot,
    List<Source> sources,
    @Nullable Stated higherLevels,
    Stated total,
    List<Pair> pairs) {

  AllocationNotice {
    sources = List.copyOf(sources);
    pairs = List.copyOf(pairs);
  }

  /** An amount and where it is stated. */
  record Stated(Money amount, Spot spot) {}

  /**
   * The money of one level.
   *
   * @param subtotal 小计, or null
   * @param spot where the level itself stands
   */
  record Source(FundingLevel level, List<Line> lines, @Nullable Stated subtotal, Spot spot) {
    Source {
      lines = List.copyOf(lines);
    }
  }

  /**
   * One amount of a level.
   *
   * @param higher number of the document from above, or null
   * @param city number under which the city passes it on, or null
   * @param excluded 不含: parts that go to a place by another way
   */
  record Line(
      Stated amount, @Nullable Cited higher, @Nullable Cited city, List<Excluded> excluded) {
    Line {
      excluded = List.copyOf(excluded);
    }

    Money excludedAmount() {
      return excluded.stream().map(part -> part.amount().amount()).reduce(Money.ZERO, Money::plus);
    }

    Line and(Excluded part) {
      List<Excluded> more = new ArrayList<>(excluded);
      more.add(part);
      return new Line(amount, higher, city, more);
    }
  }

  record Excluded(RegionCode region, Stated amount) {}

  record Pair(Cited higher, Cited city) {}

  /** A document number as it is written, which may be wrongly, and where. */
  record Cited(String text, Spot spot) {

    /** Empty for a number of irregular form. */
    Optional<DocumentNumber.Parts> parts() {
      try {
        return new DocumentNumber(text).parts();
      } catch (IllegalArgumentException notEvenANumber) {
        return Optional.empty();
      }
    }
  }

  boolean excludesSomething() {
    return lines().anyMatch(line -> !line.excluded().isEmpty());
  }

  Stream<Line> lines() {
    return sources.stream().flatMap(source -> source.lines().stream());
  }

  /** Pairs of the notice and of its lines, each once. */
  List<Pair> allPairs() {
    List<Pair> all = new ArrayList<>(pairs);
    lines()
        .forEach(line -> {
          Cited higher = line.higher();
          Cited city = line.city();
          if (higher != null && city != null) all.add(new Pair(higher, city));
        });
    Map<List<String>, Pair> once = new LinkedHashMap<>();
    for (Pair pair : all) once.putIfAbsent(List.of(pair.higher().text(), pair.city().text()), pair);
    return List.copyOf(once.values());
  }

  /** Every document number, as often as it is cited. */
  List<Cited> cited() {
    List<Cited> cited = new ArrayList<>();
    lines()
        .forEach(line -> {
          if (line.higher() != null) cited.add(line.higher());
          if (line.city() != null) cited.add(line.city());
        });
    for (Pair pair : pairs) {
      cited.add(pair.higher());
      cited.add(pair.city());
    }
    return cited;
  }
}
