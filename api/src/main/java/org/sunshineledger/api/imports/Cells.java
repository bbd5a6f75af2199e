package org.sunshineledger.api.imports;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.text.Normalizer;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.sunshineledger.api.web.Earliest;
import org.sunshineledger.api.web.PlainText;
import org.sunshineledger.ledger.fact.Money;
import org.sunshineledger.ledger.vault.IdNumber;

/**
 * The cells of one row, each as what its column says it is. What is none is told to the flaws, by
 * row and column and never by value, and comes back as null.
 */
final class Cells {

  /** What all rows of a file are read by. */
  record Frame(Header header, Flaws flaws, Words words, LocalDate today, boolean from1904) {}

  private static final int LONGEST_TEXT = 200;
  private static final int LONGEST_NAME = 40;
  private static final int LONGEST_ID_NUMBER = 24;
  private static final int ID_NUMBER_LENGTH = 18;

  /** Digits that a spreadsheet keeps of a number. */
  private static final int DIGITS = 15;

  private static final Pattern SCIENTIFIC = Pattern.compile("\\d(\\.\\d+)?[eE]\\+?\\d{1,3}");

  private static final Pattern DAY =
      Pattern.compile("(\\d{4})[-/.年](\\d{1,2})[-/.月](\\d{1,2})日?( ?0{1,2}:00(:00)?)?");

  private static final Pattern BASIC_DAY = Pattern.compile("((?:19|20)\\d\\d)(\\d\\d)(\\d\\d)");
  private static final Pattern SERIAL_DAY = Pattern.compile("[1-9]\\d{4}");
  private static final Pattern INTEGER = Pattern.compile("\\d{1,9}");
  private static final Pattern AMOUNT = Pattern.compile("-?\\d{1,15}(\\.\\d{1,15})?");
  private static final Pattern GROUPED = Pattern.compile("-?\\d{1,3}(,\\d{3})+(\\.\\d+)?");

  /** Day 60 is the 29th of February 1900, which there never was. */
  private static final LocalDate EPOCH_1900 = LocalDate.of(1899, 12, 30);

  private static final LocalDate EPOCH_1904 = LocalDate.of(1904, 1, 1);
  private static final BigDecimal LAST_SERIAL = BigDecimal.valueOf(109_574);

  private static final int FEN_OF_YUAN = 2;

  private final FileRow row;
  private final Frame frame;
  private final Set<String> told = new HashSet<>(0);
  private int wrong;

  Cells(FileRow row, Frame frame) {
    this.row = row;
    this.frame = frame;
  }

  int row() {
    return row.number();
  }

  /** Whether nothing was found wrong so far. */
  boolean isSound() {
    return wrong == 0;
  }

  /** Tells of cells that stand under no heading. */
  void requireNothingElse() {
    for (int i = 0; i < row.cells().size(); i++) {
      boolean named = i < frame.header().fields().size() && frame.header().fields().get(i).named();
      if (!named && !row.cell(i).isEmpty()) {
        wrong++;
        frame.flaws().cell(row.number(), i + 1, null, ImportFlaw.CELL_WITHOUT_HEADING);
      }
    }
  }

  boolean has(Column column) {
    return !raw(column).isEmpty();
  }

  /** As it stands there, for comparing rows with each other. */
  String plain(Column column) {
    return Normalizer.normalize(raw(column).text(), Normalizer.Form.NFKC);
  }

  /** A code or a number of something, e.g. of a household. */
  <T> @Nullable T code(Column column, Function<String, T> form) {
    String text = digitsOrText(column);
    if (text == null) return null;
    if (PlainText.holdsIdNumber(text)) return flawed(column, ImportFlaw.ID_NUMBER_MISPLACED);
    try {
      return form.apply(text);
    } catch (IllegalArgumentException notOfThatForm) {
      return flawed(column, ImportFlaw.CODE_IRREGULAR, column.example());
    }
  }

