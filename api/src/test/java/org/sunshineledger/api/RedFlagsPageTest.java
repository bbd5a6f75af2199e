package org.sunshineledger.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.sunshineledger.ledger.fact.Actor;
import org.sunshineledger.ledger.fact.Evidence;
import org.sunshineledger.ledger.fact.HouseholdId;
import org.sunshineledger.ledger.fact.MemberId;
import org.sunshineledger.ledger.fact.Mode;
import org.sunshineledger.ledger.fact.OfficerId;
import org.sunshineledger.ledger.fact.Order;
import org.sunshineledger.ledger.fact.Origin;
import org.sunshineledger.ledger.fact.Post;
import org.sunshineledger.ledger.fact.RegionCode;
import org.sunshineledger.ledger.fact.Sha256;
import org.sunshineledger.ledger.fact.Signer;
import org.sunshineledger.ledger.household.CrossCheckHit;
import org.sunshineledger.ledger.household.CrossCheckSource;
import org.sunshineledger.ledger.household.HitId;
import org.sunshineledger.ledger.household.HouseholdOrder.ApplyForRegister;
import org.sunshineledger.ledger.household.HouseholdOrder.CrossCheck;
import org.sunshineledger.ledger.household.HouseholdOrder.DeclareKinship;
import org.sunshineledger.ledger.household.HouseholdOrder.Person;
import org.sunshineledger.ledger.household.HouseholdOrder.ReviewInVillage;
import org.sunshineledger.ledger.household.Kinship;
import org.sunshineledger.ledger.household.PovertyCause;
import org.sunshineledger.ledger.household.Relationship;
import org.sunshineledger.ledger.region.RegionLevel;
import org.sunshineledger.ledger.region.RegionOrder.DefineRegion;
import org.sunshineledger.ledger.rules.Act;
import org.sunshineledger.ledger.rules.ExclusionSignals.Signal;
import tools.jackson.databind.JsonNode;

@DisplayName("疑点清单页")
class RedFlagsPageTest extends OpenDoors {

  private static final RegionCode VILLAGE = new RegionCode("410185100977");
  private static final HouseholdId ZHAO = new HouseholdId("4101851009770001");
  private static final OfficerId BROTHER = new OfficerId("BF-1");
  private static final String PAGE = "/inspection/red-flags?region=" + VILLAGE;

  @BeforeEach
  void aVillageWithAReviewChairedByABrother() {
    if (!ledger.journal().stream(ZHAO.stream()).isEmpty()) return;
    submit(
        "2014-01-01",
        Mode.LIVE,
        new DefineRegion(VILLAGE, "疑村", RegionLevel.VILLAGE, TownOnTheLedger.TOWNSHIP));
    submit(
        "2014-04-01",
        Mode.BACKFILL,
        new ApplyForRegister(
            ZHAO,
            VILLAGE,
            1,
            List.of(new Person(new MemberId("01"), Relationship.HEAD, "赵某某", "990000195601010012")),
            List.of(PovertyCause.ILLNESS)));
    submit("2014-05-01", Mode.BACKFILL, new ReviewInVillage(ZHAO, 60, 50, 40, 5, 5, null));
    submit(
        "2014-06-01",
        Mode.BACKFILL,
        new CrossCheck(
            ZHAO,
            List.of(CrossCheckSource.VEHICLES),
            List.of(new CrossCheckHit(new HitId("01"), new MemberId("01"), Signal.FAMILY_CAR))));
    submit(
        "2016-06-01",
        Mode.BACKFILL,
        new DeclareKinship(ZHAO, new MemberId("01"), BROTHER, Kinship.SIBLING));
    viewsHaveCaughtUp();
  }

  private void submit(String day, Mode mode, Order order) {
    boolean meeting = order instanceof ReviewInVillage;
    ledger
        .orders()
        .submit(
            order,
            new Act(
                LocalDate.parse(day),
                new Actor(
                    new OfficerId("ARCHIVE-1"), Post.ADMINISTRATOR, "档案", TownOnTheLedger.CITY),
                meeting ? List.of(new Signer(BROTHER, Signer.Capacity.REVIEW_CHAIR)) : List.of(),
                null,
                meeting
                    ? List.of(
                        new Evidence(
                            Evidence.Kind.MINUTES,
                            Sha256.of("minutes".getBytes(StandardCharsets.UTF_8)),
                            9))
                    : List.of(),
                mode,
                Origin.SYNTHETIC,
                UUID.randomUUID(),
                null),
            null);
  }

  private HttpResponse<String> pageFor(String account, String path) {
    return send(as(account, to(path)).header("Accept", "text/html"));
  }

  private JsonNode content(String path) {
    return json(send(as("inspector", to(path)).header("Accept", "application/json")))
        .path("content");
  }

  private static List<String> flags(JsonNode content) {
    return content
        .path("lines")
        .valueStream()
        .map(line -> line.at("/hit/flag").asString())
        .toList();
  }

  /** The page itself, without what stands around every page. */
  private static String main(HttpResponse<String> page) {
    return page.body().substring(page.body().indexOf("<main"), page.body().indexOf("</main>"));
  }

  @Test
  void isForAuditorsAndInspectorsOnly() {
    assertThat(problem(data(PAGE))).isEqualTo("401 SIGN_IN");
    assertThat(page(PAGE).statusCode()).isEqualTo(302);
    for (String other : List.of("clerk", "payer", "admin"))
      assertThat(problem(send(as(other, to(PAGE))))).isEqualTo("403 NOT_YOUR_ROLE");
    for (String reader : List.of("auditor", "inspector"))
      assertThat(pageFor(reader, PAGE).statusCode()).isEqualTo(200);
  }

