package org.sunshineledger.api.board;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.sunshineledger.ledger.notice.PublishedDocument;

/**
 * One sum of a published allocation, added up again line by line.
 *
 * @param name the words of the line that states it, e.g. 中央 小计
 * @param terms what is added, as a reader would write it
 * @param computed what the terms come to
 * @param stated what the document says
 */
record SumCheck(String name, String terms, String computed, String stated, boolean holds) {

  private static final int CELLS = 3;
  private static final Pattern AMOUNT = Pattern.compile("-?\\d{1,18}(\\.\\d{1,6})?");

  private static final String SUBTOTAL = "小计";
  private static final String TOTAL = "合计";
  private static final String GRAND_TOTAL = "总计";
  private static final String DOCUMENT_NUMBERS = "文号";

  /** 其中: a part of the line above, which holds it already. */
  private static final String OF_WHICH = "其中";

  /** What the higher levels' total holds; a city and its counties give the rest. */
  private static final Set<String> HIGHER_LEVELS = Set.of("中央", "省级");

  /**
   * Lines of three cells: level, 小计 or 合计 or 总计 or 其中 or something else, amount; and pairs of
   * document numbers, which should be one to one. A document with any other line states its sums in
   * a way that nobody can add up here: empty.
   */
  static List<SumCheck> of(PublishedDocument document) {
    return document.rows().stream().allMatch(SumCheck::isReadable) ? sums(document) : List.of();
  }

  private static boolean isReadable(List<String> row) {
    return row.size() == CELLS
        && (row.getFirst().equals(DOCUMENT_NUMBERS) || AMOUNT.matcher(row.getLast()).matches());
  }

  private static List<SumCheck> sums(PublishedDocument document) {
    List<SumCheck> checks = new ArrayList<>();
    Map<String, List<BigDecimal>> amounts = new LinkedHashMap<>();
    Map<String, BigDecimal> levels = new LinkedHashMap<>();
    Map<String, Set<String>> pairs = new LinkedHashMap<>();
    for (List<String> row : document.rows()) {
      String level = row.get(0);
      String item = row.get(1);
      String value = row.get(2);
      if (level.equals(DOCUMENT_NUMBERS)) {
        pairs.computeIfAbsent(item, _ -> new LinkedHashSet<>()).add(value);
        continue;
      }
      BigDecimal amount = new BigDecimal(value);
      switch (item) {
        case SUBTOTAL -> {
          levels.put(level, amount);
          checks.add(sum(level + " " + item, amounts.getOrDefault(level, List.of()), amount));
        }
        case TOTAL -> checks.add(sum(level + " " + item, higherLevels(levels), amount));
        case GRAND_TOTAL ->
            checks.add(sum(level + " " + item, List.copyOf(levels.values()), amount));
        default -> {
          if (item.startsWith(OF_WHICH)) continue;
          amounts.computeIfAbsent(level, _ -> new ArrayList<>()).add(amount);
          // Until a subtotal is stated, if one is.
          levels.merge(level, amount, BigDecimal::add);
        }
      }
    }
    pairs.forEach((higher, cities) -> checks.add(oneToOne(higher, cities)));
    return checks;
  }

  private static List<BigDecimal> higherLevels(Map<String, BigDecimal> levels) {
    return levels.entrySet().stream()
        .filter(level -> HIGHER_LEVELS.contains(level.getKey()))
        .map(Map.Entry::getValue)
        .toList();
  }

  private static SumCheck sum(String name, List<BigDecimal> terms, BigDecimal stated) {
    BigDecimal computed = terms.stream().reduce(BigDecimal.ZERO, BigDecimal::add);
    return new SumCheck(
        name,
        terms.stream().map(BigDecimal::toPlainString).collect(Collectors.joining(" + ")),
        computed.toPlainString(),
        stated.toPlainString(),
        computed.compareTo(stated) == 0);
  }

  /** One number of a higher level that is passed on under two numbers of the city is a slip. */
  private static SumCheck oneToOne(String higher, Set<String> cities) {
    return new SumCheck(
        DOCUMENT_NUMBERS, higher, String.join("、", cities), "1 : 1", cities.size() == 1);
  }
}
