package org.sunshineledger.api;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jwt.PlainJWT;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Date;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.StreamSupport;
import org.assertj.core.api.ThrowingConsumer;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.springframework.context.annotation.Primary;
import org.springframework.test.annotation.DirtiesContext;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import org.sunshineledger.api.security.Accounts;
import org.sunshineledger.api.security.Denials;
import org.sunshineledger.api.security.Role;
import tools.jackson.databind.JsonNode;

/** The program with an identity provider, which was down when the program started. */
@DisplayName("身份提供方的令牌")
@ExtendWith(OutputCaptureExtension.class)
@Import(OidcTest.Days.class)
@DirtiesContext
class OidcTest extends OpenDoors {

  private static final SmallIssuer ISSUER = new SmallIssuer();
  private static final Pattern FORM_TOKEN =
      Pattern.compile("name=\"_csrf\"[^>]*value=\"([^\"]+)\"");
  private static final String REVERIFY = "/households/" + TownOnTheLedger.LI + "/reverify";
  private static final String CONFIRMED =
      "{\"occurredOn\":\"2026-01-05\",\"order\":{\"outcome\":\"CONFIRMED\"}}";

  @TestConfiguration(proxyBeanMethods = false)
  static class Days {
    @Bean
    @Primary
    MovableClock movableClock() {
      return MovableClock.at(LocalDate.now(ZoneId.of("Asia/Shanghai")));
    }
  }

  @DynamicPropertySource
  static void provider(DynamicPropertyRegistry properties) {
    String jwt = "spring.security.oauth2.resourceserver.jwt.";
    properties.add(jwt + "issuer-uri", ISSUER::address);
    properties.add(jwt + "audiences", () -> SmallIssuer.AUDIENCE);
  }

  @Autowired private MovableClock clock;
  @Autowired private Accounts accounts;
  @Autowired private Denials denials;

  @BeforeEach
  void theProviderKnowsThem() {
    ISSUER.up();
    // What the last test has asked for is asked for anew.
    clock.pass(Duration.ofHours(2));
    for (Role role : Role.values())
      assertThat(accounts.bind(role.key(), ISSUER.address(), subjectOf(role.key()))).isTrue();
  }

  private static String subjectOf(String account) {
    return "person|" + account;
  }

  private Instant now() {
    return clock.instant();
  }

  private String tokenOf(String account) {
    return ISSUER.token(subjectOf(account), now());
  }

  private HttpRequest.Builder with(String token, String path) {
    return to(path).header("Accept", "application/json").header("Authorization", "Bearer " + token);
  }

  private HttpResponse<String> orderWith(String token, String path, String body) {
    return send(
        with(token, path)
            .header("Content-Type", "application/json")
            .POST(HttpRequest.BodyPublishers.ofString(body)));
  }

  /** A denial is noted when the answer has gone, which may be a moment after it has come. */
  private void isOnRecord(ThrowingConsumer<JsonNode> denial) {
    Awaitility.await()
        .atMost(Duration.ofSeconds(30))
        .untilAsserted(() -> assertThat(denied()).anySatisfy(denial));
  }

  private List<JsonNode> denied() {
    denials.write();
    HttpResponse<String> answer =
        send(as("admin", to("/audit/denials")).header("Accept", "application/json"));
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    return StreamSupport.stream(json(answer).path("content").path("denials").spliterator(), false)
        .toList();
  }

  @Test
  void aGoodTokenRecordsAnOrderAsItsOfficer() {
    HttpResponse<String> taken = orderWith(tokenOf("reviewer"), REVERIFY, CONFIRMED);

    assertThat(taken.statusCode()).as(taken.body()).isEqualTo(201);
    assertThat(taken.headers().allValues("Set-Cookie")).as("no session").isEmpty();
    String fact = json(taken).path("facts").get(0).asString();
    assertThat(json(send(with(tokenOf("auditor"), fact))).at("/content/detail/bytes").asString())
        .contains("\"officer\":\"DEMO-REVIEWER\"");
  }

