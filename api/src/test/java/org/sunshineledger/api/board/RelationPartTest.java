package org.sunshineledger.api.board;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class RelationPartTest {

  private static final Set<String> CLAIMS = Set.of("C070", "C072", "C074");

  @Test
  void aRelationIsTheSameWhenItsPartsAreReadOneAfterTheOther() {
    for (String relation :
        new String[] {
          "C070 - C072 = C074", "C070", "= C999", "", "C0701 <= 2 * C070", "C070 is a share; 52 %"
        })
      assertThat(
              RelationPart.of(relation, CLAIMS).stream()
                  .map(RelationPart::text)
                  .collect(Collectors.joining()))
          .isEqualTo(relation);
  }

  @Test
  void onlyWhatIsAClaimCanBeOpened() {
    assertThat(RelationPart.of("C070 - C0722 = C074 * C999", CLAIMS))
        .extracting(RelationPart::claim)
        .containsExactly("C070", null, "C074", null);
  }
}
