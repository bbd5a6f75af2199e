package org.sunshineledger.api.imports;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.springframework.context.i18n.LocaleContextHolder;
import org.sunshineledger.ledger.fact.Money;

class AllocationNoticeReconciledTest {

  @BeforeEach
  void inChinese() {
    LocaleContextHolder.setLocale(Locale.SIMPLIFIED_CHINESE);
  }

  @AfterEach
  void inNoLanguage() {
    LocaleContextHolder.resetLocaleContext();
  }

  @Nested
  @DisplayName("2018年3月6日公示")
  class TheRealNotice {

    private final Reconciled reconciled = Notices.reconciled(Notices.published());

    @Test
    void addsUp() {
      assertThat(reconciled.addsUp()).isTrue();
      assertThat(reconciled.total().computed()).isEqualTo(Money.ofYuan(328_310_000));
      assertThat(reconciled.levels().getFirst().subtotal().computed())
          .isEqualTo(Money.ofYuan(20_330_000));
    }

    @Test
    void hasOneFindingTheSlipOfTheYear() {
      assertThat(reconciled.findings()).hasSize(1);
      Finding slip = reconciled.findings().getFirst();
      assertThat(slip.code()).isEqualTo(Discrepancy.DOCUMENT_YEAR_SLIP);
      assertThat(slip.documents()).containsExactly("郑财预〔2017〕833号", "郑财预〔2016〕833号");
      assertThat(slip.passesOn()).isEqualTo("豫财农〔2017〕192号");
      assertThat(slip.spot()).hasToString("/documentNumbers/1/city");
    }

    @Test
    void isReportedInBothLanguages() {
      Report chinese = Notices.report(Notices.json(Notices.published()));
      assertThat(chinese.findings().getFirst().text())
          .isEqualTo("郑财预〔2017〕833号、郑财预〔2016〕833号 只差年份，又都对应 豫财农〔2017〕192号，疑有笔误。");
      assertThat(chinese.findings().getFirst().stopsRecording()).isFalse();
      assertThat(chinese.total().computed()).isEqualByComparingTo("32831");

      LocaleContextHolder.setLocale(Locale.ENGLISH);
      Report english = Notices.report(Notices.json(Notices.published()));
      assertThat(english.findings().getFirst().text()).contains("differ in the year only");
    }
  }

  @Nested
  @DisplayName("小计与总计")
  class Sums {

    @Test
    void aWrongLineIsFoundAtItsSubtotalOnly() {
      assertThat(Notices.findings(Notices.published().replace("1903", "1904")))
          .containsExactly(
              "SUBTOTAL_DIFFERS /sources/0/subtotal", "DOCUMENT_YEAR_SLIP /documentNumbers/1/city");
    }

    @Test
    void aWrongSubtotalIsFoundWithBothFigures() {
      Reconciled reconciled = Notices.reconciled(Notices.published().replace("29850", "29860"));

      assertThat(reconciled.addsUp()).isFalse();
      Finding subtotal = reconciled.findings().getFirst();
      assertThat(subtotal.code()).isEqualTo(Discrepancy.SUBTOTAL_DIFFERS);
      assertThat(subtotal.stated()).isEqualTo(Money.ofYuan(298_600_000));
      assertThat(subtotal.computed()).isEqualTo(Money.ofYuan(298_500_000));
      assertThat(reconciled.findings().get(1).code()).isEqualTo(Discrepancy.TOTAL_DIFFERS);
    }

    @Test
    void aWrongTotalIsFound() {
      assertThat(Notices.findings(Notices.published().replace("32831", "32830")))
          .startsWith("TOTAL_DIFFERS /total");
    }

    @Test
    void aWrongTotalOfTheHigherLevelsIsFound() {
      assertThat(Notices.findings(Notices.published().replace("2981", "2982")))
          .startsWith("HIGHER_LEVELS_DIFFER /higherLevelsSubtotal");
    }

    @Test
    void aSubtotalThatIsLeftOutIsComputed() {
      String notice = Notices.notice("{'level':'CITY','amounts':[1.5,2.25]}", "'total':3.75");

      assertThat(Notices.reconciled(notice).addsUp()).isTrue();
      assertThat(Notices.report(Notices.json(notice)).levels().getFirst().subtotal().stated())
          .isNull();
    }

