package org.sunshineledger.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.ResourceBundle;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.sunshineledger.api.web.Fault;
import org.sunshineledger.ledger.rules.Confidence;
import org.sunshineledger.ledger.rules.Rule;
import tools.jackson.databind.JsonNode;

@DisplayName("帮助 Help")
class HelpTest extends OpenDoors {

  @ParameterizedTest
  @ValueSource(strings = {"/help", "/help/glossary", "/rules"})
  void aPageIsForEverybodyInBothLanguages(String address) {
    isThereInBothLanguages(address);
  }

  @Test
  void everyReaderHasAPageWithAllTheStepsThatTheBundlesHave() {
    JsonNode readers = json(data("/help")).at("/content/readers");
    assertThat(readers).hasSize(5);
    for (JsonNode reader : readers) {
      String address = reader.path("address").asString();
      isThereInBothLanguages(address);
      String step = "help." + address.substring("/help/".length()) + "\\.step\\.\\d+";
      long steps =
          ResourceBundle.getBundle("messages", Locale.SIMPLIFIED_CHINESE).keySet().stream()
              .filter(key -> key.matches(step))
              .count();
      assertThat(json(data(address)).at("/content/steps")).as(address).hasSize((int) steps);
    }
    assertThat(problem(data("/help/nobody"))).isEqualTo("404 UNKNOWN_ADDRESS");
  }

  @Test
  @DisplayName("Each worked example names what it is done with")
  void eachWorkedExampleNamesWhatItIsDoneWith() {
    assertThat(json(data("/help/inspector")).at("/content/steps").findValuesAsString("address"))
        .contains("/inspection", "/inspection/red-flags?region=410173");
    for (String language : List.of("zh", "en"))
      assertThat(page("/help/inspector?lang=" + language).body())
          .contains("410173202901")
          .as("no household is named where everybody reads")
          .doesNotContain("4101732029010001");
    assertThat(page("/help/villager?lang=zh").body()).contains("“现在核对”", "二维码");
    assertThat(page("/help/villager?lang=en").body()).contains("“Verify now”", "QR code");
    for (String language : List.of("zh", "en"))
      assertThat(page("/help/auditor?lang=" + language).body()).contains("package.zip --vkey");
  }

  private void isThereInBothLanguages(String address) {
    for (String language : List.of("zh", "en")) {
      HttpResponse<String> page = page(address + "?lang=" + language);
      assertThat(page.statusCode()).isEqualTo(200);
      assertThat(page.body()).doesNotContain("??");
    }
    assertThat(data(address).statusCode()).isEqualTo(200);
  }

  @Test
  void everyCodeThatCanBeAnsweredIsInTheCatalogueWithWhatToDo() {
    JsonNode catalogue = json(data("/rules")).path("content");
    String page = page("/rules").body();

    assertThat(catalogue.path("rules").valueStream().map(each -> each.path("code").asString()))
        .containsExactlyElementsOf(Stream.of(Rule.values()).map(Rule::name).toList());
    assertThat(catalogue.path("faults").valueStream().map(each -> each.path("code").asString()))
        .containsExactlyElementsOf(Stream.of(Fault.values()).map(Fault::name).toList());
    assertThat(catalogue.path("rules").valueStream())
        .allSatisfy(each -> {
          assertThat(each.path("source").asString()).isNotBlank();
          assertThat(each.path("remedy").asString()).isNotBlank();
          assertThat(page).contains("id=\"" + each.path("code").asString() + "\"");
        });
  }

  @Test
  void aRuleSaysHowFarItsTextIsKnownAndWhichEditionSaysSo() {
    JsonNode rules = json(data("/rules")).at("/content/rules");

    assertThat(rules.valueStream().filter(each -> !each.path("provisions").isEmpty()))
        .isNotEmpty()
        .allSatisfy(each -> {
          List<Confidence> said =
              each.path("provisions")
                  .valueStream()
                  .map(it -> Confidence.valueOf(it.path("confidence").asString()))
                  .toList();
          assertThat(each.path("confidence").asString()).isEqualTo(Collections.min(said).name());
        });
    assertThat(rules.valueStream().filter(each -> each.path("provisions").isEmpty()))
        .isNotEmpty()
        .allSatisfy(each -> assertThat(each.hasNonNull("confidence")).isFalse());
  }

  @Test
  void aRefusalSaysTheWordsOfTheCatalogue() {
    JsonNode refused =
        json(
            order(
                "approver",
                "/households/" + TownOnTheLedger.LI + "/exit-household",
                "{\"occurredOn\":\"2026-01-05\",\"order\":{}}"));
    JsonNode told =
        json(data("/rules"))
            .path("content")
            .path("rules")
            .valueStream()
            .filter(each -> each.path("code").equals(refused.path("code")))
            .findFirst()
            .orElseThrow();

    for (String field : List.of("title", "source", "remedy"))
      assertThat(told.path(field)).isEqualTo(refused.path(field));
  }

  @Test
  void theGlossaryHasOneEnglishWordForAChineseOne() {
    List<String> chinese =
        json(data("/help/glossary"))
            .path("content")
            .path("terms")
            .valueStream()
            .map(each -> each.path("chinese").asString())
            .toList();

    assertThat(chinese).hasSizeGreaterThan(50).doesNotHaveDuplicates();
  }

  @Test
  void aProblemOfABrowserLeadsIntoTheCatalogue() {
    assertThat(page("/boards/999999").body()).contains("href=\"/rules#UNKNOWN_PLACE\"");
  }
}
