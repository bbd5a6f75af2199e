package org.sunshineledger.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** No fact of the vocabulary is forgotten, and no order leads to nothing. */
@DisplayName("The vocabulary")
class VocabularyTest extends OpenDoors {

  private final Vocabulary vocabulary = new Vocabulary();

  @Test
  void isAllOfWhatIsPublished() {
    Set<String> told = new TreeSet<>();
    for (Vocabulary.Line line : vocabulary.lines()) told.add(line.type());

    assertThat(told).containsAll(Vocabulary.published());
    told.removeAll(Vocabulary.published());
    assertThat(vocabulary.lines())
        .filteredOn(line -> told.contains(line.type()))
        .extracting(Vocabulary.Line::cause)
        .as("what is not published says why")
        .allMatch(cause -> cause.equals("elsewhere") || cause.startsWith("none: "));
  }

  @Test
  void namesAnOrderForEveryFactAndAFactForEveryOrder() {
    Set<String> described = new HashSet<>();
    for (Map.Entry<String, JsonNode> path : json(data("/openapi.json")).path("paths").properties())
      if (path.getValue().has("post")) described.add(path.getKey());
    Set<String> told =
        vocabulary.lines().stream()
            .filter(Vocabulary.Line::isOrder)
            .map(Vocabulary.Line::cause)
            .collect(Collectors.toSet());
    List<String> others =
        vocabulary.lines().stream()
            .map(Vocabulary.Line::cause)
            .filter(cause -> !cause.startsWith("/"))
            .distinct()
            .toList();

    assertThat(told).isEqualTo(described);
    assertThat(others).hasSize(3).contains("special approval", "elsewhere");
  }
}