    @Test
    void anAmountIsMoreThanZero() {
      assertThat(
              Notices.findings(
                  Notices.notice("{'level':'CITY','amounts':[10,-2,0],'subtotal':8}", "'total':8")))
          .containsExactly(
              "AMOUNT_NOT_POSITIVE /sources/0/amounts/1",
              "AMOUNT_NOT_POSITIVE /sources/0/amounts/2");
    }

    @Test
    void allAmountsTogetherAreNotMoreMoneyThanThereIs() {
      String half = "600000000000"; // 6 × 10^17 fen.
      AllocationNotice notice =
          Notices.json(
              Notices.notice(
                  "{'level':'CITY','amounts':[%s,%s]}".formatted(half, half), "'total':1"));

      assertThatThrownBy(() -> Reconciled.of(notice)).isInstanceOf(ArithmeticException.class);
    }
  }

  @Nested
  @DisplayName("口径")
  class OfBasis {

    private static final String LINE =
        "{'amount':100,'excluded':[{'region':'410122','amount':20},{'region':'410181','amount':5}]}";

    private static String notice(String basis, int total) {
      return Notices.notice(
          "{'level':'CITY','amounts':[%s,1],'subtotal':%d}".formatted(LINE, total),
          basis + "'total':" + total);
    }

    @Test
    void theLinesContainWhatTheyExclude() {
      assertThat(Notices.findings(notice("'basis':'INCLUSIVE',", 101))).isEmpty();
    }

    @Test
    void theLinesDoNotContainIt() {
      assertThat(Notices.findings(notice("'basis':'EXCLUSIVE',", 126))).isEmpty();
    }

    @Test
    void theOtherOneHolds() {
      Reconciled reconciled = Notices.reconciled(notice("'basis':'INCLUSIVE',", 126));

      assertThat(reconciled.addsUp()).isFalse();
      assertThat(reconciled.findings()).hasSize(1);
      Finding finding = reconciled.findings().getFirst();
      assertThat(finding.code()).isEqualTo(Discrepancy.OTHER_BASIS_HOLDS);
      assertThat(finding.holds()).isEqualTo(Basis.EXCLUSIVE);
      assertThat(finding.stated()).isEqualTo(Money.ofYuan(1_260_000));
      assertThat(finding.computed()).isEqualTo(Money.ofYuan(1_010_000));
    }

    @Test
    void neitherHolds() {
      assertThat(Notices.findings(notice("'basis':'INCLUSIVE',", 110)))
          .containsExactly("SUBTOTAL_DIFFERS /sources/0/subtotal");
    }

    @Test
    void whichHoldsIsSaidWhereNoneIsStated() {
      Reconciled reconciled = Notices.reconciled(notice("", 126));

      assertThat(reconciled.addsUp()).as("it is no matter of arithmetic").isTrue();
      assertThat(reconciled.basis()).isEqualTo(Basis.EXCLUSIVE);
      assertThat(reconciled.findings()).hasSize(1);
      assertThat(reconciled.findings().getFirst().code()).isEqualTo(Discrepancy.BASIS_NOT_STATED);
      assertThat(reconciled.findings().getFirst().holds()).isEqualTo(Basis.EXCLUSIVE);
    }

    @Test
    void whereTheLinesDoNotContainItTheyMayBeLessThoughNoBasisIsStated() {
      Reconciled reconciled =
          Notices.reconciled(
              Notices.notice(
                  "{'level':'CITY','amounts':[{'amount':100,'excluded':[{'region':'410122','amount':101}]}]}",
                  "'total':201"));

      assertThat(reconciled.basis()).isEqualTo(Basis.EXCLUSIVE);
      assertThat(reconciled.findings())
          .extracting(Finding::code)
          .containsExactly(Discrepancy.BASIS_NOT_STATED);
      assertThat(reconciled.addsUp()).isTrue();
    }

    @Test
    void aLineCannotContainMoreThanItIs() {
      String line = "{'amount':100,'excluded':[{'region':'410122','amount':101}]}";

      assertThat(
              Notices.findings(
                  Notices.notice(
                      "{'level':'CITY','amounts':[%s]}".formatted(line),
                      "'basis':'INCLUSIVE','total':100")))
          .containsExactly("EXCLUDED_EXCEEDS_AMOUNT /sources/0/amounts/0/amount");
      assertThat(
              Notices.findings(
                  Notices.notice(
                      "{'level':'CITY','amounts':[%s]}".formatted(line),
                      "'basis':'EXCLUSIVE','total':201")))
          .isEmpty();
    }
  }

  @Nested
  @DisplayName("文号")
  class DocumentNumbers {

