package org.sunshineledger.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.sunshineledger.ledger.fact.Fact;
import tools.jackson.databind.JsonNode;

/** An audit finds something, inspection looks into it, and both sides read what became of it. */
@DisplayName("Leads and audits over HTTP")
class LeadsAndAuditsTest extends ProcedureDoors {

  private static final String AUDIT = "/audits/SJ-2016-01";
  private static final String LEAD = "/leads/XS-2016-01";
  private static final String CASE_PAGE = "/audit/cases/SJ-2016-01";
  private static final String LEAD_PAGE = "/inspection/leads/XS-2016-01";
  private static final String TWO = "['XZ-1','BF-1']";

  private long cited;
  private List<Fact> referred = List.of();

  @Test
  void whatAuditFindsInspectionAnswers() {
    Family li = new Family(40_951);
    li.isIdentified();
    cited = ledger.journal().stream("household/" + li.number).getLast().position();
    isAudited();
    isReferred();
    isInquiredInto();
    isRectified();
    viewsHaveCaughtUp();
    inspectorsReadTheLead(li);
    auditorsReadTheAudit();
    nobodyElseDoes();
  }

  private void isAudited() {
    on("2016-11-20");
    String notice = "'audit':'SJ-2016-01','region':'410185100','auditee':'测试乡政府','auditors':";
    refused("422 TOO_FEW_AUDITORS", "auditor", "/audits", notice + "['XZ-1']");
    refused("404 NO_SUCH_STREAM", "auditor", "/audits", notice + "['XZ-1','NOBODY-1']");
    refused("403 NOT_YOUR_ROLE", "inspector", "/audits", notice + TWO);
    taken("auditor", "/audits", notice + TWO);
    String evidence = "'positions':[%d],'auditors':%s";
    on("2016-11-22");
    refused(
        "409 AUDIT_NOTICE_TOO_SHORT",
        "auditor",
        AUDIT + "/take-audit-evidence",
        evidence.formatted(cited, TWO));
    on("2016-11-23");
    refused(
        "404 CITED_FACT_UNKNOWN",
        "auditor",
        AUDIT + "/take-audit-evidence",
        evidence.formatted(99_999_999, TWO));
    taken("auditor", AUDIT + "/take-audit-evidence", evidence.formatted(cited, TWO));
    taken("auditor", AUDIT + "/draft-audit-report", findings());
  }

  private String findings() {
    return "'findings':[{'number':1,'kind':'PROCEDURE','positions':[%d],'amount':0}]"
        .formatted(cited);
  }

  private void isReferred() {
    String referral = "'finding':1,'lead':'XS-2016-01'";
    refused("403 NOT_YOUR_ROLE", "inspector", AUDIT + "/refer-finding", referral);
    referred = taken("auditor", AUDIT + "/refer-finding", referral);
    assertThat(referred)
        .extracting(Fact::stream)
        .containsExactly("audit/SJ-2016-01", "lead/XS-2016-01");
    refused("409 ALREADY_EXISTS", "auditor", AUDIT + "/refer-finding", referral);
  }

  private void isInquiredInto() {
    refused("403 NOT_YOUR_ROLE", "auditor", LEAD + "/dispose-lead", "'disposition':'CLOSED'");
    on("2016-12-01");
    taken("inspector", LEAD + "/dispose-lead", "'disposition':'PRELIMINARY_INQUIRY'");
    refused(
        "409 INVESTIGATOR_ACTED",
        "inspector",
        LEAD + "/open-case",
        "'investigators':['XZ-1','DEMO-APPROVER']");
    taken("inspector", LEAD + "/open-case", "'investigators':" + TWO);
    refused("409 LEAD_NOT_ENDED", "inspector", AUDIT + "/answer-referral", "'lead':'XS-2016-01'");
    String decision =
        "'officer':'DEMO-APPROVER','target':'LEADER','responsibility':'MAIN_LEADER','act':'DERELICTION','legalBasis':'PARTY_ACCOUNTABILITY',";
    refused(
        "409 FORM_NOT_OF_TARGET",
        "inspector",
        LEAD + "/decide-accountability",
        decision + "'form':'REORGANISATION'");
    refused(
        "422 SANCTION_PERIOD_WRONG",
        "inspector",
        LEAD + "/decide-accountability",
        decision + "'form':'WARNING','months':12");
    taken("inspector", LEAD + "/decide-accountability", decision + "'form':'WARNING','months':6");
    refused("409 DECISION_NOT_ANNOUNCED", "inspector", LEAD + "/close-case", "");
    on("2016-12-20");
    taken("inspector", LEAD + "/announce-decision", "'decision':1,'publicly':true");
    taken("inspector", LEAD + "/close-case", "");
    taken("inspector", AUDIT + "/answer-referral", "'lead':'XS-2016-01'");
    refused("409 LEAD_CLOSED", "inspector", LEAD + "/dispose-lead", "'disposition':'HELD'");
  }

  private void isRectified() {
    taken("auditor", AUDIT + "/issue-audit-report", findings());
    refused(
        "409 AUDIT_DECISION_NOT_ISSUED",
        "auditor",
        AUDIT + "/report-rectification",
        "'rectified':[1],'recovered':0");
    taken("auditor", AUDIT + "/issue-audit-decision", "'rectifyBy':'2016-12-25','published':false");
    on("2016-12-30");
    assertThat(
            breaches(
                taken("auditor", AUDIT + "/report-rectification", "'rectified':[1],'recovered':0")))
        .containsExactly("RECTIFIED_LATE");
  }

