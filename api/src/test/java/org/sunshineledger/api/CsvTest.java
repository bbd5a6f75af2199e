package org.sunshineledger.api;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStreamReader;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.Charset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Properties;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.sunshineledger.ledger.fact.RegionCode;
import org.sunshineledger.ledger.region.RegionLevel;
import org.sunshineledger.ledger.region.RegionOrder.DefineRegion;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.dataformat.csv.CsvMapper;
import tools.jackson.dataformat.csv.CsvReadFeature;

@DisplayName("表格下载 CSV")
class CsvTest extends OpenDoors {

  private static final CsvMapper CSV =
      CsvMapper.builder().enable(CsvReadFeature.WRAP_AS_ARRAY).build();
  private static final RegionCode SEAT = new RegionCode("980000");

  private final Properties words = words();

  private static Properties words() {
    Properties words = new Properties();
    try (InputStreamReader in =
        new InputStreamReader(
            Objects.requireNonNull(CsvTest.class.getResourceAsStream("/messages_zh.properties")),
            UTF_8)) {
      words.load(in);
    } catch (IOException e) {
      throw new AssertionError(e);
    }
    return words;
  }

  @BeforeEach
  void thereIsAPlaceWithNamesThatSpreadsheetsWouldRun() {
    if (ledger.journal().beginning("region/" + SEAT).isPresent()) return;
    define(SEAT, "测试省", RegionLevel.PROVINCE, null);
    define(new RegionCode("980100"), "=HYPERLINK(\"http://x\",\"y\")", RegionLevel.CITY, SEAT);
    define(new RegionCode("980200"), "+86, \"甲\"", RegionLevel.CITY, SEAT);
    define(new RegionCode("980300"), "＝1+1", RegionLevel.CITY, SEAT);
    define(new RegionCode("980400"), "平常市", RegionLevel.CITY, SEAT);
    viewsHaveCaughtUp();
  }

  private void define(
      RegionCode region, String name, RegionLevel level, @Nullable RegionCode parent) {
    recorded(new DefineRegion(region, name, level, parent));
  }

  /** The lines, the headings first. */
  private List<List<String>> table(HttpRequest.Builder request, Charset charset) {
    HttpResponse<byte[]> answer = raw(request);
    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(answer.headers().firstValue("Content-Type").orElse(""))
        .isEqualToIgnoringCase("text/csv;charset=" + charset.name());
    String text = new String(answer.body(), charset);
    if (charset.equals(UTF_8)) {
      assertThat(text).startsWith("\uFEFF");
      text = text.substring(1);
    }
    assertThat(text).endsWith("\r\n");
    List<List<String>> lines = new ArrayList<>();
    for (String[] line : CSV.readerFor(String[].class).<String[]>readValues(text).readAll())
      lines.add(Arrays.asList(line));
    return lines;
  }

  private List<List<String>> table(String path) {
    return table(to(path), UTF_8);
  }

  private List<List<String>> table(String account, String path) {
    return table(as(account, to(path)), UTF_8);
  }

  private String heading(String... path) {
    return Stream.of(path)
        .map(name -> words.getProperty("csv." + name))
        .collect(Collectors.joining("·"));
  }

  private static List<String> column(List<List<String>> table, String heading) {
    int at = table.getFirst().indexOf(heading);
    assertThat(at).as("%s in %s", heading, table.getFirst()).isNotNegative();
    return table.stream().skip(1).map(line -> line.get(at)).toList();
  }

