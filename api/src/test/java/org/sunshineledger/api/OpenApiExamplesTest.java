package org.sunshineledger.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URLEncoder;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.sunshineledger.ledger.journal.StoredFact;
import tools.jackson.databind.JsonNode;

/** Every example of the interface description is given as it stands there, and answered so. */
@DisplayName("The examples of the interface description")
class OpenApiExamplesTest extends ProcedureDoors {

  private record Shown(String address, String name, JsonNode example) {
    int step() {
      return example.path("x-step").asInt();
    }
  }

  private JsonNode document() {
    HttpResponse<String> answer = data("/openapi.json");
    assertThat(answer.statusCode()).isEqualTo(200);
    return json(answer);
  }

  private static List<Shown> examples(JsonNode document) {
    List<Shown> found = new ArrayList<>();
    for (Map.Entry<String, JsonNode> path : document.path("paths").properties())
      for (Map.Entry<String, JsonNode> example :
          path.getValue().at("/post/requestBody/content/application~1json/examples").properties())
        found.add(new Shown(path.getKey(), example.getKey(), example.getValue()));
    found.sort(Comparator.comparingInt(Shown::step));
    return found;
  }

  @Test
  void areAllAnsweredAsTheySayInTheirOrder() {
    JsonNode document = document();
    List<Shown> examples = examples(document);
    Map<String, Set<String>> caused = new TreeMap<>();
    Set<String> given = new HashSet<>();
    SoftAssertions all = new SoftAssertions();
    for (Shown shown : examples) {
      HttpResponse<String> answer = give(shown);
      String expected = shown.example().path("x-answer").asString();
      String found = answerOf(answer);
      all.assertThat(found)
          .as("%s %s %s", shown.name(), shown.address(), answer.body())
          .isEqualTo(expected);
      if (!found.equals(expected)) continue;
      if (expected.startsWith("2")) {
        given.add(shown.address());
        caused.computeIfAbsent(shown.address(), _ -> new TreeSet<>()).addAll(typesOf(json(answer)));
      }
    }
    all.assertAll();
    given.addAll(Vocabulary.ABOUT_WHAT_THE_PUBLIC_HANDED_IN);
    assertThat(given).as("every order has an example that is taken").isEqualTo(orders(document));
    assertThat(countOf(document, "examples", "example"))
        .as("no example stands anywhere else")
        .isEqualTo(examples.size());
    new Vocabulary().everyFactComesFromItsOrder(caused);
  }

  private HttpResponse<String> give(Shown shown) {
    JsonNode example = shown.example();
    on(example.at("/value/occurredOn").asString());
    String address = shown.address();
    for (Map.Entry<String, JsonNode> part : example.path("x-path").properties())
      address =
          address.replace(
              "{" + part.getKey() + "}",
              URLEncoder.encode(part.getValue().asString(), StandardCharsets.UTF_8));
    HttpRequest.Builder request =
        as(example.path("x-account").asString(), to(address))
            .header("Content-Type", "application/json");
    for (Map.Entry<String, JsonNode> header : example.path("x-headers").properties())
      request.header(header.getKey(), header.getValue().asString());
    return send(
        request.POST(HttpRequest.BodyPublishers.ofString(example.path("value").toString())));
  }

  private String answerOf(HttpResponse<String> answer) {
    int status = answer.statusCode();
    return status < 300 ? Integer.toString(status) : problem(answer);
  }

  /** The types of the facts whose addresses an answer names. */
  private List<String> typesOf(JsonNode answer) {
    return answer
        .path("facts")
        .valueStream()
        .map(each -> each.asString().substring("/log/facts/".length()))
        .map(position -> ledger.journal().at(Long.parseLong(position)).orElseThrow())
        .map(StoredFact::type)
        .toList();
  }

  private static Set<String> orders(JsonNode document) {
    Set<String> orders = new HashSet<>();
    for (Map.Entry<String, JsonNode> path : document.path("paths").properties())
      if (path.getValue().has("post")) orders.add(path.getKey());
    return orders;
  }

  private static int countOf(JsonNode node, String several, String one) {
    int count = 0;
    for (Map.Entry<String, JsonNode> field : node.properties()) {
      if (field.getKey().equals(several)) count += field.getValue().size();
      else if (field.getKey().equals(one)) count++;
      else count += countOf(field.getValue(), several, one);
    }
    if (node.isArray()) for (JsonNode each : node) count += countOf(each, several, one);
    return count;
  }
}