  @Test
  void aKeyOnACurveIsAsGood() {
    assertThat(
            send(with(ISSUER.smallToken(subjectOf("auditor"), now()), "/audit/flags")).statusCode())
        .isEqualTo(200);
  }

  @Test
  void anAnswerThatIsWrittenByAnotherThreadIsForItsReaderToo() {
    HttpResponse<byte[]> answer =
        raw(
            with(tokenOf("auditor"), "/audit/packages")
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(HttpRequest.BodyPublishers.ofString("region=410185")));

    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(new String(answer.body(), 0, 2, UTF_8)).isEqualTo("PK");
  }

  @Test
  void aPasswordIsGoodBesideIt() {
    assertThat(send(as("auditor", to("/audit/flags"))).statusCode()).isEqualTo(200);
    assertThat(data("/audit/flags").headers().allValues("WWW-Authenticate"))
        .satisfiesExactly(
            basic -> assertThat(basic).startsWith("Basic"),
            bearer -> assertThat(bearer).isEqualTo("Bearer realm=\"sunshine-ledger\""));
  }

  @Test
  void aTokenThatIsNotGoodIsTurnedAwayAndNotWritten(CapturedOutput output) throws JOSEException {
    String auditor = subjectOf("auditor");
    RSAKey foreign = SmallIssuer.rsa("foreign");
    RSAKey disguised = new RSAKey.Builder(foreign).keyID(ISSUER.key().getKeyID()).build();
    byte[] published = ISSUER.key().toPublicJWK().toRSAPublicKey().getEncoded();
    Date past = Date.from(now().minusSeconds(40));
    Map<String, String> bad = new LinkedHashMap<>();
    bad.put("wrong issuer", ISSUER.token(auditor, now(), it -> it.issuer("https://id.example.cn")));
    bad.put("no issuer", ISSUER.token(auditor, now(), it -> it.issuer(null)));
    bad.put("wrong audience", ISSUER.token(auditor, now(), it -> it.audience("another")));
    bad.put("no audience", ISSUER.token(auditor, now(), it -> it.audience((String) null)));
    bad.put(
        "expired", ISSUER.token(auditor, now().minusSeconds(600), it -> it.expirationTime(past)));
    bad.put("for ever", ISSUER.token(auditor, now(), it -> it.expirationTime(null)));
    bad.put(
        "too early",
        ISSUER.token(auditor, now(), it -> it.notBeforeTime(Date.from(now().plusSeconds(40)))));
    bad.put("nobody's", ISSUER.token(auditor, now(), it -> it.subject(null)));
    bad.put(
        "bound to a key",
        ISSUER.token(auditor, now(), it -> it.claim("cnf", Map.of("jkt", "0".repeat(43)))));
    bad.put("alg none", new PlainJWT(ISSUER.claims(auditor, now()).build()).serialize());
    bad.put(
        "HS256 with the public key",
        SmallIssuer.signed(
            new JWSHeader.Builder(JWSAlgorithm.HS256).keyID(ISSUER.key().getKeyID()).build(),
            ISSUER.claims(auditor, now()).build(),
            new MACSigner(published)));
    bad.put(
        "for signing out",
        SmallIssuer.signed(
            new JWSHeader.Builder(JWSAlgorithm.RS256)
                .keyID(ISSUER.key().getKeyID())
                .type(new JOSEObjectType("logout+jwt"))
                .build(),
            ISSUER.claims(auditor, now()).build(),
            new RSASSASigner(ISSUER.key())));
    bad.put("unknown kid", SmallIssuer.signed(foreign, ISSUER.claims(auditor, now()).build()));
    bad.put(
        "known kid of another key",
        SmallIssuer.signed(disguised, ISSUER.claims(auditor, now()).build()));
    String good = tokenOf("auditor");
    String other = tokenOf("admin");
    bad.put(
        "content of another token",
        good.substring(0, good.indexOf('.'))
            + other.substring(other.indexOf('.'), other.lastIndexOf('.'))
            + good.substring(good.lastIndexOf('.')));
    bad.put("cut off", good.substring(0, good.length() - 20));
    bad.put("nothing", "");
    bad.put("two words", good + " " + good);
    bad.put("no token", "x".repeat(2000));

    bad.forEach((what, token) -> {
      HttpResponse<String> refused = send(with(token, "/audit/flags"));
      assertThat(problem(refused)).as(what).isEqualTo("401 BAD_TOKEN");
      assertThat(refused.headers().firstValue("WWW-Authenticate").orElse(""))
          .as(what)
          .isEqualTo("Bearer realm=\"sunshine-ledger\", error=\"invalid_token\"");
      for (String part : token.split("[. ]", -1))
        if (part.length() > 40)
          assertThat(output.getAll() + refused.body()).as(what).doesNotContain(part);
    });
    assertThat(send(with(good, "/audit/flags")).statusCode()).isEqualTo(200);
    assertThat(output.getAll()).doesNotContain(good.substring(0, good.indexOf('.')), auditor);
    isOnRecord(each -> assertThat(each.path("code").asString()).isEqualTo("BAD_TOKEN"));
    assertThat(denied())
        .filteredOn(each -> each.path("code").asString().equals("BAD_TOKEN"))
        .hasSizeLessThan(10)
        .allSatisfy(each -> assertThat(each.path("account").asString("")).isEmpty());
  }

