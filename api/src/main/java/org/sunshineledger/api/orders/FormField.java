package org.sunshineledger.api.orders;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * One field of an order as a form shows it, with what stands in it. It becomes the JSON that a
 * program would have sent; what cannot be one goes as it was typed, for {@link OrderReader} to
 * name.
 *
 * @param path as problems name it, e.g. {@code order.members[0].idNumber}; also its name in the
 *     form
 * @param required whether the order is nothing without it
 * @param value what was typed; empty for what has parts
 * @param values what was chosen of several
 * @param fields parts of a group; rows of a table of records, each a group
 * @param wrong what is wrong with it, or null
 */
record FormField(
    String path,
    Kind kind,
    String label,
    @Nullable String hint,
    boolean required,
    String value,
    List<String> values,
    List<Choice> choices,
    List<FormField> fields,
    @Nullable String wrong) {

  private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

  /** Longer ones are no long, and no number that an order asks for. */
  private static final Pattern INTEGER = Pattern.compile("-?\\d{1,18}");

  private static final Pattern DECIMAL = Pattern.compile("-?\\d{1,18}(\\.\\d{1,9})?");
  private static final Pattern YUAN = Pattern.compile("(-?\\d{1,15})(?:\\.(\\d{1,2}))?");
  private static final Pattern BETWEEN_CELLS = Pattern.compile("[\\t|｜]");

  /** How a field is filled in. */
  enum Kind {
    TEXT,
    /** A whole number. */
    NUMBER,
    DECIMAL,
    /** In yuan; in JSON in fen. */
    AMOUNT,
    DATE,
    /** One constant. */
    CHOICE,
    YES_NO,
    /** Any of the constants. */
    SEVERAL,
    /** A value a line. */
    LINES,
    /** A number a line. */
    NUMBERS,
    /** A row a line, cells with tabs or bars between them. */
    TABLE,
    GROUP,
    /** Records, as many as there are. */
    ROWS
  }

  /** What may be chosen, and its word. */
  record Choice(String value, String word) {}

  FormField {
    values = List.copyOf(values);
    choices = List.copyOf(choices);
    fields = List.copyOf(fields);
  }

  /** For labels and links. */
  public String id() {
    return path.replaceAll("[^A-Za-z0-9]+", "-");
  }

  /** Whether a table has as many rows as a form takes. */
  public boolean isFull() {
    return fields.size() >= FormValues.MOST_ROWS;
  }

  /** Whether nothing was filled in. */
  boolean isBlank() {
    return value.isBlank() && values.isEmpty() && fields.stream().allMatch(FormField::isBlank);
  }

  /** What a program would have sent; null for what is left out. */
  @Nullable JsonNode json() {
    return switch (kind) {
      case GROUP -> isBlank() && !required ? null : object(fields);
      case ROWS -> isBlank() && !required ? null : rows();
      case SEVERAL -> several();
      case LINES -> lines(JSON::stringNode);
      case NUMBERS -> lines(FormField::integer);
      case TABLE ->
          lines(line -> {
            ArrayNode cells = JSON.arrayNode();
            for (String cell : BETWEEN_CELLS.split(line, -1)) cells.add(cell.strip());
            return cells;
          });
      default -> isBlank() ? null : ofOne(value.strip());
    };
  }

  private JsonNode ofOne(String text) {
    return switch (kind) {
      case NUMBER -> integer(text);
      case DECIMAL ->
          DECIMAL.matcher(text).matches()
              ? JSON.numberNode(new BigDecimal(text))
              : JSON.stringNode(text);
      case AMOUNT -> fen(text);
      case YES_NO ->
          switch (text) {
            case "true" -> JSON.booleanNode(true);
            case "false" -> JSON.booleanNode(false);
            default -> JSON.stringNode(text);
          };
      default -> JSON.stringNode(text);
    };
  }

  static ObjectNode object(List<FormField> fields) {
    ObjectNode object = JSON.objectNode();
    for (FormField field : fields) {
      JsonNode value = field.json();
      if (value != null) object.set(field.name(), value);
    }
    return object;
  }

  /** The last step of its path. */
  String name() {
    return path.substring(path.lastIndexOf('.') + 1);
  }

  private ArrayNode rows() {
    ArrayNode array = JSON.arrayNode();
    for (FormField row : fields) array.add(object(row.fields()));
    return array;
  }

  private ArrayNode several() {
    ArrayNode array = JSON.arrayNode();
    for (String each : values) array.add(each);
    return array;
  }

  private @Nullable ArrayNode lines(Function<String, JsonNode> line) {
    ArrayNode array = JSON.arrayNode();
    for (String each : value.lines().map(String::strip).toList())
      if (!each.isEmpty()) array.add(line.apply(each));
    return array.isEmpty() && !required ? null : array;
  }

  private static JsonNode integer(String text) {
    return INTEGER.matcher(text).matches()
        ? JSON.numberNode(Long.parseLong(text))
        : JSON.stringNode(text);
  }

  /** {@code 1,234.5} yuan are 123450 fen; what is finer than a fen is no amount. */
  private static JsonNode fen(String text) {
    Matcher yuan = YUAN.matcher(text.replaceAll("[,，\\s]", ""));
    if (!yuan.matches()) return JSON.stringNode(text);
    String decimals = yuan.group(2) == null ? "" : yuan.group(2);
    return JSON.numberNode(Long.parseLong(yuan.group(1) + (decimals + "00").substring(0, 2)));
  }

  /** With what is wrong, each at the path where it is; what has no field of its own is left out. */
  FormField with(Map<String, String> wrong) {
    List<FormField> marked = new ArrayList<>();
    for (FormField field : fields) marked.add(field.with(wrong));
    return new FormField(
        path, kind, label, hint, required, value, values, choices, marked, wrong.get(path));
  }

  /** Itself, or the part of it that has this path; null for none. */
  @Nullable FormField at(String wanted) {
    if (path.equals(wanted)) return this;
    for (FormField field : fields) {
      FormField found = field.at(wanted);
      if (found != null) return found;
    }
    return null;
  }
}
