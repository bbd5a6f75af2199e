package org.sunshineledger.projections.view;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

@DisplayName("两行之间的差别")
class JsonDifferenceTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '\'',
      textBlock =
          """
          {"a":1}|{"a":2}|a: 1 -> 2
          {"a":1}|{"b":1}|a: 1 -> null; b: null -> 1
          {"p":{"2014":3,"2015":4}}|{"p":{"2015":5,"2014":3}}|p.2015: 4 -> 5
          {"n":[{"c":1},{"c":2}]}|{"n":[{"c":1},{"c":3},{"c":4}]}|n[1].c: 2 -> 3; n[2]: null -> {"c":4}
          {"n":[1,2,3]}|{"n":[1]}|n[1]: 2 -> null; n[2]: 3 -> null
          {"a":{"b":1}}|{"a":[1]}|a: {"b":1} -> [1]
          {"a":"1"}|{"a":1}|a: "1" -> 1
          {"a.b":1}|{"a.b":2}|["a.b"]: 1 -> 2
          {}|{"a":1}|a: null -> 1
          """)
  void isToldValueByValue(String before, String after, String told) {
    assertThat(
            String.join(
                "; ",
                JsonDifference.between(tree(before), tree(after)).stream()
                    .map(each -> each.path() + ": " + each.before() + " -> " + each.after())
                    .toList()))
        .isEqualTo(told);
  }

  static List<String> trees() {
    return List.of(
        "{}",
        "{\"a\":1}",
        "{\"a\":null}",
        "{\"a\":[]}",
        "{\"a\":[1,[2,3],{\"b\":4}]}",
        "{\"a\":[1,[2],{\"b\":4,\"c\":{\"d.e\":5}},6]}",
        "{\"a\":{\"b\":[0]},\"x\":2.50}",
        "{\"x\":\"2.50\",\"a\":{\"b\":[0,1],\"c\":true}}");
  }

  @ParameterizedTest
  @MethodSource("trees")
  void turnsTheOneIntoTheOther(String text) {
    JsonNode before = tree(text);
    for (String other : trees()) {
      JsonNode after = tree(other);
      List<FieldDifference> difference = JsonDifference.between(before, after);
      assertThat(Patch.patched(before, difference)).as("%s to %s", text, other).isEqualTo(after);
      assertThat(difference.isEmpty()).isEqualTo(before.equals(after));
    }
  }

  private static JsonNode tree(String text) {
    return JsonMapper.shared().readTree(text);
  }
}