  @ParameterizedTest
  @CsvSource({
    "/?format=csv, city.counties",
    "/boards/410185?format=csv, open",
    "/boards/410100?format=csv&table=announcements, board.announcements",
    "/boards/410100?format=csv&table=children, children",
    "/boards/410185100?format=csv&table=answering, board.answering",
    "/notices/410185100901-GS-1?format=csv, document.rows",
    "/funds?format=csv, funds",
    "/funds?format=csv&table=ways, ways",
    "/funds/ageing?format=csv, funds",
    "/funds/ageing?format=csv&table=byYear, byYear",
    "/progress/410185?format=csv&table=children, children",
    "/projects/XM-410185-1?format=csv&table=ways, ways",
    "/reconciliation/test-2016/C074?format=csv&table=checks, evidence.checks",
    "/disclosures?format=csv&table=dueDays, dueDays",
    "/funds/郑财预〔2016〕7号?format=csv&table=allotments, fund.allotments",
    "/projects?format=csv&table=projects, projects",
    "/mutual-aid?format=csv&table=funds, funds",
    "/tariffs?format=csv&table=dwellings, dwellings",
    "/reconciliation?format=csv, report.claims",
    "/reconciliation?format=csv&table=checks, report.checks",
    "/reconciliation?format=csv&table=sources, sources",
    "/rules?format=csv, rules",
    "/rules?format=csv&table=faults, faults",
    "/rules/zhengzhou-2014.1?format=csv, provisions",
    "/disclosures?format=csv, disclosures"
  })
  void everyPublicListIsATableWithAllItsRowsUnderChineseHeadings(String path, String rows) {
    String address =
        path.replace("郑财预〔2016〕7号", "%E9%83%91%E8%B4%A2%E9%A2%84%E3%80%942016%E3%80%957%E5%8F%B7");
    List<List<String>> table = table(address);
    JsonNode content =
        json(data(address.replaceAll("\\?.*", ""))).at("/content/" + rows.replace('.', '/'));

    assertThat(table.getFirst())
        .doesNotHaveDuplicates()
        .allSatisfy(heading -> assertThat(heading).isNotBlank());
    if (!path.contains("/notices/"))
      assertThat(String.join("", table.getFirst())).doesNotContainPattern("[a-z]");
    assertThat(table).hasSize(1 + content.size());
    assertThat(table).allSatisfy(line -> assertThat(line).hasSameSizeAs(table.getFirst()));
  }

  @Test
  void progressIsATableOfYearsAndOneOfMonths() {
    JsonNode city = json(data("/progress")).at("/content/cities/0");

    assertThat(table("/progress?format=csv")).hasSizeGreaterThan(city.path("years").size());
    assertThat(table("/progress?format=csv&table=months"))
        .hasSizeGreaterThan(city.path("months").size());
  }

  @ParameterizedTest
  @CsvSource({
    "auditor, /audit/flags",
    "auditor, /audit/accesses",
    "auditor, /audit/denials",
    "auditor, /audit/cases",
    "auditor, /audit/money/410185",
    "auditor, /audit/views/region",
    "auditor, /audit/difference?view=progress&from=2014-01-01",
    "auditor, /audit/why?view=region&key=410185",
    "auditor, /audit/households/4101851009010001",
    "auditor, /audit/packages",
    "auditor, /audit/boards/410185",
    "inspector, /inspection/red-flags",
    "inspector, /inspection/leads",
    "inspector, /inspection/gaps",
    "inspector, /inspection/officers/DEMO-CLERK",
    "inspector, /inspection/households/4101851009010001/responsible"
  })
  void everyTableOfThoseWhoWatchCanBeTakenHome(String account, String path) {
    HttpResponse<String> html = send(as(account, to(path)).header("Accept", "text/html"));
    List<String> addresses =
        Pattern.compile("href=\"([^\"]*format=csv[^\"]*)\"")
            .matcher(html.body())
            .results()
            .map(found -> found.group(1).replace("&amp;", "&"))
            .toList();

    assertThat(addresses).isNotEmpty();
    for (String address : addresses)
      assertThat(table(account, address).getFirst())
          .as(address)
          .isNotEmpty()
          .doesNotHaveDuplicates()
          .allSatisfy(heading -> assertThat(heading).isNotBlank().doesNotContainPattern("[a-z]"));
  }

  @Test
  void aNameThatSpreadsheetsWouldRunIsTextAndKeepsItsCharacters() {
    List<String> names =
        column(table("/boards/980000?format=csv&table=children"), heading("region", "name"));

    assertThat(names)
        .containsExactly("'=HYPERLINK(\"http://x\",\"y\")", "'+86, \"甲\"", "'＝1+1", "平常市");
  }

  @Test
  void whoAsksForGb18030GetsTheSameInIt() {
    String path = "/boards/980000?format=csv&table=children";
    Charset chinese = Charset.forName("GB18030");

    assertThat(table(to(path + "&charset=GB18030"), chinese)).isEqualTo(table(path));
    assertThat(
            table(
                to("/boards/980000?table=children").header("Accept", "text/csv;charset=GB18030"),
                chinese))
        .isEqualTo(table(path));
  }

  @Test
  void theHeaderAsksForATableAsTheAddressDoes() {
    assertThat(table(to("/funds").header("Accept", "text/csv"), UTF_8))
        .isEqualTo(table("/funds?format=csv"));
  }

