package org.sunshineledger.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import javax.sql.DataSource;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.context.TestPropertySource;
import org.sunshineledger.api.security.Accounts;
import org.sunshineledger.api.security.Role;
import org.sunshineledger.ledger.duty.OfficerOrder.RegisterOfficer;
import org.sunshineledger.ledger.fact.HouseholdId;
import org.sunshineledger.ledger.fact.Mode;
import org.sunshineledger.ledger.fact.OfficerId;
import org.sunshineledger.ledger.fact.ProjectCode;
import org.sunshineledger.ledger.fact.RegionCode;
import org.sunshineledger.ledger.project.ProjectCategory;
import org.sunshineledger.ledger.project.ProjectOrder.ProposeProject;
import org.sunshineledger.ledger.region.RegionLevel;
import org.sunshineledger.ledger.region.RegionOrder.DefineRegion;
import tools.jackson.databind.JsonNode;

@DisplayName("待办 What is to do")
// A town of its own: what waits here is not to be counted elsewhere.
@TestPropertySource(properties = "spring.application.name=staff")
class StaffTest extends OpenDoors {

  @Autowired private Accounts accounts;
  @Autowired private DataSource dataSource;

  private HttpResponse<String> staff(String account, String asked) {
    return send(as(account, to("/staff" + asked)).header("Accept", "application/json"));
  }

  private JsonNode toDo(String account, String asked) {
    return json(staff(account, asked)).path("content");
  }

  private JsonNode toDo(String account) {
    return toDo(account, "");
  }

  private static List<JsonNode> items(JsonNode toDo, String task) {
    return toDo.path("items")
        .valueStream()
        .filter(item -> item.path("task").asString().equals(task))
        .toList();
  }

  @Test
  void anExitThatIsHalfConfirmedWaitsForTheHouseholdsHalf() {
    JsonNode toDo = toDo("approver");

    assertThat(items(toDo, "CONFIRM_EXIT_FOR_HOUSEHOLD"))
        .anySatisfy(item -> {
          assertThat(item.path("subject").asString()).isEqualTo("household/" + TownOnTheLedger.LI);
          assertThat(item.path("since").asString()).isEqualTo("2016-09-03");
          assertThat(item.path("address").asString())
              .isEqualTo(
                  "/households/" + TownOnTheLedger.LI + "/confirm-exit?order.party=HOUSEHOLD");
        });
    assertThat(items(toDo, "CONFIRM_EXIT_FOR_GOVERNMENT"))
        .noneSatisfy(item ->
            assertThat(item.path("subject").asString())
                .isEqualTo("household/" + TownOnTheLedger.LI));
  }

  @Test
  void whatWaitsIsInsideTheRegion() {
    TownOnTheLedger.also(
        ledger,
        LocalDate.of(2016, 3, 1),
        new ProposeProject(
            new ProjectCode("XM-410183-1"),
            "养殖",
            ProjectCategory.SCIENCE_INDUSTRY,
            TownOnTheLedger.XINMI,
            "新密市某乡"),
        Mode.LIVE);
    viewsHaveCaughtUp();
    colleague("finance-xinmi", "BF-84", Role.FINANCE, "410183");
    colleague("finance-dengfeng", "BF-85", Role.FINANCE, "410185");

    for (String within : List.of("finance", "finance-xinmi"))
      assertThat(items(toDo(within), "ADMIT_PROJECT"))
          .extracting(item -> item.path("subject").asString())
          .contains("project/XM-410183-1");
    assertThat(items(toDo("finance-dengfeng"), "ADMIT_PROJECT")).isEmpty();
  }

  @Test
  void whatWaitsIsOfTheRole() {
    assertThat(items(toDo("payer"), "CONFIRM_EXIT_FOR_HOUSEHOLD")).isEmpty();
    assertThat(items(toDo("clerk"), "START_PROJECT"))
        .extracting(item -> item.path("subject").asString())
        .contains("project/XM-410185-1");
    assertThat(items(toDo("inspector"), "START_PROJECT")).isEmpty();
  }

  @Test
  void whoMayNotReadHouseholdsSeesNoneHere() {
    HouseholdId alone = new HouseholdId("4101851009010081");
    TownOnTheLedger.identified(ledger, alone, "钱某某", "990000195701010087");
    viewsHaveCaughtUp();

    assertThat(items(toDo("approver", "?task=PAIR"), "PAIR"))
        .extracting(item -> item.path("subject").asString())
        .contains(alone.stream());
    for (String asked : List.of("", "?task=PAIR"))
      assertThat(json(staff("admin", asked)).path("content").path("items").toString())
          .doesNotContain("household");
  }

  @Test
  void everyItemLeadsToAFormThatIsThere() {
    for (String account : List.of("clerk", "reviewer", "approver", "finance", "auditor"))
      toDo(account)
          .path("items")
          .valueStream()
          .limit(30)
          .forEach(item -> {
            String address = item.path("address").asString();
            HttpResponse<String> form =
                send(as(account, to(address)).header("Accept", "text/html"));
            assertThat(form.statusCode()).as(account + " " + address).isEqualTo(200);
          });
  }

