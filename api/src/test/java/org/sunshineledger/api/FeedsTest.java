package org.sunshineledger.api;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import javax.xml.parsers.DocumentBuilderFactory;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.sunshineledger.ledger.fact.NoticeId;
import org.sunshineledger.ledger.fact.RegionCode;
import org.sunshineledger.ledger.journal.Receipt;
import org.sunshineledger.ledger.journal.StoredFact;
import org.sunshineledger.ledger.notice.AnnulmentReason;
import org.sunshineledger.ledger.notice.NoticeKind;
import org.sunshineledger.ledger.notice.NoticeOrder.Announce;
import org.sunshineledger.ledger.notice.NoticeOrder.AnnulNotice;
import org.sunshineledger.ledger.notice.PublishedDocument;
import org.sunshineledger.ledger.region.RegionLevel;
import org.sunshineledger.ledger.region.RegionOrder.DefineRegion;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import tools.jackson.databind.JsonNode;

@DisplayName("订阅")
class FeedsTest extends OpenDoors {

  private static final RegionCode PROVINCE = new RegionCode("990000");
  private static final RegionCode CITY = new RegionCode("990100");
  private static final RegionCode OTHER_CITY = new RegionCode("990200");

  /** As somebody might write it who has something in mind, with what XML has no character for. */
  private static final String HOSTILE = "<b>]]>&\"'\uFFFE\u202E𠮷村";

  private static final AtomicInteger NUMBERS = new AtomicInteger();

  @BeforeEach
  void thereAreDivisionsOfTheirOwn() {
    if (ledger.journal().beginning("region/" + PROVINCE).isPresent()) return;
    define(PROVINCE, "测试省", RegionLevel.PROVINCE, null);
    define(CITY, HOSTILE, RegionLevel.CITY, PROVINCE);
    define(OTHER_CITY, "另一市", RegionLevel.CITY, PROVINCE);
    viewsHaveCaughtUp();
  }

  private void define(
      RegionCode region, String name, RegionLevel level, @Nullable RegionCode parent) {
    recorded(new DefineRegion(region, name, level, parent));
  }

  /** The position of the fact. */
  private long announce(RegionCode region) {
    return announce(region, new NoticeId("FEED-" + NUMBERS.incrementAndGet()));
  }

  private long announce(RegionCode region, NoticeId notice) {
    return ledger
        .orders()
        .submit(announcement(region, notice), TownOnTheLedger.act(), null)
        .first();
  }

  private static Announce announcement(RegionCode region, NoticeId notice) {
    return new Announce(
        notice,
        NoticeKind.POLICY,
        RegionLevel.CITY,
        region,
        List.of(),
        List.of(),
        new PublishedDocument(
            "政策",
            List.of("发文机关", "文件", "文号"),
            List.of(List.of("甲", "乙", "丙")),
            null,
            "none",
            true,
            "ab".repeat(32)));
  }

  private String recordedAt(long position) {
    return ledger.journal().at(position).map(StoredFact::recordedAt).orElseThrow().toString();
  }

  @Nested
  @DisplayName("Atom, JSON Feed")
  class Feeds {

    private Document atom(String path) throws Exception {
      HttpResponse<byte[]> answer = raw(to(path));
      assertThat(answer.statusCode()).as(path).isEqualTo(200);
      assertThat(answer.headers().firstValue("Content-Type").orElse(""))
          .startsWith("application/atom+xml");
      DocumentBuilderFactory strict = DocumentBuilderFactory.newInstance();
      strict.setNamespaceAware(true);
      return strict.newDocumentBuilder().parse(new ByteArrayInputStream(answer.body()));
    }

    private static List<Element> elements(Document document, String name) {
      var found = document.getElementsByTagNameNS("http://www.w3.org/2005/Atom", name);
      return IntStream.range(0, found.getLength()).mapToObj(i -> (Element) found.item(i)).toList();
    }

    private static String text(Element entry, String name) {
      return entry
          .getElementsByTagNameNS("http://www.w3.org/2005/Atom", name)
          .item(0)
          .getTextContent();
    }

    @Test
    void aFeedOfAHostileNameIsValidXmlAndSaysTheName() throws Exception {
      announce(CITY);
      viewsHaveCaughtUp();

      Document feed = atom("/boards/" + CITY + "/feed.atom");

      assertThat(text(feed.getDocumentElement(), "title"))
          .isEqualTo("<b>]]>&\"'\uFFFD\u202E𠮷村 公示栏");
      assertThat(json(send(to("/boards/" + CITY + "/feed.json"))).path("title").asString())
          .isEqualTo(HOSTILE + " 公示栏");
    }