  @Test
  void theClocksMayDifferByHalfAMinute() {
    Instant slow = now().minus(Duration.ofMinutes(5)).minusSeconds(20);

    assertThat(send(with(ISSUER.token(subjectOf("auditor"), slow), "/audit/flags")).statusCode())
        .isEqualTo(200);
  }

  @Test
  void aSubjectThatNoAccountIsBoundToIsNamedInShort(CapturedOutput output) {
    HttpResponse<String> refused = send(with(ISSUER.token("stranger|4711", now()), "/audit/flags"));

    assertThat(problem(refused)).isEqualTo("403 NO_ACCOUNT");
    assertThat(json(refused).path("remedy").asString()).contains("accounts bind");
    isOnRecord(each -> {
      assertThat(each.path("code").asString()).isEqualTo("NO_ACCOUNT");
      assertThat(each.path("tokenSubject").asString())
          .isEqualTo(Accounts.shortForm(ISSUER.address(), "stranger|4711"));
      assertThat(each.path("address").asString()).isEqualTo("/audit/flags");
      assertThat(each.path("account").asString("")).isEmpty();
    });
    assertThat(denied().toString()).doesNotContain("stranger|4711");
    assertThat(send(as("admin", to("/audit/denials")).header("Accept", "text/html")).body())
        .contains("未绑定的主体 " + Accounts.shortForm(ISSUER.address(), "stranger|4711"));
    assertThat(output.getAll()).doesNotContain("stranger|4711");
    assertThat(problem(send(with(ISSUER.token("某人\u0000", now()), "/audit/flags"))))
        .as("what no database takes")
        .isEqualTo("403 NO_ACCOUNT");
  }

  @Test
  void theSameSubjectOfAnotherProviderIsSomebodyElse() {
    accounts.add("elsewhere", "BF-71", Set.of(Role.AUDITOR), "410185", PASSWORD);
    assertThat(accounts.bind("elsewhere", "https://id.example.cn", "person|elsewhere")).isTrue();

    assertThat(problem(send(with(tokenOf("elsewhere"), "/audit/flags"))))
        .isEqualTo("403 NO_ACCOUNT");
  }