  @ParameterizedTest
  @EnumSource(Role.class)
  void aPageIsThereForEveryRoleInBothLanguages(Role role) {
    for (String language : List.of("zh", "en")) {
      HttpResponse<String> page =
          send(as(role.key(), to("/staff?lang=" + language)).header("Accept", "text/html"));
      assertThat(page.statusCode()).isEqualTo(200);
      assertThat(page.body()).doesNotContain("??").contains("href=\"/orders\"");
    }
  }

  @Test
  void whatWasRecordedTodayIsShownToWhoRecordedIt() {
    HttpResponse<String> taken =
        order(
            "reviewer",
            "/households/" + TownOnTheLedger.LI + "/reverify",
            "{\"occurredOn\":\"%s\",\"order\":{\"outcome\":\"CONFIRMED\"}}"
                .formatted(LocalDate.now(ZoneId.of("Asia/Shanghai"))));
    long position = json(taken).path("first").asLong();
    viewsHaveCaughtUp();

    assertThat(toDo("reviewer").path("done").valueStream())
        .anySatisfy(done -> assertThat(done.path("position").asLong()).isEqualTo(position));
    assertThat(toDo("approver").path("done").valueStream())
        .noneSatisfy(done -> assertThat(done.path("position").asLong()).isEqualTo(position));
  }

  @Test
  void aListThatIsNotRecordedIsShownHoweverManyWereRecordedSince() {
    colleague("lists", "BF-81", Role.CLERK, "410183");
    String unfinished = upload("lists", "没有这一列,户编号\n1,2\n");
    recordedSince(unfinished, 50);

    assertThat(items(toDo("lists"), "FINISH_IMPORT"))
        .extracting(item -> item.path("subject").asString())
        .containsExactly("imports/" + unfinished);
  }

  @Test
  void whoHasOneKindOfThingToDoIsLedToAllOfIt() {
    RegionCode township = new RegionCode("410183100");
    recorded(new DefineRegion(township, "一事乡", RegionLevel.TOWNSHIP, TownOnTheLedger.XINMI));
    colleague("one-kind", "BF-82", Role.CLERK, township.code());
    for (int i = 0; i < 11; i++) {
      String _ = upload("one-kind", "没有这一列,户编号\n1,2\n");
    }

    JsonNode toDo = toDo("one-kind");
    assertThat(toDo.path("tasks")).hasSize(1);
    assertThat(toDo.path("items")).hasSize(10);
    String all = toDo.at("/tasks/0/all").asString();
    assertThat(send(as("one-kind", to("/staff")).header("Accept", "text/html")).body())
        .contains("href=\"" + all + "\"");
    JsonNode rest = json(send(as("one-kind", to(all)).header("Accept", "application/json")));
    assertThat(rest.at("/content/items")).hasSize(11);
    assertThat(rest.at("/content/tasks/0/all").isNull()).isTrue();
  }

  /** Somebody whom the ledger does not know acts where his account says. */
  private void colleague(String name, String officer, Role role, String region) {
    assertThat(accounts.add(name, officer, Set.of(role), region, PASSWORD)).isTrue();
  }

  /** The number of a list of incomes. */
  private String upload(String account, String list) {
    HttpResponse<String> taken =
        send(
            as(account, to("/imports/incomes"))
                .header("Content-Type", "text/csv")
                .header("Accept", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(list)));
    assertThat(taken.statusCode()).as(taken.body()).isEqualTo(201);
    return json(taken).path("id").asString();
  }

  /** So many that are like it but newer, and recorded. */
  private void recordedSince(String list, int count) {
    int made =
        JdbcClient.create(dataSource)
            .sql(
                """
                insert into imports.import
                  (id, kind, state, backfill, account, region, actor, file_digest, file_bytes,
                   uploaded_at, expires_at)
                select gen_random_uuid(), kind, 'RECORDED', backfill, account, region, actor,
                  file_digest, file_bytes, uploaded_at + interval '1 second', expires_at
                from imports.import, generate_series(1, ?) where id = ?
                """)
            .param(count)
            .param(UUID.fromString(list))
            .update();
    assertThat(made).isEqualTo(count);
  }

  @Test
  void whoHoldsNoPostIsToldWhomToAsk() {
    recorded(new RegisterOfficer(new OfficerId("BF-83"), "某某"));
    colleague("no-post", "BF-83", Role.APPROVER, "410185");

    assertThat(toDo("no-post").path("items")).isEmpty();
    HttpResponse<String> page = send(as("no-post", to("/staff")).header("Accept", "text/html"));
    assertThat(page.statusCode()).isEqualTo(200);
    assertThat(page.body()).contains("你今天没有任职", "请管理员先登记你的职务。");
  }

  @Test
  void itIsForStaffOnly() {
    HttpResponse<String> anonymous = page("/staff");
    HttpResponse<String> malformed =
        send(as("clerk", to("/staff?task=NOTHING")).header("Accept", "application/json"));

    assertThat(anonymous.statusCode()).isEqualTo(302);
    assertThat(problem(malformed)).isEqualTo("400 MALFORMED");
  }
}
