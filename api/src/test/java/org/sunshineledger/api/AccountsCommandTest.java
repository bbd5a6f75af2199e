package org.sunshineledger.api;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.net.http.HttpResponse;
import java.util.Base64;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Value;
import org.sunshineledger.api.security.Accounts;
import org.sunshineledger.api.start.AccountsCommand;

/** Beside the running application, as an operator does it. */
@DisplayName("accounts 命令")
class AccountsCommandTest extends OpenDoors {

  private static final String SECRET = "correct-horse-battery";

  @Value("${ledger.home}")
  private String home;

  private record Said(int code, String words) {}

  private Said accounts(String input, String... arguments) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    String[] all =
        Stream.concat(Stream.of(arguments), Stream.of("--ledger.home=" + home))
            .toArray(String[]::new);
    int code =
        AccountsCommand.run(
            all,
            new ByteArrayInputStream(input.getBytes(UTF_8)),
            new PrintStream(out, true, UTF_8));
    String words = out.toString(UTF_8);
    assertThat(words).doesNotContain(SECRET);
    return new Said(code, words);
  }

  private int asks(String account, String password) {
    String credentials = account + ":" + password;
    HttpResponse<String> answer =
        send(
            to("/audit/accesses")
                .header("Accept", "application/json")
                .header(
                    "Authorization",
                    "Basic " + Base64.getEncoder().encodeToString(credentials.getBytes(UTF_8))));
    return answer.statusCode();
  }

  private Said add(String name, String officer) {
    return accounts(
        SECRET + "\n", "add", name, "--officer=" + officer, "--roles=auditor", "--region=410185");
  }

  @Test
  void aPersonGetsAnAccountAndSignsInAtOnce() {
    assertThat(add("zhang.san", "SJ-0001")).isEqualTo(new Said(0, "已开户 Added: zhang.san\n"));

    assertThat(asks("zhang.san", SECRET)).isEqualTo(200);
    assertThat(accounts("", "list").words())
        .contains("zhang.san", "SJ-0001", "410185", "auditor")
        .contains("clerk");
  }

  @Test
  void anAccountIsOnePersons() {
    assertThat(add("wang.wu", "SJ-0002").code()).isZero();
    assertThat(add("wang.wu", "SJ-0003").code()).as("the name is taken").isEqualTo(2);
    assertThat(add("wang.liu", "SJ-0002").code()).as("so is the officer").isEqualTo(2);
  }

  @Test
  void whoIsDisabledIsTurnedAwayAtOnceAndWhoIsEnabledIsNot() {
    add("li.si", "SJ-0004");
    assertThat(asks("li.si", SECRET)).isEqualTo(200);

    assertThat(accounts("", "disable", "li.si").code()).isZero();
    assertThat(asks("li.si", SECRET)).isEqualTo(401);
    assertThat(accounts("", "list").words()).contains("停用");
    assertThat(accounts("", "enable", "li.si").code()).isZero();
    assertThat(asks("li.si", SECRET)).isEqualTo(200);
  }

  @Test
  void anotherPasswordHoldsAtOnceAndTheOldOneNoMore() {
    add("zhao.liu", "SJ-0005");
    assertThat(asks("zhao.liu", SECRET)).isEqualTo(200);

    assertThat(accounts("another-password-2016\n", "password", "zhao.liu").code()).isZero();

    assertThat(asks("zhao.liu", SECRET)).isEqualTo(401);
    assertThat(asks("zhao.liu", "another-password-2016")).isEqualTo(200);
  }

  private static final String ISSUER =
      "--spring.security.oauth2.resourceserver.jwt.issuer-uri=https://id.example.cn";

  @Test
  void anAccountIsBoundToOneSubjectAndASubjectToOneAccount() {
    add("qian.qi", "SJ-0006");
    add("sun.ba", "SJ-0007");

    assertThat(accounts("", "bind", "qian.qi", "auth0|5f7c", ISSUER))
        .isEqualTo(
            new Said(
                0,
                "已绑定 Bound: qian.qi %s\n"
                    .formatted(Accounts.shortForm("https://id.example.cn", "auth0|5f7c"))));
    assertThat(accounts("", "list").words())
        .contains("绑定 bound to auth0|5f7c of https://id.example.cn");
    assertThat(accounts("", "bind", "sun.ba", "auth0|5f7c", ISSUER).words())
        .contains("another one is bound");
    assertThat(accounts("", "unbind", "qian.qi").code()).isZero();
    assertThat(accounts("", "bind", "sun.ba", "auth0|5f7c", ISSUER).code()).isZero();
    assertThat(accounts("", "bind", "sun.ba", "auth0|5f7d", ISSUER).code())
        .as("to somebody else instead")
        .isZero();
    assertThat(accounts("", "list").words()).contains("5f7d").doesNotContain("5f7c");
  }

  @Test
  void whatCannotBeBoundIsSaidInALine() {
    assertThat(accounts("", "bind", "clerk", "somebody").words()).contains("No issuer");
    assertThat(accounts("", "bind", "nobody-here", "somebody", ISSUER).words())
        .contains("no account nobody-here");
    for (String subject : new String[] {"", " x", "某人", "x".repeat(256), "a\u0000b"})
      assertThat(accounts("", "bind", "clerk", subject, ISSUER).words())
          .contains("1 to 255 ASCII characters");
    assertThat(accounts("", "bind", "clerk").words()).contains("Usage");
    assertThat(accounts("", "unbind", "nobody-here").words()).contains("no account");
  }

  @Test
  void whatCannotBeDoneIsSaidInALine() {
    assertThat(accounts("short\n", "password", "clerk").words()).contains("至少12个字符");
    assertThat(accounts("p".repeat(73) + "\n", "password", "clerk").words()).contains("72字节");
    assertThat(accounts("", "password", "clerk").code()).isEqualTo(2);
    assertThat(accounts(SECRET + "\n", "password", "nobody-here").words()).contains("no account");
    assertThat(accounts("", "disable", "nobody-here").code()).isEqualTo(2);
    assertThat(accounts("", "remove", "clerk").words()).contains("Usage");
    assertThat(accounts("").words()).contains("Usage");
    assertThat(accounts(SECRET, "add", "Zhang San", "--officer=A-1").words()).contains("Usage");
    assertThat(accounts(SECRET, "add", "zhang", "--password=" + "x").words()).contains("Usage");
    assertThat(
            accounts(SECRET, "add", "zhang", "--officer=A-1", "--roles=king", "--region=410185")
                .words())
        .contains("no such role");
    assertThat(
            accounts(SECRET, "add", "zhang", "--officer=A-1", "--roles=clerk", "--region=nowhere")
                .code())
        .isEqualTo(2);
  }
}