  @ParameterizedTest
  @CsvSource({
    "/boards/410185?format=xlsx, 400 MALFORMED",
    "/boards/410185?format=csv&table=nothing, 400 MALFORMED",
    "/boards/410185?format=csv&charset=EBCDIC, 400 MALFORMED",
    "/boards/999999?format=csv, 404 UNKNOWN_PLACE",
    "/log/facts/0?format=csv, 406 NOT_ACCEPTABLE"
  })
  void whatIsNoTableIsTurnedAway(String path, String problem) {
    assertThat(problem(send(to(path)))).isEqualTo(problem);
  }

  @Test
  void whoMayNotSeeAPageMayNotTakeItsTable() {
    assertThat(problem(send(to("/audit/flags?format=csv")))).isEqualTo("401 SIGN_IN");
    assertThat(problem(send(as("clerk", to("/audit/flags?format=csv")))))
        .isEqualTo("403 NOT_YOUR_ROLE");
  }

  /** Page by page, as {@code next} leads. */
  private List<JsonNode> walked(String account, String path, String lines) {
    List<JsonNode> all = new ArrayList<>();
    String next = path;
    while (!next.isEmpty()) {
      JsonNode content =
          json(send(as(account, to(next)).header("Accept", "application/json"))).path("content");
      content.path(lines).forEach(all::add);
      next = content.path("next").asString("");
    }
    return all;
  }

  private static List<String> texts(List<JsonNode> lines, String pointer) {
    return lines.stream().map(line -> line.at(pointer).asString()).toList();
  }

  @ParameterizedTest
  @ValueSource(strings = {"kinds", "imports"})
  void theTablesOfImportsHaveWordsToo(String name) {
    assertThat(table("clerk", "/imports?format=csv&table=" + name).getFirst())
        .allMatch(heading -> heading.codePoints().anyMatch(Character::isIdeographic));
    assertThat(words).containsKey("csv.table." + name);
  }

  @Test
  void flagsPageByPageAndAtOnceAreTheSameRowForRow() {
    List<JsonNode> pages = walked("auditor", "/audit/flags?limit=1", "lines");
    List<List<String>> table = table("auditor", "/audit/flags?format=csv&limit=1");

    assertThat(pages).hasSizeGreaterThan(1);
    assertThat(column(table, heading("irregularity", "flag", "position")))
        .isEqualTo(texts(pages, "/irregularity/flag/position"));
    assertThat(column(table, heading("irregularity", "flag", "stream")))
        .isEqualTo(texts(pages, "/irregularity/flag/stream"));
    assertThat(column(table, heading("irregularity", "flag", "occurredOn")))
        .isEqualTo(texts(pages, "/irregularity/flag/occurredOn"));
  }

  @Test
  void suspicionsPageByPageAndAtOnceAreTheSameRowForRow() {
    List<JsonNode> pages = walked("inspector", "/inspection/red-flags?limit=1", "lines");
    List<List<String>> table = table("inspector", "/inspection/red-flags?format=csv");

    assertThat(table).hasSize(1 + pages.size());
  }

  @ParameterizedTest
  @ValueSource(strings = {"region", "progress", "responsibility", "flags"})
  void rowsOfAViewPageByPageAndAtOnceAreTheSameRowForRow(String view) {
    List<JsonNode> pages = walked("auditor", "/audit/views/" + view + "?limit=2", "rows");
    List<List<String>> table = table("auditor", "/audit/views/" + view + "?format=csv");

    assertThat(pages).isNotEmpty();
    assertThat(column(table, heading("key"))).isEqualTo(texts(pages, "/key"));
    assertThat(column(table, heading("facts"))).isEqualTo(texts(pages, "/facts"));
    assertThat(column(table, heading("row")).stream().map(ROW::readTree).toList())
        .isEqualTo(pages.stream().map(line -> line.path("row")).toList());
  }

  private static final JsonMapper ROW = JsonMapper.shared();

  @Test
  void disclosuresPageByPageAndAtOnceAreTheSameRowForRow() {
    List<JsonNode> pages = walked("auditor", "/disclosures", "disclosures");
    List<List<String>> table = table("/disclosures?format=csv");

    assertThat(pages).isNotEmpty();
    assertThat(table).hasSize(1 + pages.size());
  }
}
