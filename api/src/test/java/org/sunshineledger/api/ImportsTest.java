package org.sunshineledger.api;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import javax.sql.DataSource;
import org.awaitility.Awaitility;
import org.dhatim.fastexcel.Workbook;
import org.dhatim.fastexcel.Worksheet;
import org.dhatim.fastexcel.reader.ReadableWorkbook;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.sunshineledger.api.security.Denials;
import org.sunshineledger.ledger.fact.Fact;
import org.sunshineledger.ledger.fact.Money;
import org.sunshineledger.ledger.fact.Origin;
import org.sunshineledger.ledger.fact.Sha256;
import org.sunshineledger.ledger.household.HouseholdEvent.HouseholdApplied;
import org.sunshineledger.ledger.household.HouseholdEvent.IncomeSurveyed;
import tools.jackson.databind.JsonNode;

@DisplayName("导入名单")
@ExtendWith(OutputCaptureExtension.class)
class ImportsTest extends OpenDoors {

  private static final String XLSX =
      "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";
  private static final Charset GB18030 = Charset.forName("GB18030");
  private static final String HEADER = "户编号,村代码,村民组,与户主关系,姓名,证件号码,致贫原因,日期\n";

  @Autowired private DataSource dataSource;
  @Autowired private Denials denials;

  private static int households = 1000;

  /** A household's number that no other test has used. */
  private static String household() {
    return "41018510090%05d".formatted(++households);
  }

  /** A row of a person who is nobody: no division has the code 990000. */
  private static String row(String household, String relationship) {
    int person = ++households;
    return "%s,410185100901,2,%s,某某,99%09d,因病,2016-03-01\n"
        .formatted(household, relationship, person);
  }

  private HttpResponse<String> upload(String account, String kind, String type, byte[] file) {
    return send(
        as(account, to("/imports/" + kind))
            .header("Content-Type", type)
            .header("Accept", "application/json")
            .POST(HttpRequest.BodyPublishers.ofByteArray(file)));
  }

  private HttpResponse<String> csv(String kind, String file) {
    return upload("clerk", kind, "text/csv", file.getBytes(StandardCharsets.UTF_8));
  }

  /** The content of an import as soon as nobody works on it. */
  private JsonNode ended(HttpResponse<String> taken) {
    assertThat(taken.statusCode()).as(taken.body()).isBetween(200, 202);
    return ended("clerk", taken.headers().firstValue("Location").orElseThrow());
  }

  private JsonNode ended(String account, String address) {
    List<JsonNode> last = new ArrayList<>();
    Awaitility.await()
        .atMost(Duration.ofSeconds(30))
        .until(() -> {
          JsonNode content = json(seen(account, address)).path("content");
          last.add(content);
          return !content.path("working").asBoolean(true);
        });
    return last.getLast();
  }

  private HttpResponse<String> seen(String account, String address) {
    return send(as(account, to(address)).header("Accept", "application/json"));
  }

  private HttpResponse<String> record(String account, JsonNode shown, String mode) {
    return send(
        as(account, to("/imports/" + shown.path("id").asString() + "/record?mode=" + mode))
            .header("Accept", "application/json")
            .POST(HttpRequest.BodyPublishers.noBody()));
  }

  private JsonNode recorded(JsonNode shown, String mode) {
    return ended(record("clerk", shown, mode));
  }

  private String report(JsonNode shown) {
    return seen("clerk", shown.path("report").asString() + ".csv").body();
  }

  private List<Fact> facts(String household) {
    return ledger.journal().stream("household/" + household).stream()
        .map(ledger.codec()::decode)
        .toList();
  }

  private static List<String> codes(JsonNode shown) {
    List<String> codes = new ArrayList<>();
    shown
        .path("problemList")
        .forEach(each ->
            codes.add(
                "%s%s %s"
                    .formatted(
                        each.path("row").asInt(),
                        each.path("place").isNull() ? "" : each.path("place").asString(),
                        each.path("code").asString())));
    return codes;
  }

