package org.sunshineledger.api.board;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.sunshineledger.ledger.notice.PublishedDocument;

@DisplayName("公告里的合计")
class SumCheckTest {

  private static List<SumCheck> of(List<List<String>> rows) {
    return SumCheck.of(
        new PublishedDocument("公告", List.of("甲", "乙"), rows, null, "none", true, "ab".repeat(32)));
  }

  @Test
  void isAddedUpAgainWhereLinesAreLevelsWithAmounts() {
    assertThat(
            of(
                List.of(
                    List.of("中央", "", "24.5"),
                    List.of("中央", "小计", "24.5"),
                    List.of("全部", "总计", "25"))))
        .extracting(SumCheck::holds)
        .containsExactly(true, false);
  }

  @Test
  void isLeftAloneWhereLinesHaveAnotherForm() {
    assertThat(of(List.of(List.of("合成财预〔2016〕410100号", "280000000")))).isEmpty();
    assertThat(of(List.of(List.of("甲")))).isEmpty();
    assertThat(of(List.of(List.of("中央", "", "24"), List.of("中央", "小计", "abc")))).isEmpty();
    assertThat(of(List.of(List.of("中央", "小计", "1e400000000")))).isEmpty();
    assertThat(of(List.of())).isEmpty();
  }
}
