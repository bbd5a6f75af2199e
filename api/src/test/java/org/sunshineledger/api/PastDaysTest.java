package org.sunshineledger.api;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.sunshineledger.ledger.duty.OfficerOrder.RegisterOfficer;
import org.sunshineledger.ledger.duty.OfficerOrder.TakePost;
import org.sunshineledger.ledger.fact.OfficerId;
import org.sunshineledger.ledger.fact.Post;
import org.sunshineledger.ledger.fact.Sha256;
import tools.jackson.databind.JsonNode;

/** Who asks for too much is another reader, at an address of his own. */
@DisplayName("历史当日：保存与限次")
@ExtendWith(OutputCaptureExtension.class)
class PastDaysTest extends OpenDoors {

  private static final LocalDate FIRST_DAY = LocalDate.of(2015, 1, 1);

  @Value("${ledger.past-days.at-once}")
  private int atOnce;

  private HttpRequest.Builder board(LocalDate day) {
    return to("/boards/410185?asOf=" + day);
  }

  private static HttpRequest.Builder inEnglish(HttpRequest.Builder request) {
    return request.header("Accept", "text/html").header("Cookie", "lang=en");
  }

  /** The refusal of the first day that was too many; days given back meanwhile are few. */
  private HttpResponse<String> tooMuch(String reader) {
    for (int i = 0; i < 2 * atOnce; i++) {
      HttpResponse<String> answer = from(reader, board(FIRST_DAY.plusDays(i)));
      if (i < atOnce) assertThat(answer.statusCode()).as("day %d", i).isEqualTo(200);
      if (answer.statusCode() != 200) return answer;
    }
    throw new AssertionError("nobody was turned away");
  }

  @Test
  void whoHasManyDaysPutTogetherHasToWaitAndNobodyElseHas() {
    String reader = "127.0.0.2";
    LocalDate other = FIRST_DAY.minusDays(1);

    HttpResponse<String> refused = tooMuch(reader);
    assertThat(problem(refused)).isEqualTo("429 TOO_MANY_PAST_DAYS");
    assertThat(json(refused).path("title").asString()).isEqualTo("查询的历史日期太多太快");
    assertThat(refused.headers().firstValueAsLong("Retry-After").orElseThrow()).isBetween(1L, 60L);
    HttpResponse<String> page = from(reader, inEnglish(to("/funds?asOf=" + other)));
    assertThat(page.statusCode()).isEqualTo(429);
    assertThat(page.headers().firstValue("Retry-After")).isPresent();
    assertThat(page.body()).contains("Too many past days").contains("TOO_MANY_PAST_DAYS");

    assertThat(from(reader, board(FIRST_DAY)).statusCode()).as("what is kept").isEqualTo(200);
    assertThat(from(reader, inEnglish(board(FIRST_DAY))).statusCode())
        .as("what is kept, as a page")
        .isEqualTo(200);
    assertThat(from(reader, to("/boards/410185")).statusCode()).as("today").isEqualTo(200);
    assertThat(from(reader, as("clerk", board(other))).statusCode())
        .as("one whom the ledger knows")
        .isEqualTo(200);
    assertThat(from("127.0.0.3", board(other.minusDays(1))).statusCode())
        .as("a reader elsewhere")
        .isEqualTo(200);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/boards/410183?asOf=2016-05-05",
        "/progress?asOf=2016-05-05",
        "/funds?asOf=2016-05-05",
        "/funds/ageing?asOf=2016-05-05",
        "/funds/%E9%83%91%E8%B4%A2%E9%A2%84%E3%80%942016%E3%80%957%E5%8F%B7?asOf=2016-05-05",
        "/projects?asOf=2016-05-05",
        "/projects/XM-410185-1?asOf=2016-05-05",
        "/disclosures?asOf=2016-05-05",
        "/mutual-aid?asOf=2016-05-31",
      })
  void whatIsKeptSaysTheSame(String path) {
    HttpResponse<String> first = data(path);
    assertThat(first.statusCode()).isEqualTo(200);

    assertThat(json(data(path)).path("content")).isEqualTo(json(first).path("content"));
    assertThat(page(path).statusCode()).isEqualTo(200);
  }

  @Test
  void whatTheLedgerLearnsOfThatDayIsToldAtOnce() {
    String path = "/boards/410183?asOf=2016-05-05";
    assertThat(answering(path)).doesNotContain("LATE-1");
    appoint("LATE-1");

    assertThat(answering(path)).contains("LATE-1");
  }

  @Test
  void aPastDayOfAnUnknownPlaceIsNotFoundAndTheLogSaysNothingOfIt(CapturedOutput output) {
    HttpResponse<String> answer = data("/boards/419999?asOf=2016-05-05");

    assertThat(problem(answer)).isEqualTo("404 UNKNOWN_PLACE");
    assertThat(output).doesNotContain("419999");
  }

  private List<String> answering(String path) {
    return json(data(path))
        .at("/content/board/answering")
        .valueStream()
        .map(duty -> duty.path("officer").asString())
        .toList();
  }

  /** In 2014, as the ledger hears only now. */
  private void appoint(String officer) {
    recorded(new RegisterOfficer(new OfficerId(officer), "某" + officer));
    recorded(
        new TakePost(new OfficerId(officer), Post.GOVERNMENT_HEAD, "测试机关", TownOnTheLedger.XINMI));
    viewsHaveCaughtUp();
  }

  @Test
  void aListThatIsKeptIsTheOneThatThePageNamesHoweverTheLogHasGrown() {
    String path = "/progress?asOf=2016-05-05";
    List<JsonNode> before = lists(path);
    before.forEach(this::isTheOneBehindItsAddress);
    appoint("LATE-2");

    List<JsonNode> after = lists(path);
    after.forEach(this::isTheOneBehindItsAddress);
    assertThat(after).isNotEmpty().doesNotContainAnyElementsOf(before);
  }

  private List<JsonNode> lists(String path) {
    return json(data(path)).path("lists").valueStream().toList();
  }

  private void isTheOneBehindItsAddress(JsonNode list) {
    HttpResponse<String> text = send(to(list.path("address").asString()));

    assertThat(text.statusCode()).isEqualTo(200);
    assertThat(text.headers().firstValue("Sunshine-List-Digest"))
        .contains(list.path("digest").asString())
        .contains(Sha256.of(text.body().getBytes(UTF_8)).hex());
  }

  @Test
  void aListOfAnEarlierSizeNeverChanges() {
    String path = "/lists/responsible-officers?region=410183&asOf=2016-05-06&size=20";
    String before = send(to(path)).body();
    appoint("LATE-3");

    assertThat(send(to(path)).body()).isEqualTo(before).contains("\"size\":20");
  }
}