  /** The same table as a workbook; every cell is text. */
  private static byte[] workbook(String csv) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (Workbook workbook = new Workbook(out, "test", "1.0")) {
      Worksheet sheet = workbook.newWorksheet("表");
      String[] lines = csv.split("\n", -1);
      for (int row = 0; row < lines.length; row++) {
        String[] cells = Objects.requireNonNull(lines[row]).split(",", -1);
        for (int column = 0; column < cells.length; column++)
          if (!cells[column].isEmpty()) sheet.value(row, column, cells[column]);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return out.toByteArray();
  }

  @Test
  void aRegisterIsLookedThroughThenRecordedAndEachRowIsReported() {
    String li = household();
    String wang = household();
    byte[] file =
        (HEADER + row(li, "户主") + row(li, "配偶") + row(wang, "户主")).getBytes(StandardCharsets.UTF_8);
    long before = ledger.journal().size();

    JsonNode shown = ended(upload("clerk", "register?backfill=true", "text/csv", file));
    assertThat(shown.path("state").asString()).isEqualTo("READY");
    assertThat(codes(shown)).isEmpty();
    assertThat(shown.path("rows").asInt()).isEqualTo(3);
    assertThat(shown.path("orders").asInt()).isEqualTo(2);
    assertThat(ledger.journal().size()).as("nothing is recorded").isEqualTo(before);

    JsonNode done = recorded(shown, "LINE_BY_LINE");
    assertThat(done.path("state").asString()).isEqualTo("RECORDED");
    assertThat(done.path("recorded").asInt()).isEqualTo(2);
    Fact fact = facts(li).getFirst();
    assertThat(((HouseholdApplied) fact.event()).members()).hasSize(2);
    assertThat(fact.envelope().origin()).isEqualTo(Origin.IMPORTED);
    assertThat(fact.envelope().evidence().getFirst().sha256()).isEqualTo(Sha256.of(file));
    assertThat(fact.envelope().actor().officer().number()).isEqualTo("DEMO-CLERK");
    assertThat(report(done))
        .startsWith("\ufeff行,结果")
        .contains("2,已登记,,,,,," + fact.position(), "3,已登记,,,,,," + fact.position(), "4,已登记,");
  }

  private HttpResponse<String> csv(String account, String kind, String file) {
    return upload(account, kind, "text/csv", file.getBytes(StandardCharsets.UTF_8));
  }

  /** What is wrong with a register, by row, column and code. */
  private List<String> problemsOf(String rows) {
    return codes(ended(csv("register?backfill=true", HEADER + rows)));
  }

  private static String member(String household, String name, String idNumber, String day) {
    return "%s,410185100901,2,户主,%s,%s,因病,%s\n".formatted(household, name, idNumber, day);
  }

  private static String idNumber() {
    return "99%09d".formatted(++households);
  }

  private static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  static Stream<Arguments> files() {
    return Stream.of(
        Arguments.of(
            "UTF-8 with a mark", "text/csv", (Function<String, byte[]>) t -> utf8("\ufeff" + t)),
        Arguments.of("GB18030", "text/csv", (Function<String, byte[]>) t -> t.getBytes(GB18030)),
        Arguments.of("a workbook", XLSX, (Function<String, byte[]>) ImportsTest::workbook));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("files")
  void aRegisterIsReadAsItIsSaved(String name, String type, Function<String, byte[]> saved) {
    String li = household();
    String file = "登封市测试村花名册\n" + HEADER + row(li, "户主") + row(li, "之子");

    JsonNode done =
        recorded(
            ended(upload("clerk", "register?backfill=true", type, saved.apply(file))),
            "ALL_OR_NOTHING");

    assertThat(done.path("recorded").asInt()).as(name).isEqualTo(1);
    assertThat(((HouseholdApplied) facts(li).getFirst().event()).members()).hasSize(2);
  }

  @Test
  void whoAPersonIsGoesToTheVaultAndNowhereElse() {
    String li = household();
    String number = idNumber();
    JsonNode shown =
        ended(csv("register?backfill=true", HEADER + member(li, "张无名", number, "2016-03-01")));
    JsonNode done = recorded(shown, "LINE_BY_LINE");

    assertThat(done.toString() + report(done)).doesNotContain(number).doesNotContain("张无名");
    JdbcClient db = JdbcClient.create(dataSource);
    assertThat(
            db.sql("select count(*) from imports.unit where sealed is not null and import = ?")
                .param(UUID.fromString(done.path("id").asString()))
                .query(Long.class)
                .single())
        .isZero();
    assertThat(new String(ledger.journal().stream("household/" + li).getFirst().detail(), UTF_8))
        .doesNotContain(number)
        .doesNotContain("张无名");
  }

  @Test
  void everyProblemIsToldByRowAndColumnAndNeverByValue() {
    String li = household();
    HttpResponse<String> taken =
        csv(
            "register?backfill=true",
            HEADER
                + member("A1", "某某", idNumber(), "2016-03-01")
                + member(household(), "", idNumber(), "2016-03-01")
                + member(household(), "某某", "4.10185199001011E+17", "2016-03-01")
                + member(household(), "某某", idNumber(), "去年春天")
                + member(household(), "某某", idNumber(), "2999-01-01")
                + member(li, "某某", "99000000042", "2016-03-01")
                + member(household(), "某某", "99000000042", "2016-03-01")
                + member(li, "某某", idNumber(), "2016-03-01")
                + "410185100900777,410185100901,两,舅父,某某,99000000043,因懒,2016-03-01,多\n"
                + "990000199001010014,410185100901,2,户主,某某,99000000044,因病,2016-03-01\n");

    assertThat(codes(ended(taken)))
        .containsExactlyInAnyOrder(
            "2A CODE_IRREGULAR",
            "3E CELL_EMPTY",
            "4F NUMBER_ROUNDED",
            "5H DAY_IRREGULAR",
            "6H DAY_TO_COME",
            "8 PERSON_TWICE",
            "9 ROW_TWICE",
            "10C NUMBER_IRREGULAR",
            "10D WORD_UNKNOWN",
            "10G WORD_UNKNOWN",
            "10I CELL_WITHOUT_HEADING",
            "11A ID_NUMBER_MISPLACED");
    String shown = seen("clerk", taken.headers().firstValue("Location").orElseThrow()).body();
    assertThat(shown).doesNotContain("99000000042", "去年春天", "因懒", "990000199001010014");
  }

  @Test
  void rowsOfOneHouseholdSayTheSameAndOneWrongRowKeepsThemAllBack() {
    String li = household();
    JsonNode shown =
        ended(
            csv(
                "register?backfill=true",
                HEADER
                    + row(li, "户主")
                    + row(li, "配偶").replace(",2,", ",3,")
                    + row(household(), "户主")));

    assertThat(codes(shown)).containsExactly("2 ANOTHER_ROW_WRONG", "3C ROWS_DISAGREE");
    JsonNode done = recorded(shown, "LINE_BY_LINE");
    assertThat(facts(li)).isEmpty();
    assertThat(done.path("recorded").asInt()).isEqualTo(1);
    assertThat(report(done)).contains("2,有问题,ANOTHER_ROW_WRONG", "3,有问题,ROWS_DISAGREE,C,group");
  }

  @Test
  void daysAndAmountsAreReadInEveryUsualForm() {
    String header = "户编号,年度,工资性收入,生产经营支出,调查人,日期\n";
    List<String> days =
        List.of("2016-09-04", "2016/9/4", "2016年9月4日", "20160904", "42617", "２０１６-09-04");
    List<String> amounts =
        List.of("1234.5", "\"1,234.50\"", "１２３４.50", "1234.50元", "¥1234.50", "1234.500");
    List<String> lis = new ArrayList<>();
    StringBuilder register = new StringBuilder(HEADER);
    StringBuilder incomes = new StringBuilder(header);
    for (int i = 0; i < days.size(); i++) {
      String li = household();
      lis.add(li);
      register.append(row(li, "户主"));
      incomes.append("%s,2016,%s,200,BF-1,%s\n".formatted(li, amounts.get(i), days.get(i)));
    }
    JsonNode _ =
        recorded(ended(csv("register?backfill=true", register.toString())), "LINE_BY_LINE");

    JsonNode done =
        recorded(ended(csv("incomes?backfill=true", incomes.toString())), "ALL_OR_NOTHING");

    assertThat(done.path("recorded").asInt()).as(report(done)).isEqualTo(days.size());
    assertThat(lis)
        .allSatisfy(li -> {
          Fact fact = facts(li).getLast();
          assertThat(fact.occurredOn()).isEqualTo(LocalDate.of(2016, 9, 4));
          assertThat(((IncomeSurveyed) fact.event()).perCapita()).isEqualTo(new Money(103_450));
        });
  }

  @Test
  void aWorkbooksOwnDaysAndNumbersAreReadAndLongOnesAreNotBelieved() throws IOException {
    String li = household();
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (Workbook workbook = new Workbook(out, "test", "1.0")) {
      Worksheet sheet = workbook.newWorksheet("表");
      String[] headings = HEADER.strip().split(",", -1);
      for (int i = 0; i < headings.length; i++) sheet.value(0, i, headings[i]);
      for (int row = 1; row <= 2; row++) {
        sheet.value(row, 0, row == 1 ? li : household());
        sheet.value(row, 1, 410_185_100_901L);
        sheet.value(row, 2, 2);
        sheet.value(row, 3, "户主");
        sheet.value(row, 4, "某某");
        if (row == 1) sheet.value(row, 5, idNumber());
        else sheet.value(row, 5, 990000199001010014L);
        sheet.value(row, 7, LocalDate.of(2016, 9, 4));
      }
    }

    JsonNode shown = ended(upload("clerk", "register?backfill=true", XLSX, out.toByteArray()));
    assertThat(codes(shown)).containsExactly("3F NUMBER_ROUNDED");
    JsonNode _ = recorded(shown, "LINE_BY_LINE");
    assertThat(facts(li).getFirst().occurredOn()).isEqualTo(LocalDate.of(2016, 9, 4));
  }

  @Test
  void theHeaderIsFoundByEitherNameAndWhatIsWrongWithItIsSaid() {
    String li = household();
    String file =
        " household ,村代码（12位）,小组*,与户主关系,家庭成员姓名,身份证号,备注,面积\n"
            + "%s,410185100901,2,户主,某某,%s,好,80\n".formatted(li, idNumber());

    assertThat(codes(ended(csv("register?backfill=true", file))))
        .containsExactly("1H COLUMN_UNKNOWN");
    JsonNode mapped = ended(csv("register?backfill=true&map=%E9%9D%A2%E7%A7%AF:-", file));
    assertThat(codes(mapped)).isEmpty();
    assertThat(codes(ended(csv("register", "户编号,建档立卡编号,村代码,姓名\n"))))
        .containsExactly(
            "1B COLUMN_TWICE", "1 COLUMN_MISSING", "1 COLUMN_MISSING", "1 COLUMN_MISSING");
    assertThat(codes(ended(csv("register", "张三,990000199001010014\n李四,99\n"))))
        .containsExactly("2 HEADER_MISSING");
    assertThat(codes(ended(csv("register", HEADER)))).containsExactly("1 NO_ROWS");
    assertThat(codes(ended(csv("register?map=%E6%B2%A1%E6%9C%89:name", HEADER + row(li, "户主")))))
        .containsExactly("1 MAPPED_COLUMN_MISSING");
    assertThat(problem(csv("register?map=a:b", file))).isEqualTo("400 MALFORMED");
  }

  @Test
  void whatTheLedgerWouldRefuseIsForeseen() {
    String li = household();
    JsonNode _ =
        recorded(ended(csv("register?backfill=true", HEADER + row(li, "户主"))), "LINE_BY_LINE");

    JsonNode again =
        ended(csv("register?backfill=true", HEADER + row(li, "户主") + row(household(), "户主")));

    assertThat(codes(again)).containsExactly("2 ALREADY_EXISTS");
    JsonNode nothing = recorded(again, "ALL_OR_NOTHING");
    assertThat(nothing.path("problems").asInt()).isEqualTo(1);
    assertThat(nothing.path("state").asString()).isEqualTo("READY");
    assertThat(nothing.path("recorded").asInt()).isZero();
    JsonNode done = recorded(nothing, "LINE_BY_LINE");
    assertThat(done.path("recorded").asInt()).isEqualTo(1);
    assertThat(done.path("refused").asInt()).isEqualTo(1);
    assertThat(report(done)).contains("2,未通过,ALREADY_EXISTS");
  }

  @Test
  void whatWasForeseenAndHoldsNoMoreKeepsNothingBack() {
    String li = household();
    String incomes = "户编号,年度,务工收入,调查人,日期\n%s,2015,1000.00,BF-1,2016-03-02\n".formatted(li);
    JsonNode early = ended(csv("incomes?backfill=true", incomes));
    assertThat(codes(early)).containsExactly("2 UNKNOWN_SUBJECT");
    JsonNode _ =
        recorded(ended(csv("register?backfill=true", HEADER + row(li, "户主"))), "LINE_BY_LINE");

    String address = "/imports/" + early.path("id").asString();
    assertThat(pageOf(signedIn("clerk"), address).body()).contains("整批登记");
    JsonNode done = recorded(early, "ALL_OR_NOTHING");

    assertThat(done.path("recorded").asInt()).isEqualTo(1);
    assertThat(done.path("problems").asInt()).isZero();
  }

  @Test
  void asManyOfAKindAreListedHoweverManyOfOthersCameSince() {
    JsonNode first = ended(csv("register?backfill=true", HEADER + row(household(), "户主")));
    for (int i = 0; i < 50; i++)
      assertThat(upload("finance", "payments", "text/csv", utf8("一个表头,没有\n")).statusCode())
          .isEqualTo(201);

    assertThat(json(seen("clerk", "/imports")).at("/content/imports"))
        .extracting(each -> each.path("id").asString())
        .contains(first.path("id").asString());
  }

  @Test
  void aPersonOfAnotherHouseholdIsForeseenToo() {
    String number = idNumber();
    JsonNode _ =
        recorded(
            ended(
                csv(
                    "register?backfill=true",
                    HEADER + member(household(), "某某", number, "2016-03-01"))),
            "LINE_BY_LINE");

    assertThat(problemsOf(member(household(), "某某", number, "2016-03-01")))
        .containsExactly("2 PERSON_ON_ANOTHER_REGISTER");
  }

  @Test
  void oneBadRowAndAllOrNothingRecordsNothing() {
    String li = household();
    JsonNode shown =
        ended(
            csv(
                "register?backfill=true",
                HEADER + row(li, "户主") + member(household(), "某某", idNumber(), "昨天")));
    long before = ledger.journal().size();

    assertThat(problem(record("clerk", shown, "ALL_OR_NOTHING")))
        .isEqualTo("422 FILE_HAS_BAD_LINES");
    assertThat(ledger.journal().size()).isEqualTo(before);
  }

  @Test
  void whatWasRecordedIsNotRecordedAgain() {
    String li = household();
    JsonNode done =
        recorded(ended(csv("register?backfill=true", HEADER + row(li, "户主"))), "ALL_OR_NOTHING");

    assertThat(problem(record("clerk", done, "LINE_BY_LINE"))).isEqualTo("409 IMPORT_NOT_READY");
    assertThat(facts(li)).hasSize(1);
  }

  @Test
  void eachKindOfListIsRecorded() {
    String li = household();
    String wang = household();
    JsonNode _ =
        recorded(
            ended(csv("register?backfill=true", HEADER + row(li, "户主") + row(wang, "户主"))),
            "ALL_OR_NOTHING");

    assertThat(
            imported(
                "admin",
                "pairings?backfill=true",
                "干部编号,结对范围,结对对象,日期\nBF-1,包户,%s,2016-04-01\nXZ-1,VILLAGE,410185100901,2016-04-01\n"
                    .formatted(li)))
        .isEqualTo(2);
    assertThat(
            imported(
                "clerk",
                "visits?backfill=true",
                "干部编号,户编号,走访日期,走访目的\nBF-1,%1$s,2016-04-02,了解情况\nBF-1,%1$s,2016-05-02,慰问\n"
                    .formatted(li)))
        .isEqualTo(2);
    assertThat(
            imported(
                "clerk",
                "cross-checks?backfill=true",
                "户编号,比对来源,疑点,日期\n%s,车辆、房产,家用轿车,2016-04-03\n%s,车辆,,2016-04-03\n"
                    .formatted(li, wang)))
        .isEqualTo(2);
    assertThat(
            imported(
                "clerk",
                "plans?backfill=true",
                """
                户编号,帮扶责任人,计划脱贫年度,成员编号,帮扶措施,日期
                %1$s,BF-1,2017,01,技能培训,2016-05-03
                %1$s,,,,产业扶持,
                %1$s,BF-1,2017,,小额信贷,2016-05-03
                """
                    .formatted(li)))
        .isEqualTo(1);
    assertThat(
            imported(
                "finance",
                "payments?backfill=true",
                """
                支付单号,项目编码,资金文号,补助项目,补助期间,合计金额,户编号,金额,日期
                ZF-2016-7001,XM-410185-1,郑财预〔2016〕7号,产业扶持,2016,3000.50,%s,1000,2016-05-03
                ZF-2016-7001,,,,,,%s,2000.50,
                """
                    .formatted(li, wang)))
        .isEqualTo(1);
  }

  private String html(String account, JsonNode shown, String language) {
    HttpResponse<String> page =
        send(
            as(account, to("/imports/" + shown.path("id").asString()))
                .header("Accept", "text/html")
                .header("Cookie", "lang=" + language));
    assertThat(page.statusCode()).as(page.body()).isEqualTo(200);
    return page.body();
  }

  @Test
  @DisplayName("Before anything is recorded the first ten orders are shown as they were read")
  void theFirstOrdersAreShownAsTheyWereRead() {
    String li = household();
    StringBuilder file = new StringBuilder(HEADER).append(row(li, "户主")).append(row(li, "配偶"));
    for (int i = 0; i < 12; i++) file.append(row(household(), "户主"));
    file.append(row(household(), "舅父"));
    JsonNode shown = ended(csv("register?backfill=true", file.toString()));
    String page = html("clerk", shown, "zh");

    assertThat(page)
        .contains("前 10 项读成这样", "2–3", "2016-03-01", li, "登记编号", "户主", "因病", "某**", "已填，不显示")
        .doesNotContain("某某", "99000", "控制总额", "??");
    assertThat(page.split("class=\"read\"", -1)).hasSize(11);
    assertThat(html("clerk", shown, "en")).contains("The first 10 as they were read", "illness");
    assertThat(html("clerk", recorded(shown, "LINE_BY_LINE"), "zh")).doesNotContain("读成这样");
  }

  @Test
  @DisplayName("A reading is noted where something that was read is shown, and nowhere else")
  void aReadingIsNotedWhereSomethingThatWasReadIsShown() {
    Logger readings = (Logger) LoggerFactory.getLogger("org.sunshineledger.reading");
    ListAppender<ILoggingEvent> noted = new ListAppender<>();
    noted.start();
    readings.setLevel(Level.INFO);
    readings.addAppender(noted);
    try {
      JsonNode shown = ended(csv("register?backfill=true", HEADER + row(household(), "户主")));
      Supplier<List<String>> ofIt =
          () ->
              noted.list.stream()
                  .map(ILoggingEvent::getFormattedMessage)
                  .filter(said -> said.contains(shown.path("id").asString()))
                  .toList();
      assertThat(ofIt.get()).as("data has none of what was read").isEmpty();

      assertThat(html("clerk", shown, "zh")).contains("读成这样");
      List<String> once =
          List.of("clerk (DEMO-CLERK) read the preview of import " + shown.path("id").asString());
      assertThat(ofIt.get()).isEqualTo(once);

      assertThat(html("clerk", recorded(shown, "LINE_BY_LINE"), "zh")).doesNotContain("读成这样");
      assertThat(ofIt.get()).as("of what is recorded nothing is shown").isEqualTo(once);
    } finally {
      readings.detachAppender(noted);
      readings.setLevel(null);
    }
  }

  @Test
  @DisplayName("Payments are shown with what they come to")
  void paymentsAreShownWithWhatTheyComeTo() {
    HttpResponse<String> taken =
        upload(
            "finance",
            "payments?backfill=true",
            "text/csv",
            utf8(
                """
                支付单号,项目编码,资金文号,补助项目,补助期间,合计金额,户编号,金额,日期
                ZF-2016-7101,XM-410185-1,郑财预〔2016〕7号,产业扶持,2016,3000.50,%1$s,1000,2016-05-03
                ZF-2016-7101,,,,,,%1$s,2000.50,
                ZF-2016-7102,XM-410185-1,郑财预〔2016〕7号,产业扶持,2016,20.00,%1$s,20,2016-05-03
                """
                    .formatted(TownOnTheLedger.LI)));
    JsonNode shown = ended("finance", taken.headers().firstValue("Location").orElseThrow());

    assertThat(html("finance", shown, "zh"))
        .contains("读成支付单 2 份、3 行，控制总额 3,020.50 元", "2,000.50 元", "产业扶持");
  }

  private int imported(String account, String kind, String file) {
    HttpResponse<String> taken = upload(account, kind, XLSX, workbook(file.replace("\r", "")));
    assertThat(taken.statusCode()).as(taken.body()).isEqualTo(201);
    JsonNode shown = ended(account, taken.headers().firstValue("Location").orElseThrow());
    assertThat(shown.path("problemList")).as(shown.toString()).isEmpty();
    JsonNode done =
        ended(
            account,
            record(account, shown, "ALL_OR_NOTHING")
                .headers()
                .firstValue("Location")
                .orElseThrow());
    return done.path("recorded").asInt();
  }

  @Test
  void theRegionOfThePostHoldsForEachRow() {
    String file = HEADER + row(household(), "户主").replace("410185100901", "410183");

    assertThat(codes(ended(csv("register?backfill=true", file))))
        .containsExactly("2 OUTSIDE_YOUR_REGION");
    assertThat(denied("/imports/register")).isPositive();
  }

  /** How often the clerk was denied something behind this door for want of the region. */
  private int denied(String address) {
    denials.write();
    return JdbcClient.create(dataSource)
        .sql(
            """
            select coalesce(sum(times), 0) from access.denial
            where account = 'clerk' and code = 'OUTSIDE_YOUR_REGION' and method = 'POST'
              and address = ? and network = '?'
            """)
        .param(address)
        .query(Integer.class)
        .single();
  }

  @Test
  void anOrderThatIsDeniedAsItIsRecordedIsOnRecordLikeOneAtTheDoor() {
    String file = HEADER + row(household(), "户主").replace("410185100901", "410183");
    JsonNode shown = ended(csv("register?backfill=true", file));
    int before = denied("/imports/{}/record");

    JsonNode done = recorded(shown, "LINE_BY_LINE");

    assertThat(done.path("refused").asInt()).isEqualTo(1);
    assertThat(denied("/imports/{}/record")).isEqualTo(before + 1);
  }

  @Test
  void onlyWhoMayGiveTheOrdersMayImportThem() {
    assertThat(problem(csv("payer", "register", HEADER))).isEqualTo("403 NOT_YOUR_ROLE");
    assertThat(problem(csv("clerk", "payments", HEADER))).isEqualTo("403 NOT_YOUR_ROLE");
    assertThat(
            problem(
                send(
                    to("/imports/register")
                        .header("Content-Type", "text/csv")
                        .POST(HttpRequest.BodyPublishers.ofString(HEADER)))))
        .isEqualTo("401 SIGN_IN");
    HttpResponse<String> taken = csv("register", HEADER + row(household(), "户主"));
    String address = taken.headers().firstValue("Location").orElseThrow();
    assertThat(problem(seen("finance", address))).isEqualTo("403 NOT_YOUR_ROLE");
    assertThat(problem(seen("clerk", "/imports/" + UUID.randomUUID())))
        .isEqualTo("404 UNKNOWN_IMPORT");
  }

  static Stream<Arguments> unreadable() {
    byte[] quote = utf8(HEADER + "\"410185,never closed" + "x,y\n".repeat(5_000));
    byte[] mixed =
        join(utf8(HEADER + row("4101851", "户主")), row("4101852", "户主").getBytes(GB18030));
    return Stream.of(
        Arguments.of("empty", new byte[0], "400 MALFORMED"),
        Arguments.of("a quote that never closes", quote, "400 MALFORMED"),
        Arguments.of("NUL", utf8(HEADER + "\0"), "400 MALFORMED"),
        Arguments.of("two encodings", mixed, "400 MALFORMED"),
        Arguments.of("UTF-16", HEADER.getBytes(StandardCharsets.UTF_16), "400 MALFORMED"),
        Arguments.of("no encoding", new byte[] {'a', (byte) 0xff, (byte) 0xff}, "400 MALFORMED"),
        Arguments.of("an old workbook", new byte[] {(byte) 0xd0, (byte) 0xcf, 1}, "400 MALFORMED"),
        Arguments.of("no workbook", utf8("PK\3\4nothing"), "400 MALFORMED"),
        Arguments.of("entities", zip("xl/workbook.xml", utf8(ENTITIES)), "400 MALFORMED"),
        Arguments.of(
            "a sheet in other letters",
            zip("xl/worksheets/sheet1.XML", utf8("<c r=\"ZZZZZZ1\"/>")),
            "400 MALFORMED"),
        Arguments.of(
            "texts in another part",
            zip("[Content_Types].xml", utf8(OTHER_TEXTS)),
            "400 MALFORMED"),
        Arguments.of("a bomb", bomb(), "413 TOO_LARGE"),
        Arguments.of("too large", new byte[(32 << 20) + 1], "413 TOO_LARGE"));
  }

  private static final String ENTITIES = "<!DOCTYPE a [<!ENTITY b \"c\">]><workbook>&b;</workbook>";

  private static final String OTHER_TEXTS =
      "<Types><Override PartName=\"/xl/texts.xml\" ContentType=\"application/"
          + "vnd.openxmlformats-officedocument.spreadsheetml.sharedStrings+xml\"/></Types>";

  /** Unpacked it is larger than any list. */
  private static byte[] bomb() {
    byte[] blanks = utf8(" ".repeat(1 << 20));
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (ZipOutputStream zip = new ZipOutputStream(out)) {
      zip.putNextEntry(new ZipEntry("xl/worksheets/sheet1.xml"));
      zip.write(utf8("<worksheet>"));
      for (int i = 0; i < 300; i++) zip.write(blanks);
      zip.write(utf8("</worksheet>"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return out.toByteArray();
  }

  private static byte[] join(byte[] one, byte[] other) {
    byte[] both = Arrays.copyOf(one, one.length + other.length);
    System.arraycopy(other, 0, both, one.length, other.length);
    return both;
  }

  private static byte[] zip(String name, byte[] part) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (ZipOutputStream zip = new ZipOutputStream(out)) {
      zip.putNextEntry(new ZipEntry(name));
      zip.write(part);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return out.toByteArray();
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("unreadable")
  void whatIsNoListIsTurnedAway(String name, byte[] file, String problem) {
    assertThat(problem(upload("clerk", "register", "text/csv", file))).as(name).isEqualTo(problem);
  }

  @Test
  void aTemplateIsReadAsItIsGiven() throws IOException {
    for (String kind :
        List.of("register", "incomes", "plans", "payments", "pairings", "visits", "cross-checks")) {
      String account =
          switch (kind) {
            case "payments" -> "finance";
            case "pairings" -> "admin";
            default -> "clerk";
          };
      for (String format : List.of("csv", "xlsx")) {
        HttpResponse<byte[]> template =
            raw(as(account, to("/imports/%s/template.%s".formatted(kind, format))));
        assertThat(template.statusCode()).as(kind).isEqualTo(200);
        HttpResponse<String> taken =
            upload(account, kind, format.equals("csv") ? "text/csv" : XLSX, template.body());
        String at = taken.headers().firstValue("Location").orElseThrow();
        assertThat(codes(ended(account, at))).as(kind).containsExactly("1 NO_ROWS");
      }
    }
  }

  @Test
  void theReportComesAsAWorkbookToo() throws IOException {
    JsonNode done =
        recorded(
            ended(csv("register?backfill=true", HEADER + row(household(), "户主"))), "LINE_BY_LINE");
    byte[] report = raw(as("clerk", to(done.path("report").asString() + ".xlsx"))).body();

    try (ReadableWorkbook workbook = new ReadableWorkbook(new ByteArrayInputStream(report))) {
      var rows = workbook.getFirstSheet().read();
      assertThat(rows).hasSize(2);
      assertThat(Objects.requireNonNull(rows.getLast().getCellText(1))).isEqualTo("已登记");
    }
  }

  @Test
  void aBrowserUploadsLooksAndRecords() {
    String li = household();
    String session = signedIn("clerk");
    HttpResponse<String> form = pageOf(session, "/imports");
    assertThat(form.body()).contains("花名册", "走访记录").doesNotContain("资金发放清册");
    String boundary = "----sunshine";
    String body =
        """
        --%1$s
        Content-Disposition: form-data; name="_csrf"

        %2$s
        --%1$s
        Content-Disposition: form-data; name="backfill"

        true
        --%1$s
        Content-Disposition: form-data; name="file"; filename="a.csv"
        Content-Type: text/csv

        %3$s
        --%1$s--
        """
            .formatted(boundary, token(form), HEADER + row(li, "户主"))
            .replace("\n", "\r\n");
    HttpResponse<String> taken =
        send(
            to("/imports/register")
                .header("Accept", "text/html")
                .header("Cookie", session)
                .header("Content-Type", "multipart/form-data; boundary=" + boundary)
                .POST(HttpRequest.BodyPublishers.ofString(body)));

    assertThat(taken.statusCode()).as(taken.body()).isEqualTo(303);
    String at = URI.create(taken.headers().firstValue("Location").orElseThrow()).getPath();
    JsonNode _ = ended("clerk", at);
    HttpResponse<String> shown = pageOf(session, at);
    assertThat(shown.body()).contains("没有发现问题", "逐行登记", "整批登记");
    HttpResponse<String> recording =
        send(
            to(at + "/record")
                .header("Accept", "text/html")
                .header("Cookie", session)
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(
                    HttpRequest.BodyPublishers.ofString(
                        "mode=ALL_OR_NOTHING&_csrf=" + token(shown))));
    assertThat(recording.statusCode()).isEqualTo(303);
    assertThat(ended("clerk", at).path("state").asString()).isEqualTo("RECORDED");
    assertThat(pageOf(session, at).body()).contains("已登记");
    assertThat(facts(li)).hasSize(1);
  }

  /** If the body were read, there would be no answer: it never comes. */
  @ParameterizedTest
  @ValueSource(strings = {"", "Authorization: Basic Y2xlcms6d3Jvbmc=\r\n"})
  void aFormWithAFileIsAnsweredBeforeItsBodyComesToWhoIsNotSignedIn(String header)
      throws IOException {
    int port = to("/").build().uri().getPort();
    try (Socket socket = new Socket(InetAddress.ofLiteral("127.0.0.1"), port)) {
      socket.setSoTimeout(Math.toIntExact(Duration.ofSeconds(10).toMillis()));
      socket
          .getOutputStream()
          .write(
              utf8(
                  "POST /imports/register HTTP/1.1\r\nHost: localhost\r\n"
                      + "Accept: application/json\r\nContent-Length: 33000000\r\n"
                      + header
                      + "Content-Type: multipart/form-data; boundary=x\r\n\r\n--x\r\n"));
      byte[] status = socket.getInputStream().readNBytes("HTTP/1.1 401".length());
      assertThat(new String(status, StandardCharsets.UTF_8)).isEqualTo("HTTP/1.1 401");
    }
  }

  @Test
  void aFormWithAFileIsNotEvenReadFromWhoIsNotSignedIn() {
    HttpRequest.Builder form =
        to("/imports/register")
            .header("Content-Type", "multipart/form-data; boundary=x")
            .POST(HttpRequest.BodyPublishers.ofString("--x--\r\n"));
    assertThat(problem(send(form))).isEqualTo("401 SIGN_IN");
    assertThat(
            problem(
                send(
                    to("/households")
                        .header("Content-Type", "multipart/form-data; boundary=x")
                        .POST(HttpRequest.BodyPublishers.ofString("--x--\r\n")))))
        .isEqualTo("415 WRONG_MEDIA_TYPE");
  }

  /** Without a boundary, and with one that never comes: nothing of it can be read. */
  @ParameterizedTest
  @ValueSource(strings = {"multipart/form-data", "multipart/form-data; boundary=x"})
  void aFormThatIsNoneIsMalformedAndTheLogSaysNothingOfIt(String type, CapturedOutput output) {
    HttpRequest.Builder byPassword =
        as("clerk", to("/imports/register"))
            .header("Accept", "application/json")
            .header("Content-Type", type)
            .POST(HttpRequest.BodyPublishers.ofString("no form at all"));
    HttpRequest.Builder bySession =
        to("/imports/register")
            .header("Accept", "application/json")
            .header("Content-Type", type)
            .header("Cookie", signedIn("clerk"))
            .POST(HttpRequest.BodyPublishers.ofString("no form at all"));

    assertThat(problem(send(byPassword))).isEqualTo("400 MALFORMED");
    assertThat(problem(send(bySession))).isIn("400 MALFORMED", "403 STALE_FORM");
    assertThat(output.getAll()).doesNotContain("FileUploadException", "Exception Processing");
  }

  @Test
  void whatIsNotRecordedCanBeTakenBack() {
    JsonNode shown = ended(csv("register", HEADER + row(household(), "户主")));
    String at = "/imports/" + shown.path("id").asString();
    assertThat(
            send(as("clerk", to(at + "/delete")).POST(HttpRequest.BodyPublishers.noBody()))
                .statusCode())
        .isEqualTo(204);
    assertThat(problem(seen("clerk", at))).isEqualTo("404 UNKNOWN_IMPORT");
  }

  private static final Pattern TOKEN = Pattern.compile("name=\"_csrf\"[^>]*value=\"([^\"]+)\"");

  private static String token(HttpResponse<String> page) {
    Matcher token = TOKEN.matcher(page.body());
    assertThat(token.find()).as(page.body()).isTrue();
    return token.group(1);
  }

  private HttpResponse<String> pageOf(String session, String path) {
    return send(to(path).header("Accept", "text/html").header("Cookie", session));
  }

  private String signedIn(String account) {
    HttpResponse<String> form = page("/login");
    HttpResponse<String> answer =
        send(
            to("/login")
                .header("Accept", "text/html")
                .header("Cookie", session(form))
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(
                    HttpRequest.BodyPublishers.ofString(
                        "username=%s&password=%s&_csrf=%s"
                            .formatted(account, PASSWORD, token(form)))));
    return session(answer);
  }

  private static String session(HttpResponse<String> answer) {
    return answer.headers().allValues("Set-Cookie").stream()
        .filter(cookie -> cookie.startsWith("JSESSIONID"))
        .map(cookie -> cookie.substring(0, cookie.indexOf(';')))
        .findFirst()
        .orElseThrow();
  }
}
