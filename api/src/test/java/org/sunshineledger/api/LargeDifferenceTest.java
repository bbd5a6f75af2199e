package org.sunshineledger.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.springframework.test.context.TestPropertySource;
import org.sunshineledger.api.security.Role;
import org.sunshineledger.ledger.fact.Actor;
import org.sunshineledger.ledger.fact.HouseholdId;
import org.sunshineledger.ledger.fact.MemberId;
import org.sunshineledger.ledger.fact.Mode;
import org.sunshineledger.ledger.fact.Money;
import org.sunshineledger.ledger.fact.OfficerId;
import org.sunshineledger.ledger.fact.Order;
import org.sunshineledger.ledger.fact.Origin;
import org.sunshineledger.ledger.fact.Post;
import org.sunshineledger.ledger.fact.RegionCode;
import org.sunshineledger.ledger.household.HouseholdOrder.ApplyForRegister;
import org.sunshineledger.ledger.household.HouseholdOrder.Person;
import org.sunshineledger.ledger.household.HouseholdOrder.SurveyIncome;
import org.sunshineledger.ledger.household.IncomeKind;
import org.sunshineledger.ledger.household.IncomePart;
import org.sunshineledger.ledger.household.PovertyCause;
import org.sunshineledger.ledger.household.Relationship;
import org.sunshineledger.ledger.policy.PolicyId;
import org.sunshineledger.ledger.policy.PolicyOrder.OpenBackfill;
import org.sunshineledger.ledger.region.RegionLevel;
import org.sunshineledger.ledger.region.RegionOrder.DefineRegion;
import org.sunshineledger.ledger.region.RegionOrder.TransferRegion;
import org.sunshineledger.ledger.rules.Act;
import tools.jackson.databind.JsonNode;

/**
 * A county of 2,001 villages, from which one village was taken; a ledger of its own, for the other
 * tests count theirs.
 */
@DisplayName("差别太多，或不在职权之内")
@TestPropertySource(properties = "spring.application.name=large-difference")
class LargeDifferenceTest extends OpenDoors {

  private static final int ANSWERED = 2_000;
  private static final LocalDate FIRST_DAY = LocalDate.of(2014, 1, 1);
  private static final RegionCode HERE = new RegionCode("410191");
  private static final RegionCode ELSEWHERE = new RegionCode("410192");
  private static final RegionCode MOVED = new RegionCode("410191900");
  private static final RegionCode VILLAGE = new RegionCode("410191900901");
  private static final HouseholdId HOUSEHOLD = new HouseholdId("4101919009010001");
  private static final String AUDITOR = "auditor-410191";

  @BeforeEach
  void theCountyStands() {
    if (ledger.journal().stream("region/" + HERE).isEmpty()) {
      divisions();
      taken();
    }
    account(AUDITOR, "AUDITOR-410191", Role.AUDITOR, HERE.code());
    viewsHaveCaughtUp();
  }

  private void divisions() {
    submit(new DefineRegion(HERE, "大县", RegionLevel.COUNTY, TownOnTheLedger.CITY), FIRST_DAY);
    submit(new DefineRegion(ELSEWHERE, "邻县", RegionLevel.COUNTY, TownOnTheLedger.CITY), FIRST_DAY);
    for (int township = 200; township < 203; township++) {
      RegionCode code = new RegionCode(HERE.code() + township);
      submit(new DefineRegion(code, "乡" + township, RegionLevel.TOWNSHIP, HERE), FIRST_DAY);
      var _ =
          ledger
              .orders()
              .together(
                  "villages/" + code,
                  batch -> {
                    for (int village = 100; village < 767; village++)
                      batch.submit(
                          new DefineRegion(
                              new RegionCode(code.code() + village),
                              "村" + village,
                              RegionLevel.VILLAGE,
                              code),
                          act(FIRST_DAY, Mode.LIVE));
                  });
    }
  }

