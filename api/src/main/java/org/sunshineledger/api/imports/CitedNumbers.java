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

  /** What is left of a number without its year. */
  private record IssuerAndSerial(String issuer, int serial) {}

  private final List<Finding> irregular = new ArrayList<>();
  private final Map<String, IssuerAndSerial> regular = new LinkedHashMap<>();
  private final Map<IssuerAndSerial, List<Cited>> alike = new LinkedHashMap<>();
  private final Map<String, Set<Cited>> passedOn = new LinkedHashMap<>();

  private CitedNumbers() {}

  static CitedNumbers of(AllocationNotice notice) {
    CitedNumbers numbers = new CitedNumbers();
    Map<String, Cited> once = new LinkedHashMap<>();
    for (Cited number : notice.cited()) once.putIfAbsent(number.text(), number);
    once.values().forEach(numbers::add);
    for (Pair pair : notice.allPairs())
      numbers
          .passedOn
          .computeIfAbsent(pair.higher().text(), _ -> new LinkedHashSet<>())
          .add(pair.city());
    return numbers;
  }

  private void add(Cited number) {
    number
        .parts()
        .map(parts -> new IssuerAndSerial(parts.issuer(), parts.serial()))
        .ifPresentOrElse(
            key -> {
              regular.put(number.text(), key);
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

  /** Irregular forms, slips of the year, and what one number from above is passed on under. */
  List<Finding> findings() {
    List<Finding> findings = new ArrayList<>(irregular);
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
