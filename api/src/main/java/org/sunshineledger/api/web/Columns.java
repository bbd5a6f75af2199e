package org.sunshineledger.api.web;

import static java.util.stream.Collectors.joining;
import static java.util.stream.Collectors.toSet;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonValue;
import java.lang.reflect.Method;
import java.lang.reflect.RecordComponent;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.sunshineledger.ledger.fact.Money;
import tools.jackson.databind.json.JsonMapper;

/**
 * The columns of a table. A record has one for each of its components, and for each component of a
 * record in it, in the order of their declaration: they are there whether or not any row has a
 * value. What has no row of its own, such as a list in a row, stands in one cell.
 */
public final class Columns {

  /** Records in records in records. */
  private static final int DEEPEST = 5;

  private static final int FEN_OF_YUAN = 2;
  private static final Map<Class<?>, Columns> OF_TYPES = new ConcurrentHashMap<>();

  private sealed interface Column {}

  /** One that a document names itself. */
  private record Headed(String heading, int index) implements Column {}

  /**
   * One of a record.
   *
   * @param path names of the components that lead to it
   */
  private record Component(List<String> path, Class<?> type, UnaryOperator<@Nullable Object> value)
      implements Column {}

  private final List<Column> columns;

  private Columns(List<Column> columns) {
    this.columns = List.copyOf(columns);
  }

  static Columns of(Class<? extends Record> type) {
    Columns known = OF_TYPES.get(type);
    if (known != null) return known;
    List<Column> columns = new ArrayList<>();
    collect(type, List.of(), row -> row, columns);
    Columns made = new Columns(columns);
    OF_TYPES.put(type, made);
    return made;
  }

  static Columns headed(List<String> headings) {
    List<Column> columns = new ArrayList<>();
    for (String heading : headings) columns.add(new Headed(heading, columns.size()));
    return new Columns(columns);
  }

  private static void collect(
      Class<?> record,
      List<String> path,
      UnaryOperator<@Nullable Object> value,
      List<Column> columns) {
    for (RecordComponent component : record.getRecordComponents()) {
      if (component.getAccessor().isAnnotationPresent(JsonIgnore.class)) continue;
      List<String> here = new ArrayList<>(path);
      here.add(component.getName());
      Class<?> type = component.getType();
      UnaryOperator<@Nullable Object> inner =
          row -> read(component.getAccessor(), value.apply(row));
      if (isRow(type) && here.size() < DEEPEST) collect(type, here, inner, columns);
      else columns.add(new Component(List.copyOf(here), type, inner));
    }
  }

  /** A record that is not one value in JSON. */
  static boolean isRow(Class<?> type) {
    return type.isRecord() && valueOf(type) == null;
  }

  private static @Nullable Method valueOf(Class<?> type) {
    for (RecordComponent component : type.getRecordComponents())
      if (component.getAccessor().isAnnotationPresent(JsonValue.class))
        return component.getAccessor();
    return null;
  }

  static @Nullable Object read(Method accessor, @Nullable Object record) {
    if (record == null) return null;
    try {
      accessor.setAccessible(true);
      return accessor.invoke(record);
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException("a record's components can be read", e);
    }
  }

  /** Names of all components that have a word in a heading. */
  Set<String> names() {
    return columns.stream()
        .flatMap(column -> column instanceof Component it ? it.path().stream() : Stream.empty())
        .collect(toSet());
  }

  /** The line above the rows, in the reader's language. */
  List<String> headings(Texts texts) {
    List<String> headings = new ArrayList<>();
    for (Column column : columns)
      switch (column) {
        case Headed it -> headings.add(it.heading());
        case Component it -> {
          String heading =
              it.path().stream()
                  .map(name -> texts.orElse("csv." + name, name))
                  .collect(joining("·"));
          if (it.type() == Money.class) headings.add(texts.of("csv.inYuan", heading));
          else if (hasWords(it.type(), texts)) {
            headings.add(texts.of("csv.codeOf", heading));
            headings.add(heading);
          } else headings.add(heading);
        }
      }
    return headings;
  }

  /**
   * The cells of a row. A constant has its published code, and beside it its word where it has one.
   *
   * @param json for what is no single value
   */
  List<Cell> cells(Object row, Texts texts, JsonMapper json) {
    List<Cell> cells = new ArrayList<>();
    for (Column column : columns)
      switch (column) {
        case Headed it -> cells.add(Cell.text(String.valueOf(((List<?>) row).get(it.index()))));
        case Component it -> {
          Object value = it.value().apply(row);
          cells.add(cell(value, texts, json));
          if (hasWords(it.type(), texts))
            cells.add(value instanceof Enum<?> word ? Cell.text(texts.word(word)) : Cell.EMPTY);
        }
      }
    return cells;
  }

  /**
   * @param isNumber a number is written as it is; whatever else a person may have written is not
   *     taken for a formula
   */
  record Cell(String text, boolean isNumber) {

    static final Cell EMPTY = new Cell("", false);

    static Cell text(String text) {
      return new Cell(text, false);
    }
  }

  private static boolean hasWords(Class<?> type, Texts texts) {
    Object[] constants = type.isEnum() ? type.getEnumConstants() : null;
    return constants != null
        && constants.length > 0
        && constants[0] instanceof Enum<?> first
        && texts.hasWord(first);
  }

  private static Cell cell(@Nullable Object value, Texts texts, JsonMapper json) {
    return switch (value) {
      case null -> Cell.EMPTY;
      case Money amount ->
          new Cell(BigDecimal.valueOf(amount.fen(), FEN_OF_YUAN).toPlainString(), true);
      case BigDecimal decimal -> new Cell(decimal.toPlainString(), true);
      case Number number -> new Cell(number.toString(), true);
      case Boolean flag -> Cell.text(texts.of(flag ? "csv.yes" : "csv.no"));
      case Enum<?> constant -> Cell.text(constant.name());
      case String text -> Cell.text(text);
      case Record record -> ofRecord(record, texts, json);
      case Collection<?> items when items.stream().allMatch(Columns::isOneValue) ->
          Cell.text(
              String.join(
                  "; ", items.stream().map(item -> cell(item, texts, json).text()).toList()));
      case Map<?, ?> map when map.isEmpty() -> Cell.EMPTY;
      case Map<?, ?> map -> Cell.text(json.writeValueAsString(map));
      case Collection<?> items -> Cell.text(json.writeValueAsString(items));
      default -> Cell.text(plain(value, json));
    };
  }

  /** The one value that it is, or all of it. */
  private static Cell ofRecord(Record record, Texts texts, JsonMapper json) {
    Method accessor = valueOf(record.getClass());
    return accessor == null
        ? Cell.text(json.writeValueAsString(record))
        : cell(read(accessor, record), texts, json);
  }

  /** Days and moments as everywhere, and what only JSON can write. */
  private static String plain(Object value, JsonMapper json) {
    return value instanceof Comparable<?> ? value.toString() : json.writeValueAsString(value);
  }

  private static boolean isOneValue(@Nullable Object item) {
    return !(item instanceof Collection<?>)
        && !(item instanceof Map<?, ?>)
        && (item == null || !isRow(item.getClass()));
  }
}
