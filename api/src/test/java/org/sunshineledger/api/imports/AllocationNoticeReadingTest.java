package org.sunshineledger.api.imports;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.function.Consumer;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.dhatim.fastexcel.Workbook;
import org.dhatim.fastexcel.Worksheet;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.context.i18n.LocaleContextHolder;
import org.sunshineledger.api.web.Fault;
import org.sunshineledger.api.web.Faulty;
import org.sunshineledger.ledger.fact.Money;
import org.sunshineledger.ledger.fact.NoticeId;

class AllocationNoticeReadingTest {

  @BeforeEach
  void inChinese() {
    LocaleContextHolder.setLocale(Locale.SIMPLIFIED_CHINESE);
  }

  @AfterEach
  void inNoLanguage() {
    LocaleContextHolder.resetLocaleContext();
  }

  private static Faulty faulty(Runnable reading) {
    Faulty faulty = catchThrowableOfType(Faulty.class, reading::run);
    assertThat(faulty).as("was read").isNotNull();
    return faulty;
  }

  @Nested
  class Json {

    @Test
    void amountsAreExactToTheFen() {
      AllocationNotice notice =
          Notices.json(
              Notices.notice("{'level':'CITY','amounts':[1903.5,0.000001]}", "'total':1e3"));

      assertThat(notice.lines().map(line -> line.amount().amount()))
          .containsExactly(Money.ofYuan(19_035_000), new Money(1));
      assertThat(notice.total().amount()).isEqualTo(Money.ofYuan(10_000_000));
    }

    @ParameterizedTest
    @CsvSource({
      "0.0000001, 细于分；金额最多到分",
      "1e-999999999, 细于分；金额最多到分",
      "1000000000001, 金额过大",
      "1e999999999, 金额过大",
      "123456789012345678901234567890, 金额过大"
    })
    void anAmountIsNeitherTooFineNorTooMuch(String amount, String detail) {
      Faulty faulty =
          faulty(() ->
              Notices.json(
                  Notices.notice(
                      "{'level':'CITY','amounts':[1,%s]}".formatted(amount), "'total':1")));

      assertThat(faulty.field()).isEqualTo("/sources/0/amounts/1");
      assertThat(faulty.detail()).isEqualTo(detail);
    }

    @ParameterizedTest
    @CsvSource(
        delimiter = '|',
        quoteCharacter = '`',
        value = {
          "'total':1                    | 'total':1,'note':'x'     | /note",
          "'total':1                    | 'total':'1'              | /total",
          "'total':1                    | 'total':null             | /total",
          "'total':1                    | 'total':1,'basis':'BOTH' | /basis",
          "'total':1                    | 'total':1,'total':1      | body",
          "'total':1                    | 'total':1,'documentNumbers':[{'higher':'X〔2017〕1号'}]"
              + " | /documentNumbers/0/city",
          "'level':'CITY'               | 'level':'TOWN'           | /sources/0/level",
          "'amounts':[1]                | 'amounts':[]             | /sources/0/amounts",
          "'amounts':[1]                | 'amounts':['1']          | /sources/0/amounts/0",
          "'amounts':[1]                | 'amounts':[{'amount':1,'x/y':2}]"
              + " | /sources/0/amounts/0/x~1y",
          "'amounts':[1]                |"
              + " 'amounts':[{'amount':1,'excluded':[{'region':'4101','amount':1}]}] |"
              + " /sources/0/amounts/0/excluded/0/region",
          "2018-03-06                   | 2018-02-30               | /published",
          "万元                          | 亿元                      | /unit",
          "资金分配公示                    | 440524188001010014       | /title",
          "资金分配公示                    | a\\u0000b                | /title",
        })
    void whatIsWrongIsNamedByItsPlace(String right, String wrong, String place) {
      String body =
          Notices.notice("{'level':'CITY','amounts':[1]}", "'total':1")
              .replace(right.replace('\'', '"'), wrong.replace('\'', '"'));

      Faulty faulty = faulty(() -> Notices.json(body));

      assertThat(faulty.fault()).isEqualTo(Fault.MALFORMED);
      assertThat(faulty.field()).isEqualTo(place);
    }

    @Test
    void aLevelStandsThereOnce() {
      String city = "{'level':'CITY','amounts':[1]}";

      assertThat(faulty(() -> Notices.json(Notices.notice(city + "," + city, "'total':2"))).field())
          .isEqualTo("/sources/1/level");
    }
  }

  @Nested
  class OfWorkbooks {

    @Test
    void theTemplateReadsBackAsTheNoticeItIsMadeOf() throws IOException {
      assertThat(withoutPlaces(Notices.workbook(written(Notices.json(Notices.published())))))
          .isEqualTo(withoutPlaces(Notices.json(Notices.published())));
    }

