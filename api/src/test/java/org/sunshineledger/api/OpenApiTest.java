package org.sunshineledger.api;

import static org.assertj.core.api.Assertions.assertThat;

import io.swagger.v3.oas.models.OpenAPI;
import io.swagger.v3.parser.OpenAPIV3Parser;
import io.swagger.v3.parser.core.models.ParseOptions;
import io.swagger.v3.parser.core.models.SwaggerParseResult;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Locale;
import java.util.Map;
import java.util.ResourceBundle;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.web.bind.annotation.RequestMethod;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;
import org.sunshineledger.ledger.rules.Rule;
import tools.jackson.databind.JsonNode;

/** The interface description is one that programs understand, and it is whole. */
@DisplayName("The interface description")
class OpenApiTest extends OpenDoors {

  /** Where the profile {@code client} looks for it. */
  private static final Path WRITTEN = Path.of("target", "openapi", "openapi.json");

  @Autowired private RequestMappingHandlerMapping requestMappingHandlerMapping;

  private JsonNode document() {
    return json(data("/openapi.json"));
  }

  @Test
  void isReadByAParserWithoutComplaint() throws IOException {
    String text = data("/openapi.json").body();
    Files.createDirectories(WRITTEN.getParent());
    Files.writeString(WRITTEN, text);
    ParseOptions options = new ParseOptions();
    options.setResolve(true);

    SwaggerParseResult read = new OpenAPIV3Parser().readContents(text, null, options);

    assertThat(read.getMessages()).isEmpty();
    OpenAPI api = read.getOpenAPI();
    assertThat(api.getOpenapi()).isEqualTo("3.1.0");
    assertThat(api.getPaths()).hasSizeGreaterThan(150);
    assertThat(api.getComponents().getSchemas()).containsKeys("ConfirmExit", "Problem", "Money");
  }

  @Test
  void isForEverybodyAndAskedForAgainOnlyWhenItChanges() {
    HttpResponse<String> first = data("/openapi.json");
    String tag = first.headers().firstValue("ETag").orElseThrow();

    assertThat(first.statusCode()).isEqualTo(200);
    assertThat(first.headers().firstValue("Cache-Control").orElse("")).contains("public");
    HttpResponse<String> again = send(to("/openapi.json").header("If-None-Match", tag));
    assertThat(again.statusCode()).isEqualTo(304);
    assertThat(again.body()).isEmpty();
    assertThat(page("/").body()).contains("href=\"/openapi.json\"");
  }

  @Test
  void leavesNoPageOut() {
    Set<String> read = new HashSet<>();
    for (Map.Entry<String, JsonNode> path : document().path("paths").properties())
      if (path.getValue().has("get")) read.add(form(path.getKey()));
    Set<String> mapped = new HashSet<>();
    requestMappingHandlerMapping
        .getHandlerMethods()
        .forEach((info, method) -> {
          if (method.getBeanType().getName().startsWith("org.sunshineledger")
              && info.getMethodsCondition().getMethods().contains(RequestMethod.GET))
            info.getPatternValues().stream().flatMap(OpenApiTest::each).forEach(mapped::add);
        });
    mapped.remove("/login");
    mapped.remove("/actuator/health");

    assertThat(read).containsExactlyInAnyOrderElementsOf(mapped);
  }

  private static final Pattern CHOICE = Pattern.compile("\\{\\w+:([a-z|-]+)}");

  private static Stream<String> each(String pattern) {
    var choice = CHOICE.matcher(pattern);
    if (!choice.find()) return Stream.of(form(pattern));
    return Stream.of(choice.group(1).split("\\|", -1))
        .flatMap(one ->
            each(pattern.substring(0, choice.start()) + one + pattern.substring(choice.end())));
  }

  /** Whatever its variables are called. */
  private static String form(String address) {
    return address.replaceAll("\\{[^}]*}|\\*\\*", "*");
  }

  @Test
  void hasWordsInBothLanguagesForEveryOrderAndEveryPage() {
    ResourceBundle chinese = ResourceBundle.getBundle("messages", Locale.SIMPLIFIED_CHINESE);
    for (Map.Entry<String, JsonNode> path : document().path("paths").properties())
      for (Map.Entry<String, JsonNode> operation : path.getValue().properties()) {
        assertThat(operation.getValue().path("summary").asString())
            .as("%s %s", operation.getKey(), path.getKey())
            .containsPattern("\\p{IsHan}");
        assertThat(operation.getValue().path("description").asString())
            .as("%s %s", operation.getKey(), path.getKey())
            .containsPattern("[A-Za-z]{2}")
            .doesNotStartWith("/");
      }
    assertThat(chinese.containsKey("order.ConfirmExit")).isTrue();
  }

  @Test
  void namesEveryCodeWithWhichAnOrderCanBeRefused() {
    JsonNode responses = document().at("/components/responses");
    Set<String> codes = new HashSet<>();
    for (JsonNode response : responses)
      response.path("x-codes").valueStream().map(JsonNode::asString).forEach(codes::add);

    assertThat(codes).contains(Stream.of(Rule.values()).map(Rule::name).toArray(String[]::new));
    assertThat(codes).contains("MOVED_ON", "KEY_REUSED", "NOT_YOUR_ROLE");
  }

  @Test
  void saysWhatConstantsMean() {
    JsonNode causes = document().at("/components/schemas/PovertyCause");

    assertThat(causes.path("enum").valueStream().map(JsonNode::asString)).contains("ILLNESS");
    assertThat(causes.path("x-enum-descriptions").path(0).asString()).contains("因病");
  }
}