  private JsonNode read(String account, String path) {
    HttpResponse<String> answer = send(as(account, to(path)).header("Accept", "application/json"));
    assertThat(answer.statusCode()).as("%s %s", path, answer.body()).isEqualTo(200);
    return json(answer).path("content");
  }

  private String page(String account, String path, String language) {
    HttpResponse<String> answer =
        send(
            as(account, to(path))
                .header("Accept", "text/html")
                .header("Cookie", "lang=" + language));
    assertThat(answer.statusCode()).as("%s %s", path, answer.body()).isEqualTo(200);
    assertThat(answer.body()).as(path).doesNotContain("??");
    return answer.body();
  }

  private void inspectorsReadTheLead(Family li) {
    JsonNode lead = read("inspector", LEAD_PAGE);
    assertThat(lead.at("/lead/state").asString()).isEqualTo("CLOSED");
    assertThat(lead.at("/lead/outcome").asString()).isEqualTo("FOUND");
    assertThat(lead.at("/lead/audit").asString()).isEqualTo("SJ-2016-01");
    assertThat(lead.at("/lead/disposition/by").asString()).isEqualTo("2016-12-23");
    assertThat(lead.at("/lead/disposition/late").asBoolean()).isFalse();
    assertThat(lead.at("/cited/0/position").asLong()).isEqualTo(cited);
    assertThat(lead.at("/cited/0/stream").asString()).isEqualTo("household/" + li.number);
    JsonNode leaf = json(data("/log/facts/" + cited)).path("content");
    assertThat(lead.at("/cited/0/commitment").asString())
        .as("the digest of the public entry")
        .isEqualTo(leaf.path("commitment").asString());
    assertThat(read("inspector", LEAD_PAGE + "?asOf=2016-11-30").at("/lead/state").asString())
        .isEqualTo("RECEIVED");
    assertThat(read("inspector", LEAD_PAGE + "?asOf=2016-12-24").at("/lead/steps").size())
        .isEqualTo(6);
    JsonNode list = read("inspector", "/inspection/leads?region=410185");
    assertThat(list.path("leads")).hasSize(1);
    assertThat(list.at("/counts/CLOSED").asLong()).isEqualTo(1);
    assertThat(read("inspector", "/inspection/leads?region=410185&state=HELD").path("leads"))
        .isEmpty();
    for (String language : List.of("zh", "en")) {
      assertThat(page("inspector", LEAD_PAGE, language))
          .contains("/log/facts/" + cited, "name=\"asOf\"", "name=\"knownAt\"");
      assertThat(page("inspector", "/inspection/leads", language)).contains("XS-2016-01");
    }
  }

  private void auditorsReadTheAudit() {
    for (String account : List.of("auditor", "inspector")) {
      JsonNode audit = read(account, CASE_PAGE);
      assertThat(audit.at("/audit/state").asString()).isEqualTo("RECTIFIED");
      assertThat(audit.at("/audit/referrals/0/answer").asString()).isEqualTo("FOUND");
      assertThat(audit.at("/audit/referrals/0/decisions").asInt()).isEqualTo(1);
      assertThat(audit.at("/audit/comments/by").asString()).isEqualTo("2016-12-03");
      assertThat(audit.at("/audit/rectification/late").asBoolean()).isTrue();
      assertThat(read(account, "/audit/cases").path("late").asLong()).isEqualTo(1);
    }
    for (String language : List.of("zh", "en")) {
      assertThat(page("auditor", CASE_PAGE, language))
          .contains("测试乡政府", "name=\"asOf\"", "name=\"knownAt\"");
      assertThat(page("auditor", "/audit/cases?region=410185100", language)).contains("SJ-2016-01");
    }
  }

  private void nobodyElseDoes() {
    assertThat(problem(send(as("auditor", to(LEAD_PAGE))))).isEqualTo("403 NOT_YOUR_ROLE");
    assertThat(problem(send(as("clerk", to(CASE_PAGE))))).isEqualTo("403 NOT_YOUR_ROLE");
    assertThat(problem(data(LEAD_PAGE))).isEqualTo("401 SIGN_IN");
    assertThat(problem(send(as("inspector", to("/inspection/leads/XS-NONE")))))
        .isEqualTo("404 UNKNOWN_SUBJECT");
    String ofTheAudit = "/log/facts/" + referred.getFirst().position();
    String ofTheLead = "/log/facts/" + referred.getLast().position();
    assertThat(read("inspector", ofTheLead).path("detail").isNull()).isFalse();
    assertThat(read("auditor", ofTheLead).path("detail").isNull()).isTrue();
    assertThat(read("clerk", ofTheLead).path("detail").isNull()).isTrue();
    assertThat(read("auditor", ofTheAudit).path("detail").isNull()).isFalse();
    assertThat(read("clerk", ofTheAudit).path("detail").isNull()).isTrue();
    assertThat(json(data(ofTheAudit)).at("/content/detail").isNull()).isTrue();
    Fact rectified = ledger.codec().decode(ledger.journal().stream("audit/SJ-2016-01").getLast());
    assertThat(json(data("/log/facts/" + rectified.position())).at("/content/detail").isNull())
        .as("what is rectified is for everybody")
        .isFalse();
  }
}
