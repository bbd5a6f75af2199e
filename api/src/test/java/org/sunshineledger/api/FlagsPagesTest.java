package org.sunshineledger.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.sunshineledger.ledger.fact.Fact;
import tools.jackson.databind.JsonNode;

class FlagsPagesTest extends OpenDoors {

  private static final String LI = TownOnTheLedger.LI.number();
  private static final String VILLAGE = "/audit/flags?region=" + TownOnTheLedger.VILLAGE;
  private static final String DOSSIER = "/audit/households/" + LI;
  private static final String PLANS = DOSSIER + "/plans";

  private HttpResponse<String> pageFor(String account, String path) {
    return send(as(account, to(path)).header("Accept", "text/html"));
  }

  private JsonNode content(String account, String path) {
    return json(send(as(account, to(path)).header("Accept", "application/json"))).path("content");
  }

  private List<Fact> irregularFactsOfLi() {
    return ledger.journal().stream(TownOnTheLedger.LI.stream()).stream()
        .map(ledger.codec()::decode)
        .filter(fact -> !fact.envelope().breaches().isEmpty())
        .toList();
  }

  private static List<Long> positions(JsonNode lines, String pointer) {
    return lines.valueStream().map(line -> line.at(pointer).asLong()).toList();
  }

  @Nested
  class WhatWasIrregular {

    @Test
    void isForAuditorsAndInspectorsOnly() {
      assertThat(problem(data(VILLAGE))).isEqualTo("401 SIGN_IN");
      assertThat(page(VILLAGE).statusCode()).isEqualTo(302);
      for (String other : List.of("clerk", "payer", "admin"))
        assertThat(problem(send(as(other, to(VILLAGE))))).isEqualTo("403 NOT_YOUR_ROLE");
      for (String reader : List.of("auditor", "inspector")) {
        HttpResponse<String> read = pageFor(reader, VILLAGE);
        assertThat(read.statusCode()).isEqualTo(200);
        assertThat(read.body())
            .contains("测试村 不合规清单")
            .contains("措施不足N+2")
            .contains("合成数据")
            .contains("补录")
            .doesNotContain("??");
      }
    }

    @Test
    void isEveryFactThatBrokeARuleNewestFirst() {
      JsonNode content = content("auditor", VILLAGE);

      // Another class of this town may have recorded late facts: the newest by day, not by number.
      List<Long> expected =
          irregularFactsOfLi().stream()
              .sorted(
                  Comparator.comparing((Fact fact) -> fact.envelope().occurredOn())
                      .thenComparingLong(Fact::position)
                      .reversed())
              .map(Fact::position)
              .toList();
      assertThat(positions(content.path("lines"), "/irregularity/flag/position"))
          .containsSubsequence(expected);
      assertThat(content.path("facts").asLong()).isEqualTo(content.path("lines").size());
      assertThat(content.path("next").isNull()).isTrue();
    }

    @Test
    void isCountedByRuleWithItsSource() {
      JsonNode count =
          content("auditor", VILLAGE)
              .path("counts")
              .valueStream()
              .filter(each -> each.path("code").asString().equals("PLAN_BELOW_N_PLUS_2"))
              .findFirst()
              .orElseThrow();

      assertThat(count.path("facts").asLong()).isEqualTo(2);
      assertThat(count.path("source").asString()).contains("PL-1");
      JsonNode narrowed = content("auditor", count.path("address").asString());
      assertThat(narrowed.path("facts").asLong()).isEqualTo(2);
      assertThat(narrowed.path("counts")).hasSizeGreaterThan(1);
    }

    @Test
    void canBeNarrowedToDays() {
      JsonNode content = content("auditor", VILLAGE + "&from=2015-01-01&to=2015-12-31");

      assertThat(
              content
                  .path("lines")
                  .valueStream()
                  .map(line -> line.at("/irregularity/flag/occurredOn").asString()))
          .isNotEmpty()
          .allMatch(day -> day.startsWith("2015-"));
    }

    @Test
    void goesOnWhereThePageEnded() {
      List<Long> all =
          positions(content("auditor", VILLAGE).path("lines"), "/irregularity/flag/position");
      List<Long> walked = new ArrayList<>();
      String address = VILLAGE + "&limit=2";
      while (address != null) {
        JsonNode content = content("auditor", address);
        walked.addAll(positions(content.path("lines"), "/irregularity/flag/position"));
        address = content.path("next").isNull() ? null : content.path("next").asString();
      }
      assertThat(walked).isEqualTo(all);
    }

    @Test
    void isOfTheReadersOwnRegionWhenNoneIsNamed() {
      assertThat(content("auditor", "/audit/flags").at("/region/code").asString())
          .isEqualTo("410100");
    }

    @Test
    void leadsAnAuditorToTheDossierAndAnInspectorToWhoAnswered() {
      assertThat(pageFor("auditor", VILLAGE).body())
          .contains("href=\"" + DOSSIER + "\"")
          .contains("href=\"/log/facts/" + irregularFactsOfLi().getFirst().position() + "\"");
      assertThat(pageFor("inspector", VILLAGE).body())
          .contains("href=\"/inspection/households/" + LI + "/responsible?at=")
          .doesNotContain(DOSSIER);
    }