    @Test
    void anEntryIsUpdatedWhenItsFactWasRecordedAndNamesItsProof() throws Exception {
      NoticeId notice = new NoticeId("FEED-PROOF");
      long position = announce(CITY, notice);
      viewsHaveCaughtUp();

      Element entry = elements(atom("/boards/" + CITY + "/feed.atom"), "entry").getFirst();

      assertThat(text(entry, "updated")).isEqualTo(recordedAt(position));
      assertThat(text(entry, "id"))
          .matches("tag:localhost,\\d{4}-\\d\\d-\\d\\d:sunshine-ledger/notices/FEED-PROOF");
      assertThat(
              Stream.of(0, 1, 2)
                  .map(i ->
                      ((Element) entry.getElementsByTagName("link").item(i)).getAttribute("href")))
          .satisfiesExactly(
              page -> assertThat(page).startsWith("http://").endsWith("/notices/FEED-PROOF"),
              fact -> assertThat(fact).endsWith("/log/facts/" + position),
              proof -> assertThat(proof).endsWith("/log/proofs/" + position + ".tlog-proof"));
    }

    @Test
    void aRegionHasWhatIsPostedWithinItAndItsNeighboursHaveNot() {
      long position = announce(CITY);
      viewsHaveCaughtUp();

      assertThat(positions("/boards/" + PROVINCE + "/feed.json")).contains(position);
      assertThat(positions("/boards/" + OTHER_CITY + "/feed.json")).doesNotContain(position);
    }

    private List<Long> positions(String path) {
      List<Long> positions = new ArrayList<>();
      for (JsonNode item : json(send(to(path))).path("items"))
        positions.add(item.at("/_sunshine_ledger/position").asLong());
      return positions;
    }

    @Test
    void bothFormatsWalkedToTheirEndHaveEveryNoticeOnce() throws Exception {
      for (int i = 0; i < 101; i++) announce(OTHER_CITY);
      viewsHaveCaughtUp();
      List<String> json = new ArrayList<>();
      String next = "/boards/" + OTHER_CITY + "/feed.json";
      while (!next.isEmpty()) {
        JsonNode feed = json(send(to(next)));
        feed.path("items").forEach(item -> json.add(item.path("id").asString()));
        next = feed.path("next_url").asString("").replaceFirst("^http://[^/]+", "");
      }
      List<String> atom = new ArrayList<>();
      next = "/boards/" + OTHER_CITY + "/feed.atom";
      while (!next.isEmpty()) {
        Document feed = atom(next);
        elements(feed, "entry").forEach(entry -> atom.add(text(entry, "id")));
        next =
            elements(feed, "link").stream()
                .filter(link -> link.getAttribute("rel").equals("next"))
                .map(link -> link.getAttribute("href").replaceFirst("^http://[^/]+", ""))
                .findFirst()
                .orElse("");
      }

      assertThat(json).hasSizeGreaterThan(100).doesNotHaveDuplicates().isEqualTo(atom);
      assertThat(json).hasSize(board().path("announcements").size());
    }

    private JsonNode board() {
      return json(data("/boards/" + OTHER_CITY)).at("/content/board");
    }

    @ParameterizedTest
    @ValueSource(strings = {"atom", "json"})
    void whoHasItAlreadyIsToldSoInsteadOfSentItAgain(String format) {
      announce(CITY);
      viewsHaveCaughtUp();
      String path = "/boards/" + CITY + "/feed." + format;
      HttpResponse<String> first = send(to(path));
      String tag = first.headers().firstValue("ETag").orElseThrow();

      assertThat(send(to(path).header("If-None-Match", tag)).statusCode()).isEqualTo(304);
      announce(CITY);
      viewsHaveCaughtUp();
      assertThat(send(to(path).header("If-None-Match", tag)).statusCode()).isEqualTo(200);
    }

    @Test
    void anAnnouncementThatIsAnnulledSaysSoOnTop() throws Exception {
      NoticeId notice = new NoticeId("FEED-ANNULLED");
      announce(CITY, notice);
      announce(CITY);
      recorded(new AnnulNotice(notice, AnnulmentReason.CONTENT_WRONG));
      viewsHaveCaughtUp();

      Element entry = elements(atom("/boards/" + CITY + "/feed.atom"), "entry").getFirst();

      assertThat(text(entry, "id")).endsWith("FEED-ANNULLED");
      assertThat(text(entry, "summary")).contains("作废");
    }

    @Test
    void aFeedIsChineseUnlessEnglishIsAskedFor() throws Exception {
      announce(OTHER_CITY);
      viewsHaveCaughtUp();

      assertThat(
              atom("/boards/" + OTHER_CITY + "/feed.atom")
                  .getDocumentElement()
                  .getAttribute("xml:lang"))
          .isEqualTo("zh-CN");
      Document english = atom("/boards/" + OTHER_CITY + "/feed.atom?lang=en");
      assertThat(text(english.getDocumentElement(), "title")).isEqualTo("Board of 另一市");
    }

    @Test
    void aBoardSaysWhereItsFeedsAre() {
      assertThat(page("/boards/" + CITY).body())
          .containsPattern(
              "<link rel=\"alternate\" type=\"application/atom\\+xml\"[^>]*"
                  + " href=\"/boards/990100/feed.atom\"")
          .contains("/boards/990100/feed.json", "/boards/990100/events");
    }

    @ParameterizedTest
    @ValueSource(
        strings = {"/boards/999999/feed.atom", "/boards/999999/feed.json", "/boards/999999/events"})
    void aPlaceThatIsNotThereHasNoFeed(String path) {
      assertThat(problem(send(to(path)))).isEqualTo("404 UNKNOWN_PLACE");
    }
  }

