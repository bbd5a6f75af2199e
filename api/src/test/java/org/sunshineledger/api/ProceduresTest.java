package org.sunshineledger.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.sunshineledger.ledger.fact.Fact;
import org.sunshineledger.ledger.household.HouseholdOrder;
import org.sunshineledger.ledger.notice.NoticeOrder;
import org.sunshineledger.ledger.village.VillageEvent.VillageExited;
import org.sunshineledger.ledger.village.VillageOrder;

/** A household's and a village's procedures. */
@DisplayName("Procedures over HTTP")
class ProceduresTest extends ProcedureDoors {

  // The procedures.

  @Test
  void aHouseholdIsIdentifiedHelpedAndLeavesAndComesBack() {
    Family family = new Family(10_001);
    family.isIdentified();
    isHelped(family);
    family.exits();
    on("2017-03-01");
    taken("approver", family.path + "record-relapse", "'cause':'DISASTER','standard':'NATIONAL'");
    refused(
        "409 NOT_EXITED",
        "approver",
        family.path + "record-relapse",
        "'cause':'DISASTER','standard':'NATIONAL'");
  }

  private void isHelped(Family family) {
    String plan =
        """
        'helper':'BF-1','targetExitYear':2016,
        'forPersons':[{'measure':'01','member':'01','kind':'HEALTH_AID'},
                      {'measure':'02','member':'02','kind':'HEALTH_AID'}],
        'forHousehold':[{'measure':'03','kind':'INDUSTRY_SUPPORT'},
                        {'measure':'04','kind':'MICROCREDIT'}]
        """;
    on("2014-06-01");
    refused("409 NO_OFFICER_PAIRED", "clerk", family.path + "adopt-plan", plan);
    taken(
        "admin",
        "/officers/BF-1/pair",
        "'scope':'HOUSEHOLD','target':'household/%s'".formatted(family.number));
    taken("clerk", family.path + "adopt-plan", plan);
    on("2015-02-01");
    List<Fact> born =
        taken(
            "clerk",
            family.path + "add-member",
            """
            'reason':'BIRTH','person':{'member':'03','relationship':'GRANDCHILD','name':'李小某',
            'idNumber':'%s'}
            """
                .formatted(Family.idNumber(2015, family.number)));
    assertThat(breaches(born)).containsExactly("PLAN_BELOW_N_PLUS_2");
    on("2015-03-01");
    taken(
        "clerk",
        family.path + "revise-plan",
        """
        'addForPersons':[{'measure':'05','member':'03','kind':'HEALTH_AID'}],'addForHousehold':[],
        'remove':[],'reason':'HEAD_COUNT_CHANGED','approver':'DEMO-APPROVER','targetExitYear':2016
        """);
    on("2015-04-01");
    refused(
        "422 NOT_ACKNOWLEDGED",
        "clerk",
        family.path + "deliver-measure",
        "'measure':'05','result':'DELIVERED'");
    taken(
        "clerk",
        family.path + "deliver-measure",
        "'measure':'05','result':'DELIVERED','acknowledgedBy':'01'");
  }

  @Test
  void aHouseholdDisputesItsExitAndIsReviewedAnew() {
    Family family = new Family(10_002);
    family.isIdentified();
    family.isProposedForExit();
    family.proposed();
    on("2016-11-03");
    taken(
        "clerk",
        family.path + "dispute-exit",
        "'signer':{'member':'01','byAgent':false},'grounds':'HOUSING_UNSAFE'");
    refused("409 EXIT_NOT_REVIEWED", "clerk", family.path + "propose-exit", PROPOSAL);
    family.isReviewed();
    family.proposed();
  }

  @Test
  void aHouseholdIsLookedAtAgainAndRemoved() {
    Family family = new Family(10_003);
    family.isIdentified();
    on("2015-09-01");
    String removal = "'reason':'NOT_ELIGIBLE_FROM_THE_START'";
    refused(
        "409 NOT_FOUND_WRONGLY_INCLUDED", "approver", family.path + "remove-household", removal);
    taken("reviewer", family.path + "reverify", "'outcome':'WRONG_INCLUSION'");
    taken("approver", family.path + "remove-household", removal);
    refused("409 NOT_ON_REGISTER", "reviewer", family.path + "reverify", "'outcome':'CONFIRMED'");
  }

  @Test
  void aHitIsSettledBeforeTheVillageReviews() {
    Family family = new Family(10_004);
    on("2014-04-01");
    family.applies(VILLAGE);
    taken(
        "clerk",
        family.path + "declare-kinship",
        "'member':'01','officer':'XZ-1','kinship':'SIBLING'");
    taken(
        "reviewer",
        family.path + "cross-check",
        "'sources':['VEHICLES'],'hits':[{'hit':'01','member':'01','signal':'FAMILY_CAR'}]");
    on("2014-04-05");
    family.isSurveyed(2013, 4_000);
    refused("409 HIT_NOT_SETTLED", "clerk", family.path + "review-in-village", VOTES, CHAIR);
    String settled = "'hit':'01','outcome':'REFUTED'";
    refused("422 SIGNATURE_MISSING", "clerk", family.path + "settle-hit", settled, CHAIR);
    taken("clerk", family.path + "settle-hit", settled, signers("BF-1 INVESTIGATOR"));
    refused(
        "404 HIT_UNKNOWN",
        "clerk",
        family.path + "settle-hit",
        settled,
        signers("BF-1 INVESTIGATOR"));
    assertThat(breaches(family.isReviewed())).containsExactly("RELATIVE_SIGNED");
  }

