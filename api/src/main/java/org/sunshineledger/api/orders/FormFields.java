package org.sunshineledger.api.orders;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonValue;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.sunshineledger.api.orders.FormField.Choice;
import org.sunshineledger.api.orders.FormField.Kind;
import org.sunshineledger.api.web.Texts;
import org.sunshineledger.ledger.fact.Money;
import org.sunshineledger.ledger.fact.Order;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * The fields of an order's form: the components of its record, as {@link Schemas} describes them
 * for programs. What a record takes, its form asks for; there is no list of forms to be kept.
 */
@Component
final class FormFields {

  /** Of {@link OrderBody}, what stands behind the order's own fields. */
  private static final Set<String> BESIDE =
      Set.of("signers", "basis", "evidence", "mode", "approvals");

  private final Texts texts;
  private final OrderLabels labels;
  private final JsonMapper json = JsonMapper.shared();

  FormFields(Texts texts, OrderLabels labels) {
    this.texts = texts;
    this.labels = labels;
  }

  /** One form's making: what stands in it, and what of its stream can be chosen. */
  record Making(FormValues values, Map<Class<?>, List<Choice>> known) {}

  /** The day of the act. */
  FormField day(Making making) {
    return field(OrderBody.class, component(OrderBody.class, "occurredOn"), "", "", making);
  }

  /**
   * The order's own fields, without the one that its address names.
   *
   * @param inAddress name of that field, or null
   */
  List<FormField> ofOrder(Class<? extends Order> type, @Nullable String inAddress, Making making) {
    return Arrays.stream(type.getRecordComponents())
        .filter(each -> !each.getName().equals(inAddress))
        .filter(each -> !each.getAccessor().isAnnotationPresent(JsonIgnore.class))
        .map(each -> field(type, each, "order.", "order.", making))
        .toList();
  }

  /** Who signed, on which document it rests, what is behind it, and how it is recorded. */
  List<FormField> beside(Making making) {
    return Arrays.stream(OrderBody.class.getRecordComponents())
        .filter(each -> BESIDE.contains(each.getName()))
        .map(each -> field(OrderBody.class, each, "", "", making))
        .toList();
  }

  private static RecordComponent component(Class<?> record, String name) {
    return Arrays.stream(record.getRecordComponents())
        .filter(each -> each.getName().equals(name))
        .findFirst()
        .orElseThrow();
  }

  /**
   * @param from path before its name as it was sent
   * @param to the same as it will stand in the form: rows are numbered anew
   */
  private FormField field(
      Class<?> owner, RecordComponent component, String from, String to, Making making) {
    String name = component.getName();
    boolean required = !component.getAnnotatedType().isAnnotationPresent(Nullable.class);
    return field(
        labels.labelOf(owner, name),
        component.getGenericType(),
        required,
        from + name,
        to + name,
        making);
  }

  private FormField field(
      String label, Type type, boolean required, String from, String to, Making making) {
    Type element = elementOf(type);
    Class<?> plain = element == null ? raw(type) : raw(element);
    Kind kind = kindOf(element, plain, making);
    FormValues values = making.values();
    List<FormField> fields =
        switch (kind) {
          case GROUP -> parts(plain, from, to, making);
          case ROWS -> rows(plain, required, from, to, making);
          default -> List.of();
        };
    boolean isOne = fields.isEmpty() && kind != Kind.GROUP && kind != Kind.ROWS;
    String value = isOne && kind != Kind.SEVERAL ? values.one(from) : "";
    return new FormField(
        to,
        kind,
        label,
        hintOf(kind, plain),
        required,
        value,
        kind == Kind.SEVERAL ? values.all(from) : List.of(),
        choices(kind, plain, value, making),
        fields,
        null);
  }

  private List<FormField> parts(Class<?> record, String from, String to, Making making) {
    return Arrays.stream(record.getRecordComponents())
        .filter(each -> !each.getAccessor().isAnnotationPresent(JsonIgnore.class))
        .map(each -> field(record, each, from + ".", to + ".", making))
        .toList();
  }