  @Nested
  @DisplayName("实时推送")
  @Timeout(60)
  class Live {

    private static String until(Iterator<String> lines, String beginning) {
      while (lines.hasNext()) {
        String line = lines.next();
        if (line.startsWith(beginning)) return line.substring(beginning.length());
      }
      throw new AssertionError("the stream ended before " + beginning);
    }

    private HttpRequest.Builder events(RegionCode region) {
      return to("/boards/" + region + "/events").header("Accept", "text/event-stream");
    }

    @Test
    void whoListensHearsOfANoticeAsItIsRecorded() {
      try (Stream<String> body = lines(events(PROVINCE)).body()) {
        Iterator<String> lines = body.iterator();
        until(lines, "retry: ");
        long position = announce(CITY);

        assertThat(until(lines, "id: ")).isEqualTo(Long.toString(position));
        assertThat(until(lines, "event: ")).isEqualTo("notice.announced.v1");
        assertThat(until(lines, "data: "))
            .contains("\"position\":" + position, "\"region\":\"990100\"", "\"kind\":\"POLICY\"")
            .contains("/log/proofs/" + position + ".tlog-proof");
      }
    }

    @Test
    void whoComesBackWithTheLastPositionHearsWhatHeMissed() {
      long heard = announce(CITY);
      announce(OTHER_CITY);
      long missed = announce(CITY);

      try (Stream<String> body =
          lines(events(CITY).header("Last-Event-ID", Long.toString(heard))).body()) {
        assertThat(until(body.iterator(), "id: ")).isEqualTo(Long.toString(missed));
      }
    }

    @Test
    void whoWasAwayForAThousandNoticesMissesNoneOfThem() {
      long first = announce(CITY);
      // In one append: the row of the board is folded once.
      Receipt missed =
          ledger
              .orders()
              .together(
                  null,
                  batch -> {
                    for (int i = 0; i < 1_100; i++)
                      batch.submit(
                          announcement(CITY, new NoticeId("FEED-" + NUMBERS.incrementAndGet())),
                          TownOnTheLedger.act());
                  });
      List<Long> all = LongStream.rangeClosed(missed.first(), missed.last()).boxed().toList();

      try (Stream<String> body = lines(to("/boards/" + CITY + "/events?after=" + first)).body()) {
        Iterator<String> lines = body.iterator();
        List<Long> heard = new ArrayList<>();
        while (heard.size() < all.size()) heard.add(Long.parseLong(until(lines, "id: ")));
        assertThat(heard).isEqualTo(all);
      }
    }

    @Test
    void whereNothingHappensThereIsAHeartbeat() {
      try (Stream<String> body = lines(events(CITY)).body()) {
        Iterator<String> lines = body.iterator();
        assertThat(until(lines, ":")).isEmpty();
        assertThat(until(lines, ":")).isEmpty();
      }
    }

    @Test
    void whoAsksForTheHeadOnlyDoesNotListen() {
      HttpResponse<String> head = send(events(CITY).HEAD());

      assertThat(head.statusCode()).isEqualTo(200);
      assertThat(head.headers().firstValue("Content-Type").orElse(""))
          .startsWith("text/event-stream");
    }

    @ParameterizedTest
    @CsvSource({"x", "-2", "99999999999", "99999999999999999999"})
    void aPositionThatIsNoneIsTurnedAway(String last) {
      assertThat(problem(send(events(CITY).header("Last-Event-ID", last))))
          .isEqualTo("400 MALFORMED");
    }

    @Test
    void oneAddressListensSoOftenAndNoMoreAndLeavesItsPlaceWhenItGoes() {
      String reader = "127.0.0.9";
      List<HttpClient> open = new ArrayList<>();
      try {
        for (int i = 0; i < 10; i++) open.add(listening(reader, events(CITY)));
        HttpResponse<String> refused = from(reader, events(CITY));

        assertThat(problem(refused)).isEqualTo("429 TOO_MANY_LISTENERS");
        assertThat(refused.headers().firstValueAsLong("Retry-After")).isPresent();
        assertThat(from("127.0.0.10", to("/boards/999999/events")).statusCode()).isEqualTo(404);
      } finally {
        open.forEach(HttpClient::shutdownNow);
      }
      Awaitility.await()
          .untilAsserted(() -> {
            var client = listening(reader, events(CITY));
            client.shutdownNow();
          });
    }
  }

  @Test
  void theFeedOfADivisionWithoutNoticesIsThereAndEmpty() {
    RegionCode quiet = new RegionCode("990300");
    if (ledger.journal().beginning("region/" + quiet).isEmpty())
      define(quiet, "静市", RegionLevel.CITY, PROVINCE);
    viewsHaveCaughtUp();

    HttpResponse<String> atom = send(to("/boards/" + quiet + "/feed.atom"));

    assertThat(atom.statusCode()).isEqualTo(200);
    assertThat(atom.body().getBytes(UTF_8)).isNotEmpty();
    assertThat(atom.body()).contains("<updated>").doesNotContain("<entry>");
  }
}
