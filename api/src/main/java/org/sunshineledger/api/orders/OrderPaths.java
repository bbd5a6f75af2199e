package org.sunshineledger.api.orders;

import static java.util.stream.Collectors.joining;

import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.springframework.http.HttpHeaders;
import org.sunshineledger.api.orders.Examples.Example;
import org.sunshineledger.api.security.Role;
import org.sunshineledger.ledger.fact.Order;
import org.sunshineledger.ledger.vault.VaultOrder.OpenPersonalData;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** The address of every order, what it takes and what it is answered. */
final class OrderPaths {

  private static final String APPLICATION_JSON = "application/json";

  /** Which problems an order may meet. */
  private static final List<Integer> PROBLEMS =
      List.of(400, 401, 403, 404, 409, 412, 413, 415, 422, 503);

  private final JsonMapper json;
  private final BothLanguages words;
  private final Schemas schemas;
  private final ObjectNode named;
  private final List<Example> examples;

  OrderPaths(
      JsonMapper json,
      BothLanguages words,
      Schemas schemas,
      ObjectNode named,
      List<Example> examples) {
    this.json = json;
    this.words = words;
    this.schemas = schemas;
    this.named = named;
    this.examples = examples;
  }

  void put(ObjectNode paths) {
    for (Door door : Door.values())
      door.orders().forEach(order -> paths.set(addressOf(door, order), path(door, order)));
  }

  /** The first order of a door is described at the door itself. */
  static String addressOf(Door door, Class<? extends Order> order) {
    return order == door.first()
        ? "/" + door.path()
        : "/%s/{%s}/%s".formatted(door.path(), door.id(), Door.nameOf(order));
  }

  private ObjectNode path(Door door, Class<? extends Order> order) {
    ObjectNode post = json.createObjectNode();
    post.putArray("tags").add(door.path());
    post.put("operationId", operationId(order));
    String name = order.getSimpleName();
    post.put("summary", words.chinese("order." + name, name));
    post.put("description", words.english("order." + name, name) + ". " + roles(order));
    ArrayNode roles = post.putArray("x-roles");
    Permissions.rolesFor(order).stream().sorted().map(Role::key).forEach(roles::add);
    post.set("parameters", parameters(door, order));
    post.set("requestBody", body(door, order));
    post.set("responses", responses(order));
    ArrayNode either = post.putArray("security");
    either.addObject().putArray("basic");
    either.addObject().putArray("bearer");
    ObjectNode path = json.createObjectNode();
    path.set("post", post);
    return path;
  }

  static String operationId(Class<? extends Order> order) {
    String name = order.getSimpleName();
    return name.substring(0, 1).toLowerCase(Locale.ROOT) + name.substring(1);
  }

  private static String roles(Class<? extends Order> order) {
    return Permissions.rolesFor(order).stream()
        .sorted()
        .map(Role::key)
        .collect(joining(", ", "For the roles ", "; inside the region of today's post."));
  }

  private ArrayNode parameters(Door door, Class<? extends Order> order) {
    ArrayNode parameters = json.createArrayNode();
    if (order != door.first())
      parameters
          .addObject()
          .put("name", door.id())
          .put("in", "path")
          .put("required", true)
          .set("schema", schemas.of(idOf(door, order).getGenericType()));
    // Each opening of personal data is an opening of its own.
    if (order != OpenPersonalData.class) parameter(parameters, "IdempotencyKey");
    parameter(parameters, "IfMatch");
    parameter(parameters, "AcceptLanguage");
    return parameters;
  }

  private static void parameter(ArrayNode parameters, String name) {
    parameters.addObject().put("$ref", "#/components/parameters/" + name);
  }

  private static RecordComponent idOf(Door door, Class<? extends Order> order) {
    return Arrays.stream(order.getRecordComponents())
        .filter(each -> each.getName().equals(door.id()))
        .findFirst()
        .orElseThrow();
  }

  private ObjectNode body(Door door, Class<? extends Order> order) {
    String name = order.getSimpleName();
    named.set(name, schemas.fields(order, order == door.first() ? Set.of() : Set.of(door.id())));
    named.set(name + "Request", request(name));
    ObjectNode content = json.createObjectNode();
    content.putObject("schema").put("$ref", "#/components/schemas/" + name + "Request");
    content.set("examples", examplesOf(door, order));
    ObjectNode body = json.createObjectNode().put("required", true);
    body.putObject("content").set(APPLICATION_JSON, content);
    return body;
  }

  /** What is sent with every order, and the order's own fields. */
  private ObjectNode request(String order) {
    ObjectNode request = schemas.fields(OrderBody.class, Set.of());
    ObjectNode properties = (ObjectNode) request.path("properties");
    properties.putObject("order").put("$ref", "#/components/schemas/" + order);
    properties
        .withObject("/occurredOn")
        .put("description", "发生日期，不晚于今天 the day it happened, not after today");
    boolean hasFields = !named.path(order).path("required").isEmpty();
    if (hasFields) ((ArrayNode) request.path("required")).add("order");
    return request;
  }

  private ObjectNode examplesOf(Door door, Class<? extends Order> order) {
    ObjectNode found = json.createObjectNode();
    for (int i = 0; i < examples.size(); i++) {
      Example example = examples.get(i);
      if (!example.order().equals(order.getSimpleName())) continue;
      ObjectNode shown = found.putObject("step%03d".formatted(i + 1));
      shown.put("summary", example.title());
      shown.set("value", example.body());
      shown
          .put("x-step", i + 1)
          .put("x-account", example.account())
          .put("x-answer", example.answer());
      if (example.headers() != null) shown.set("x-headers", example.headers());
      if (example.id() != null) shown.putObject("x-path").put(door.id(), example.id());
    }
    return found;
  }

  private ObjectNode responses(Class<? extends Order> order) {
    ObjectNode responses = json.createObjectNode();
    if (order == OpenPersonalData.class) {
      answer(
          responses,
          "200",
          "查阅已记录，内容在此 The opening is on record, and here is what was asked for",
          PersonsDoor.Opened.class);
    } else {
      answer(responses, "201", "已记录 Recorded", OrdersDoor.Accepted.class);
      answer(
          responses,
          "200",
          "同一个幂等键此前已办，回答如前 Carried out before under the same key; answered as then",
          OrdersDoor.Accepted.class);
    }
    for (int status : PROBLEMS)
      responses
          .putObject(Integer.toString(status))
          .put("$ref", "#/components/responses/Problem" + status);
    return responses;
  }

  private void answer(ObjectNode responses, String status, String description, Class<?> type) {
    ObjectNode answer = responses.putObject(status).put("description", description);
    if (type == OrdersDoor.Accepted.class) {
      ObjectNode headers = answer.putObject("headers");
      header(headers, HttpHeaders.ETAG, "办理后的版本，带引号 the stream's version after it, quoted");
      header(headers, HttpHeaders.LOCATION, "第一条账实的地址 address of its first fact");
    }
    answer.putObject("content").putObject(APPLICATION_JSON).set("schema", schemas.of(type));
  }

  private static void header(ObjectNode headers, String name, String description) {
    headers
        .putObject(name)
        .put("description", description)
        .putObject("schema")
        .put("type", "string");
  }

  static Set<Integer> problems() {
    return Set.copyOf(PROBLEMS);
  }
}
