package org.sunshineledger.api.browser;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.sunshineledger.api.scenario.LoadedScenario;

@DisplayName("公开页面，两种语言，手机和桌面 Public pages, in both languages, on a phone and a desk")
class PublicPagesTest {

  /** They have tests of their own: for paper, and for a display of which nobody has a phone. */
  private static final Set<String> ON_PAPER_AND_WALLS =
      Set.of("/boards/410185/print", "/boards/410185/wall", "/notices/410185-FP-2016/print");

  static Stream<Arguments> everyPageInBothLanguages() {
    return PublicAddresses.all().stream()
        .filter(page -> !ON_PAPER_AND_WALLS.contains(page))
        .flatMap(
            page -> Stream.of(Language.values()).map(language -> Arguments.of(page, language)));
  }

  private static Visit reader(Language language) {
    return Visit.to(LoadedScenario.once().address(), Screen.PHONE, language);
  }

  @ParameterizedTest
  @MethodSource("everyPageInBothLanguages")
  void aPageIsSound(String page, Language language) {
    try (Visit visit = reader(language)) {
      visit.isSoundOnPhoneAndDesk(page);
    }
  }

  @ParameterizedTest
  @EnumSource
  void soIsThePageThatSaysThatThereIsNone(Language language) {
    try (Visit visit = reader(language)) {
      visit.page().navigate("/boards/419999");
      assertThat(visit.complaints()).isNotEmpty().allMatch(each -> each.contains("404"));

      assertThat(visit.find("h1").count()).isOne();
      visit.isSound().on(Screen.DESK).isSound();
    }
  }
}
