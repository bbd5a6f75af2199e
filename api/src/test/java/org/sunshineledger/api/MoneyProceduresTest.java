package org.sunshineledger.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.sunshineledger.ledger.fact.Fact;
import tools.jackson.databind.JsonNode;

/** A yuan's way over HTTP, from the budget document to the card, and back. */
@DisplayName("Money over HTTP")
class MoneyProceduresTest extends ProcedureDoors {

  private static final String FUND = "登财预〔2016〕7号";
  private static final String FUNDS = "/funds/" + URLEncoder.encode(FUND, StandardCharsets.UTF_8);
  private static final String PROJECT = "CY-2016";

  private static String admission(String project, String name, String expenditure) {
    return """
    'project':'%s','name':'%s','category':'SCIENCE_INDUSTRY','nature':'NEW','region':'410185100901',
    'starts':'2016-12-01','ends':'2017-12-01','responsibleUnit':'测试乡政府','task':'养殖',
    'scale':3000000,'financing':'COUNTY','beneficiaryHouseholds':2,'performanceTarget':'增收',
    'participation':'VILLAGE_MEETING','linkage':'DIRECT_SUBSIDY','expenditure':'%s'
    """
        .formatted(project, name, expenditure);
  }

  private static String lines(Family... families) {
    StringBuilder lines = new StringBuilder();
    for (int i = 0; i < families.length; i++)
      lines
          .append(i == 0 ? "" : ",")
          .append(
              "{'line':%d,'household':'%s','amount':100000}".formatted(i + 1, families[i].number));
    return "'lines':[" + lines + "]";
  }

  private static String request(String payment, long total, String period, Family... families) {
    return "'payment':'%s','project':'%s','fund':'%s','programme':'INDUSTRY_GRANT','period':'%s',"
            .formatted(payment, PROJECT, FUND, period)
        + "'controlTotal':%d,".formatted(total)
        + lines(families);
  }

  private static String allotment(long fen) {
    return "'project':'%s','amount':%d".formatted(PROJECT, fen);
  }

  private static String line(int number, Family family) {
    return "'line':%d,'household':'%s'".formatted(number, family.number);
  }

  @Test
  void isFollowedFromTheDocumentToTheCardAndBack() {
    Family li = new Family(40_901);
    li.isIdentified();
    Family zhao = new Family(40_902);
    zhao.isIdentified();
    on("2016-11-20");

    isPlanned();
    isPaid(li, zhao);
    comesBack(li, zhao);
    isLentInTheVillage(li);
    isClosed();

    viewsHaveCaughtUp();
    assertThat(json(data("/funds")).at("/content/total").toString())
        .as("what two households gave back is told of neither")
        .contains("\"disbursed\":250000", "\"credited\":200000", "\"supplied\":50000");
    assertThat(json(data("/projects/" + PROJECT)).at("/content/project/flow/credited").asLong())
        .isEqualTo(200_000);
    assertThat(
            json(send(
                    as("auditor", to("/audit/money/410185")).header("Accept", "application/json")))
                .at("/content/total")
                .asLong())
        .isEqualTo(70_000);
    theDocumentTellsItsOwn();
    theProjectTellsAll();
    anAuditorSeesEveryJoint();
  }

  private void theDocumentTellsItsOwn() {
    JsonNode fund = json(data(FUNDS)).at("/content/fund");
    assertThat(fund.at("/flow/credited").asLong()).isEqualTo(200_000);
    assertThat(fund.at("/allotments/0/supplied").asLong()).isEqualTo(50_000);
    assertThat(fund.at("/allotments/0/credited").asLong()).isEqualTo(200_000);
    assertThat(fund.at("/allotments/0/untold").asLong())
        .as("two households are told of no village")
        .isEqualTo(200_000);
    assertThat(page(FUNDS).body()).contains("养殖").contains("未按村公开 2,000.00").contains("登封市");
  }

