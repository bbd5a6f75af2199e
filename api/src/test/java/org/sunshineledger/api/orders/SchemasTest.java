package org.sunshineledger.api.orders;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.springframework.beans.factory.annotation.Autowired;
import org.sunshineledger.api.OpenDoors;
import org.sunshineledger.api.orders.Examples.Example;
import org.sunshineledger.api.web.Faulty;
import org.sunshineledger.ledger.fact.Order;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * The schema of every order and its reader are of one mind: what the schema forbids is malformed.
 * Each example is spoilt at every place in every way that its schema rules out.
 */
@DisplayName("The schemas of orders")
class SchemasTest extends OpenDoors {

  @Autowired private OrderReader reader;

  private final JsonMapper json = JsonMapper.shared();

  private record Spoilt(String how, JsonNode body) {}

  @TestFactory
  Stream<DynamicTest> forbidWhatIsMalformed() {
    JsonNode document = json(data("/openapi.json"));
    return Examples.read(json).stream()
        .filter(example -> example.answer().startsWith("2"))
        .map(example ->
            DynamicTest.dynamicTest(
                example.order() + " " + example.title(), () -> check(example, document)));
  }

  private void check(Example example, JsonNode document) {
    assertThatCode(() -> read(example, example.body())).doesNotThrowAnyException();
    JsonNode schema = document.at("/components/schemas/" + example.order() + "Request");
    List<Spoilt> spoilt = new ArrayList<>();
    spoil(example.body(), schema, "", document, example.body(), spoilt);
    assertThat(spoilt).isNotEmpty();
    for (Spoilt each : spoilt)
      assertThatThrownBy(() -> read(example, each.body()))
          .as(each.how())
          .isInstanceOf(Faulty.class);
  }

  private void read(Example example, JsonNode body) throws IOException {
    Door door = door(example);
    Class<? extends Order> type = door.order(kebab(example)).orElseThrow();
    OrderBody read =
        reader.body(new ByteArrayInputStream(body.toString().getBytes(StandardCharsets.UTF_8)));
    @Nullable String id = type == door.first() ? null : example.id();
    reader.order(read, type, door.id(), id);
  }

  private static String kebab(Example example) {
    return example
        .order()
        .replaceAll("(?<=[a-z])(?=[A-Z])", "-")
        .toLowerCase(java.util.Locale.ROOT);
  }

  private static Door door(Example example) {
    return Stream.of(Door.values())
        .filter(door -> door.order(kebab(example)).isPresent())
        .findFirst()
        .orElseThrow();
  }

  /** Adds the body with something wrong at this place and below. */
  private void spoil(
      JsonNode node,
      JsonNode schema,
      String at,
      JsonNode document,
      JsonNode body,
      List<Spoilt> spoilt) {
    JsonNode plain = resolved(schema, document);
    switch (node) {
      case ObjectNode object -> {
        assertThat(plain.path("additionalProperties").asBoolean(true)).as("%s", at).isFalse();
        spoilt.add(with(body, at + "/unheardOf", json.getNodeFactory().numberNode(1), "unknown"));
        for (JsonNode required : plain.path("required"))
          spoilt.add(with(body, at + "/" + required.asString(), null, "missing"));
        for (Map.Entry<String, JsonNode> field : object.properties()) {
          JsonNode ofField = plain.path("properties").path(field.getKey());
          assertThat(ofField.isMissingNode()).as("%s/%s", at, field.getKey()).isFalse();
          spoil(field.getValue(), ofField, at + "/" + field.getKey(), document, body, spoilt);
        }
      }
      case ArrayNode array -> {
        for (int i = 0; i < array.size(); i++)
          spoil(array.get(i), plain.path("items"), at + "/" + i, document, body, spoilt);
      }
      default -> spoilValue(plain, at, body, spoilt);
    }
  }

  private void spoilValue(JsonNode schema, String at, JsonNode body, List<Spoilt> spoilt) {
    var nodes = json.getNodeFactory();
    String type = schema.path("type").asString();
    spoilt.add(with(body, at, nodes.objectNode(), "an object"));
    boolean hasForm = schema.has("pattern") || schema.has("enum") || schema.has("format");
    // A plain text is taken from a number too.
    if (hasForm && type.equals("string"))
      spoilt.add(with(body, at, nodes.numberNode(1), "a number"));
    if (!type.equals("string")) spoilt.add(with(body, at, nodes.stringNode("x"), "a text"));
    if (type.equals("integer")) spoilt.add(with(body, at, nodes.numberNode(1.5), "a fraction"));
    for (String form : List.of("enum", "format"))
      if (schema.has(form) && type.equals("string"))
        spoilt.add(with(body, at, nodes.stringNode("NEVER_HEARD_OF"), "none of them"));
    if (schema.has("pattern")) spoilt.add(with(body, at, nodes.stringNode("§ §"), "another form"));
    if (schema.has("minimum"))
      spoilt.add(with(body, at, nodes.numberNode(schema.path("minimum").asInt() - 1), "too small"));
    if (schema.has("minLength")) spoilt.add(with(body, at, nodes.stringNode(""), "empty"));
    if (schema.has("maxLength"))
      spoilt.add(
          with(
              body,
              at,
              nodes.stringNode("x".repeat(schema.path("maxLength").asInt() + 1)),
              "too long"));
  }

  private static JsonNode resolved(JsonNode schema, JsonNode document) {
    JsonNode reference = schema.path("$ref");
    return reference.isMissingNode() ? schema : document.at(reference.asString().substring(1));
  }

  private static Spoilt with(JsonNode body, String at, @Nullable JsonNode value, String how) {
    JsonNode copy = body.deepCopy();
    int last = at.lastIndexOf('/');
    JsonNode parent = copy.at(at.substring(0, last));
    String name = at.substring(last + 1);
    switch (parent) {
      case ObjectNode object when value == null -> object.remove(name);
      case ObjectNode object -> object.set(name, value);
      case ArrayNode array -> array.set(Integer.parseInt(name), value);
      default -> throw new IllegalStateException("nothing at " + at);
    }
    return new Spoilt(at + " " + how, copy);
  }
}
