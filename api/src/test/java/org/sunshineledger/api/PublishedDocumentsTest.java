package org.sunshineledger.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.sunshineledger.ledger.publication.Publications;
import tools.jackson.databind.JsonNode;

@DisplayName("公开文件：脱敏和撤下")
class PublishedDocumentsTest extends ProcedureDoors {

  @Autowired private Publications publications;

  private static String document(String policy, String heading, String cell) {
    return "{'title':'退出公告','columns':['%s'],'rows':[['%s']],'redactionPolicy':'%s','synthetic':true,'nonce':'%s'}"
        .formatted(heading, cell, policy, "7".repeat(64));
  }

  private static String announcing(String kind, String document) {
    return "'kind':'%s','level':'COUNTY','region':'410185','subjects':[],'places':['%s'],'document':%s"
        .formatted(kind, VILLAGE, document);
  }

  private String published(String number) {
    on("2016-10-17");
    taken(
        "approver",
        "/notices/" + number + "/announce",
        announcing("EXIT", document("mask-1", "户主", "李**")));
    viewsHaveCaughtUp();
    return "/notices/" + number;
  }

  @Test
  void whatShowsAPersonIsRefusedAndTheAnswerDoesNotRepeatIt() {
    on("2016-10-17");
    String announce = "/notices/PD-1/announce";
    for (String cell : List.of("李某某", "李** 13800138000", "李**，因病"))
      refused(
          "422 DOCUMENT_NOT_REDACTED",
          "approver",
          announce,
          announcing("EXIT", document("mask-1", "户主", cell)));
    HttpResponse<String> answer =
        give("approver", announce, announcing("EXIT", document("mask-1", "手机 13800138000", "1")));
    assertThat(problem(answer)).isEqualTo("422 DOCUMENT_NOT_REDACTED");
    assertThat(answer.body()).contains("COLUMN 0:1").doesNotContain("13800138000");
    refused(
        "422 DOCUMENT_NOT_REDACTED",
        "approver",
        announce,
        announcing("EXIT", document("none", "户主", "李**")));
    refused(
        "422 REDACTION_POLICY_NOT_IN_FORCE",
        "approver",
        announce,
        announcing("EXIT", document("mask-99", "户主", "李**")));
  }

  @Test
  void onItsDayAListIsGoneFromThePageAtAnyDayAndItsDigestStays() {
    String notice = published("PD-2");
    JsonNode up = json(data(notice)).path("content");
    assertThat(up.path("document").path("rows").get(0).get(0).asString()).isEqualTo("李**");
    assertThat(up.path("withdrawOn").asString()).isEqualTo("2017-04-16");
    assertThat(page(notice).body()).contains("2017-04-16 起撤下");
    assertThat(page(notice + "/print").body()).contains("李**", "2017-04-16 起撤下");

    on("2017-04-16");
    for (String address : List.of(notice, notice + "?asOf=2016-10-17")) {
      JsonNode gone = json(data(address)).path("content");
      assertThat(gone.path("document").isMissingNode() || gone.path("document").isNull()).isTrue();
      assertThat(gone.path("withdrawn").path("cause").asString()).isEqualTo("ON_ITS_DAY");
      assertThat(gone.path("withdrawn").path("rule").asString()).isEqualTo("LIST_UP_TOO_LONG");
      assertThat(gone.path("notice").path("document").path("digest").asString())
          .isEqualTo(up.path("notice").path("document").path("digest").asString());
    }
    assertThat(page(notice).body())
        .contains("已按期撤下：2017-04-16", "LIST_UP_TOO_LONG")
        .doesNotContain("李**");
    String digest = up.path("notice").path("document").path("digest").asString();
    assertThat(page(notice + "/print").body())
        .as("the sheet too has its digest and nothing else of it")
        .contains("已按期撤下：2017-04-16", digest.substring(0, 4) + " " + digest.substring(4, 8))
        .doesNotContain("李**", "id=\"document\"");
    assertThat(publications.withdrawDue()).isPositive();
    on("2016-10-18");
    assertThat(page(notice).body()).as("the bytes are destroyed").doesNotContain("李**");
  }

  @Test
  void anOfficerTakesADocumentDownAndThePageSaysWhy() {
    String notice = published("PD-3");
    on("2016-10-18");
    refused("403 NOT_YOUR_ROLE", "clerk", notice + "/withdraw-document", "'reason':'MISTAKEN'");
    taken("approver", notice + "/withdraw-document", "'reason':'SHOWS_PERSONAL_DATA'");
    viewsHaveCaughtUp();

    assertThat(page(notice).body()).contains("已提前撤下：2016-10-18", "泄露个人信息").doesNotContain("李**");
    refused(
        "422 NOTHING_CHANGES", "approver", notice + "/withdraw-document", "'reason':'MISTAKEN'");
  }
}
