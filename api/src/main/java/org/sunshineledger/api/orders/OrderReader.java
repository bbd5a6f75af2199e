package org.sunshineledger.api.orders;

import java.io.IOException;
import java.io.InputStream;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.sunshineledger.api.web.Earliest;
import org.sunshineledger.api.web.Fault;
import org.sunshineledger.api.web.Faulty;
import org.sunshineledger.api.web.PlainText;
import org.sunshineledger.api.web.Texts;
import org.sunshineledger.ledger.fact.Order;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.MapperFeature;
import tools.jackson.databind.cfg.EnumFeature;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Reads the body of an order strictly. What it finds wrong it names by field, never by value. */
@Component
final class OrderReader {

  /** As much as the largest fact may weigh. */
  private static final int LARGEST_BODY_BYTES = 1 << 20;

  private static final int DEEPEST_NESTING = 16;
  private static final int LONGEST_BASIS = 64;

  /** What these hold is encrypted apart from the journal. */
  private static final Set<String> SEALED_FIELDS = Set.of("idNumber", "value");

  private final JsonMapper json =
      JsonMapper.builder(
              JsonFactory.builder()
                  .streamReadConstraints(
                      StreamReadConstraints.builder().maxNestingDepth(DEEPEST_NESTING).build())
                  .build())
          .enable(
              DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES,
              DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES,
              DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .disable(DeserializationFeature.ACCEPT_FLOAT_AS_INT)
          .disable(MapperFeature.ALLOW_COERCION_OF_SCALARS)
          .enable(EnumFeature.FAIL_ON_NUMBERS_FOR_ENUMS)
          .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
          .build();

  private final Texts texts;
  private final Shape shape;

  OrderReader(Texts texts) {
    this.texts = texts;
    this.shape = new Shape(json, texts);
  }

  OrderBody body(InputStream in) throws IOException {
    byte[] bytes = in.readNBytes(LARGEST_BODY_BYTES + 1);
    if (bytes.length > LARGEST_BODY_BYTES)
      throw Faulty.of(Fault.TOO_LARGE, "> " + LARGEST_BODY_BYTES);
    JsonNode tree = tree(bytes);
    shape.check(tree, OrderBody.class, "");
    tree.forEachEntry((name, child) -> {
      // The order's own fields are looked at with the order, which may hold some that are sealed.
      if (!name.equals("order")) requireNoIdNumber(child, name);
    });
    OrderBody body = value(tree, OrderBody.class, "");
    String basis = body.basis();
    if (basis != null && (basis.isBlank() || basis.length() > LONGEST_BASIS))
      throw malformed("basis", "wrong-form");
    if (body.occurredOn().isBefore(Earliest.DAY)) throw malformed("occurredOn", "wrong-form");
    return body;
  }

  /**
   * The order in the body.
   *
   * @param id the stream's id in the address, or null when it stands in the body
   */
  <T extends Order> T order(OrderBody body, Class<T> type, String idField, @Nullable String id) {
    ObjectNode fields =
        switch (body.order()) {
          case null -> json.createObjectNode();
          case ObjectNode object -> object;
          default -> throw malformed("order", "wrong-form");
        };
    if (id != null) {
      JsonNode inBody = fields.get(idField);
      if (inBody != null && !(inBody.isString() && inBody.stringValue().equals(id)))
        throw malformed("order." + idField, "not-the-address");
      fields.put(idField, id);
    }
    shape.check(fields, type, "order");
    requireNoIdNumber(fields, "order");
    return value(fields, type, "order");
  }

  /**
   * Facts are for ever and many are public: the number of a person's identity card stands only in
   * the fields that go to the vault.
   */
  private void requireNoIdNumber(JsonNode node, String path) {
    switch (node) {
      case ObjectNode object ->
          object.forEachEntry((name, child) -> {
            if (!SEALED_FIELDS.contains(name)) requireNoIdNumber(child, path + "." + name);
          });
      case ArrayNode array -> {
        for (int i = 0; i < array.size(); i++)
          requireNoIdNumber(array.get(i), path + "[" + i + "]");
      }
      default -> {
        if (node.isString() && PlainText.holdsIdNumber(node.stringValue()))
          throw malformed(path, "id-number");
      }
    }
  }

  private JsonNode tree(byte[] bytes) {
    try {
      return json.readTree(bytes);
    } catch (JacksonException e) {
      throw Faulty.malformed(
          "body",
          texts.of(
              "malformed.not-json",
              e.getLocation() == null ? 1 : e.getLocation().getLineNr(),
              e.getLocation() == null ? 1 : e.getLocation().getColumnNr()));
    }
  }

  private <T> T value(JsonNode tree, Class<T> type, String under) {
    try {
      return json.treeToValue(tree, type);
    } catch (JacksonException e) {
      throw malformed(path(under, e), "wrong-form");
    }
  }

  /** {@code order.members[0].idNumber}. */
  private static String path(String under, JacksonException e) {
    String path =
        e.getPath().stream()
            .map(step ->
                step.getPropertyName() == null
                    ? "[" + step.getIndex() + "]"
                    : "." + step.getPropertyName())
            .collect(Collectors.joining());
    String whole = under + path;
    return whole.startsWith(".") ? whole.substring(1) : whole;
  }

  private Faulty malformed(String field, String reason) {
    return Faulty.malformed(field, texts.of("malformed." + reason));
  }
}