    @Test
    void whatLinesExcludeReadsBackToo() throws IOException {
      AllocationNotice notice =
          Notices.json(
              Notices.notice(
                  """
                  {'level':'CENTRAL','amounts':[
                    {'amount':100.123456,'higher':'豫财农〔2017〕192号','city':'郑财预〔2017〕833号',
                     'excluded':[{'region':'410122','amount':20},{'region':'410181','amount':5.5}]},
                    7]},
                  {'level':'COUNTY','amounts':[1.1],'subtotal':1.1}\
                  """,
                  "'basis':'EXCLUSIVE','total':133.723456"));
      AllocationNotice back = Notices.workbook(written(notice));

      assertThat(Reconciled.of(back).findings()).isEmpty();
      assertThat(withoutPlaces(back)).isEqualTo(withoutPlaces(notice));
      assertThat(NoticeDocument.of(back, Basis.EXCLUSIVE, ID))
          .isEqualTo(NoticeDocument.of(notice, Basis.EXCLUSIVE, ID));
    }

    private static final NoticeId ID = new NoticeId("410100-CZ-TEST");

    @Test
    void aFindingNamesTheCell() throws IOException {
      byte[] file = workbook(sheet -> row(sheet, 1, "市级", 10), sheet -> row(sheet, 2, "总计", 11));

      Report report = Notices.report(Notices.workbook(file));

      assertThat(report.findings().getFirst().code()).isEqualTo(Discrepancy.TOTAL_DIFFERS);
      assertThat(report.findings().getFirst().place()).isEqualTo("分配表!D3");
      assertThat(report.findings().getFirst().text()).isEqualTo("总计写作 11 万元，各级相加为 10 万元。");
    }

    @Test
    void aMergedLevelAndAnAmountTypedAsTextAreRead() throws IOException {
      byte[] file =
          workbook(
              sheet -> row(sheet, 1, "市级", 10.1),
              sheet -> sheet.value(2, 3, "0.20"),
              sheet -> row(sheet, 3, "小计", 10.3),
              sheet -> row(sheet, 4, "总计", 10.3));

      assertThat(Reconciled.of(Notices.workbook(file)).findings()).isEmpty();
    }

    @Test
    void aNumberIsAsExactAsASpreadsheetShowsIt() throws IOException {
      byte[] file =
          workbook(
              sheet -> row(sheet, 1, "市级", new BigDecimal("1.1000000000000001")),
              sheet -> row(sheet, 2, "总计", new BigDecimal("1.0999999999999999")));

      assertThat(Notices.workbook(file).total().amount()).isEqualTo(Money.ofYuan(11_000));
    }

    @ParameterizedTest
    @CsvSource({
      "D2, 若干,   工作表“分配表”第 2 行 D 列：不是数字",
      "D2, '1,903', 工作表“分配表”第 2 行 D 列：不是数字",
      "D1, 金额（元）, 工作表“分配表”第 1 行 D 列：表头应为“金额”",
      "A2, 国家级, '工作表“分配表”第 2 行 A 列：应为其中之一：中央、省级、市级、县级、小计、上级合计、总计、文号'",
      "E2, 中牟,   工作表“分配表”第 2 行 E 列：不是行政区划代码",
      "E2, 410122, 工作表“分配表”第 2 行 F 列：缺少这一项",
      "G2, 备注,   工作表“分配表”第 2 行 G 列：表头之外的列应为空",
      "A3, 市级,   工作表“分配表”第 4 行 A 列：缺少“总计”一行",
      "B3, 某号,   工作表“分配表”第 3 行 B 列：这一格应为空"
    })
    void whatIsWrongIsNamedBySheetRowAndColumn(String cell, String text, String detail)
        throws IOException {
      byte[] file =
          workbook(
              sheet -> row(sheet, 1, "市级", 10),
              sheet -> row(sheet, 2, "总计", 10),
              sheet -> sheet.value(cell.charAt(1) - '1', cell.charAt(0) - 'A', text));

      Faulty faulty = faulty(() -> Notices.workbook(file));

      assertThat(faulty.fault()).isEqualTo(Fault.MALFORMED);
      assertThat(faulty.detail()).isEqualTo(detail);
      assertThat(faulty.field()).startsWith("分配表!");
    }

    @Test
    void aFormulaThatWasNeverCalculatedIsNoNumber() throws IOException {
      byte[] file =
          workbook(
              sheet -> row(sheet, 1, "市级", 10),
              sheet -> sheet.value(2, 0, "总计"),
              sheet -> sheet.formula(2, 3, "SUM(D2:D2)"));

      assertThat(faulty(() -> Notices.workbook(file)).field()).isEqualTo("分配表!D3");
    }

