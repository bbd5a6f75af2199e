package org.sunshineledger.ledger.publication;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.sunshineledger.ledger.publication.RedactionPolicy.Leak;

@DisplayName("脱敏规则")
class RedactionPolicyTest {

  private static final RedactionPolicy MASK =
      RedactionPolicies.standard().version("mask-1").orElseThrow();
  private static final RedactionPolicy NONE =
      RedactionPolicies.standard().version("none").orElseThrow();

  private static String leak(RedactionPolicy policy, String matter, String title, String heading) {
    return found(policy, matter, title, List.of(heading), List.of());
  }

  private static String found(
      RedactionPolicy policy,
      String matter,
      String title,
      List<String> headings,
      List<List<String>> rows) {
    return policy.firstLeak(matter, title, headings, rows).map(Object::toString).orElse("nothing");
  }

  private static String named(String cell) {
    return found(MASK, "EXIT", "退出公示", List.of("户主", "人数"), List.of(List.of(cell, "3")));
  }

  private static String written(String cell) {
    return found(NONE, "PROJECT", "项目公示", List.of("建设内容"), List.of(List.of(cell)));
  }

  @ParameterizedTest
  @ValueSource(strings = {"李*", "李**", "欧阳*", "司马**"})
  void aHeadOfHouseholdIsASurnameAndAsterisks(String name) {
    assertThat(named(name)).isEqualTo("nothing");
  }

  @ParameterizedTest
  @ValueSource(strings = {"李某某", "李", "李四*", "李*四", "*", "李** 13812345678", "", "Li*"})
  void whatSaysMoreOrLessOfHimIsNot(String name) {
    assertThat(named(name)).isEqualTo("FORM 1:1");
  }

  @Test
  void whatIsNotListedForTheMatterIsNotShown() {
    assertThat(leak(MASK, "EXIT", "退出公示", "致贫原因")).isEqualTo("COLUMN 0:1");
    assertThat(leak(MASK, "EXIT", "退出公示", "金额（元）")).isEqualTo("COLUMN 0:1");
    assertThat(leak(MASK, "EXIT", "退出公示", "健康状况")).isEqualTo("COLUMN 0:1");
    assertThat(leak(MASK, "EXIT", "退出公示", "联系电话")).isEqualTo("COLUMN 0:1");
    assertThat(leak(NONE, "PROJECT", "项目公示", "户主")).isEqualTo("COLUMN 0:1");
    assertThat(found(MASK, "EXIT", "退出公示", List.of("户主", "户主"), List.of())).isEqualTo("COLUMN 0:2");
  }

  @Test
  void aListOfPersonsIsNotPublishedAsOneOfNone() {
    for (String matter : List.of("EXIT", "IDENTIFICATION_FIRST", "PAYMENT", "LOAN"))
      assertThat(leak(NONE, matter, "公示", "项目")).as(matter).isEqualTo("MATTER 0:0");
  }

  @Test
  void eachRowHasTheCellsOfItsHeadings() {
    assertThat(
            found(
                MASK,
                "EXIT",
                "退出公示",
                List.of("户主", "人数"),
                List.of(List.of("李**", "3"), List.of("王**", "3", "张某某"))))
        .isEqualTo("WIDTH 2:0");
  }

  @Test
  void aMaskedNumberTellsNamesakesApartAndNobodyElse() {
    List<String> headings = List.of("户主", "证件号码", "人数");
    List<String> first = List.of("李**", "4101**********002X", "3");
    List<String> second = List.of("李**", "4101**********0014", "2");

    assertThat(found(MASK, "EXIT", "退出公示", List.of("证件号码"), List.of(List.of("4101**********002X"))))
        .isEqualTo("NO_NAMESAKE 1:1");
    assertThat(found(MASK, "EXIT", "退出公示", headings, List.of(first, second))).isEqualTo("nothing");
    assertThat(found(MASK, "EXIT", "退出公示", headings, List.of(first, List.of("王**", "", "2"))))
        .isEqualTo("NO_NAMESAKE 1:2");
    assertThat(
            found(
                MASK,
                "EXIT",
                "退出公示",
                headings,
                List.of(List.of("李**", "41018519900101002X", "3"), second)))
        .isEqualTo("FORM 1:2");
  }