  private void theProjectTellsAll() {
    String page = page("/projects/" + PROJECT).body();

    assertThat(page)
        .contains("建设性质", "建设任务", "资金来源", "群众参与", "村民会议", "利益联结", "直接补助", "支出类别", "产业扶贫")
        .contains("乡镇级", "县级")
        .as("1,200 yuan are allotted and 2,500 told as spent")
        .contains("<span class=\"mark bad\">超出</span> <span>-1,300.00</span>")
        .contains("<span class=\"mark\">借贷相等</span>");
    assertThat(
            send(to("/projects/" + PROJECT)
                    .header("Cookie", "lang=en")
                    .header("Accept", "text/html"))
                .body())
        .contains("by the township", "Village meeting");
  }

  private void anAuditorSeesEveryJoint() {
    JsonNode ledger =
        json(send(as("auditor", to("/audit/money/410185")).header("Accept", "application/json")))
            .at("/content/ledger");
    assertThat(ledger.at("/flow/appropriated").asLong()).isEqualTo(5_000_000);
    assertThat(ledger.at("/flow/allotted").asLong()).isEqualTo(120_000);
    assertThat(ledger.at("/flow/disbursed").asLong()).as("nothing withheld").isEqualTo(120_000);
    assertThat(ledger.at("/funds/0/fund").asString()).isEqualTo(FUND);
    assertThat(ledger.at("/projects/0/project/head/name").asString()).isEqualTo("养殖");
    assertThat(ledger.at("/projects/0/received").asLong()).isEqualTo(70_000);
    String page =
        send(as("auditor", to("/audit/money/410185")).header("Accept", "text/html")).body();
    assertThat(page).contains("养殖").contains("50,000.00").contains("合计").doesNotContain("超出");
    assertThat(
            send(as("auditor", to("/audit/mutual-aid/" + VILLAGE)).header("Accept", "text/html"))
                .body())
        .contains("村" + VILLAGE + " 互助资金账");
  }

  private void isPlanned() {
    String fund =
        "'fund':'%s','sourceLevel':'COUNTY','purpose':'INDUSTRY','year':2016,'region':'410185'"
            .formatted(FUND);
    refused("422 AMOUNT_NOT_POSITIVE", "finance", "/funds", fund + ",'amount':0");
    taken("finance", "/funds", fund + ",'amount':5000000");
    taken(
        "clerk",
        "/projects/" + PROJECT + "/propose-project",
        "'name':'养殖','category':'SCIENCE_INDUSTRY','region':'410185100901','proposingUnit':'村委会'");
    refused("409 PROJECT_NOT_IN_LIBRARY", "finance", FUNDS + "/allot-fund", allotment(2_000_000));
    refused(
        "409 EXPENDITURE_ON_NEGATIVE_LIST",
        "finance",
        "/projects",
        admission(PROJECT, "养殖", "OFFICE_BUILDINGS"));
    taken("finance", "/projects", admission(PROJECT, "养殖", "INDUSTRY"));
    refused(
        "409 DUPLICATE_PROJECT", "finance", "/projects", admission("CY-2016-B", "养殖", "INDUSTRY"));
    refused(
        "422 APPROVED_ABOVE_SCALE",
        "approver",
        "/projects/" + PROJECT + "/approve-project",
        "'office':'登封市政府','amount':3000001");
    taken(
        "approver",
        "/projects/" + PROJECT + "/approve-project",
        "'office':'登封市政府','amount':3000000");
    taken("clerk", "/projects/" + PROJECT + "/start-project", "'procurement':'NONE'");
    refused(
        "409 ALLOTTED_MORE_THAN_APPROPRIATED",
        "finance",
        FUNDS + "/allot-fund",
        allotment(5_000_001));
    taken("finance", FUNDS + "/allot-fund", allotment(2_000_000));
  }

