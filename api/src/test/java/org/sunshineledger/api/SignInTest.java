package org.sunshineledger.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;
import org.sunshineledger.api.security.Accounts;
import org.sunshineledger.api.security.PublicPages;
import org.sunshineledger.api.security.Role;

class SignInTest extends OpenDoors {

  private static final Pattern TOKEN = Pattern.compile("name=\"_csrf\"[^>]*value=\"([^\"]+)\"");

  @Autowired private Accounts accounts;
  @Autowired private RequestMappingHandlerMapping requestMappingHandlerMapping;

  @Test
  void aBrowserSignsInWithTheForm() {
    HttpResponse<String> signedIn = signIn("auditor", PASSWORD);

    assertThat(signedIn.statusCode()).isEqualTo(302);
    assertThat(signedIn.headers().firstValue("Location").orElse("")).endsWith("/staff");
    HttpResponse<String> home =
        send(to("/").header("Accept", "text/html").header("Cookie", session(signedIn)));
    assertThat(home.body()).contains("auditor").contains("退出登录");
  }

  @Test
  void aWrongPasswordGoesBackToTheForm() {
    HttpResponse<String> failed = signIn("auditor", "wrong");

    assertThat(failed.headers().firstValue("Location").orElse("")).endsWith("/login?failed");
  }

  @Test
  void anOrderOfASessionNeedsItsToken() {
    String cookie = session(signIn("reviewer", PASSWORD));

    HttpResponse<String> refused =
        send(
            to("/households/" + TownOnTheLedger.LI + "/reverify")
                .header("Cookie", cookie)
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString("{}")));

