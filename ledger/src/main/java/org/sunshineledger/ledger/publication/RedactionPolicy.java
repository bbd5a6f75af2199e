package org.sunshineledger.ledger.publication;

import java.time.LocalDate;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.sunshineledger.ledger.rules.Confidence;

/**
 * 脱敏规则: one version of what a published document may show. What it does not list is not shown:
 * columns are listed by the matter of the notice, and each cell has a form. Whatever stands in a
 * form that takes free words is searched for numbers of persons and for words that tell of health
 * or of why somebody is poor.
 *
 * @param version for ever; documents name it
 * @param from the first day on which a document may be published by it
 * @param until the first day on which none may any more, or null; what was published by it before
 *     is judged by it for ever
 * @param forms by name, what a whole cell looks like; TEXT, free words, needs none
 * @param words that stand in no title, heading or cell
 * @param columns by the matter ({@code NoticeKind}), each heading with the name of its form
 * @param namesakesOnly a heading whose cells are filled only where another row has the same cell
 *     under {@code namesOf}, or null
 */
public record RedactionPolicy(
    String version,
    String name,
    LocalDate from,
    @Nullable LocalDate until,
    String source,
    Confidence confidence,
    Map<String, String> forms,
    List<String> words,
    Map<String, Map<String, String>> columns,
    @Nullable String namesakesOnly,
    @Nullable String namesOf) {

  /** The form of free words. */
  static final String TEXT = "TEXT";

  /** Behind the name of a form: that, or free words. */
  private static final String OR_TEXT = "|" + TEXT;

  private static final int LONGEST_CELL = 300;

  public RedactionPolicy {
    forms = Map.copyOf(forms);
    words = List.copyOf(words);
    columns = Map.copyOf(columns);
    forms.values().forEach(Pattern::compile);
    for (Map<String, String> ofOneMatter : columns.values())
      for (String form : ofOneMatter.values())
        if (!form.equals(TEXT) && !forms.containsKey(form.replace(OR_TEXT, "")))
          throw new IllegalArgumentException(version + " has no form " + form);
    if ((namesakesOnly == null) != (namesOf == null))
      throw new IllegalArgumentException(version + " does not say whose namesakes");
  }

  /** Whether a document may be published by it on the day. */
  public boolean isInForce(LocalDate day) {
    return !day.isBefore(from) && (until == null || day.isBefore(until));
  }

  /** What a document shows and may not; the codes are published. */
  public enum Leak {
    /** The policy is not for this matter. */
    MATTER,
    /** A heading that is not on the list. */
    COLUMN,
    /** A row with more or fewer cells than there are headings. */
    WIDTH,
    /** A cell that does not look as its form says. */
    FORM,
    /** A masked number where no namesake is to be told apart. */
    NO_NAMESAKE,
    ID_NUMBER,
    ACCOUNT,
    PHONE,
    /** A word that tells of somebody's health, or why he is poor. */
    WORD
  }

  /**
   * Where a document does not conform; never what stands there.
   *
   * @param row from 1; 0 for the title and the headings
   * @param column from 1; 0 for the title or a whole row
   */
  public record Unmasked(Leak leak, int row, int column) {
    @Override
    public String toString() {
      return "%s %d:%d".formatted(leak, row, column);
    }
  }

  /**
   * The first place where the document shows what it may not; empty for one that conforms.
   *
   * @param matter name of the notice's kind
   */
  public Optional<Unmasked> firstLeak(
      String matter, String title, List<String> headings, List<List<String>> rows) {
    Map<String, String> allowed = columns.get(matter);
    if (allowed == null) return Optional.of(new Unmasked(Leak.MATTER, 0, 0));
    Leak inTitle = inWords(title);
    if (inTitle != null) return Optional.of(new Unmasked(inTitle, 0, 0));
    Set<String> seen = new HashSet<>();
    for (int column = 0; column < headings.size(); column++)
      if (!allowed.containsKey(headings.get(column)) || !seen.add(headings.get(column)))
        return Optional.of(new Unmasked(Leak.COLUMN, 0, column + 1));
    Map<String, Integer> names = names(headings, rows);
    for (int row = 0; row < rows.size(); row++) {
      List<String> cells = rows.get(row);
      if (cells.size() != headings.size()) return Optional.of(new Unmasked(Leak.WIDTH, row + 1, 0));
      for (int column = 0; column < cells.size(); column++) {
        Leak leak = inCell(allowed.get(headings.get(column)), cells.get(column));
        if (leak == null
            && headings.get(column).equals(namesakesOnly)
            && !cells.get(column).isEmpty()
            && !hasNamesake(headings, cells, names)) leak = Leak.NO_NAMESAKE;
        if (leak != null) return Optional.of(new Unmasked(leak, row + 1, column + 1));
      }
    }
    return Optional.empty();
  }

  private boolean hasNamesake(
      List<String> headings, List<String> cells, Map<String, Integer> names) {
    int column = namesOf == null ? -1 : headings.indexOf(namesOf);
    return column >= 0 && names.getOrDefault(cells.get(column), 0) >= 2;
  }

  /** How many rows each name has; none where there is nothing to tell apart. */
  private Map<String, Integer> names(List<String> headings, List<List<String>> rows) {
    Map<String, Integer> names = new HashMap<>();
    int column = namesOf == null ? -1 : headings.indexOf(namesOf);
    if (column >= 0)
      for (List<String> row : rows)
        if (row.size() == headings.size()) names.merge(row.get(column), 1, Integer::sum);
    return names;
  }

  private @Nullable Leak inCell(@Nullable String form, String cell) {
    if (cell.length() > LONGEST_CELL || form == null) return Leak.FORM;
    if (form.equals(TEXT)) return inWords(cell);
    String pattern = forms.get(form.replace(OR_TEXT, ""));
    if (pattern != null && Pattern.matches(pattern, cell)) return null;
    return form.endsWith(OR_TEXT) ? inWords(cell) : Leak.FORM;
  }

  private @Nullable Leak inWords(String text) {
    if (text.length() > LONGEST_CELL) return Leak.FORM;
    Leak number = PersonalNumbers.in(text);
    if (number != null) return number;
    return words.stream().anyMatch(PersonalNumbers.plain(text)::contains) ? Leak.WORD : null;
  }
}
