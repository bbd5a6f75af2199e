package org.sunshineledger.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.sunshineledger.ledger.fact.Fact;
import org.sunshineledger.ledger.fact.Origin;
import org.sunshineledger.ledger.fact.RegionCode;
import org.sunshineledger.ledger.region.RegionLevel;
import org.sunshineledger.ledger.region.RegionOrder.DefineRegion;
import org.sunshineledger.ledger.supervision.ClaimEvent.ClaimCheckRecorded;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

@DisplayName("导入公布的数字")
class ClaimsImportTest extends OpenDoors {

  private static final String IMPORT = "/imports/claims";
  private static final String CLAIMS = real("claims.csv");
  private static final String CHECKS = real("checks.csv");
  private static final String HEADER = "id,region,metric,unit,kind,as_of,op,value,note\n";
  private static final String CHECK_HEADER = "id,kind,expression,tolerance,source,note\n";
  private static final long SEED = 302_218_84;

  private static String real(String file) {
    try (InputStream in =
        Objects.requireNonNull(
            ClaimsImportTest.class.getResourceAsStream("/scenario/zhengzhou-2016/" + file))) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Those of the article that the town has not. */
  @BeforeEach
  void theArticlesDivisionsStand() {
    define("410182", RegionLevel.COUNTY, "410100");
    define("410184", RegionLevel.COUNTY, "410100");
    define("410184402", RegionLevel.TOWNSHIP, "410184");
    define("410122", RegionLevel.COUNTY, "410100");
    define("410122208", RegionLevel.TOWNSHIP, "410122");
    define("410106", RegionLevel.COUNTY, "410100");
    define("410173", RegionLevel.COUNTY, "410100");
    define("410173202", RegionLevel.TOWNSHIP, "410173");
    define("410200", RegionLevel.CITY, "410000");
  }

  private void define(String code, RegionLevel level, String parent) {
    if (ledger.journal().beginning("region/" + code).isPresent()) return;
    recorded(new DefineRegion(new RegionCode(code), "区划" + code, level, new RegionCode(parent)));
  }

  private HttpRequest.Builder upload(String query, byte[] file) {
    return as("auditor", to(IMPORT + "?" + query))
        .header("Content-Type", "text/csv")
        .POST(HttpRequest.BodyPublishers.ofByteArray(file));
  }

  private HttpResponse<String> csv(String query, String file) {
    return send(upload(query, file.getBytes(StandardCharsets.UTF_8)));
  }

  private HttpResponse<String> preview(String file) {
    return csv("source=preview", file);
  }

  private HttpResponse<String> record(String source, String file) {
    return csv("source=" + source + "&record=true", file);
  }

  private List<Fact> facts(String source) {
    return ledger.journal().stream("claim/" + source).stream().map(ledger.codec()::decode).toList();
  }

  @Test
  void theArticlesOwnFilesGoInUnderAnotherNameAndAreReconciledThere() {
    long before = ledger.journal().size();
    JsonNode seen = json(csv("source=reprint-2016", CLAIMS));
    assertThat(seen.path("kind").asString()).isEqualTo("CLAIMS");
    assertThat(seen.path("lines").asInt()).isEqualTo(75);
    assertThat(seen.path("sound").asBoolean()).as("%s", seen.path("findings")).isTrue();
    assertThat(seen.path("recorded").isNull()).isTrue();
    assertThat(ledger.journal().size()).as("a preview records nothing").isEqualTo(before);

    HttpResponse<String> claims =
        csv("source=reprint-2016&published=2016-10-17&record=true", CLAIMS);
    HttpResponse<String> checks =
        csv("source=reprint-2016&published=2016-10-17&record=true", CHECKS);

    assertThat(claims.statusCode()).isEqualTo(201);
    assertThat(json(claims).at("/recorded/facts").size()).isEqualTo(75);
    assertThat(checks.statusCode()).as(checks.body()).isEqualTo(201);
    assertThat(json(checks).at("/recorded/last").asLong())
        .isEqualTo(json(checks).at("/recorded/first").asLong() + 20);
    List<Fact> facts = facts("reprint-2016");
    assertThat(facts).hasSize(96);
    assertThat(facts)
        .allSatisfy(fact -> {
          assertThat(fact.envelope().origin()).isEqualTo(Origin.IMPORTED);
          assertThat(fact.occurredOn()).isEqualTo("2016-10-17");
          assertThat(fact.envelope().actor().officer().number()).isEqualTo("DEMO-AUDITOR");
          assertThat(fact.envelope().evidence()).hasSize(1);
        });
    assertThat(facts.subList(0, 75).stream().map(Fact::recordedAt).distinct())
        .as("one append")
        .hasSize(1);

    viewsHaveCaughtUp();
    JsonNode content = json(data("/reconciliation?source=reprint-2016")).path("content");
    assertThat(content.at("/report/claims").size()).isEqualTo(75);
    assertThat(content.at("/report/checks").size()).isEqualTo(21);
    assertThat(content.at("/counts/UNIT_MISMATCH").asInt(-1))
        .as("every figure of the article is in the unit of its measure")
        .isZero();
    assertThat(content.path("failed").valueStream().map(each -> each.at("/check/id").asString()))
        .containsExactly(
            "K02", "K03", "K11", "K12", "K13", "K14", "K16", "K17", "K19", "K20", "K21");
    assertThat(content.at("/failed/5/units").toString())
        .isEqualTo(
            "{\"term\":\"C048\",\"unit\":\"village\",\"otherTerm\":\"C046\",\"otherUnit\":\"household\"}");
  }

  @Test
  void noFreeTextIsRecorded() {
    String source = "no-notes";
    assertThat(record(source, CLAIMS).statusCode()).isEqualTo(201);
    assertThat(record(source, CHECKS).statusCode()).isEqualTo(201);

    assertThat(facts(source))
        .extracting(fact -> JsonMapper.shared().writeValueAsString(fact.event()))
        .noneMatch(text ->
            text.contains("Golden Seed")
                || text.contains("(holds)")
                || text.contains("share of villages"));
    assertThat(facts(source).stream().map(Fact::event))
        .filteredOn(event -> event instanceof ClaimCheckRecorded)
        .extracting(event -> ((ClaimCheckRecorded) event).relation())
        .contains("C048, C046, C047", "C065, C066", "C049 + C050 + C052 * C051 = C053");
  }

  @Test
  void theSameFileIsRecordedOnce() {
    String query = "source=once-2016&record=true";
    HttpResponse<String> first = withKey(query, "claims-2016-0001", CLAIMS);
    long size = ledger.journal().size();

    HttpResponse<String> again = withKey(query, "claims-2016-0001", CLAIMS);
    HttpResponse<String> without = csv(query, CLAIMS);
    HttpResponse<String> other = withKey(query, "claims-2016-0001", CLAIMS + "\n");
    JsonNode preview = json(csv("source=once-2016", CLAIMS));

    assertThat(first.statusCode()).isEqualTo(201);
    assertThat(again.statusCode()).isEqualTo(200);
    assertThat(json(again).at("/recorded/repeated").asBoolean()).isTrue();
    assertThat(json(again).at("/recorded/first")).isEqualTo(json(first).at("/recorded/first"));
    assertThat(problem(without)).isEqualTo("422 FILE_HAS_BAD_LINES");
    assertThat(json(without).path("detail").asString())
        .startsWith("2:id 该来源的 C001 已登记")
        .contains("76:id");
    assertThat(problem(other)).isEqualTo("422 KEY_REUSED");
    assertThat(preview.path("findings").size()).isEqualTo(75);
    assertThat(preview.at("/findings/0/code").asString()).isEqualTo("RECORDED_ALREADY");
    assertThat(ledger.journal().size()).isEqualTo(size);
  }

  private HttpResponse<String> withKey(String query, String key, String file) {
    return send(
        upload(query, file.getBytes(StandardCharsets.UTF_8)).header("Idempotency-Key", key));
  }

  private static final String GOOD =
      "C001,410185,persons.registered,person,ACTUAL,2015-12-31,=,948,\n";

  @ParameterizedTest(name = "{0}: {1}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          3:id      | ID_IRREGULAR          | c1,410185,m,person,ACTUAL,2015-12-31,=,1,
          3:id      | ID_TWICE              | C001,410185,m,person,ACTUAL,2015-12-31,=,1,
          3:id      | CELL_EMPTY            | ,410185,m,person,ACTUAL,2015-12-31,=,1,
          3:region  | REGION_CODE_IRREGULAR | C002,登封,m,person,ACTUAL,2015-12-31,=,1,
          3:region  | REGION_UNKNOWN        | C002,999999,m,person,ACTUAL,2015-12-31,=,1,
          3:region  | REGION_OUTSIDE_YOURS  | C002,410200,m,person,ACTUAL,2015-12-31,=,1,
          3:metric  | METRIC_IRREGULAR      | C002,410185,the poor,person,ACTUAL,2015-12-31,=,1,
          3:metric  | METRIC_IRREGULAR      | C002,410185,p.990000195501010013,person,ACTUAL,2015-12-31,=,1,
          3:unit    | UNIT_UNKNOWN          | C002,410185,m,persons,ACTUAL,2015-12-31,=,1,
          3:unit    | UNIT_UNKNOWN          | C002,410185,m,CNY//person,ACTUAL,2015-12-31,=,1,
          3:kind    | KIND_UNKNOWN          | C002,410185,m,person,Actual,2015-12-31,=,1,
          3:as_of   | DAY_IRREGULAR         | C002,410185,m,person,ACTUAL,2015-02-30,=,1,
          3:as_of   | DAY_IRREGULAR         | C002,410185,m,person,ACTUAL,+99999-01-01,=,1,
          3:op      | OPERATOR_UNKNOWN      | C002,410185,m,person,ACTUAL,2015-12-31,<=,1,
          3:value   | NUMBER_IRREGULAR      | C002,410185,m,person,ACTUAL,2015-12-31,=,1e999999999,
          3:value   | NUMBER_IRREGULAR      | C002,410185,m,person,ACTUAL,2015-12-31,=,"1,000",
          3:value   | CELL_EMPTY            | C002,410185,m,person,ACTUAL,2015-12-31,=,,
          3         | COLUMNS_DIFFER        | C002,410185,m,person,ACTUAL,2015-12-31,=,1
          3         | COLUMNS_DIFFER        | C002,410185,m,person,ACTUAL,2015-12-31,=,1,a note, and more
          """)
  void aBadLineIsNamedAndNothingOfTheFileIsRecorded(String place, String code, String line) {
    String file = HEADER + GOOD + line + "\n";
    JsonNode report = json(preview(file));
    HttpResponse<String> refused = record("bad-lines", file);

    assertThat(report.path("sound").asBoolean(true)).isFalse();
    assertThat(report.path("findings").size()).as("%s", report).isEqualTo(1);
    assertThat(report.at("/findings/0/place").asString()).isEqualTo(place);
    assertThat(report.at("/findings/0/code").asString()).isEqualTo(code);
    assertThat(report.at("/findings/0/text").asString()).isNotBlank();
    assertThat(problem(refused)).isEqualTo("422 FILE_HAS_BAD_LINES");
    assertThat(json(refused).path("detail").asString()).startsWith(place + " ");
    assertThat(facts("bad-lines")).isEmpty();
  }

  @ParameterizedTest(name = "{0}: {1}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          2:id         | ID_IRREGULAR         | C1,EQUAL,C001 = C001,0,arithmetic,
          2:kind       | KIND_UNKNOWN         | K1,SAME,C001 = C001,0,arithmetic,
          2:expression | EXPRESSION_IRREGULAR | K1,EQUAL,C001 / 2 = C002,0,arithmetic,
          2:expression | EXPRESSION_IRREGULAR | K1,UNIT,C001 alone,0,units,
          2:expression | CLAIM_UNKNOWN        | K1,EQUAL,C001 = C999,0,arithmetic,
          2:expression | UNITS_MIXED          | K1,EQUAL,C030 + C031 = C042,0,arithmetic,
          2:expression | UNITS_MIXED          | K1,AT_MOST,C001 <= C002,0,arithmetic,
          2:tolerance  | NUMBER_IRREGULAR     | K1,EQUAL,C030 = C042,-1,arithmetic,
          2:tolerance  | CELL_EMPTY           | K1,EQUAL,C030 = C042,,arithmetic,
          2:source     | RATIONALE_IRREGULAR  | K1,EQUAL,C030 = C042,0,because I say so,
          """)
  void aBadCheckIsNamed(String place, String code, String line) {
    if (facts("checked").isEmpty())
      assertThat(record("checked", CLAIMS).statusCode()).isEqualTo(201);

    JsonNode report = json(csv("source=checked", CHECK_HEADER + line + "\n"));

    assertThat(report.path("findings").size()).as("%s", report).isEqualTo(1);
    assertThat(report.at("/findings/0/place").asString()).isEqualTo(place);
    assertThat(report.at("/findings/0/code").asString()).isEqualTo(code);
    assertThat(problem(record("checked", CHECK_HEADER + line + "\n")))
        .isEqualTo("422 FILE_HAS_BAD_LINES");
  }

  @Test
  void mixedUnitsAreBothNamedInTheReadersLanguage() {
    if (facts("checked").isEmpty())
      assertThat(record("checked", CLAIMS).statusCode()).isEqualTo(201);
    String file = CHECK_HEADER + "K1,EQUAL,C030 + C031 = C042,0,arithmetic,\n";

    JsonNode english =
        json(
            send(
                upload("source=checked", file.getBytes(StandardCharsets.UTF_8))
                    .header("Cookie", "lang=en")));

    assertThat(english.at("/findings/0/text").asString())
        .startsWith("C030 is in household, C031 is in person; they cannot be added");
    assertThat(json(csv("source=checked", file)).at("/findings/0/text").asString())
        .startsWith("C030 的单位是 household，C031 的单位是 person，不能相加或相比");
  }

  @Test
  void everyLineIsToldAtOnce() {
    String file = HEADER + "x,y,Z,q,w,e,r,t,\n" + GOOD + "C002,1\n";

    JsonNode report = json(preview(file));

    assertThat(report.path("findings").valueStream().map(each -> each.path("place").asString()))
        .containsExactly(
            "2:id", "2:region", "2:metric", "2:unit", "2:kind", "2:as_of", "2:op", "2:value", "4");
  }

  @Test
  void checksWantTheirClaimsFirst() {
    JsonNode report = json(csv("source=nobody-2016", CHECKS));

    assertThat(report.path("kind").asString()).isEqualTo("CHECKS");
    assertThat(report.path("findings").size()).isEqualTo(21);
    assertThat(report.at("/findings/0/code").asString()).isEqualTo("CLAIM_UNKNOWN");
  }

  @Test
  void spreadsheetsOfEveryHabitAreRead() {
    String quoted =
        HEADER
            + "\"C001\",410185,persons.registered,person,ACTUAL,2015-12-31,=,948,"
            + "\"a note, with \"\"quotes\"\"\nand a second line\"\n"
            + "\n"
            + "C002,410185,households.registered,household,ACTUAL,2015-12-31,~,300,\n";
    for (String file :
        List.of(quoted, "\uFEFF" + quoted, quoted.replace("\n", "\r\n"), quoted.strip())) {
      JsonNode report = json(preview(file));
      assertThat(report.path("sound").asBoolean()).as("%s", report).isTrue();
      assertThat(report.path("lines").asInt()).isEqualTo(2);
    }
    JsonNode broken = json(preview(quoted.replace("=,948", "=,x")));
    JsonNode behind = json(preview(quoted.replace("~,300", "~,x")));
    assertThat(broken.at("/findings/0/place").asString()).isEqualTo("2:value");
    assertThat(behind.at("/findings/0/place").asString())
        .as("the note goes on for a line, and a blank one follows")
        .isEqualTo("5:value");
  }

  @Test
  void whatIsNoSuchFileIsRefusedWithTheReason() {
    byte[] gbk = (HEADER + GOOD.replace(",\n", ",建档立卡\n")).getBytes(Charset.forName("GBK"));
    byte[] utf16 = (HEADER + GOOD).getBytes(StandardCharsets.UTF_16);
    byte[] noText = {'i', 'd', '\n', (byte) 0xff, (byte) 0xff, (byte) 0xff};

    assertThat(malformed(send(upload("source=x1", gbk)))).startsWith("2 ").contains("GBK");
    assertThat(malformed(send(upload("source=x1", utf16)))).contains("UTF-8");
    assertThat(malformed(send(upload("source=x1", noText)))).startsWith("2 ").contains("UTF-8");
    assertThat(malformed(preview(""))).contains("空");
    assertThat(malformed(preview("\n\n"))).contains("空");
    assertThat(malformed(preview("\uFEFF"))).contains("空");
    assertThat(malformed(preview(HEADER))).startsWith("1 ").contains("没有内容");
    assertThat(malformed(preview("id,value\nC001,1\n"))).startsWith("1 ").contains("as_of");
    assertThat(malformed(preview(HEADER.replace("id,region", "region,id") + GOOD)))
        .startsWith("1 ");
    assertThat(malformed(preview(HEADER + GOOD + "C002,\"never closed\n"))).contains("双引号");
    assertThat(malformed(preview(HEADER + "C001,\"a\"b,c\n"))).startsWith("2 ");
    assertThat(malformed(preview(HEADER + GOOD.repeat(1_001)))).startsWith("1002 ");
    assertThat(problem(preview(HEADER + "x".repeat(1 << 20)))).isEqualTo("413 TOO_LARGE");
  }

  /** Field and detail. */
  private String malformed(HttpResponse<String> answer) {
    assertThat(problem(answer)).isEqualTo("400 MALFORMED");
    return json(answer).path("field").asString("") + " " + json(answer).path("detail").asString("");
  }

  @Test
  void whatIsAskedWronglyIsMalformed() {
    assertThat(malformed(csv("record=true", CLAIMS))).startsWith("source");
    for (String source : List.of("", "x", "Zhengzhou", "a%20b", "a%2Fb", "990000195501010013"))
      assertThat(malformed(csv("source=" + source, CLAIMS))).startsWith("source");
    assertThat(malformed(csv("source=x1&published=yesterday", CLAIMS))).startsWith("published");
    assertThat(malformed(csv("source=x1&published=2999-01-01", CLAIMS))).startsWith("published");
    assertThat(malformed(csv("source=x1&published=-9999-01-01", CHECKS))).startsWith("published");
    assertThat(malformed(csv("source=x1&published=1949-09-30", CLAIMS))).startsWith("published");
    assertThat(malformed(csv("source=x1&record=maybe", CLAIMS))).startsWith("record");
    assertThat(problem(order("auditor", IMPORT + "?source=x1", "{}")))
        .isEqualTo("415 WRONG_MEDIA_TYPE");
  }

  @Test
  void onlyAnAuditorMay() {
    for (String other : List.of("clerk", "finance", "approver", "payer", "inspector", "admin"))
      assertThat(
              problem(
                  send(
                      as(other, to(IMPORT + "?source=x1"))
                          .header("Content-Type", "text/csv")
                          .POST(HttpRequest.BodyPublishers.ofString(CLAIMS)))))
          .isEqualTo("403 NOT_YOUR_ROLE");
    assertThat(
            problem(
                send(
                    to(IMPORT + "?source=x1")
                        .header("Content-Type", "text/csv")
                        .POST(HttpRequest.BodyPublishers.ofString(CLAIMS)))))
        .isEqualTo("401 SIGN_IN");
  }

  @Test
  void aFileAsLongAsMayBeIsOneAppend() {
    StringBuilder file = new StringBuilder(HEADER);
    for (int i = 1; i <= 1_000; i++)
      file.append(GOOD.replace("C001", "C" + i).replace("948", String.valueOf(i)));

    HttpResponse<String> answer = record("long-2016", file.toString());

    assertThat(answer.statusCode()).isEqualTo(201);
    assertThat(facts("long-2016")).hasSize(1_000);
    assertThat(facts("long-2016").stream().map(Fact::recordedAt).distinct()).hasSize(1);
  }

  @Test
  void sourcesThatContradictEachOtherStandSideBySide() {
    String line = "C001,410183,officers.paired_with_households,%s,ACTUAL,2016-10-17,%s,%s,\n";
    record("paper-one", HEADER + line.formatted("officer", "=", "2623"));
    record("paper-two", HEADER + line.formatted("officer", "=", "2600"));
    record("paper-three", HEADER + line.formatted("household", "=", "2623"));
    viewsHaveCaughtUp();

    JsonNode content = json(data("/reconciliation?source=paper-one")).path("content");

    assertThat(content.at("/disputed/0/claim/id").asString()).isEqualTo("C001");
    assertThat(
            content
                .at("/disputed/0/beside")
                .valueStream()
                .filter(other -> other.at("/claim/source").asString().startsWith("paper"))
                .map(other ->
                    other.at("/claim/source").asString()
                        + " "
                        + other.path("agreement").asString()))
        .containsExactlyInAnyOrder("paper-two CONTRADICTS", "paper-three UNIT_MISMATCH");
    assertThat(
            json(data("/reconciliation?source=paper-three"))
                .at("/content/report/claims/0/verdict")
                .asString())
        .isEqualTo("UNIT_MISMATCH");
    for (String page : List.of("paper-one", "paper-three")) {
      HttpResponse<String> chinese = page("/reconciliation?source=" + page);
      HttpResponse<String> english = page("/reconciliation?lang=en&source=" + page);
      assertThat(chinese.statusCode()).isEqualTo(200);
      assertThat(chinese.body()).contains("单位不符", "paper-two").doesNotContain("??");
      assertThat(english.body()).contains("units differ", "paper-two").doesNotContain("??");
    }
    assertThat(page("/reconciliation?source=paper-one").body()).contains("与别的来源矛盾的数字（1 个）", "矛盾");
    assertThat(page("/reconciliation?lang=en&source=paper-one").body())
        .contains("Figures that another source contradicts (1)", "contradicts");
    assertThat(page("/reconciliation?source=paper-three").body())
        .contains("C001 的单位是户，officers.paired_with_households 的单位是名");
    assertThat(problem(data("/reconciliation?source=nobody"))).isEqualTo("404 UNKNOWN_SUBJECT");
  }

  @Test
  void noBytesMakeItFail() {
    Random random = new Random(SEED);
    byte[] claims = CLAIMS.getBytes(StandardCharsets.UTF_8);
    byte[] checks = CHECKS.getBytes(StandardCharsets.UTF_8);
    Stream.generate(() ->
            switch (random.nextInt(3)) {
              case 0 -> noise(random);
              case 1 -> spoilt(random, claims);
              default -> spoilt(random, checks);
            })
        .limit(150)
        .forEach(file -> {
          String query = "source=noise&record=" + random.nextBoolean();
          HttpResponse<String> answer = send(upload(query, file));
          assertThat(answer.statusCode())
              .as("%s: %s", Arrays.toString(Arrays.copyOf(file, 100)), answer.body())
              .isLessThan(500);
        });
    viewsHaveCaughtUp();
    assertThat(data("/reconciliation").statusCode()).isEqualTo(200);
    if (!facts("noise").isEmpty())
      assertThat(page("/reconciliation?source=noise").statusCode()).isEqualTo(200);
  }

  private static byte[] noise(Random random) {
    byte[] bytes = new byte[random.nextInt(2_000)];
    random.nextBytes(bytes);
    return bytes;
  }

  /** A good file of which some bytes were changed, doubled or lost. */
  private static byte[] spoilt(Random random, byte[] good) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    int rate = 1 << (4 + random.nextInt(9));
    String telling = ",\"\n\r\0 =<>*+-/;C9e.";
    for (byte each : good) {
      switch (random.nextInt(rate)) {
        case 0 -> out.write(random.nextInt(256));
        case 1 -> out.write(telling.charAt(random.nextInt(telling.length())));
        case 2 -> {
          out.write(each);
          out.write(each);
        }
        case 3 -> {
          // Lost.
        }
        default -> out.write(each);
      }
    }
    return out.toByteArray();
  }
}
