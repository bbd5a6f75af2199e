package org.sunshineledger.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.sunshineledger.ledger.fact.Fact;
import org.sunshineledger.ledger.vault.AccessPurpose;
import org.sunshineledger.ledger.vault.PersonalField;
import org.sunshineledger.ledger.vault.SubjectId;
import org.sunshineledger.ledger.vault.VaultEvent.PersonalDataAccessed;
import tools.jackson.databind.JsonNode;

@DisplayName("查阅、限制和删除个人信息")
class PersonalDataTest extends ProcedureDoors {

  private static final String NAME_AND_NUMBER =
      "'fields':['NAME','ID_NUMBER'],'purpose':'OBJECTION'";

  private static String head(Family family) {
    return family.number + "-01";
  }

  private static String path(Family family) {
    return "/persons/" + head(family) + "/";
  }

  private Family applied(int number) {
    Family family = new Family(number);
    on("2015-03-01");
    family.applies(VILLAGE);
    on("2016-10-17");
    return family;
  }

  private List<Fact> facts(Family family) {
    return ledger.journal().stream("vault/" + head(family)).stream()
        .map(ledger.codec()::decode)
        .toList();
  }

  @Test
  void whoAPersonIsIsSaidOnceItIsOnRecordWhoAsksAndWhy() {
    Family li = applied(11_731);

    HttpResponse<String> answer =
        give("clerk", path(li) + "open-personal-data", NAME_AND_NUMBER, ",'basis':'信访〔2016〕3号'");

    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    assertThat(answer.headers().firstValue("Cache-Control").orElse("")).contains("no-store");
    JsonNode opened = json(answer);
    assertThat(opened.path("values").path("NAME").asString()).isEqualTo("李某某");
    assertThat(opened.path("values").path("ID_NUMBER").asString())
        .isEqualTo(Family.idNumber(1955, li.number));
    assertThat(facts(li))
        .singleElement()
        .satisfies(fact -> {
          assertThat(fact.event())
              .isEqualTo(
                  new PersonalDataAccessed(
                      new SubjectId(head(li)),
                      List.of(PersonalField.NAME, PersonalField.ID_NUMBER),
                      AccessPurpose.OBJECTION));
          assertThat(fact.envelope().actor().officer().number()).isEqualTo("DEMO-CLERK");
          assertThat(fact.envelope().basis()).isEqualTo("信访〔2016〕3号");
          assertThat(opened.path("facts").path(0).asString())
              .isEqualTo("/log/facts/" + fact.position());
        });
  }

  @Test
  void onlyWhatWasAskedForIsSaid() {
    Family li = applied(11_732);

    JsonNode opened =
        json(
            give(
                "auditor",
                path(li) + "open-personal-data",
                "'fields':['NAME','PHONE'],'purpose':'AUDIT'"));

    assertThat(opened.path("values").propertyNames()).containsExactly("NAME");
  }

  @Test
  void everyAskingIsOnRecordWhateverItsKey() {
    Family li = applied(11_733);
    for (int i = 0; i < 2; i++) {
      String body =
          "{'occurredOn':'2016-10-17','order':{%s}}".formatted(NAME_AND_NUMBER).replace('\'', '"');
      HttpResponse<String> answer =
          send(
              as("clerk", to(path(li) + "open-personal-data"))
                  .header("Content-Type", "application/json")
                  .header("Idempotency-Key", "the-same-key-again")
                  .POST(HttpRequest.BodyPublishers.ofString(body)));
      assertThat(answer.statusCode()).isEqualTo(200);
    }
    assertThat(facts(li)).hasSize(2);
  }