    @Test
    void theSheetThatSaysWhatItIsAboutIsNeeded() throws IOException {
      ByteArrayOutputStream out = new ByteArrayOutputStream();
      try (Workbook workbook = new Workbook(out, "test", "1.0")) {
        workbook.newWorksheet("分配表").value(0, 0, "级次");
      }

      assertThat(faulty(() -> Notices.workbook(out.toByteArray())).detail())
          .isEqualTo("没有名为“说明”的工作表");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "PK", "级次,金额"})
    void whatIsNoWorkbookIsSaidToBeNone(String text) {
      Faulty faulty = faulty(() -> Notices.workbook(text.getBytes(StandardCharsets.UTF_8)));

      assertThat(faulty.fault()).isEqualTo(Fault.MALFORMED);
      assertThat(faulty.detail()).isEqualTo("不是可读的 xlsx 工作簿");
    }

    @Test
    void aWorkbookCutShortIsNone() throws IOException {
      byte[] file = written(Notices.json(Notices.published()));

      for (int length = 0; length < file.length; length += 97) {
        byte[] part = Arrays.copyOf(file, length);
        assertThat(faulty(() -> Notices.workbook(part)).fault())
            .as("%d of %d bytes", length, file.length)
            .isEqualTo(Fault.MALFORMED);
      }
    }

    @Test
    void aDamagedWorkbookIsReadOrTurnedAwayAndNothingElse() throws IOException {
      byte[] whole = written(Notices.json(Notices.published()));
      Random random = new Random(20180306);

      for (int i = 0; i < 2_000; i++) {
        byte[] damaged = whole.clone();
        for (int k = 0; k < 3; k++)
          damaged[random.nextInt(damaged.length)] = (byte) random.nextInt(256);
        try {
          Notices.workbook(damaged);
        } catch (Faulty turnedAway) {
          assertThat(turnedAway.fault()).isIn(Fault.MALFORMED, Fault.TOO_LARGE);
        }
      }
    }

    @Test
    void aWorkbookThatUnpacksToTooMuchIsTurnedAway() throws IOException {
      byte[] bomb = zip("xl/sharedStrings.xml", new byte[17 << 20]);

      assertThat(bomb.length).isLessThan(1 << 20);
      assertThat(faulty(() -> Notices.workbook(bomb)).fault()).isEqualTo(Fault.TOO_LARGE);
    }

    @Test
    void aCellBehindTheLastColumnIsNone() throws IOException {
      byte[] wide =
          zip(
              "xl/worksheets/sheet1.xml",
              "<worksheet><sheetData><row r=\"1\"><c r=\"ZZZZZZ1\"/></row></sheetData></worksheet>"
                  .getBytes(StandardCharsets.UTF_8));

      assertThat(faulty(() -> Notices.workbook(wide)).detail()).isEqualTo("不是可读的 xlsx 工作簿");
    }

    private static byte[] zip(String name, byte[] part) throws IOException {
      ByteArrayOutputStream out = new ByteArrayOutputStream();
      try (ZipOutputStream zip = new ZipOutputStream(out)) {
        zip.putNextEntry(new ZipEntry(name));
        zip.write(part);
      }
      return out.toByteArray();
    }

    private static byte[] written(AllocationNotice notice) throws IOException {
      ByteArrayOutputStream out = new ByteArrayOutputStream();
      NoticeTemplate.write(notice, out);
      return out.toByteArray();
    }

    /** A workbook as the template has it, with the cells that are set. */
    @SafeVarargs
    private static byte[] workbook(Consumer<Worksheet>... cells) throws IOException {
      ByteArrayOutputStream out = new ByteArrayOutputStream();
      try (Workbook workbook = new Workbook(out, "test", "1.0")) {
        Worksheet about = workbook.newWorksheet("说明");
        List<List<String>> head =
            List.of(List.of("名称", "资金分配公示"), List.of("公布日期", "2018-03-06"), List.of("单位", "万元"));
        for (int row = 0; row < head.size(); row++)
          for (int column = 0; column < 2; column++)
            about.value(row, column, head.get(row).get(column));
        Worksheet lines = workbook.newWorksheet("分配表");
        List<String> headings = List.of("级次", "上级文号", "市级文号", "金额", "不含地区", "不含金额");
        for (int column = 0; column < headings.size(); column++)
          lines.value(0, column, headings.get(column));
        for (Consumer<Worksheet> cell : cells) cell.accept(lines);
      }
      return out.toByteArray();
    }

    private static void row(Worksheet sheet, int row, String level, Number amount) {
      sheet.value(row, 0, level);
      sheet.value(row, 3, amount);
    }

    /** What a reader of the report learns, wherever it stands in the file. */
    private static Report withoutPlaces(AllocationNotice notice) {
      Report report = Notices.report(notice);
      return new Report(
          report.title(),
          report.published(),
          report.unit(),
          report.basis(),
          report.levels(),
          report.higherLevels(),
          report.total(),
          report.addsUp(),
          report.findings().stream()
              .map(found ->
                  new Report.Found(
                      found.code(),
                      "",
                      found.stated(),
                      found.computed(),
                      found.documents(),
                      found.stopsRecording(),
                      found.text()))
              .toList(),
          report.recorded());
    }
  }
}