  /** Empty rows are dropped when the form is sent, so that what is wrong has the number shown. */
  private List<FormField> rows(
      Class<?> record, boolean required, String from, String to, Making making) {
    FormValues values = making.values();
    List<FormField> rows = new ArrayList<>();
    List<Integer> sent = values.rows(from);
    if (sent.isEmpty() && required && values.isNew()) sent = List.of(0);
    for (int row : sent) {
      FormField group = row(record, "%s[%d]".formatted(from, row), to, rows.size(), making);
      if (values.isNew() || values.isAboutRows() || !group.isBlank()) rows.add(group);
    }
    return rows;
  }

  private FormField row(Class<?> record, String from, String to, int number, Making making) {
    String path = "%s[%d]".formatted(to, number);
    return new FormField(
        path,
        Kind.GROUP,
        texts.of("form.row", number + 1),
        null,
        true,
        "",
        List.of(),
        List.of(),
        parts(record, from, path, making),
        null);
  }

  private static Kind kindOf(@Nullable Type element, Class<?> plain, Making making) {
    if (element != null) {
      if (plain.isEnum()) return Kind.SEVERAL;
      if (element instanceof ParameterizedType) return Kind.TABLE;
      if (isGroup(plain)) return Kind.ROWS;
      return isWhole(plain) ? Kind.NUMBERS : Kind.LINES;
    }
    if (plain.isEnum() || making.known().containsKey(plain)) return Kind.CHOICE;
    if (plain == boolean.class || plain == Boolean.class) return Kind.YES_NO;
    if (isWhole(plain)) return Kind.NUMBER;
    if (plain == BigDecimal.class) return Kind.DECIMAL;
    if (plain == LocalDate.class) return Kind.DATE;
    if (plain == Money.class) return Kind.AMOUNT;
    return isGroup(plain) ? Kind.GROUP : Kind.TEXT;
  }

  private static boolean isWhole(Class<?> type) {
    return type == int.class || type == long.class || type == Integer.class || type == Long.class;
  }

  /** Ids and amounts are records too, and one value each. */
  private static boolean isGroup(Class<?> type) {
    return type.isRecord()
        && Arrays.stream(type.getRecordComponents())
            .noneMatch(each -> each.getAccessor().isAnnotationPresent(JsonValue.class));
  }

  private static @Nullable Type elementOf(Type type) {
    return type instanceof ParameterizedType list && list.getRawType() == List.class
        ? list.getActualTypeArguments()[0]
        : null;
  }

  private static Class<?> raw(Type type) {
    return type instanceof ParameterizedType generic
        ? (Class<?>) generic.getRawType()
        : (Class<?>) type;
  }

  /** What was typed stays choosable, whatever it is. */
  private List<Choice> choices(Kind kind, Class<?> type, String value, Making making) {
    if (kind == Kind.YES_NO)
      return List.of(
          new Choice("true", texts.of("form.yes")), new Choice("false", texts.of("form.no")));
    if (kind != Kind.CHOICE && kind != Kind.SEVERAL) return List.of();
    List<Choice> choices = new ArrayList<>();
    List<Choice> known = making.known().get(type);
    if (known != null) choices.addAll(known);
    else
      for (Object constant : Objects.requireNonNull(type.getEnumConstants()))
        choices.add(new Choice(text(constant), labels.wordOf((Enum<?>) constant)));
    if (!value.isBlank() && choices.stream().noneMatch(each -> each.value().equals(value)))
      choices.add(new Choice(value, value));
    return choices;
  }

  private String text(Object constant) {
    JsonNode written = json.valueToTree(constant);
    return written.asString();
  }

  private @Nullable String hintOf(Kind kind, Class<?> type) {
    String hint =
        texts.orElse("hint." + type.getSimpleName(), texts.orElse("hint." + kind.name(), ""));
    return hint.isEmpty() ? null : hint;
  }
}