  @Test
  void whoHasNothingToDoWithPersonsIsToldNothing() {
    Family li = applied(11_734);
    for (String account : List.of("finance", "admin"))
      refused("403 NOT_YOUR_ROLE", account, path(li) + "open-personal-data", NAME_AND_NUMBER);
    for (String order : List.of("restrict-personal-data", "erase-personal-data"))
      for (String account : List.of("clerk", "reviewer", "auditor", "admin"))
        refused("403 NOT_YOUR_ROLE", account, path(li) + order, "'legalBasis':'COURT_ORDER'");
    HttpResponse<String> nobody =
        send(
            to(path(li) + "open-personal-data")
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString("{}")));
    assertThat(nobody.statusCode()).isIn(401, 403);
    assertThat(facts(li)).isEmpty();
  }

  @Test
  void aReasonIsAskedFor() {
    Family li = applied(11_735);
    refused("400 MALFORMED", "clerk", path(li) + "open-personal-data", "'fields':['NAME']");
    refused(
        "400 MALFORMED",
        "clerk",
        path(li) + "open-personal-data",
        "'fields':[],'purpose':'OBJECTION'");
    refused(
        "422 MEMBER_UNKNOWN",
        "clerk",
        "/persons/" + li.number + "-09/open-personal-data",
        NAME_AND_NUMBER);
    refused(
        "404 NO_SUCH_STREAM", "clerk", "/persons/99999999-01/open-personal-data", NAME_AND_NUMBER);
  }

  @Test
  void whatIsRestrictedIsNotOpenedAndWhatIsErasedIsGone() {
    Family li = applied(11_736);
    refused(
        "409 ERASED_WHILE_NEEDED",
        "approver",
        path(li) + "erase-personal-data",
        "'legalBasis':'PURPOSE_ENDED'");
    taken("approver", path(li) + "restrict-personal-data", "'legalBasis':'ACCURACY_DISPUTED'");
    refused("409 PROCESSING_RESTRICTED", "clerk", path(li) + "open-personal-data", NAME_AND_NUMBER);
    taken("approver", path(li) + "lift-restriction", "");
    taken(
        "reviewer",
        li.path + "refuse-identification",
        "'stage':'VILLAGE_REVIEW','reason':'INCOME_ABOVE_LINE'");
    List<Fact> erased =
        taken("approver", path(li) + "erase-personal-data", "'legalBasis':'PURPOSE_ENDED'");

    JsonNode opened = json(give("clerk", path(li) + "open-personal-data", NAME_AND_NUMBER));

    assertThat(opened.path("values").isEmpty()).isTrue();
    assertThat(
            send(as("auditor", to("/log/facts/" + erased.getFirst().position()))
                    .header("Accept", "application/json"))
                .body())
        .contains("vault.personal-data-erased.v1");
    assertThat(data("/log/facts/" + erased.getFirst().position()).body())
        .as("for everybody")
        .doesNotContain(li.number);
  }

  @Test
  void aNumberThatContradictsItselfIsRefused() {
    on("2015-03-01");
    String wrong = ID_NUMBER.substring(0, 17) + "5";
    String person =
        "'household':'4101851009099990','village':'%s','group':1,'claimedCauses':['ILLNESS'],'members':[{'member':'01','relationship':'HEAD','name':'李某某','idNumber':'%s'}]";
    refused("422 ID_NUMBER_WRONG", "clerk", "/households", person.formatted(VILLAGE, wrong));
    taken("clerk", "/households", person.formatted(VILLAGE, ID_NUMBER));
  }

  @Test
  void auditorsReadWhoAskedForWhomWhenAndWhy() {
    Family li = applied(11_737);
    Family wang = applied(11_738);
    give("clerk", path(li) + "open-personal-data", NAME_AND_NUMBER);
    give("payer", path(wang) + "open-personal-data", "'fields':['NAME'],'purpose':'PAYMENT'");
    viewsHaveCaughtUp();

    HttpResponse<String> page =
        send(
            as("auditor", to("/audit/accesses?region=410185&subject=" + head(wang)))
                .header("Accept", "text/html"));
    assertThat(page.statusCode()).isEqualTo(200);
    assertThat(page.body())
        .contains(head(wang), "DEMO-PAYER", "发放核对", "姓名", "2016-10-17")
        .doesNotContain(head(li), "李某某", Family.idNumber(1955, wang.number));

    JsonNode clerks =
        json(
            send(
                as("auditor", to("/audit/accesses?region=410185&officer=DEMO-CLERK"))
                    .header("Accept", "application/json")));
    assertThat(StreamSupport.stream(clerks.path("content").path("accesses").spliterator(), false))
        .anySatisfy(each -> {
          assertThat(each.path("subject").asString()).isEqualTo(head(li));
          assertThat(each.path("purpose").asString()).isEqualTo("OBJECTION");
          assertThat(each.path("fields")).hasSize(2);
          assertThat(each.path("recordedAt").asString()).isNotBlank();
        })
        .allSatisfy(each -> assertThat(each.path("officer").asString()).isEqualTo("DEMO-CLERK"));
    assertThat(send(as("clerk", to("/audit/accesses"))).statusCode()).isEqualTo(403);
  }
}
