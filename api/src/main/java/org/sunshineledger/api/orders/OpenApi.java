package org.sunshineledger.api.orders;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.servlet.mvc.method.RequestMappingInfo;
import org.sunshineledger.api.web.Fault;
import org.sunshineledger.api.web.Problem;
import org.sunshineledger.ledger.rules.Rule;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * 接口说明, OpenAPI 3.1: written from the orders, their permissions, the pages and the published codes
 * themselves, so that it cannot say anything else than they do.
 */
final class OpenApi {

  private static final String VERSION = "3.1.0";

  private final JsonMapper json;
  private final BothLanguages words;

  OpenApi(JsonMapper json, BothLanguages words) {
    this.json = json;
    this.words = words;
  }

  ObjectNode describe(Map<RequestMappingInfo, HandlerMethod> handlers) {
    ObjectNode document = json.createObjectNode().put("openapi", VERSION);
    document
        .putObject("info")
        .put("title", "阳光账本 Sunshine Ledger")
        .put("version", "1")
        .put("description", words.both("openapi.about"));
    document.putArray("servers").addObject().put("url", "/");
    ObjectNode paths = json.createObjectNode();
    ObjectNode components = json.createObjectNode();
    ObjectNode named = json.createObjectNode();
    Schemas schemas = new Schemas(json, words, named);
    new OrderPaths(json, words, schemas, named, Examples.read(json)).put(paths);
    new PagePaths(json, words, schemas).put(paths, handlers);
    named.set(
        "Problem", schemas.fields(Problem.class, Set.of()).remove(List.of("additionalProperties")));
    named.set("Answer", answer());
    components.set("schemas", sorted(named));
    components.set("parameters", parameters());
    components.set("responses", problems());
    ObjectNode schemes = components.putObject("securitySchemes");
    schemes.putObject("basic").put("type", "http").put("scheme", "basic");
    schemes
        .putObject("bearer")
        .put("type", "http")
        .put("scheme", "bearer")
        .put("bearerFormat", "JWT")
        .put("description", words.both("openapi.bearer"));
    document.set("paths", paths);
    document.set("components", components);
    return document;
  }

  private ObjectNode sorted(ObjectNode named) {
    ObjectNode sorted = json.createObjectNode();
    new TreeSet<>(named.propertyNames()).forEach(name -> sorted.set(name, named.path(name)));
    return sorted;
  }

  private ObjectNode parameters() {
    ObjectNode parameters = json.createObjectNode();
    header(parameters, "IdempotencyKey", "Idempotency-Key", "openapi.key")
        .put("pattern", "^[\\x21-\\x7e]{8,128}$");
    header(parameters, "IfMatch", "If-Match", "openapi.if-match");
    header(parameters, "AcceptLanguage", "Accept-Language", "openapi.language");
    return parameters;
  }

  private ObjectNode header(ObjectNode parameters, String name, String header, String key) {
    return parameters
        .putObject(name)
        .put("name", header)
        .put("in", "header")
        .put("required", false)
        .put("description", words.both(key))
        .putObject("schema")
        .put("type", "string");
  }

  /** Of every page; what its content holds is told in the README of the doors. */
  private ObjectNode answer() {
    ObjectNode answer = json.createObjectNode().put("type", "object");
    ObjectNode properties = answer.putObject("properties");
    properties.putObject("asOf").put("type", "string").put("format", "date");
    for (String size : List.of("logSize", "folded"))
      properties.putObject(size).put("type", "integer").put("format", "int64");
    properties.putObject("standing").put("type", "array").putObject("items").put("type", "string");
    properties.putObject("checkpoint").putArray("type").add("object").add("null");
    properties.putObject("lists").put("type", "array").putObject("items").put("type", "object");
    properties.putObject("content").put("type", "object");
    ArrayNode required = answer.putArray("required");
    properties.propertyNames().forEach(required::add);
    return answer;
  }

  /** A problem for each status, with the published codes that bear it. */
  private ObjectNode problems() {
    ObjectNode responses = json.createObjectNode();
    Set<Integer> statuses = new TreeSet<>(OrderPaths.problems());
    statuses.add(406);
    for (int status : statuses) {
      List<String> codes = codes(status);
      ObjectNode response =
          responses
              .putObject("Problem" + status)
              .put("description", "RFC 9457, code: " + String.join(", ", codes));
      ArrayNode published = response.putArray("x-codes");
      codes.forEach(published::add);
      response
          .putObject("content")
          .putObject("application/problem+json")
          .putObject("schema")
          .put("$ref", "#/components/schemas/Problem");
    }
    return responses;
  }

  private static List<String> codes(int status) {
    List<String> codes = new ArrayList<>();
    Arrays.stream(Fault.values())
        .filter(fault -> fault.status().value() == status)
        .map(Fault::name)
        .forEach(codes::add);
    Arrays.stream(Rule.values())
        .filter(rule -> rule.status() == status)
        .map(Rule::name)
        .sorted(Comparator.naturalOrder())
        .forEach(codes::add);
    return codes;
  }
}
