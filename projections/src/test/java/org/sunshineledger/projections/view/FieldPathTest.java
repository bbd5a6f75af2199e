package org.sunshineledger.projections.view;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

@DisplayName("字段的路径")
class FieldPathTest {

  private static final JsonNode ROW =
      JsonMapper.shared()
          .readTree(
              """
              {"persons":{"2015":12},"notices":[{"closes":"2016-10-17"},[7]],
               "a.b":{"c\\"d\\\\e":1,"":2,"[0]":3},"郑财预〔2016〕7号":4}
              """);

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '\'',
      textBlock =
          """
          persons.2015|12
          notices[0].closes|"2016-10-17"
          notices[1][0]|7
          ["a.b"]["c\\"d\\\\e"]|1
          ["a.b"][""]|2
          ["a.b"]["[0]"]|3
          郑财预〔2016〕7号|4
          """)
  void isReadAsItIsWritten(String text, String value) {
    FieldPath path = FieldPath.of(text);
    assertThat(path).hasToString(text);
    assertThat(path.in(ROW)).hasToString(value);
  }

  @ParameterizedTest
  @ValueSource(strings = {"persons.2016", "persons[0]", "notices.closes", "notices[2]", "none.x"})
  void leadsNowhereWhereNothingStands(String text) {
    assertThat(FieldPath.of(text).in(ROW)).isNull();
  }

  @ParameterizedTest
  @ValueSource(strings = {".a", "a.", "a..b", "a[", "a[x]", "a[\"b]", "a[0]b", "a]", "\"a\""})
  void isNotAnyText(String text) {
    assertThatIllegalArgumentException().isThrownBy(() -> FieldPath.of(text));
  }

  @Test
  void isTheWholeRowWhenItIsEmpty() {
    assertThat(FieldPath.of("")).isEqualTo(FieldPath.WHOLE).hasToString("");
    assertThat(FieldPath.WHOLE.in(ROW)).isSameAs(ROW);
  }
}
