package org.sunshineledger.ledger.rules;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@DisplayName("The catalogue of refusals")
class RuleTest {

  private static final JavaClasses LEDGER =
      new ClassFileImporter()
          .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
          .importPackages("org.sunshineledger.ledger");

  /** One row of the README's table, without its last cell. */
  private static List<String> row(Rule rule) {
    return List.of(
        "`" + rule.name() + "`",
        rule.kind().name(),
        String.valueOf(rule.status()),
        rule.chinese() + ": " + rule.english(),
        rule.source());
  }

  private static List<List<String>> rowsOfTheReadme() throws IOException {
    try (Stream<String> lines = Files.lines(Path.of("README.md"))) {
      return lines
          .filter(line -> line.startsWith("| `") && line.matches("\\| `[A-Z_0-9]+` \\|.*"))
          .map(line -> Arrays.stream(line.split("\\|")).map(String::strip).toList())
          .map(cells -> cells.subList(1, cells.size()))
          .toList();
    }
  }

  @Test
  void isTheOneInTheReadmeInTheSameOrder() throws IOException {
    assertThat(rowsOfTheReadme())
        .map(cells -> cells.subList(0, cells.size() - 1))
        .containsExactlyElementsOf(Stream.of(Rule.values()).map(RuleTest::row).toList());
  }

  @Test
  void saysWhatToDo() throws IOException {
    assertThat(rowsOfTheReadme()).allSatisfy(cells -> assertThat(cells.getLast()).isNotBlank());
  }

  @ParameterizedTest
  @EnumSource
  void answersWithAStatusOfItsKind(Rule rule) {
    assertThat(rule.status()).isIn(404, 409, 422);
    if (rule.status() == 404) assertThat(rule.kind()).isEqualTo(Rule.Kind.IMPOSSIBLE);
  }

  /** But for what only a whole history can break: the views ask for it. */
  @ParameterizedTest
  @EnumSource(
      names = {"RESPONSIBILITY_GAP", "RESPONSIBILITY_OVERLAP"},
      mode = EnumSource.Mode.EXCLUDE)
  void holdsNothingThatNobodyChecks(Rule rule) {
    JavaClass rules = LEDGER.get(Rule.class);
    assertThat(rules.getField(rule.name()).getAccessesToSelf())
        .anyMatch(access -> !access.getOriginOwner().equals(rules));
  }

  @Test
  void namesEachThingInItsOwnWords() {
    assertThat(Stream.of(Rule.values()).map(Rule::chinese)).doesNotHaveDuplicates();
    assertThat(Stream.of(Rule.values()).map(Rule::english)).doesNotHaveDuplicates();
  }

  @Test
  void standsBehindEveryClaim() {
    assertThat(
            Stream.of(Claims.PERSON_ON_REGISTER, Claims.BENEFIT)
                .map(kind -> Claims.ruleBehind(kind).orElseThrow())
                .toList())
        .containsExactlyElementsOf(
            List.of(Rule.PERSON_ON_ANOTHER_REGISTER, Rule.BENEFIT_ALREADY_PAID));
    assertThat(Claims.ruleBehind("seat")).isEmpty();
    assertThat(Set.of(Rule.PERSON_ON_ANOTHER_REGISTER, Rule.BENEFIT_ALREADY_PAID))
        .allMatch(rule -> rule.kind() == Rule.Kind.IMPOSSIBLE);
  }
}
