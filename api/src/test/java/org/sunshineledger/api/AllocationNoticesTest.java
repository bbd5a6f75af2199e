package org.sunshineledger.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.dhatim.fastexcel.reader.ReadableWorkbook;
import org.junit.jupiter.api.Test;
import org.sunshineledger.ledger.fact.Fact;
import org.sunshineledger.ledger.fact.NoticeId;
import org.sunshineledger.ledger.fact.Origin;
import org.sunshineledger.ledger.notice.NoticeEvent.Announced;
import org.sunshineledger.ledger.notice.NoticeKind;
import org.sunshineledger.ledger.region.RegionLevel;
import tools.jackson.databind.JsonNode;

class AllocationNoticesTest extends OpenDoors {

  private static final String IMPORT = "/imports/allocation-notices";
  private static final String TEMPLATE = IMPORT + "/template.xlsx";
  private static final String XLSX =
      "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";
  private static final String PUBLISHED = published();

  private static String published() {
    try (InputStream in =
        Objects.requireNonNull(
            AllocationNoticesTest.class.getResourceAsStream(
                "/scenario/zhengzhou-2016/notice-2018-03-06.json"))) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private HttpResponse<String> workbook(String account, String path, byte[] file) {
    return send(
        as(account, to(path))
            .header("Content-Type", XLSX)
            .POST(HttpRequest.BodyPublishers.ofByteArray(file)));
  }

  private HttpResponse<String> withKey(String path, String key, String body) {
    return send(
        as("finance", to(path))
            .header("Content-Type", "application/json")
            .header("Idempotency-Key", key)
            .POST(HttpRequest.BodyPublishers.ofString(body)));
  }

  /** An answer that is no text. */
  private static HttpResponse<byte[]> file(HttpRequest.Builder request) {
    try (HttpClient client = HttpClient.newHttpClient()) {
      return client.send(request.build(), HttpResponse.BodyHandlers.ofByteArray());
    } catch (IOException e) {
      throw new AssertionError("the doors do not answer", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError(e);
    }
  }

  private byte[] template() {
    HttpResponse<byte[]> answer = file(as("auditor", to(TEMPLATE)));
    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(answer.headers().firstValue("Content-Type")).contains(XLSX);
    assertThat(answer.headers().firstValue("Content-Disposition").orElse(""))
        .startsWith("attachment");
    return answer.body();
  }

  private Announced announced(String notice) {
    return (Announced) fact(notice).event();
  }

  private Fact fact(String notice) {
    List<Fact> facts =
        ledger.journal().stream(new NoticeId(notice).stream()).stream()
            .map(ledger.codec()::decode)
            .toList();
    assertThat(facts).hasSize(1);
    assertThat(facts.getFirst().envelope().origin()).isEqualTo(Origin.IMPORTED);
    assertThat(facts.getFirst().envelope().actor().officer().number()).isEqualTo("DEMO-FINANCE");
    assertThat(facts.getFirst().envelope().evidence()).hasSize(1);
    return facts.getFirst();
  }

  @Test
  void financeAndAuditorsSeeWhatItComesToAndNothingIsRecorded() {
    long before = ledger.journal().size();

    for (String account : List.of("finance", "auditor")) {
      HttpResponse<String> answer = order(account, IMPORT, PUBLISHED);

      assertThat(answer.statusCode()).isEqualTo(200);
      JsonNode report = json(answer);
      assertThat(report.path("title").asString()).contains("2018年财政专项扶贫资金");
      assertThat(report.path("addsUp").asBoolean()).isTrue();
      assertThat(report.at("/levels/0/name").asString()).isEqualTo("中央");
      assertThat(report.at("/levels/0/subtotal").toString())
          .isEqualTo("{\"stated\":2033,\"computed\":2033}");
      assertThat(report.at("/higherLevels/computed").toString()).isEqualTo("2981");
      assertThat(report.at("/total/computed").toString()).isEqualTo("32831");
      assertThat(report.path("findings").size()).isEqualTo(1);
      assertThat(report.at("/findings/0/code").asString()).isEqualTo("DOCUMENT_YEAR_SLIP");
      assertThat(report.at("/findings/0/place").asString()).isEqualTo("/documentNumbers/1/city");
      assertThat(report.path("recorded").isNull()).isTrue();
    }
    assertThat(ledger.journal().size()).isEqualTo(before);
  }

  @Test
  void theTextsAreInTheReadersLanguage() {
    HttpResponse<String> english =
        send(
            as("auditor", to(IMPORT))
                .header("Content-Type", "application/json")
                .header("Cookie", "lang=en")
                .POST(HttpRequest.BodyPublishers.ofString(PUBLISHED.replace("32831", "32832"))));

    assertThat(json(english).at("/findings/0/text").asString())
        .isEqualTo(
            "The total is stated as 32832 × 10,000 yuan; the levels come to 32831 × 10,000 yuan.");
  }

  @Test
  void theTemplateIsTheNoticeOf2018AndReadsBackAsIt() throws IOException {
    byte[] template = template();
    try (ReadableWorkbook workbook = new ReadableWorkbook(new ByteArrayInputStream(template))) {
      assertThat(workbook.getFirstSheet().read().getFirst().stream().map(cell -> cell.asString()))
          .containsExactly("级次", "上级文号", "市级文号", "金额", "不含地区", "不含金额");
    }

    JsonNode report = json(workbook("auditor", IMPORT, template));

    JsonNode ofJson = json(order("auditor", IMPORT, PUBLISHED));
    for (String same : List.of("title", "published", "unit", "levels", "higherLevels", "total"))
      assertThat(report.path(same)).as(same).isEqualTo(ofJson.path(same));
    assertThat(report.at("/findings/0/documents")).isEqualTo(ofJson.at("/findings/0/documents"));
    assertThat(report.at("/findings/0/place").asString()).isEqualTo("分配表!C15");
  }

  @Test
  void financeRecordsItOnceAndThePageAddsItUpAgain() {
    String path = IMPORT + "?record=true&notice=410100-CZ-2018-03-07";

    HttpResponse<String> first = withKey(path, "notice-2018-0001", PUBLISHED);
    long size = ledger.journal().size();
    HttpResponse<String> second = withKey(path, "notice-2018-0001", PUBLISHED);

    assertThat(first.statusCode()).isEqualTo(201);
    JsonNode recorded = json(first).path("recorded");
    assertThat(recorded.path("notice").asString()).isEqualTo("410100-CZ-2018-03-07");
    assertThat(first.headers().firstValue("Location")).contains(recorded.at("/facts/0").asString());
    assertThat(json(first).at("/findings/0/stopsRecording").asBoolean(true))
        .as("a slip of the year does not stop it")
        .isFalse();
    assertThat(second.statusCode()).isEqualTo(200);
    assertThat(json(second).at("/recorded/repeated").asBoolean()).isTrue();
    assertThat(ledger.journal().size()).isEqualTo(size);
    assertThat(problem(withKey(path, "notice-2018-0001", PUBLISHED + " ")))
        .isEqualTo("422 KEY_REUSED");

    Announced fact = announced("410100-CZ-2018-03-07");
    assertThat(fact.kind()).isEqualTo(NoticeKind.FUND_ALLOCATION);
    assertThat(fact.level()).isEqualTo(RegionLevel.CITY);
    assertThat(fact.region()).isEqualTo(TownOnTheLedger.CITY);
    theTownStands();
    JsonNode sums = json(data("/notices/410100-CZ-2018-03-07")).at("/content/sums");
    assertThat(sums.size()).isEqualTo(6);
    assertThat(sums.valueStream().limit(5).allMatch(sum -> sum.path("holds").asBoolean()))
        .as("%s", sums)
        .isTrue();
  }

  @Test
  void whatIsRecordedIsOfTheDayItWasPublishedAndMeetsTheDutyForTheFundsItCites() {
    String fund =
        """
        {"occurredOn":"2020-03-02","order":{"fund":"郑财预〔2020〕12号","sourceLevel":"CITY",
        "purpose":"GENERAL","year":2020,"region":"410100","amount":1000000}}
        """;
    HttpResponse<String> appropriated = order("finance", "/funds", fund);
    assertThat(appropriated.statusCode()).as(appropriated.body()).isEqualTo(201);
    String notice =
        """
        {"title":"2020年资金分配","published":"2020-03-06","unit":"万元","total":1,
        "sources":[{"level":"CITY","amounts":[{"amount":1,"city":"郑财预〔2020〕12号"}]}]}
        """;

    assertThat(
            order("finance", IMPORT + "?record=true&notice=410100-CZ-2020-03-06", notice)
                .statusCode())
        .isEqualTo(201);

    Fact announced = fact("410100-CZ-2020-03-06");
    Fact meant =
        ledger.codec().decode(ledger.journal().beginning("fund/郑财预〔2020〕12号").orElseThrow());
    assertThat(((Announced) announced.event()).subjects()).containsExactly(meant.id());
    assertThat(announced.envelope().occurredOn()).isEqualTo("2020-03-06");
    viewsHaveCaughtUp();
    JsonNode duty =
        json(data("/disclosures?region=410100&matter=CITY_ALLOCATION"))
            .at("/content/disclosures")
            .valueStream()
            .filter(each -> each.path("about").asString("").endsWith("郑财预〔2020〕12号"))
            .findFirst()
            .orElseThrow();
    assertThat(duty.path("status").asString()).isEqualTo("IN_TIME");
    assertThat(duty.path("otherTotal").asBoolean(true)).isFalse();
  }

  @Test
  void aWorkbookIsRecordedToo() {
    HttpResponse<String> answer =
        workbook("finance", IMPORT + "?record=true&notice=410100-CZ-2018-03-08", template());

    assertThat(answer.statusCode()).isEqualTo(201);
    assertThat(announced("410100-CZ-2018-03-08").kind()).isEqualTo(NoticeKind.FUND_ALLOCATION);
  }

  @Test
  void whatDoesNotAddUpIsShownAndNotRecorded() {
    String wrong = PUBLISHED.replace("32831", "32832");
    long before = ledger.journal().size();

    HttpResponse<String> shown = order("finance", IMPORT, wrong);
    HttpResponse<String> refused =
        order("finance", IMPORT + "?record=true&notice=410100-CZ-2018-03-09", wrong);

    assertThat(shown.statusCode()).isEqualTo(200);
    assertThat(json(shown).path("addsUp").asBoolean(true)).isFalse();
    assertThat(problem(refused)).isEqualTo("422 NOTICE_DOES_NOT_ADD_UP");
    assertThat(json(refused).path("detail").asString())
        .isEqualTo("/total 总计写作 32832 万元，各级相加为 32831 万元。");
    assertThat(ledger.journal().size()).isEqualTo(before);
  }

  @Test
  void aNumberThatIsTakenIsRefusedByItsRule() {
    assertThat(
            problem(
                order(
                    "finance",
                    IMPORT + "?record=true&notice=" + TownOnTheLedger.ALLOCATION,
                    PUBLISHED)))
        .isEqualTo("409 ALREADY_EXISTS");
  }

  @Test
  void eachRoleDoesItsOwn() {
    String record = IMPORT + "?record=true&notice=410100-CZ-2018-03-10";

    assertThat(problem(order("auditor", record, PUBLISHED))).isEqualTo("403 NOT_YOUR_ROLE");
    for (String other : List.of("clerk", "approver", "payer", "inspector", "admin"))
      assertThat(problem(order(other, IMPORT, PUBLISHED))).isEqualTo("403 NOT_YOUR_ROLE");
    assertThat(problem(send(as("clerk", to(TEMPLATE))))).isEqualTo("403 NOT_YOUR_ROLE");
    assertThat(problem(send(to(TEMPLATE)))).isEqualTo("401 SIGN_IN");
    assertThat(
            problem(
                send(
                    to(IMPORT)
                        .header("Content-Type", "application/json")
                        .POST(HttpRequest.BodyPublishers.ofString(PUBLISHED)))))
        .isEqualTo("401 SIGN_IN");
  }

  @Test
  void whatCannotBeReadIsAProblemThatSaysWhere() {
    byte[] cut = Arrays.copyOf(template(), 1000);

    assertThat(malformed(order("finance", IMPORT, "{"))).isEqualTo("body");
    assertThat(malformed(order("finance", IMPORT, PUBLISHED.replace("\"total\"", "\"sum\""))))
        .isEqualTo("/sum");
    assertThat(malformed(order("finance", IMPORT, PUBLISHED.replace("1903", "1903.0000001"))))
        .isEqualTo("/sources/0/amounts/1");
    assertThat(
            malformed(
                order(
                    "finance",
                    IMPORT + "?record=true&notice=410100-CZ-2099-02-03",
                    PUBLISHED.replace("2018-03-06", "2099-02-03"))))
        .isEqualTo("/published");
    assertThat(malformed(workbook("finance", IMPORT, cut))).isEqualTo("body");
    assertThat(malformed(order("finance", IMPORT + "?record=true", PUBLISHED))).isEqualTo("notice");
    assertThat(malformed(order("finance", IMPORT + "?record=true&notice=x", PUBLISHED)))
        .isEqualTo("notice");
    assertThat(malformed(order("finance", IMPORT + "?record=perhaps", PUBLISHED)))
        .isEqualTo("record");
    assertThat(
            malformed(
                withKey(IMPORT + "?record=true&notice=410100-CZ-2018-03-11", "short", PUBLISHED)))
        .isEqualTo("Idempotency-Key");
    assertThat(problem(order("finance", IMPORT, " ".repeat(2 << 20)))).isEqualTo("413 TOO_LARGE");
    assertThat(
            problem(
                send(
                    as("finance", to(IMPORT))
                        .header("Content-Type", "text/csv")
                        .POST(HttpRequest.BodyPublishers.ofString(PUBLISHED)))))
        .isEqualTo("415 WRONG_MEDIA_TYPE");
  }

  private String malformed(HttpResponse<String> answer) {
    assertThat(problem(answer)).isEqualTo("400 MALFORMED");
    return json(answer).path("field").asString("");
  }
}