    assertThat(problem(refused)).isEqualTo("403 STALE_FORM");
  }

  @Test
  void aSessionFromBeforeTheSignInIsNotTheOneAfterIt() {
    HttpResponse<String> form = page("/login");
    String before = session(form);
    String after = session(signIn("auditor", PASSWORD, form));

    assertThat(after).isNotEqualTo(before);
    assertThat(home(before)).doesNotContain("退出登录");
    assertThat(home(after)).contains("退出登录");
  }

  @Test
  void aSessionCannotBeReadByAScriptOrSentFromElsewhere() {
    assertThat(signIn("auditor", PASSWORD).headers().allValues("Set-Cookie"))
        .filteredOn(cookie -> cookie.startsWith("JSESSIONID"))
        .isNotEmpty()
        .allSatisfy(cookie -> assertThat(cookie).contains("HttpOnly", "SameSite=Lax"));
  }

  @Test
  void aSessionIsOverAfterTheSignOut() {
    String session = session(signIn("auditor", PASSWORD));
    Matcher token = TOKEN.matcher(home(session));
    assertThat(token.find()).isTrue();

    send(
        to("/logout")
            .header("Accept", "text/html")
            .header("Cookie", session)
            .header("Content-Type", "application/x-www-form-urlencoded")
            .POST(HttpRequest.BodyPublishers.ofString("_csrf=" + token.group(1))));

    assertThat(home(session)).doesNotContain("退出登录");
    assertThat(
            send(to("/audit/flags").header("Accept", "text/html").header("Cookie", session))
                .statusCode())
        .isEqualTo(302);
  }

  @Test
  void aSessionEndsWithTheAccountItWasFor() {
    accounts.add("leaver", "BF-9", Set.of(Role.AUDITOR), "410185", PASSWORD);
    String session = session(signIn("leaver", PASSWORD));
    assertThat(home(session)).contains("leaver");

    accounts.enable("leaver", false);

    assertThat(home(session)).doesNotContain("leaver");
  }

  @Test
  void aPasswordOfMoreThanBcryptReadsIsNone() {
    accounts.add("longest", "BF-10", Set.of(Role.AUDITOR), "410185", "p".repeat(72));

    assertThat(signIn("longest", "p".repeat(72)).headers().firstValue("Location").orElse(""))
        .endsWith("/staff");
    assertThat(signIn("longest", "p".repeat(73)).headers().firstValue("Location").orElse(""))
        .endsWith("/login?failed");
  }

  private String home(String session) {
    return send(to("/").header("Accept", "text/html").header("Cookie", session)).body();
  }

  @Test
  void aWrongPasswordInTheHeaderIsTurnedAway() {
    HttpResponse<String> refused =
        send(to("/audit/households/1234").header("Authorization", "Basic eDp5"));

    assertThat(problem(refused)).isEqualTo("401 SIGN_IN");
  }

  @Test
  void aTokenIsOfNoUseWhereNoProviderIsConfigured() {
    HttpResponse<String> refused =
        send(to("/audit/flags").header("Authorization", "Bearer eyJhbGciOiJub25lIn0.e30."));

    assertThat(problem(refused)).isEqualTo("401 BAD_TOKEN");
    assertThat(refused.headers().allValues("WWW-Authenticate")).hasSize(1);
    assertThat(refused.headers().firstValue("WWW-Authenticate").orElse("")).startsWith("Basic");
    assertThat(problem(send(to("/progress").header("Authorization", "Bearer x"))))
        .as("of a page for everybody too")
        .isEqualTo("401 BAD_TOKEN");
  }

  @Test
  void aTokenThatNobodyChecksDoesNotLetAnOrderOfASessionPass() {
    HttpResponse<String> refused =
        send(
            to("/households/" + TownOnTheLedger.LI + "/reverify")
                .header("Cookie", session(signIn("reviewer", PASSWORD)))
                .header("Authorization", "Bearer x")
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString("{}")));

    assertThat(problem(refused)).isEqualTo("401 BAD_TOKEN");
  }

  @Test
  void theHeadOfAPageIsForWhomThePageIsFor() {
    for (String pattern : PublicPages.ofStaff()) {
      String address =
          pattern
              .replace("{id}", TownOnTheLedger.LI.toString())
              .replace("{order}", "deliberate")
              .replace("**", "deliberate");
      HttpResponse<String> led = head(to(address).header("Accept", "text/html"));
      assertThat(led.statusCode()).as(address).isEqualTo(302);
      assertThat(led.headers().firstValue("Location").orElse("")).endsWith("/login");
      assertThat(head(to(address).header("Accept", "application/json")).statusCode())
          .as(address)
          .isEqualTo(401);
    }
    assertThat(head(as("clerk", to("/staff"))).statusCode()).isEqualTo(200);
    assertThat(head(to("/progress")).statusCode()).isEqualTo(200);
    assertThat(head(to("/actuator/health")).statusCode()).isEqualTo(200);
    assertThat(head(as("auditor", to("/audit/checks"))).statusCode()).isEqualTo(200);
    assertThat(head(as("clerk", to("/audit/checks"))).statusCode()).isEqualTo(403);
  }

  private HttpResponse<String> head(HttpRequest.Builder request) {
    return send(request.method("HEAD", HttpRequest.BodyPublishers.noBody()));
  }

  /** A new page is open to nobody until somebody decides to whom. */
  @Test
  void everyPageBelongsToSomebody() {
    var mapped = requestMappingHandlerMapping.getHandlerMethods();
    assertThat(mapped.entrySet())
        .filteredOn(each -> isOurs(each.getValue()))
        .flatExtracting(each -> each.getKey().getPatternValues())
        .allSatisfy(pattern ->
            assertThat(pattern)
                .matches(
                    "/|/error|/turned-away|/actuator/health|/login|/openapi.json|/progress(/.*)?|/reconciliation(/.*)?|/rules(/.*)?"
                        + "|/funds(/.*)?"
                        + "|/projects(/.*)?|/disclosures|/mutual-aid|/tariffs|/lists(/.*)?"
                        + "|/boards/.*|/notices/.*|/log/.*|/objections(/.*)?|/reports(/.*)?"
                        + "|/audit(/.*)?|/inspection(/.*)?|/imports(/.*)?|/\\{door:.*"
                        + "|/staff|/orders(/.*)?|/help(/.*)?"));
  }

  private static boolean isOurs(HandlerMethod handler) {
    return handler.getBeanType().getName().startsWith("org.sunshineledger");
  }

  private HttpResponse<String> signIn(String account, String password) {
    return signIn(account, password, page("/login"));
  }

  private HttpResponse<String> signIn(String account, String password, HttpResponse<String> form) {
    Matcher token = TOKEN.matcher(form.body());
    assertThat(token.find()).isTrue();
    return send(
        to("/login")
            .header("Accept", "text/html")
            .header("Cookie", session(form))
            .header("Content-Type", "application/x-www-form-urlencoded")
            .POST(
                HttpRequest.BodyPublishers.ofString(
                    "username=%s&password=%s&_csrf=%s"
                        .formatted(account, password, token.group(1)))));
  }

  private static String session(HttpResponse<String> answer) {
    return answer.headers().allValues("Set-Cookie").stream()
        .filter(cookie -> cookie.startsWith("JSESSIONID"))
        .map(cookie -> cookie.substring(0, cookie.indexOf(';')))
        .findFirst()
        .orElseThrow();
  }
}
