package org.sunshineledger.projections.view;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("文档里的新视图")
class NewViewTest {

  @Test
  void isTheOneThatIsCompiled() throws IOException {
    String file =
        Files.readString(
            Path.of("src/test/java/org/sunshineledger/projections/view/DiligenceView.java"));
    String readme = Files.readString(Path.of("README.md"));
    String section = readme.substring(readme.indexOf("\n## A new view\n"));
    int begin = section.indexOf("```java\n") + "```java\n".length();

    assertThat(section.substring(begin, section.indexOf("```\n", begin)))
        .isEqualTo(file.substring(file.indexOf("/**")));
  }

  @Test
  void isHeldToTheDefinitionLikeEveryOther() {
    assertThat(OneDefinitionTest.views()).hasAtLeastOneElementOfType(DiligenceView.class);
  }
}
