package org.sunshineledger.api.imports;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.sunshineledger.api.imports.AllocationNotice.Cited;
import org.sunshineledger.api.imports.AllocationNotice.Pair;

/** The document numbers of one notice, compared with each other: 文号 lead an auditor to money. */
final class CitedNumbers {

  /**
   * 结转结余 of two years is reclaimed (预算法 art. 42, FU-2), so that no notice allots money of a
   * document that is older.
   */
  private static final int YEARS_KEPT = 2;

  /** What is left of a number without its year. */
  private record IssuerAndSerial(String issuer, int serial) {}

  private final List<Finding> irregular = new ArrayList<>();
  private final Map<String, IssuerAndSerial> regular = new LinkedHashMap<>();
  private final Map<IssuerAndSerial, List<Cited>> alike = new LinkedHashMap<>();
  private final Map<String, Set<Cited>> passedOn = new LinkedHashMap<>();
  private final List<Cited> implausible = new ArrayList<>();
  private final List<Pair> backwards = new ArrayList<>();
  private final int published;

  private CitedNumbers(int published) {
    this.published = published;
  }

  static CitedNumbers of(AllocationNotice notice) {
    CitedNumbers numbers = new CitedNumbers(notice.published().getYear());
    Map<String, Cited> once = new LinkedHashMap<>();
    for (Cited number : notice.cited()) once.putIfAbsent(number.text(), number);
    once.values().forEach(numbers::add);
    for (Pair pair : notice.allPairs()) {
      numbers
          .passedOn
          .computeIfAbsent(pair.higher().text(), _ -> new LinkedHashSet<>())
          .add(pair.city());
      if (isOlder(pair.city(), pair.higher())) numbers.backwards.add(pair);
    }
    return numbers;
  }

  /** What does not exist yet cannot be passed on. */
  private static boolean isOlder(Cited city, Cited higher) {
    return city.parts()
        .flatMap(parts -> higher.parts().map(above -> parts.year() < above.year()))
        .orElse(false);
  }

  private void add(Cited number) {
    number
        .parts()
        .map(parts -> new IssuerAndSerial(parts.issuer(), parts.serial()))
        .ifPresentOrElse(
            key -> {
              regular.put(number.text(), key);
              if (isImplausible(number)) implausible.add(number);
              alike.computeIfAbsent(key, _ -> new ArrayList<>()).add(number);
            },
            () ->
                irregular.add(
                    Finding.documents(
                        Discrepancy.DOCUMENT_NUMBER_IRREGULAR,
                        number.spot(),
                        List.of(number.text()),
                        null)));
  }

  private boolean isImplausible(Cited number) {
    return number
        .parts()
        .map(parts -> parts.year() > published || parts.year() < published - YEARS_KEPT)
        .orElse(false);
  }

  /**
   * Irregular forms, years that cannot be, slips of the year beside the right number, and what one
   * number from above is passed on under.
   */
  List<Finding> findings() {
    List<Finding> findings = new ArrayList<>(irregular);
    for (Cited number : implausible)
      findings.add(Finding.implausibleYear(number.spot(), number.text(), published));
    for (Pair pair : backwards)
      // Where it is said already what is odd about the number, once is enough.
      if (!isImplausible(pair.city()) && !isImplausible(pair.higher()) && !hasATwin(pair.city()))
        findings.add(
            Finding.documents(
                Discrepancy.DOCUMENT_OLDER_THAN_SOURCE,
                pair.city().spot(),
                List.of(pair.city().text()),
                pair.higher().text()));
    for (List<Cited> numbers : alike.values())
      // The same issuer and serial, and not the same number: the year it is.
      if (numbers.size() > 1)
        findings.add(
            Finding.documents(
                Discrepancy.DOCUMENT_YEAR_SLIP,
                numbers.get(1).spot(),
                texts(numbers),
                commonHigher(texts(numbers))));
    passedOn.forEach((higher, cities) -> {
      List<Cited> numbers = new ArrayList<>(cities);
      if (numbers.size() > 1 && !isSlip(numbers))
        findings.add(
            Finding.documents(
                Discrepancy.DOCUMENT_PAIRED_TWICE, numbers.get(1).spot(), texts(numbers), higher));
    });
    return findings;
  }

  /** Whether another number differs in the year only. */
  private boolean hasATwin(Cited number) {
    IssuerAndSerial key = regular.get(number.text());
    return key != null && alike.getOrDefault(key, List.of()).size() > 1;
  }

  private @Nullable String commonHigher(List<String> numbers) {
    for (Map.Entry<String, Set<Cited>> pairs : passedOn.entrySet())
      if (texts(pairs.getValue()).containsAll(numbers)) return pairs.getKey();
    return null;
  }

  /** Whether it is one number, written with several years. */
  private boolean isSlip(List<Cited> numbers) {
    IssuerAndSerial first = regular.get(numbers.getFirst().text());
    return first != null
        && numbers.stream().allMatch(number -> first.equals(regular.get(number.text())));
  }

  private static List<String> texts(Iterable<Cited> numbers) {
    List<String> texts = new ArrayList<>();
    for (Cited number : numbers) texts.add(number.text());
    return texts;
  }
}