  @Test
  void whoIsDisabledOrUnboundIsTurnedAwayAtOnce() {
    accounts.add("leaver", "BF-72", Set.of(Role.AUDITOR), "410185", PASSWORD);
    accounts.bind("leaver", ISSUER.address(), subjectOf("leaver"));
    String token = tokenOf("leaver");
    assertThat(send(with(token, "/audit/flags")).statusCode()).isEqualTo(200);

    accounts.enable("leaver", false);
    assertThat(problem(send(with(token, "/audit/flags")))).isEqualTo("403 NO_ACCOUNT");
    isOnRecord(each -> {
      assertThat(each.path("account").asString("")).isEqualTo("leaver");
      assertThat(each.path("officer").asString("")).isEqualTo("BF-72");
      assertThat(each.path("code").asString()).isEqualTo("NO_ACCOUNT");
    });

    accounts.enable("leaver", true);
    assertThat(send(with(token, "/audit/flags")).statusCode()).isEqualTo(200);
    accounts.unbind("leaver");
    assertThat(problem(send(with(token, "/audit/flags")))).isEqualTo("403 NO_ACCOUNT");
  }

  @Test
  void aTokenOpensWhatItsAccountMayAndItsClaimsOpenNothing() {
    String boastful =
        ISSUER.token(
            subjectOf("clerk"),
            now(),
            it -> it.claim("roles", List.of("auditor")).claim("scope", "auditor ROLE_AUDITOR"));
    assertThat(problem(send(with(boastful, "/audit/flags")))).isEqualTo("403 NOT_YOUR_ROLE");
    assertThat(problem(orderWith(tokenOf("clerk"), REVERIFY, CONFIRMED)))
        .isEqualTo("403 NOT_YOUR_ROLE");

    accounts.add("county.auditor", "BF-73", Set.of(Role.AUDITOR), "410185", PASSWORD);
    accounts.bind("county.auditor", ISSUER.address(), subjectOf("county.auditor"));
    assertThat(problem(send(with(tokenOf("county.auditor"), "/audit/accesses?region=410100"))))
        .isEqualTo("403 OUTSIDE_YOUR_REGION");
  }

  @Test
  void aProviderThatIsAwayIsNoFaultOfTheToken() {
    ISSUER.down();

    HttpResponse<String> refused = orderWith(tokenOf("reviewer"), REVERIFY, CONFIRMED);

    assertThat(problem(refused)).isEqualTo("503 ISSUER_AWAY");
    assertThat(refused.headers().firstValue("Retry-After")).contains("5");
    assertThat(send(as("auditor", to("/audit/flags"))).statusCode())
        .as("passwords are good")
        .isEqualTo(200);
    assertThat(data("/progress").statusCode()).isEqualTo(200);

    ISSUER.up();
    clock.pass(Duration.ofSeconds(5));
    assertThat(orderWith(tokenOf("reviewer"), REVERIFY, CONFIRMED).statusCode()).isEqualTo(201);
  }

  @Test
  void keysThatAreKnownOutlastAProviderByAnHour() {
    assertThat(send(with(tokenOf("auditor"), "/audit/flags")).statusCode()).isEqualTo(200);
    ISSUER.down();

    clock.pass(Duration.ofMinutes(59));
    assertThat(send(with(tokenOf("auditor"), "/audit/flags")).statusCode()).isEqualTo(200);
    clock.pass(Duration.ofMinutes(2));
    assertThat(problem(send(with(tokenOf("auditor"), "/audit/flags"))))
        .isEqualTo("503 ISSUER_AWAY");
  }

  @Test
  void aNewKeyIsLookedForAndInventedOnesDoNotBotherTheProvider() {
    assertThat(send(with(tokenOf("auditor"), "/audit/flags")).statusCode()).isEqualTo(200);
    int before = ISSUER.asked();
    for (int i = 0; i < 20; i++) {
      String invented =
          SmallIssuer.signed(
              new RSAKey.Builder(ISSUER.key()).keyID("invented-" + i).build(),
              ISSUER.claims(subjectOf("auditor"), now()).build());
      assertThat(problem(send(with(invented, "/audit/flags")))).isEqualTo("401 BAD_TOKEN");
    }
    assertThat(ISSUER.asked()).isEqualTo(before);

    String old = tokenOf("auditor");
    ISSUER.turnTo(SmallIssuer.rsa("second"));
    clock.pass(Duration.ofSeconds(30));
    assertThat(send(with(tokenOf("auditor"), "/audit/flags")).statusCode()).isEqualTo(200);
    assertThat(ISSUER.asked()).isEqualTo(before + 1);
    assertThat(problem(send(with(old, "/audit/flags"))))
        .as("of a key that was withdrawn")
        .isEqualTo("401 BAD_TOKEN");
  }

