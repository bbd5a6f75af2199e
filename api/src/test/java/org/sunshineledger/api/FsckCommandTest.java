package org.sunshineledger.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Value;
import org.sunshineledger.api.start.FsckCommand;
import org.sunshineledger.ledger.Ledger;
import org.sunshineledger.ledger.TestDatabase;
import org.sunshineledger.ledger.database.Login;

@DisplayName("The command fsck")
class FsckCommandTest extends OpenDoors {

  private static final Pattern NOTED = Pattern.compile("--expect=\\d+:[A-Za-z0-9+/]{43}=");

  @Value("${ledger.home}")
  private Path home;

  private record Answer(int exitCode, String text) {}

  private static Answer fsck(String... arguments) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    int exitCode = FsckCommand.run(arguments, new PrintStream(bytes, true, StandardCharsets.UTF_8));
    return new Answer(exitCode, bytes.toString(StandardCharsets.UTF_8));
  }

  private static void assertOneLine(Answer answer, String... parts) {
    assertThat(answer.exitCode()).isEqualTo(2);
    assertThat(answer.text().lines())
        .singleElement()
        .asString()
        .startsWith("未能核账 Not checked: ")
        .contains(parts)
        .doesNotContain("Exception");
  }

  @Test
  @DisplayName("is the first argument")
  void asked() {
    assertThat(FsckCommand.asked(new String[0])).isEmpty();
    assertThat(FsckCommand.asked(new String[] {"--server.port=1"})).isEmpty();
    assertThat(FsckCommand.asked(new String[] {"fsck", "--expect=x"}))
        .hasValueSatisfying(own -> assertThat(own).containsExactly("--expect=x"));
  }

  @Nested
  @DisplayName("on an outside server")
  class Outside {

    private Answer check(Login login, String... more) {
      return fsck(
          Stream.concat(
                  Stream.of(
                      "--spring.datasource.url=" + login.url(),
                      "--spring.datasource.username=" + login.username(),
                      "--spring.datasource.password=" + login.password()),
                  Stream.of(more))
              .toArray(String[]::new));
    }

    @Test
    @DisplayName("ends with 0 when the journal is sound, and with 1 and a position when it is not")
    void soundThenNot() throws SQLException {
      try (TestDatabase database = TestDatabase.create()) {
        try (Ledger town = database.ledger(Clock.systemUTC())) {
          TownOnTheLedger.build(town);
        }
        Answer sound = check(database.appLogin());
        assertThat(sound.exitCode()).isZero();
        assertThat(sound.text()).contains("账本完好").contains("The journal is sound.");
        Matcher noted = NOTED.matcher(sound.text());
        assertThat(noted.find()).isTrue();

        Answer again = check(database.appLogin(), noted.group());
        assertThat(again.exitCode()).isZero();
        assertThat(again.text()).contains("still have the root that was noted");

        try (Connection connection = database.owner().getConnection();
            Statement statement = connection.createStatement()) {
          statement.execute("alter table journal.event disable trigger append_only");
          statement.execute("update journal.event set salt = sha256(salt) where position = 5");
        }
        Answer damaged = check(database.appLogin(), noted.group());
        assertThat(damaged.exitCode()).isEqualTo(1);
        assertThat(damaged.text().lines())
            .anyMatch(line -> line.startsWith("  位置 position 5  LEAF_DIFFERS  摘要与内容不符"))
            .anyMatch(line -> line.contains("ROOT_DIFFERS"))
            .anyMatch(line -> line.endsWith("trigger append_only on journal.event"))
            .anyMatch(line -> line.startsWith("怎么办"))
            .anyMatch(line -> line.startsWith("What to do"));
      }
    }

    @Test
    @DisplayName("says in one line that it cannot get in")
    void cannotGetIn() {
      try (TestDatabase database = TestDatabase.create()) {
        Login app = database.appLogin();
        assertOneLine(
            check(new Login(app.url(), app.username(), "wrong")), "cannot be reached", "28P01");
      }
      assertOneLine(
          check(new Login("jdbc:postgresql://127.0.0.1:1/none", "ledger_app", "x")),
          "cannot be reached",
          "08001");
    }

    @Test
    @DisplayName("needs the password of one role only")
    void password() {
      assertOneLine(
          fsck("--spring.datasource.url=jdbc:postgresql://127.0.0.1:1/none"),
          "SPRING_DATASOURCE_PASSWORD");
    }
  }

  @Test
  @DisplayName("points at the running ledger where one holds the folder")
  void inUse() {
    assertOneLine(
        fsck("--ledger.home=" + home, "--management.server.port=18080"),
        "in use",
        "http://localhost:18080/actuator/fsck");
  }

  @Test
  @DisplayName("does not make a ledger where there is none")
  void none(@TempDir Path empty) {
    assertOneLine(fsck("--ledger.home=" + empty), "There is no ledger in", "LEDGER_HOME");
    assertThat(empty).isEmptyDirectory();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "now",
        "--expect",
        "--expect=",
        "--expect=5:abc",
        "--vkey=",
        "--vkey=x+1+y",
        "--help"
      })
  @DisplayName("takes no other argument")
  void arguments(String argument) {
    assertOneLine(fsck(argument), argument, "--expect=SIZE:ROOT");
  }
}