  @Test
  void aVillageDeliberatesStageByStage() {
    Family family = new Family(10_005);
    on("2014-04-01");
    family.applies(VILLAGE);
    String stage = "'stage':'%s','expected':30,'present':20,'yes':20";
    refused(
        "409 DELIBERATION_OUT_OF_ORDER",
        "clerk",
        family.path + "deliberate",
        stage.formatted("COMMITTEES_CONSULTED"),
        CHAIR);
    taken("clerk", family.path + "deliberate", stage.formatted("BRANCH_PROPOSED"), CHAIR);
    taken("clerk", family.path + "deliberate", stage.formatted("COMMITTEES_CONSULTED"), CHAIR);
  }

  @Test
  void aVillageExitsByWhatTheFactsCount() {
    Family family = new Family(10_006);
    String village = "/villages/" + SMALL_VILLAGE + "/";
    on("2014-03-01");
    taken(
        "approver",
        "/villages",
        "'village':'%s','level':'CITY','ruralPopulation':100".formatted(SMALL_VILLAGE));
    onPaper(family);
    on("2016-11-01");
    taken(
        "clerk",
        village + "survey-village",
        """
        'year':2016,'indicators':{'infrastructure':true,'basicServices':true,'industry':true,
        'collectiveIncome':5000000}
        """);
    refused("409 INCIDENCE_ABOVE_TWO_PERCENT", "clerk", village + "propose-village-exit", "");
    taken("clerk", family.path + "remove-member", "'member':'02','reason':'DEATH'");
    UUID proposal = id(taken("clerk", village + "propose-village-exit", ""));
    refused("409 EXIT_NOTICE_NOT_CLEAN", "approver", village + "exit-village", "");
    String notice = "CTC-" + SMALL_VILLAGE;
    taken(
        "reviewer",
        "/notices",
        posting(notice, "VILLAGE_EXIT", "TOWNSHIP", TOWNSHIP.code(), proposal));
    on("2016-11-09");
    taken("reviewer", "/notices/" + notice + "/close-notice", "");
    List<Fact> exited =
        taken("approver", village + "exit-village", "'notice':'%s'".formatted(notice));

    assertThat(exited.getFirst().event())
        .isInstanceOfSatisfying(
            VillageExited.class,
            fact -> {
              assertThat(fact.poorPersons()).isEqualTo(1);
              assertThat(fact.ruralPopulation()).isEqualTo(100);
            });
    on("2017-03-01");
    taken("approver", village + "record-village-relapse", "'reason':'DISASTER'");
  }

  /** Two persons come on the register from the files, while they are taken. */
  private void onPaper(Family family) {
    String paper = ",'mode':'BACKFILL'";
    String policy = "/policies/BACKFILL-902/";
    on("2014-05-15");
    family.applies(SMALL_VILLAGE);
    String files = decision(null);
    refused("409 BACKFILL_NOT_OPEN", "approver", family.path + "identify-household", files, paper);
    taken(
        "admin",
        policy + "open-backfill",
        "'region':'%s','authority':'领导小组'".formatted(SMALL_VILLAGE));
    List<Fact> identified = taken("approver", family.path + "identify-household", files, paper);
    assertThat(breaches(identified)).containsExactly("COUNTY_HAS_NOT_PASSED", "NOT_ANNOUNCED");
    taken("admin", policy + "close-backfill", "'authority':'领导小组'");
    refused(
        "409 BACKFILL_NOT_OPEN",
        "reviewer",
        family.path + "reverify",
        "'outcome':'CONFIRMED'",
        paper);
  }

  @Test
  void aSpecialApprovalIsNamedAndIsAFact() {
    Family family = new Family(10_007);
    String audit = family.path + "audit-by-township";
    on("2014-04-01");
    family.applies(VILLAGE);
    family.isSurveyed(2013, 4_000);
    refused(
        "403 NOT_YOUR_ROLE",
        "clerk",
        family.path + "review-in-village",
        VOTES,
        CHAIR,
        approval("NOT_SURVEYED", "XZ-1"));
    family.isReviewed();
    refused(
        "409 APPROVER_IS_RECORDER",
        "reviewer",
        audit,
        PASSED,
        AUDITOR,
        approval("FIRST_NOTICE_NOT_CLEAN", "DEMO-REVIEWER"));
    refused(
        "409 FIRST_NOTICE_NOT_CLEAN",
        "reviewer",
        audit,
        PASSED,
        AUDITOR,
        approval("NOT_REVIEWED", "XZ-1"));
    refused(
        "422 APPROVAL_NOT_NEEDED",
        "reviewer",
        audit,
        "'result':'REJECTED'",
        AUDITOR,
        approval("FIRST_NOTICE_NOT_CLEAN", "XZ-1"));

    List<Fact> audited =
        taken("reviewer", audit, PASSED, AUDITOR, approval("FIRST_NOTICE_NOT_CLEAN", "XZ-1"));

    assertThat(audited)
        .extracting(Fact::type)
        .containsExactly("household.township-audited.v1", "household.rule-overridden.v1");
    assertThat(breaches(audited)).containsExactly("FIRST_NOTICE_NOT_CLEAN");
  }