  @Test
  void aTokenDoesNotLetAnOrderOfASessionPass() {
    String session = session("reviewer");
    long before = ledger.journal().size();

    for (String header : List.of("Bearer", "Bearer x", "bearer " + tokenOf("reviewer") + "x"))
      assertThat(problem(send(orderOf(session).header("Authorization", header))))
          .as(header)
          .isEqualTo("401 BAD_TOKEN");
    assertThat(
            problem(
                send(
                    orderOf(session)
                        .header("Authorization", "Bearer " + tokenOf("reviewer"))
                        .header("Authorization", "Basic eDp5"))))
        .as("two of them")
        .isEqualTo("401 BAD_TOKEN");
    assertThat(
            problem(
                send(
                    as("reviewer", orderOf(session))
                        .header("Authorization", "Bearer " + tokenOf("reviewer") + "x"))))
        .as("two of them, the good one first")
        .isEqualTo("401 BAD_TOKEN");
    assertThat(
            problem(
                send(
                    orderOf(session)
                        .header(
                            "Authorization", "Bearer " + ISSUER.token("stranger|4712", now())))))
        .isEqualTo("403 NO_ACCOUNT");
    assertThat(problem(send(orderOf(session)))).as("without any").isEqualTo("403 STALE_FORM");
    ISSUER.down();
    clock.pass(Duration.ofHours(2));
    assertThat(
            problem(
                send(orderOf(session).header("Authorization", "Bearer " + tokenOf("reviewer")))))
        .isEqualTo("503 ISSUER_AWAY");
    assertThat(ledger.journal().size()).as("nothing was appended").isEqualTo(before);
  }

  @Test
  void besideASessionATokenIsStillItsOwnPersons() {
    String session = session("auditor");

    assertThat(problem(send(with(tokenOf("clerk"), "/audit/flags").header("Cookie", session))))
        .as("roles do not add up")
        .isEqualTo("403 NOT_YOUR_ROLE");
    assertThat(
            send(orderOf(session).header("Authorization", "Bearer " + tokenOf("reviewer")))
                .statusCode())
        .isEqualTo(201);
    assertThat(send(to("/").header("Accept", "text/html").header("Cookie", session)).body())
        .as("the session is as it was")
        .contains("auditor");
  }

  private HttpRequest.Builder orderOf(String session) {
    return to(REVERIFY)
        .header("Cookie", session)
        .header("Content-Type", "application/json")
        .POST(HttpRequest.BodyPublishers.ofString(CONFIRMED));
  }

  private String session(String account) {
    HttpResponse<String> form = page("/login");
    Matcher token = FORM_TOKEN.matcher(form.body());
    assertThat(token.find()).isTrue();
    return cookie(
        send(
            to("/login")
                .header("Accept", "text/html")
                .header("Cookie", cookie(form))
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(
                    HttpRequest.BodyPublishers.ofString(
                        "username=%s&password=%s&_csrf=%s"
                            .formatted(account, PASSWORD, token.group(1))))));
  }

  private static String cookie(HttpResponse<String> answer) {
    return answer.headers().allValues("Set-Cookie").stream()
        .filter(cookie -> cookie.startsWith("JSESSIONID"))
        .map(cookie -> cookie.substring(0, cookie.indexOf(';')))
        .findFirst()
        .orElseThrow();
  }
}