    @Test
    void isAPageInEnglishToo() {
      HttpResponse<String> english =
          send(
              as("auditor", to(VILLAGE)).header("Accept", "text/html").header("Cookie", "lang=en"));

      assertThat(english.body()).contains("Irregularities in").doesNotContain("??");
    }

    @ParameterizedTest
    @ValueSource(
        strings = {
          "region=419999 404 UNKNOWN_PLACE",
          "region=abc 400 MALFORMED",
          "region=410000 403 OUTSIDE_YOUR_REGION",
          "region=410185&asOf=2001-01-01 404 UNKNOWN_PLACE",
          "rule=NO_SUCH_RULE 400 MALFORMED",
          "asOf=yesterday 400 MALFORMED",
          "from=2016-13-01 400 MALFORMED",
          "from=2016-02-01&to=2016-01-01 400 MALFORMED",
          "limit=0 400 MALFORMED",
          "limit=501 400 MALFORMED",
          "limit=many 400 MALFORMED",
          "after=here 400 MALFORMED",
          "under=nowhere-1 404 UNKNOWN_EDITION",
          "under=national-2014.1&limit=201 400 MALFORMED"
        })
    void isNotAnsweredToWhatCannotBeAsked(String line) {
      String query = line.substring(0, line.indexOf(' '));

      assertThat(problem(send(as("auditor", to("/audit/flags?" + query)))))
          .isEqualTo(line.substring(query.length() + 1));
    }
  }

  @Nested
  class WhatAnotherEditionSays {

    private static final String UNDER_NATION = VILLAGE + "&under=national-2014.1";

    @Test
    void standsBesideWhatWasFoundThenAndDifferencesComeFirst() {
      JsonNode content = content("auditor", UNDER_NATION);

      JsonNode plan =
          content
              .path("differences")
              .valueStream()
              .filter(each -> each.path("type").asString().equals("household.plan-adopted.v1"))
              .findFirst()
              .orElseThrow();
      assertThat(plan.path("then").toString()).contains("PLAN_BELOW_N_PLUS_2");
      assertThat(plan.path("now").toString()).doesNotContain("PLAN_BELOW_N_PLUS_2");
      assertThat(content.path("differences").valueStream())
          .allMatch(each -> !each.path("then").equals(each.path("now")));
      assertThat(content.path("same").valueStream())
          .allMatch(each -> each.path("then").equals(each.path("now")));
    }

    @Test
    void isTheSameForTheEditionThatJudgedIt() {
      assertThat(
              content("auditor", VILLAGE + "&under=zhengzhou-2014.1&from=2014-01-01&to=2017-01-01")
                  .path("differences"))
          .isEmpty();
    }

    @Test
    void saysHowMuchItJudgedAndGoesOnFromThere() {
      JsonNode whole = content("auditor", UNDER_NATION);
      int judged = 0;
      List<Long> found = new ArrayList<>();
      String address = UNDER_NATION + "&limit=1";
      while (address != null) {
        JsonNode content = content("auditor", address);
        assertThat(content.path("streams").asInt()).isEqualTo(whole.path("streams").asInt());
        judged += content.path("judged").asInt();
        found.addAll(positions(content.path("differences"), "/position"));
        address = content.path("next").isNull() ? null : content.path("next").asString();
      }
      assertThat(judged).isEqualTo(whole.path("streams").asInt()).isGreaterThan(2);
      assertThat(found).isEqualTo(positions(whole.path("differences"), "/position"));
    }

    @Test
    void saysWhatItCannotJudge() {
      JsonNode content = content("auditor", VILLAGE + "&under=example-county-2014.1");

      assertThat(content.path("undecided").toString())
          .contains(TownOnTheLedger.OPEN_NOTICE.stream())
          .contains("HOLIDAYS_UNKNOWN");
      assertThat(pageFor("auditor", VILLAGE + "&under=example-county-2014.1").body())
          .contains("该年节假日安排未知")
          .doesNotContain("??");
    }

    @Test
    void isAPageForBothReaders() {
      for (String reader : List.of("auditor", "inspector"))
        assertThat(pageFor(reader, UNDER_NATION).body())
            .contains("国家")
            .contains("判断不同的")
            .contains("合成数据")
            .contains(LI)
            .doesNotContain("??");
    }

    @Test
    void canBeAskedForOneHousehold() {
      JsonNode anew = content("auditor", DOSSIER + "?under=national-2014.1").path("anew");

      assertThat(anew.path("version").asString()).isEqualTo("national-2014.1");
      assertThat(anew.at("/judged/found/0/differs").asBoolean()).isTrue();
      assertThat(pageFor("auditor", DOSSIER + "?under=national-2014.1").body())
          .contains("按 国家 national-2014.1 重判")
          .doesNotContain("??");
      assertThat(content("auditor", DOSSIER).path("anew").isNull()).isTrue();
    }