  /** The household was surveyed where the village belongs now. */
  private void taken() {
    submit(new DefineRegion(MOVED, "划出乡", RegionLevel.TOWNSHIP, HERE), FIRST_DAY);
    submit(new DefineRegion(VILLAGE, "划出村", RegionLevel.VILLAGE, MOVED), FIRST_DAY);
    submit(new TransferRegion(MOVED, ELSEWHERE), LocalDate.of(2016, 1, 1));
    for (RegionCode county : List.of(HERE, ELSEWHERE))
      submit(
          new OpenBackfill(new PolicyId("BACKFILL-" + county), county, "领导小组"),
          LocalDate.of(2016, 1, 1));
    backfill(
        new ApplyForRegister(
            HOUSEHOLD,
            VILLAGE,
            1,
            List.of(new Person(new MemberId("01"), Relationship.HEAD, "王某某", "990000195501010021")),
            List.of(PovertyCause.ILLNESS)),
        LocalDate.of(2014, 5, 1));
    backfill(
        new SurveyIncome(
            HOUSEHOLD,
            2016,
            List.of(new IncomePart(IncomeKind.WAGES, Money.ofYuan(9_000))),
            List.of(new OfficerId("BF-1"))),
        LocalDate.of(2016, 9, 1));
  }

  private void submit(Order order, LocalDate day) {
    var _ = ledger.orders().submit(order, act(day, Mode.LIVE), null);
  }

  private void backfill(Order order, LocalDate day) {
    var _ = ledger.orders().submit(order, act(day, Mode.BACKFILL), null);
  }

  private static Act act(LocalDate day, Mode mode) {
    return new Act(
        day,
        new Actor(new OfficerId("ARCHIVE-1"), Post.ADMINISTRATOR, "档案", TownOnTheLedger.CITY),
        List.of(),
        null,
        List.of(),
        mode,
        Origin.SYNTHETIC,
        UUID.randomUUID(),
        null);
  }

  private JsonNode content(String path) {
    HttpResponse<String> answer = send(as(AUDITOR, to(path)).header("Accept", "application/json"));
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    return json(answer).path("content");
  }

  private String page(String path, String language) {
    return send(as(AUDITOR, to(path))
            .header("Accept", "text/html")
            .header("Cookie", "lang=" + language))
        .body();
  }

  @Test
  void tooManyRowsAreCutAndItIsSaid() {
    String path = "/audit/difference?view=region&from=2013-12-31&to=2014-12-31";
    JsonNode shown = content(path);

    assertThat(shown.path("rows")).hasSize(ANSWERED);
    assertThat(shown.path("cut").asBoolean()).isTrue();
    assertThat(shown.at("/counts/ADDED").asInt()).isEqualTo(ANSWERED);
    assertThat(page(path, "zh")).contains("不同的行多于 2,000 行");
    assertThat(page(path, "en")).contains("More than 2,000 rows differ");
  }

  @Test
  void soManyAreNotCut() {
    String path = "/audit/difference?view=region&region=410191200&from=2013-12-31&to=2014-12-31";
    JsonNode shown = content(path);

    assertThat(shown.path("rows")).hasSize(1 + 667);
    assertThat(shown.path("cut").asBoolean()).isFalse();
    assertThat(page(path, "zh")).doesNotContain("不同的行多于");
  }

  @Test
  void aRowThatRestsOnFactsOfElsewhereIsCountedAndNotShown() {
    String path = "/audit/difference?view=progress&from=2015-12-31&to=2016-12-31";
    JsonNode shown = content(path);

    assertThat(shown.path("withheld").asInt()).isEqualTo(1);
    assertThat(shown.path("rows")).isEmpty();
    assertThat(shown.path("counts")).isEmpty();
    assertThat(shown.toString()).doesNotContain(VILLAGE.code()).doesNotContain(HOUSEHOLD.number());
    assertThat(page(path, "zh"))
        .contains("另有 1 行不同，所依据的账实不在您的职权范围之内。")
        .doesNotContain(HOUSEHOLD.number());
    assertThat(page(path, "en")).contains("1 more rows differ");
  }

  @Test
  void whileTheVillageWasHereItsRowIsRead() {
    JsonNode shown = content("/audit/difference?view=progress&from=2014-04-30&to=2015-12-31");

    assertThat(shown.path("withheld").asInt()).isZero();
    assertThat(shown.at("/rows/0/key").asString()).isEqualTo(VILLAGE.code());
    assertThat(content("/audit/views/progress?asOf=2015-12-31").at("/rows/0/key").asString())
        .isEqualTo(VILLAGE.code());
  }
}
