package org.sunshineledger.api.web;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ColumnsTest {

  /** Where pages are made, and what they are made of. */
  private static final String[] PAGES = {
    "org.sunshineledger.api.board",
    "org.sunshineledger.api.audit",
    "org.sunshineledger.api.inspection",
    "org.sunshineledger.api.log",
    "org.sunshineledger.api.staff",
    "org.sunshineledger.api.help"
  };

  private static Properties chinese() throws IOException {
    Properties words = new Properties();
    try (InputStreamReader in =
        new InputStreamReader(
            Objects.requireNonNull(
                ColumnsTest.class.getResourceAsStream("/messages_zh.properties")),
            StandardCharsets.UTF_8)) {
      words.load(in);
    }
    return words;
  }

  /** Every record of a page may be its content, or a row of a table that is given whole. */
  private static List<Class<? extends Record>> records() {
    return new ClassFileImporter()
        .withImportOption(new ImportOption.DoNotIncludeTests()).importPackages(PAGES).stream()
            .filter(JavaClass::isRecord)
            // What nobody outside a page sees is not its content.
            .filter(each -> !each.getModifiers().contains(JavaModifier.PRIVATE))
            .<Class<? extends Record>>map(each -> each.reflect().asSubclass(Record.class))
            .toList();
  }

  @Test
  void everyTableAndEveryColumnOfAPageHasAWord() throws IOException {
    Set<String> keys = new TreeSet<>();
    for (Class<? extends Record> each : records()) {
      for (Table table : Tables.ofType(each)) {
        keys.add("csv.table." + table.name());
        table.columns().names().forEach(name -> keys.add("csv." + name));
      }
      if (each.getSimpleName().matches("Line|YearOf|MonthOf|FieldOf"))
        Columns.of(each).names().forEach(name -> keys.add("csv." + name));
    }
    Properties words = chinese();
    keys.removeIf(key -> !words.getProperty(key, "").isBlank());

    assertThat(keys).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "=1+1, '''=1+1'",
    "+1, '''+1'",
    "-1, '''-1'",
    "@SUM(A1), '''@SUM(A1)'",
    "＝1, '''＝1'",
    "'1-1', '1-1'",
    "甲, 甲",
    "'', ''"
  })
  void whatASpreadsheetWouldRunIsMadeAText(String text, String harmless) {
    assertThat(CsvAnswer.harmless(text)).isEqualTo(harmless);
  }

  @Test
  void aTabOrALineEndInFrontOfAFormulaDoesNotHideIt() {
    assertThat(CsvAnswer.harmless("\t=1")).startsWith("'");
    assertThat(CsvAnswer.harmless("\r=1")).startsWith("'");
    assertThat(CsvAnswer.harmless("\n=1")).startsWith("'");
  }
}