  /** Several codes in one cell, separated by any comma, semicolon or blank. */
  <T> @Nullable List<T> codes(Column column, Function<String, T> form) {
    String text = digitsOrText(column);
    if (text == null) return null;
    if (PlainText.holdsIdNumber(text)) return flawed(column, ImportFlaw.ID_NUMBER_MISPLACED);
    try {
      return parts(text).stream().map(form).toList();
    } catch (IllegalArgumentException notOfThatForm) {
      return flawed(column, ImportFlaw.CODE_IRREGULAR, column.example());
    }
  }

  <E extends Enum<E>> @Nullable E word(Column column, Class<E> constants) {
    String text = text(column);
    if (text == null) return null;
    E found = frame.words().constant(constants, text);
    return found == null ? unknownWord(column) : found;
  }

  /** Several words in one cell; none when it is empty. */
  <E extends Enum<E>> @Nullable List<E> words(Column column, Class<E> constants) {
    if (!has(column) && !column.required()) return List.of();
    String text = text(column);
    if (text == null) return null;
    List<E> found = new ArrayList<>();
    for (String each : parts(text)) {
      E constant = frame.words().constant(constants, each);
      if (constant == null) return unknownWord(column);
      if (!found.contains(constant)) found.add(constant);
    }
    return found;
  }

  @SuppressWarnings("TypeParameterUnusedInFormals") // Of null there is nothing to be cast.
  private <T> @Nullable T unknownWord(Column column) {
    return flawed(
        column,
        ImportFlaw.WORD_UNKNOWN,
        column.choices(frame.words()).collect(Collectors.joining("、")));
  }

  private static List<String> parts(String text) {
    return Pattern.compile("[,，;；、\\s]+").splitAsStream(text).filter(it -> !it.isEmpty()).toList();
  }

  @Nullable Integer integer(Column column, int least, int most) {
    String text = digitsOrText(column);
    if (text == null) return null;
    int number = INTEGER.matcher(text).matches() ? Integer.parseInt(text) : -1;
    return number < least || number > most
        ? flawed(column, ImportFlaw.NUMBER_IRREGULAR, least, most)
        : Integer.valueOf(number);
  }

  /** A year, of a survey or a plan. */
  @Nullable Integer year(Column column) {
    String text = digitsOrText(column);
    if (text == null) return null;
    Matcher year = Pattern.compile("(20\\d\\d)年?度?").matcher(text);
    return year.matches()
        ? Integer.valueOf(year.group(1))
        : flawed(column, ImportFlaw.NUMBER_IRREGULAR, 2000, 2099);
  }

  /** A day on which something has happened: in any of the usual forms, or as a spreadsheet's. */
  @Nullable LocalDate day(Column column) {
    FileRow.Value value = filled(column);
    if (value == null) return null;
    LocalDate day = dayOf(value);
    if (day == null || day.isBefore(Earliest.DAY)) return flawed(column, ImportFlaw.DAY_IRREGULAR);
    return day.isAfter(frame.today()) ? flawed(column, ImportFlaw.DAY_TO_COME) : day;
  }

  private @Nullable LocalDate dayOf(FileRow.Value value) {
    String text = Normalizer.normalize(value.text(), Normalizer.Form.NFKC).strip();
    Matcher form = DAY.matcher(text);
    if (!form.matches()) form = BASIC_DAY.matcher(text);
    try {
      if (form.matches())
        return LocalDate.of(
            Integer.parseInt(form.group(1)),
            Integer.parseInt(form.group(2)),
            Integer.parseInt(form.group(3)));
    } catch (DateTimeException e) {
      return null;
    }
    boolean serial = value.number() != null || SERIAL_DAY.matcher(text).matches();
    return serial ? ofSerial(value.number() == null ? new BigDecimal(text) : value.number()) : null;
  }

  private @Nullable LocalDate ofSerial(BigDecimal serial) {
    if (serial.signum() <= 0 || serial.compareTo(LAST_SERIAL) > 0) return null;
    LocalDate epoch = frame.from1904() ? EPOCH_1904 : EPOCH_1900;
    return epoch.plusDays(serial.intValue());
  }