    private static List<String> findings(String... pairs) {
      List<String> numbers =
          List.of(pairs).stream()
              .map(pair -> pair.split(" ", 2))
              .map(pair -> "{'higher':'%s','city':'%s'}".formatted(pair[0], pair[1]))
              .toList();
      return Notices.findings(
          Notices.notice(
              "{'level':'CITY','amounts':[1]}",
              "'total':1,'documentNumbers':[" + String.join(",", numbers) + "]"));
    }

    @Test
    void areWrittenInOneForm() {
      assertThat(findings("豫财农[2017]192号 郑财预〔2017〕833号"))
          .containsExactly("DOCUMENT_NUMBER_IRREGULAR /documentNumbers/0/higher");
      assertThat(findings("豫财农〔2017〕192号 郑财预 〔2017〕 833号"))
          .containsExactly("DOCUMENT_NUMBER_IRREGULAR /documentNumbers/0/city");
    }

    @Test
    void slipInTheYearOnceHoweverOftenTheyAreCited() {
      assertThat(
              findings(
                  "豫财农〔2017〕192号 郑财预〔2017〕833号",
                  "豫财农〔2017〕192号 郑财预〔2016〕833号",
                  "豫财农〔2017〕193号 郑财预〔2016〕833号"))
          .containsExactly("DOCUMENT_YEAR_SLIP /documentNumbers/1/city");
    }

    @Test
    void areNotPassedOnTwice() {
      assertThat(findings("豫财农〔2017〕192号 郑财预〔2017〕833号", "豫财农〔2017〕192号 郑财预〔2017〕834号"))
          .containsExactly("DOCUMENT_PAIRED_TWICE /documentNumbers/1/city");
    }

    @Test
    void areNotOfAnEarlierYearThanWhatTheyPassOn() {
      assertThat(findings("豫财农〔2017〕192号 郑财预〔2016〕833号"))
          .containsExactly("DOCUMENT_OLDER_THAN_SOURCE /documentNumbers/0/city");
      assertThat(findings("豫财农〔2017〕192号 郑财预〔2017〕833号", "豫财农〔2017〕193号 郑财预〔2018〕12号")).isEmpty();
    }

    @Test
    void areOfNoYearAfterTheNoticeAndOfNoneWhoseMoneyIsReclaimed() {
      assertThat(findings("豫财农〔2017〕192号 郑财预〔2071〕833号"))
          .containsExactly("DOCUMENT_YEAR_IMPLAUSIBLE /documentNumbers/0/city");
      assertThat(findings("豫财农〔2017〕192号 郑财预〔2007〕833号"))
          .containsExactly("DOCUMENT_YEAR_IMPLAUSIBLE /documentNumbers/0/city");
      assertThat(findings("豫财农〔2015〕192号 郑财预〔2015〕833号"))
          .containsExactly(
              "DOCUMENT_YEAR_IMPLAUSIBLE /documentNumbers/0/higher",
              "DOCUMENT_YEAR_IMPLAUSIBLE /documentNumbers/0/city");
      assertThat(findings("豫财农〔2016〕192号 郑财预〔2016〕833号")).as("two years are kept").isEmpty();
    }

    @Test
    void ofOneNumberAreReportedInWords() {
      Report report =
          Notices.report(
              Notices.json(
                  Notices.notice(
                      "{'level':'CITY','amounts':[1]}",
                      "'total':1,'documentNumbers':["
                          + "{'higher':'豫财农〔2017〕192号','city':'郑财预〔2016〕833号'},"
                          + "{'higher':'豫财农〔2017〕193号','city':'郑财预〔2071〕834号'}]")));

      assertThat(report.findings())
          .extracting(Report.Found::text)
          .containsExactly(
              "郑财预〔2071〕834号 的年份不在公布年份 2018 及其前两年之内，疑有笔误。",
              "郑财预〔2016〕833号 的年份早于所转发的 豫财农〔2017〕192号，疑有笔误。");
      assertThat(report.findings()).noneMatch(Report.Found::stopsRecording);
    }

    @Test
    void ofOneLineCountToo() {
      assertThat(
              Notices.findings(
                  Notices.notice(
                      """
                      {'level':'CITY','amounts':[
                        {'amount':1,'higher':'豫财农〔2017〕192号','city':'郑财预〔2017〕833号'},
                        {'amount':1,'city':'郑财预〔2016〕833号'}]}\
                      """,
                      "'total':2")))
          .containsExactly("DOCUMENT_YEAR_SLIP /sources/0/amounts/1/city");
    }
  }
}
