package org.sunshineledger.api.orders;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonValue;
import java.lang.reflect.AnnotatedElement;
import java.lang.reflect.Field;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.sunshineledger.ledger.fact.Money;
import org.sunshineledger.ledger.fact.Order;
import org.sunshineledger.ledger.fact.RegionCode;
import org.sunshineledger.ledger.rules.Rule;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * JSON Schema of records, as {@link OrderReader} reads them: the same components, the same that may
 * be left out, the same forms. What it asks for the reader asks for too; what values may be
 * together only the records know.
 */
final class Schemas {

  /** A trillion yuan: {@code AMOUNT_TOO_LARGE} beyond. */
  private static final long MOST_FEN = 100_000_000_000_000L;

  private final BothLanguages words;

  private final JsonMapper json;
  private final ObjectNode named;
  private final Map<String, Class<?>> owners = new HashMap<>();

  /**
   * @param named takes the schemas of records and constants, by name
   */
  Schemas(JsonMapper json, BothLanguages words, ObjectNode named) {
    this.json = json;
    this.words = words;
    this.named = named;
  }

  /** A schema of the type, or a reference to one under its name. */
  ObjectNode of(Type type) {
    return switch (type) {
      case ParameterizedType generic -> ofGeneric(generic);
      case Class<?> plain -> ofClass(plain);
      default -> json.createObjectNode();
    };
  }

  private ObjectNode ofGeneric(ParameterizedType generic) {
    Class<?> raw = (Class<?>) generic.getRawType();
    Type[] arguments = generic.getActualTypeArguments();
    if (Collection.class.isAssignableFrom(raw))
      return plain("array").set("items", of(arguments[0]));
    if (Map.class.isAssignableFrom(raw))
      return plain("object").set("additionalProperties", of(arguments[1]));
    return plain("object");
  }

  private ObjectNode ofClass(Class<?> type) {
    if (type == String.class) return plain("string");
    if (type == boolean.class || type == Boolean.class) return plain("boolean");
    if (type == int.class || type == Integer.class) return plain("integer").put("format", "int32");
    if (type == long.class || type == Long.class) return plain("integer").put("format", "int64");
    if (type == BigDecimal.class) return plain("number");
    if (type == LocalDate.class) return plain("string").put("format", "date");
    if (type == Instant.class) return plain("string").put("format", "date-time");
    if (type == UUID.class) return plain("string").put("format", "uuid");
    if (type.isEnum() || type.isRecord()) return reference(type);
    return plain("object");
  }

  private ObjectNode plain(String type) {
    return json.createObjectNode().put("type", type);
  }

  private ObjectNode reference(Class<?> type) {
    String name = name(type);
    // What orders speak of is named first, so a page's namesake bears its package's name too.
    if (!type.equals(owners.getOrDefault(name, type))) name = packageOf(type) + name;
    Class<?> owner = owners.putIfAbsent(name, type);
    if (owner == null) named.set(name, type.isEnum() ? constants(type) : ofRecord(type));
    return json.createObjectNode().put("$ref", "#/components/schemas/" + name);
  }

  /** {@code EvidenceKind}; what is nested in a list of orders bears its own name. */
  static String name(Class<?> type) {
    Class<?> around = type.getEnclosingClass();
    return around == null || Order.class.isAssignableFrom(around) || around.isSealed()
        ? type.getSimpleName()
        : around.getSimpleName() + type.getSimpleName();
  }

  private static String packageOf(Class<?> type) {
    String last = type.getPackageName().substring(type.getPackageName().lastIndexOf('.') + 1);
    return last.substring(0, 1).toUpperCase(Locale.ROOT) + last.substring(1);
  }

  private ObjectNode ofRecord(Class<?> type) {
    RecordComponent value = valueOf(type);
    return value == null ? fields(type, Set.of()) : ofOneValue(type, value);
  }

  /** The component that stands for the whole record, or null. */
  private static @Nullable RecordComponent valueOf(Class<?> type) {
    return Arrays.stream(type.getRecordComponents())
        .filter(each -> each.getAccessor().isAnnotationPresent(JsonValue.class))
        .findFirst()
        .orElse(null);
  }

  private ObjectNode ofOneValue(Class<?> type, RecordComponent value) {
    ObjectNode schema = of(value.getGenericType());
    if (type == Money.class)
      return schema.put("description", "金额，单位为分 amount in fen").put("maximum", MOST_FEN);
    if (type == RegionCode.class)
      return schema
          .put("description", "行政区划代码 code of a division")
          .put("pattern", "^(?:\\d{6}|\\d{9}|\\d{12})$");
    String form = formOf(type);
    if (form != null) schema.put("pattern", "^(?:" + form + ")$");
    return schema;
  }

  /** The form that an id asks for in its constructor, in the words of ECMA-262. */
  private static @Nullable String formOf(Class<?> type) {
    try {
      Field form = type.getDeclaredField("FORM");
      form.setAccessible(true);
      return ((Pattern) Objects.requireNonNull(form.get(null)))
          .pattern()
          .replace("\\p{Cntrl}", "\\x00-\\x1f\\x7f");
    } catch (NoSuchFieldException none) {
      return null;
    } catch (IllegalAccessException e) {
      throw new IllegalStateException("a form can be read", e);
    }
  }

  /**
   * An object of the record's fields and no others.
   *
   * @param optional fields that may be left out beside those that may be null
   */
  ObjectNode fields(Class<?> type, Set<String> optional) {
    ObjectNode schema = plain("object");
    ObjectNode properties = schema.putObject("properties");
    ArrayNode required = json.createArrayNode();
    for (RecordComponent component : type.getRecordComponents()) {
      if (component.getAccessor().isAnnotationPresent(JsonIgnore.class)) continue;
      properties.set(component.getName(), ofField(type, component));
      if (!mayBeAbsent(component.getAnnotatedType()) && !optional.contains(component.getName()))
        required.add(component.getName());
    }
    if (!required.isEmpty()) schema.set("required", required);
    return schema.put("additionalProperties", false);
  }

  private static boolean mayBeAbsent(AnnotatedElement type) {
    return type.isAnnotationPresent(Nullable.class);
  }

  private ObjectNode ofField(Class<?> type, RecordComponent component) {
    ObjectNode schema = of(component.getGenericType());
    Bounds.of(type, component.getName()).ifPresent(bounds -> bounds.put(schema));
    return schema;
  }

  private ObjectNode constants(Class<?> type) {
    ObjectNode schema = plain("string");
    ArrayNode values = schema.putArray("enum");
    ArrayNode meanings = json.createArrayNode();
    for (Object constant : Objects.requireNonNull(type.getEnumConstants())) {
      JsonNode value = json.valueToTree(constant);
      values.add(value);
      meanings.add(meaning((Enum<?>) constant));
    }
    if (!meanings.valueStream().allMatch(each -> each.asString().isEmpty()))
      schema.set("x-enum-descriptions", meanings);
    return schema;
  }

  private String meaning(Enum<?> constant) {
    if (constant instanceof Rule rule) return rule.chinese() + " " + rule.english();
    return words.both(constant.getDeclaringClass().getSimpleName() + "." + constant.name());
  }
}