  /** An amount in yuan with two decimals at most, as fen. */
  @Nullable Money yuan(Column column) {
    FileRow.Value value = filled(column);
    if (value == null) return null;
    String text =
        Normalizer.normalize(value.text(), Normalizer.Form.NFKC).replaceAll("^[¥￥]|元$|\\s", "");
    if (GROUPED.matcher(text).matches()) text = text.replace(",", "");
    if (!AMOUNT.matcher(text).matches()) return flawed(column, ImportFlaw.AMOUNT_IRREGULAR);
    try {
      BigDecimal fen =
          new BigDecimal(text).movePointRight(FEN_OF_YUAN).setScale(0, RoundingMode.UNNECESSARY);
      return new Money(fen.longValueExact());
    } catch (ArithmeticException e) {
      boolean finer = new BigDecimal(text).stripTrailingZeros().scale() > FEN_OF_YUAN;
      return flawed(column, finer ? ImportFlaw.AMOUNT_FINER_THAN_FEN : ImportFlaw.AMOUNT_TOO_LARGE);
    }
  }

  /** Somebody's name; it goes to the vault. */
  @Nullable String name(Column column) {
    String text = text(column);
    if (text == null) return null;
    return text.length() > LONGEST_NAME
        ? flawed(column, ImportFlaw.CELL_TOO_LONG, LONGEST_NAME)
        : text;
  }

  /** The number of somebody's papers; it goes to the vault. */
  @Nullable String idNumber(Column column) {
    String text = digitsOrText(column);
    if (text == null) return null;
    String number = text.replaceAll("\\s", "").toUpperCase(Locale.ROOT);
    if (number.length() > LONGEST_ID_NUMBER)
      return flawed(column, ImportFlaw.CELL_TOO_LONG, LONGEST_ID_NUMBER);
    // A spreadsheet keeps fifteen digits and saves noughts for the rest.
    boolean rounded =
        number.length() == ID_NUMBER_LENGTH
            && number.endsWith("000")
            && IdNumber.contradictsItself(number, frame.today());
    return rounded ? flawed(column, ImportFlaw.NUMBER_ROUNDED) : number;
  }

  /** Half-width, so that digits from any keyboard are digits. */
  private @Nullable String digitsOrText(Column column) {
    FileRow.Value value = filled(column);
    if (value == null) return null;
    BigDecimal number = value.number();
    if (number != null && number.precision() - number.scale() > DIGITS)
      return flawed(column, ImportFlaw.NUMBER_ROUNDED);
    String text = Normalizer.normalize(value.text(), Normalizer.Form.NFKC).strip();
    return SCIENTIFIC.matcher(text).matches() ? flawed(column, ImportFlaw.NUMBER_ROUNDED) : text;
  }

  private @Nullable String text(Column column) {
    FileRow.Value value = filled(column);
    return value == null ? null : value.text();
  }

  /** Null for an empty cell, which is wrong only where something must stand. */
  private FileRow.@Nullable Value filled(Column column) {
    FileRow.Value value = raw(column);
    if (value.broken()) return flawed(column, ImportFlaw.FORMULA_WITHOUT_VALUE);
    String text = value.text();
    if (text.isEmpty()) return column.required() ? flawed(column, ImportFlaw.CELL_EMPTY) : null;
    if (text.length() > LONGEST_TEXT) return flawed(column, ImportFlaw.CELL_TOO_LONG, LONGEST_TEXT);
    return PlainText.isPrintable(text) ? value : flawed(column, ImportFlaw.CELL_UNPRINTABLE);
  }

  private FileRow.Value raw(Column column) {
    int index = frame.header().column(column);
    return index < 0 ? FileRow.Value.EMPTY : row.cell(index);
  }

  /** Tells that something is wrong in a cell, once however often the cell is asked for. */
  @SuppressWarnings("TypeParameterUnusedInFormals") // Of null there is nothing to be cast.
  <T> @Nullable T flawed(Column column, ImportFlaw code, Object... arguments) {
    if (!told.add(column.field())) return null;
    wrong++;
    int index = frame.header().column(column);
    if (index < 0) frame.flaws().row(row.number(), code, arguments);
    else frame.flaws().cell(row.number(), index + 1, column.field(), code, arguments);
    return null;
  }

  /** Tells that something is wrong with the row. */
  void flawed(ImportFlaw code, Object... arguments) {
    wrong++;
    frame.flaws().row(row.number(), code, arguments);
  }
}