    @Test
    void isNoTableWhereThereIsNothingToSay() {
      String head = "<th>按这版规则</th>";
      String under = "&under=national-2014.1";
      assertThat(pageFor("auditor", VILLAGE + under).body()).contains(head);
      assertThat(pageFor("auditor", VILLAGE + under + "&to=2013-01-01").body())
          .contains("没有不同")
          .doesNotContain(head);
    }

    @Test
    void isAskedOfAnEditionThatThereIs() {
      HttpResponse<String> answer = send(as("auditor", to(DOSSIER + "?under=nowhere-1")));

      assertThat(problem(answer)).isEqualTo("404 UNKNOWN_EDITION");
      assertThat(json(answer).path("detail").asString())
          .contains("national-2014.1")
          .contains("zhengzhou-2014.1");
    }
  }

  @Nested
  class TheVersionsOfAPlan {

    @Test
    void sayOnTheDossierWhatEachAddedAndRemoved() {
      JsonNode plans = content("auditor", DOSSIER).path("plans");

      assertThat(plans.at("/0/added")).hasSize(2);
      assertThat(plans.at("/1/added/0/kind").asString()).isEqualTo("RELOCATION");
      assertThat(plans.at("/1/removed/0/kind").asString()).isEqualTo("MICROCREDIT");
      assertThat(pageFor("auditor", DOSSIER).body())
          .contains("易地搬迁")
          .contains("小额信贷")
          .contains("比较任意两版")
          .doesNotContain("??");
    }

    @Test
    void canBeCompared() {
      JsonNode content = content("auditor", PLANS + "?from=2&to=1");

      assertThat(content.at("/difference/added/0/kind").asString()).isEqualTo("MICROCREDIT");
      assertThat(content.at("/difference/removed/0/kind").asString()).isEqualTo("RELOCATION");
      assertThat(content("auditor", PLANS)).isEqualTo(content("auditor", PLANS + "?from=1&to=2"));
      assertThat(content("auditor", PLANS + "?to=1").at("/difference/before").isNull()).isTrue();
      for (String query : List.of("", "?to=1", "?from=2&to=1"))
        assertThat(pageFor("auditor", PLANS + query).body()).contains("的帮扶计划").doesNotContain("??");
      assertThat(pageFor("auditor", PLANS).body()).contains("由 2016 年改为 2017 年");
    }

    @ParameterizedTest
    @ValueSource(
        strings = {
          "?to=9 404 UNKNOWN_SUBJECT",
          "?from=0 404 UNKNOWN_SUBJECT",
          "?from=one 400 MALFORMED"
        })
    void areNamedByTheirNumbers(String line) {
      String query = line.substring(0, line.indexOf(' '));

      assertThat(problem(send(as("auditor", to(PLANS + query)))))
          .isEqualTo(line.substring(query.length() + 1));
    }

    @Test
    void areForAuditors() {
      assertThat(problem(send(as("auditor", to("/audit/households/123456/plans")))))
          .isEqualTo("404 UNKNOWN_SUBJECT");
      assertThat(problem(send(as("inspector", to(PLANS))))).isEqualTo("403 NOT_YOUR_ROLE");
    }
  }

  @Nested
  class AnEditionOfTheRules {

    @Test
    void isListedWithWhatItIsBuiltOn() {
      JsonNode editions = json(data("/rules")).at("/content/editions");

      assertThat(editions.toString())
          .contains("\"version\":\"zhengzhou-2014.1\"")
          .contains("\"base\":\"henan-2014.1\"");
      assertThat(page("/rules").body()).contains("href=\"/rules/zhengzhou-2014.1\"");
    }

    @Test
    void saysWhatIsInForceOnTheDayAndWhoSaysSo() {
      JsonNode june = json(data("/rules/zhengzhou-2014.1?on=2016-06-30")).path("content");
      JsonNode july = json(data("/rules/zhengzhou-2014.1?on=2016-07-01")).path("content");

      assertThat(june.path("jurisdiction").asString()).isEqualTo("410100");
      assertThat(june.path("base").asString()).isEqualTo("henan-2014.1");
      assertThat(june.toString()).doesNotContain("MEASURE_WITHOUT_POLICY");
      assertThat(july.toString()).contains("MEASURE_WITHOUT_POLICY");
      JsonNode notice = provision(july, "NOTICE_TOO_SHORT");
      assertThat(notice.path("edition").asString()).isEqualTo("national-2014.1");
      assertThat(notice.at("/terms/days").asInt()).isEqualTo(7);
      assertThat(provision(july, "PLAN_BELOW_N_PLUS_2").path("edition").asString())
          .isEqualTo("zhengzhou-2014.1");
    }

    @Test
    void isAPageWithItsTerms() {
      assertThat(page("/rules/zhengzhou-2014.1?on=2016-07-01").body())
          .contains("郑州市的规则")
          .contains("days: 7")
          .contains("forEachMember: 1")
          .contains("YULU_SUBSIDY 2000")
          .doesNotContain("??");
    }

    private static JsonNode provision(JsonNode edition, String code) {
      return edition
          .path("provisions")
          .valueStream()
          .filter(each -> each.path("code").asString().equals(code))
          .findFirst()
          .orElseThrow();
    }
  }
}