  @Test
  void noAmountOfAHouseholdIsAsLongAsAPhoneNumber() {
    List<String> headings = List.of("户主", "金额（元）");
    assertThat(found(MASK, "PAYMENT", "公告", headings, List.of(List.of("李**", "3000.00"))))
        .isEqualTo("nothing");
    assertThat(found(MASK, "PAYMENT", "公告", headings, List.of(List.of("李**", "13800138000"))))
        .isEqualTo("FORM 1:2");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "负责人身份证11010519491231002X",
        "１１０１０５１９４９１２３１００２Ｘ",
        "110105 19491231 002x",
        "旧证110105491231002"
      })
  void anIdNumberIsFoundHoweverItIsWritten(String text) {
    assertThat(written(text)).isEqualTo("ID_NUMBER 1:1");
    assertThat(leak(NONE, "PROJECT", text, "项目")).isEqualTo("ID_NUMBER 0:0");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"电话13800138000", "138 0013 8000", "＋86-138-0013-8000", "联系：138·0013·8000"})
  void soIsAPhoneNumber(String text) {
    assertThat(written(text)).isEqualTo("PHONE 1:1");
  }

  @ParameterizedTest
  @ValueSource(strings = {"账号6228480402564890018", "6228 4804 0256 4890 018", "开户行1234567890123"})
  void andAnAccount(String text) {
    assertThat(written(text)).isEqualTo("ACCOUNT 1:1");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "监督电话12317，0371-67170000",
        "2016-01-15至2016-10-17",
        "2016年1月15日 2016年10月17日",
        "410173202201 八千乡某村",
        "豫财农〔2017〕192号、郑财预〔2017〕833号",
        "日光温室24座，1903平方米，投资1000000000元",
        "XM-410122208901-01",
        "XM-410185-12 2016-2017"
      })
  void daysCodesNumbersOfDocumentsAndOfficesAreNoPersons(String text) {
    assertThat(written(text)).isEqualTo("nothing");
  }

  @Test
  void aFigureAloneInItsCellMayBeAsLongAsAPhoneNumber() {
    assertThat(
            found(
                NONE,
                "FUND_ALLOCATION",
                "公告",
                List.of("文号", "金额（元）"),
                List.of(List.of("郑财预〔2017〕833号", "13800138000"))))
        .isEqualTo("nothing");
  }

  @Test
  void healthAndWhySomebodyIsPoorStandInNoWordOfAListOfPersons() {
    for (String word : List.of("因病", "因残", "因学", "残疾", "慢性病", "未成年"))
      assertThat(leak(MASK, "EXIT", word + "致贫户退出公示", "户主")).as(word).isEqualTo("WORD 0:0");
    assertThat(leak(NONE, "POLICY", "健康扶贫方案：大病保险", "文件"))
        .as("a policy names nobody")
        .isEqualTo("nothing");
  }

  @Test
  void whatIsTooLongToBeReadIsNotPublished() {
    assertThat(written("项".repeat(301))).isEqualTo("FORM 1:1");
  }

  @Test
  void whatALeakSaysOfItselfIsWhereItIsAndNotWhatItIs() {
    assertThat(MASK.firstLeak("EXIT", "公示", List.of("李某某13800138000"), List.of()))
        .get()
        .extracting(each -> each.leak())
        .isEqualTo(Leak.COLUMN);
    assertThat(leak(MASK, "EXIT", "公示", "李某某13800138000")).doesNotContain("李", "138");
  }

  @Test
  void aVersionThatIsOutOfUseStillJudgesWhatWasPublishedByIt() {
    String before =
        """
        version: mask-0
        name: "test"
        from: 2013-01-01
        until: 2015-01-01
        source: "test"
        confidence: I
        forms: { NAME: '李某某' }
        words: []
        columns: { EXIT: { 户主: NAME } }
        namesakesOnly: null
        namesOf: null
        """;
    RedactionPolicies policies =
        new RedactionPolicies(List.of(RedactionPolicies.read(before), MASK));
    RedactionPolicy old = policies.version("mask-0").orElseThrow();

    assertThat(old.isInForce(LocalDate.of(2014, 12, 31))).isTrue();
    assertThat(old.isInForce(LocalDate.of(2015, 1, 1))).isFalse();
    assertThat(old.firstLeak("EXIT", "公示", List.of("户主"), List.of(List.of("李某某")))).isEmpty();
    assertThat(MASK.firstLeak("EXIT", "公示", List.of("户主"), List.of(List.of("李某某")))).isPresent();
    assertThatThrownBy(() -> new RedactionPolicies(List.of(MASK, MASK)))
        .hasMessage("two redaction policies mask-1");
    assertThatThrownBy(() ->
            RedactionPolicies.read(before.replace("EXIT: { 户主: NAME }", "EXIT: { 户主: OTHER }")))
        .hasMessageContaining("mask-0 has no form OTHER");
  }
}