  private void isPaid(Family li, Family zhao) {
    refused(
        "422 CONTROL_TOTAL_DIFFERS",
        "finance",
        "/payments",
        request("ZF-0001", 199_999, "2016", li, zhao));
    refused("422 PAYEE_TWICE", "finance", "/payments", request("ZF-0001", 200_000, "2016", li, li));
    taken("finance", "/payments", request("ZF-0001", 200_000, "2016", li, zhao));
    refused(
        "409 PAYMENT_NOT_APPROVED", "payer", "/payments/ZF-0001/disburse-fund", lines(li, zhao));
    taken("approver", "/payments/ZF-0001/approve-payment", "");
    refused(
        "409 LINES_DIFFER_FROM_REQUEST",
        "payer",
        "/payments/ZF-0001/disburse-fund",
        lines(zhao, li));
    List<Fact> paid = taken("payer", "/payments/ZF-0001/disburse-fund", lines(li, zhao));
    assertThat(paid).hasSize(4);
    assertThat(breaches(paid)).isEmpty();
    taken("payer", "/payments/ZF-0001/settle-payment", "'bankReference':'HD-2016-0001'");
    taken("clerk", li.path + "acknowledge-benefit", "'payment':'ZF-0001','line':1,'signer':'01'");
    taken(
        "finance",
        "/payments/GC-0001/request-supplier-payment",
        "'project':'%s','fund':'%s','supplier':'GYS-0001','instalment':'ADVANCE','amount':50000"
            .formatted(PROJECT, FUND));
    taken("approver", "/payments/GC-0001/approve-payment", "");
    taken("payer", "/payments/GC-0001/pay-supplier", "'account':'CORPORATE'");
  }

  private void comesBack(Family li, Family zhao) {
    taken(
        "payer", "/payments/ZF-0001/return-payment", line(2, zhao) + ",'reason':'ACCOUNT_CLOSED'");
    refused(
        "409 RETURNED_ALREADY",
        "payer",
        "/payments/ZF-0001/return-payment",
        line(2, zhao) + ",'reason':'ACCOUNT_CLOSED'");
    taken(
        "approver",
        "/payments/ZF-0001/order-recovery",
        line(1, li) + ",'amount':30000,'reason':'PAID_TOO_MUCH'");
    refused(
        "409 RECOVERED_MORE_THAN_ORDERED",
        "payer",
        "/payments/ZF-0001/receive-recovery",
        line(1, li) + ",'amount':30001");
    taken("payer", "/payments/ZF-0001/receive-recovery", line(1, li) + ",'amount':30000");
  }

  private void isLentInTheVillage(Family li) {
    String village = "/mutual-aid/" + VILLAGE;
    taken(
        "finance",
        "/mutual-aid",
        "'village':'%s','capital':10000000,'leverage':6,'capPerHousehold':2000000"
            .formatted(VILLAGE));
    String loan =
        "'loan':'001','household':'%s','amount':2000000,'due':'2018-11-20'".formatted(li.number);
    refused("409 LOAN_DIVERTED", "clerk", village + "/grant-loan", loan + ",'use':'HOUSE'");
    taken("clerk", village + "/grant-loan", loan + ",'use':'LIVESTOCK'");
    taken("clerk", village + "/repay-loan", "'loan':'001','amount':500000");
    refused(
        "409 REPAID_MORE_THAN_OWED",
        "clerk",
        village + "/repay-loan",
        "'loan':'001','amount':1500001");
  }

  private void isClosed() {
    refused(
        "409 RETURNED_MORE_THAN_UNSPENT",
        "finance",
        FUNDS + "/return-allotment",
        allotment(1_880_001));
    taken("finance", FUNDS + "/return-allotment", allotment(1_880_000));
    refused("409 PROJECT_NOT_ACCEPTED", "approver", "/projects/" + PROJECT + "/close-project", "");
    taken(
        "reviewer",
        "/projects/" + PROJECT + "/accept-project",
        "'level':'TOWNSHIP','beneficiaryRepresentatives':2");
    taken(
        "approver",
        "/projects/" + PROJECT + "/accept-project",
        "'level':'COUNTY','beneficiaryRepresentatives':2");
    taken("approver", "/projects/" + PROJECT + "/close-project", "");
    refused("409 PROJECT_CLOSED", "finance", FUNDS + "/allot-fund", allotment(1));
    on("2016-12-31");
    taken("finance", FUNDS + "/carry-over-fund", "'toYear':2017");
    taken("finance", FUNDS + "/reclaim-fund", "'reason':'PROJECT_ENDED','amount':4880000");
  }

  @Test
  void aFigureBeyondAllMoneyIsMalformed() {
    assertThat(
            problem(
                give(
                    "finance",
                    "/funds",
                    "'fund':'登财预〔2016〕8号','sourceLevel':'COUNTY','purpose':'INDUSTRY','year':2016,'region':'410185','amount':9000000000000000000")))
        .startsWith("400");
  }
}