  @Test
  void countsByFlagAndSaysWhatEachRestsOn() {
    JsonNode counts = content(PAGE).path("counts");

    assertThat(counts.valueStream().map(each -> each.path("code").asString()))
        .contains("RF-KIN", "RF-FORGED-MINUTES", "RF-DEAD", "RF-ID-TAMPER", "RF-CAR");
    JsonNode kin = counts.path(0);
    assertThat(kin.path("flag").asString()).isEqualTo("KINSHIP_AMONG_SIGNERS");
    assertThat(kin.path("hits").asLong()).isEqualTo(1);
    assertThat(kin.path("suspected").asLong()).isEqualTo(1);
    assertThat(kin.path("source").asString()).contains("ID-6");
    assertThat(kin.path("rule").asString()).contains("近亲属");
    JsonNode narrowed = content(kin.path("address").asString());
    assertThat(flags(narrowed)).containsExactly("KINSHIP_AMONG_SIGNERS");
    assertThat(narrowed.path("counts")).hasSameSizeAs(counts);
  }

  @Test
  void listsTheFactsBehindEachHit() {
    JsonNode content = content(PAGE);

    assertThat(flags(content)).containsExactly("CAR_UNSETTLED", "KINSHIP_AMONG_SIGNERS");
    assertThat(content.path("total").asLong()).isEqualTo(2);
    JsonNode kin = content.path("lines").path(1);
    assertThat(kin.at("/households/0/number").asString()).isEqualTo(ZHAO.number());
    assertThat(kin.at("/hit/officer").asString()).isEqualTo(BROTHER.toString());
    assertThat(kin.at("/hit/settlement").asString()).isEqualTo("SUSPECTED");
    assertThat(kin.at("/hit/facts/0/type").asString()).isEqualTo("household.village-reviewed.v1");
    assertThat(kin.at("/hit/facts/0/questioned").asBoolean()).isTrue();
    assertThat(kin.at("/hit/facts/1/type").asString()).isEqualTo("household.kinship-declared.v1");
    assertThat(kin.at("/hit/facts/1/questioned").asBoolean()).isFalse();
    long position = kin.at("/hit/facts/0/position").asLong();
    assertThat(pageFor("inspector", PAGE).body())
        .contains("href=\"/log/facts/" + position + "\"")
        .contains("href=\"/inspection/households/" + ZHAO + "/responsible?at=2014-05-01\"");
    assertThat(pageFor("auditor", PAGE).body()).contains("href=\"/audit/households/" + ZHAO + "\"");
  }

  @Test
  void callsThemSuspicionsInBothLanguages() {
    assertThat(main(pageFor("inspector", PAGE)))
        .contains("疑村 疑点清单")
        .contains("共 2 条疑点，其中 2 条尚未核实")
        .contains("疑点不是结论")
        .contains("家用轿车")
        .contains("合成数据")
        .doesNotContain("问题")
        .doesNotContain("??");
    assertThat(
            send(as("inspector", to(PAGE))
                    .header("Accept", "text/html")
                    .header("Cookie", "lang=en"))
                .body())
        .contains("Suspicions in")
        .contains("A suspicion is no finding")
        .doesNotContain("??");
  }

  @Test
  void goesBackToWhatWasKnownThenAndToAnyDay() {
    JsonNode kin = content(PAGE).path("lines").path(1);
    String reviewed = kin.at("/hit/facts/0/recordedAt").asString();

    assertThat(flags(content(PAGE + "&knownAt=" + reviewed))).isEmpty();
    assertThat(flags(content(PAGE + "&asOf=2015-01-01"))).containsExactly("CAR_UNSETTLED");
    assertThat(content(PAGE + "&asOf=2014-06-11").at("/lines/0/hit/days").asInt()).isEqualTo(10);
  }

  @Test
  void goesOnWhereThePageEnded() {
    List<String> walked = new ArrayList<>();
    String address = PAGE + "&limit=1";
    while (address != null) {
      JsonNode content = content(address);
      assertThat(content.path("lines")).hasSize(1);
      walked.addAll(flags(content));
      address = content.path("next").isNull() ? null : content.path("next").asString();
    }
    assertThat(walked).isEqualTo(flags(content(PAGE)));
  }

  @Test
  void isOfTheReadersOwnRegionWhenNoneIsNamed() {
    assertThat(content("/inspection/red-flags").at("/region/code").asString()).isEqualTo("410100");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "region=419999 404 UNKNOWN_PLACE",
        "region=abc 400 MALFORMED",
        "region=410000 403 OUTSIDE_YOUR_REGION",
        "region=410185&asOf=2001-01-01 404 UNKNOWN_PLACE",
        "region=410185&knownAt=2001-01-01T00:00:00Z 404 UNKNOWN_PLACE",
        "flag=NO_SUCH_FLAG 400 MALFORMED",
        "asOf=yesterday 400 MALFORMED",
        "knownAt=then 400 MALFORMED",
        "limit=0 400 MALFORMED",
        "limit=501 400 MALFORMED",
        "after=here 400 MALFORMED",
        "after=2016-01-01.1.NO_SUCH_FLAG.x 400 MALFORMED"
      })
  void isNotAnsweredToWhatCannotBeAsked(String line) {
    String query = line.substring(0, line.indexOf(' '));

    assertThat(problem(send(as("inspector", to("/inspection/red-flags?" + query)))))
        .isEqualTo(line.substring(query.length() + 1));
  }
}