  private static String approval(String rule, String authority) {
    return ",'approvals':[{'rule':'%s','authority':'%s','reason':'EMERGENCY'}]"
        .formatted(rule, authority);
  }

  @Test
  void everyOrderHasItsAddressAndIsNotForEverybody() {
    for (Class<?> orders : List.of(HouseholdOrder.class, VillageOrder.class, NoticeOrder.class)) {
      String door =
          orders.getSimpleName().replace("Order", "s").toLowerCase(Locale.ROOT) + "/410185100901/";
      Arrays.stream(orders.getPermittedSubclasses())
          .map(order -> order.getSimpleName().replaceAll("(?<=[a-z])(?=[A-Z])", "-"))
          .forEach(name ->
              refused(
                  "403 NOT_YOUR_ROLE", "auditor", "/" + door + name.toLowerCase(Locale.ROOT), ""));
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "reviewer | households/4101851009099999/cross-check |"
            + " 'sources':['VEHICLES'],'hits':[{'hit':'01','signal':'UFO'}] | |"
            + " order.hits[0].signal",
        "reviewer | households/4101851009099999/cross-check |"
            + " 'sources':['VEHICLES'],'hits':[{'signal':'FAMILY_CAR'}] | | order.hits[0].hit",
        "reviewer | households/4101851009099999/cross-check |"
            + " 'sources':['RUMOURS'],'hits':[] | | order.sources[0]",
        "clerk | households/4101851009099999/settle-hit |"
            + " 'hit':'first','outcome':'REFUTED' | | order.hit",
        "clerk | households/4101851009099999/declare-kinship |"
            + " 'member':'01','officer':'XZ-1' | | order.kinship",
        "clerk | households/4101851009099999/declare-kinship |"
            + " 'member':'01','officer':'XZ440524188001010014','kinship':'CHILD' | | order.officer",
        "clerk | households/4101851009099999/deliberate |"
            + " 'stage':'BRANCH_PROPOSED','expected':'30','present':20,'yes':20 | | order.expected",
        "approver | households/4101851009099999/identify-household |"
            + " 'mainCause':'ILLNESS','otherCauses':[],'category':'ORDINARY','standard':'NATIONAL'"
            + " | | order.basis",
        "clerk | villages/410185100901/survey-village |"
            + " 'year':2016,'indicators':{'infrastructure':true,'basicServices':true,'industry':true}"
            + " | | order.indicators.collectiveIncome",
        "clerk | villages/410185100901/propose-village-exit | 'poorPersons':3 | |"
            + " order.poorPersons",
        "reviewer | households/4101851009099999/reverify | 'outcome':'CONFIRMED' |"
            + " ,'approvals':[{'rule':'NO_SUCH_RULE','authority':'XZ-1','reason':'EMERGENCY'}] |"
            + " approvals[0].rule",
        "reviewer | households/4101851009099999/reverify | 'outcome':'CONFIRMED' |"
            + " ,'approvals':[{'rule':'NOT_EXITED','authority':'XZ-1'}] | approvals[0].reason",
        "reviewer | households/4101851009099999/reverify | 'outcome':'CONFIRMED' |"
            + " ,'approvals':[{'rule':'NOT_EXITED','authority':'XZ440524188001010014',"
            + "'reason':'EMERGENCY'}] | approvals[0].authority",
        "reviewer | households/4101851009099999/reverify | 'outcome':'CONFIRMED' |"
            + " ,'basis':'440524188001010014' | basis",
        "reviewer | households/4101851009099999/reverify | 'outcome':'CONFIRMED' |"
            + " ,'signers':[{'officer':'XZ440524188001010014','capacity':'INVESTIGATOR'}] |"
            + " signers[0].officer"
      })
  void badInputNamesItsField(
      String account, String path, String fields, @Nullable String more, String field) {
    long before = ledger.journal().size();

    HttpResponse<String> refused = give(account, "/" + path, fields, more == null ? "" : more);

    assertThat(problem(refused)).isEqualTo("400 MALFORMED");
    assertThat(json(refused).path("field").asString("")).isEqualTo(field);
    assertThat(refused.body()).doesNotContain(ID_NUMBER);
    assertThat(ledger.journal().size()).isEqualTo(before);
  }
}
