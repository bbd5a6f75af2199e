package org.sunshineledger.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.sunshineledger.api.security.Role;

@DisplayName("户档案的读者 Who reads a household's dossier")
class DossierPageTest extends OpenDoors {

  private static final String LI = TownOnTheLedger.LI.number();
  private static final String DOSSIER = "/audit/households/" + LI;

  private static final String OF_THE_TOWNSHIP = "clerk-township";
  private static final String OF_ANOTHER = "clerk-xinmi";

  private static final Pattern LINK = Pattern.compile("href=\"(/[^\"#]*)");

  @BeforeEach
  void twoTownshipsHaveAClerk() {
    account(OF_THE_TOWNSHIP, "TOWNSHIP-CLERK", Role.CLERK, "410185100");
    account(OF_ANOTHER, "XINMI-CLERK", Role.CLERK, "410183");
  }

  private HttpResponse<String> html(String account, String path) {
    return send(as(account, to(path)).header("Accept", "text/html"));
  }

  @Test
  @DisplayName("A clerk of the village's township reads it, and the reading is noted")
  void aClerkOfTheTownshipReadsItAndTheReadingIsNoted() {
    try (NotedReadings noted = new NotedReadings()) {
      HttpResponse<String> read = html(OF_THE_TOWNSHIP, DOSSIER);

      assertThat(read.statusCode()).as(read.body()).isEqualTo(200);
      assertThat(read.body()).contains(LI, "何时记录", "第 2 版").doesNotContain("??");
      assertThat(noted.said())
          .contains(OF_THE_TOWNSHIP + " (TOWNSHIP-CLERK) read the dossier of household " + LI);
    }
  }

  @Test
  @DisplayName(
      "A clerk of another region is turned away, and an administrator has no business there")
  void whoWorksElsewhereIsTurnedAway() {
    assertThat(problem(send(as(OF_ANOTHER, to(DOSSIER))))).isEqualTo("403 OUTSIDE_YOUR_REGION");
    assertThat(problem(send(as("admin", to(DOSSIER))))).isEqualTo("403 NOT_YOUR_ROLE");
    assertThat(problem(data(DOSSIER))).isEqualTo("401 SIGN_IN");
  }

  @Test
  @DisplayName("Every link of it may be followed by whoever reads it")
  void everyLinkMayBeFollowed() {
    for (String reader : List.of(OF_THE_TOWNSHIP, "reviewer", "inspector", "auditor")) {
      String body = html(reader, DOSSIER + "?asOf=2016-12-31").body();
      List<String> links =
          LINK.matcher(body)
              .results()
              .map(MatchResult::group)
              .map(found -> found.substring("href=\"".length()).replace("&amp;", "&"))
              .filter(link -> !link.startsWith("/static/") && !link.startsWith("/log/proofs/"))
              .distinct()
              .toList();
      assertThat(links).hasSizeGreaterThan(10);
      for (String link : links)
        assertThat(send(as(reader, to(link)).header("Accept", "*/*")).statusCode())
            .as("%s follows %s", reader, link)
            .isEqualTo(200);
    }
  }

  @Test
  @DisplayName("What lies below it is the auditor's alone")
  void whatLiesBelowItIsTheAuditorsAlone() {
    for (String below : List.of("/plans", ".prov.json"))
      assertThat(problem(send(as(OF_THE_TOWNSHIP, to(DOSSIER + below)))))
          .isEqualTo("403 NOT_YOUR_ROLE");
    assertThat(html(OF_THE_TOWNSHIP, DOSSIER).body())
        .doesNotContain("/plans", "prov.json", "/audit/why", "/audit/rows", "/audit/payments/");
    assertThat(html("auditor", DOSSIER).body()).contains("/plans", "prov.json", "/audit/why");
  }

  @Test
  @DisplayName("The facts of a household lead to its dossier")
  void theFactsOfAHouseholdLeadToItsDossier() {
    assertThat(html(OF_THE_TOWNSHIP, "/households/" + LI + "/facts").body())
        .contains("href=\"" + DOSSIER + "\"");
    assertThat(html(OF_THE_TOWNSHIP, "/villages/410185100901/facts").body())
        .doesNotContain("/audit/households/");
  }
}
