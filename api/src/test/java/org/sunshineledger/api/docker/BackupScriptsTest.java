package org.sunshineledger.api.docker;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What of docker/backup needs no server; {@code BackupTest} copies one and puts it back. */
@DisplayName("备份 What is kept of backups, and what goes")
class BackupScriptsTest {

  private static final Path SCRIPTS = Recipe.FOLDER.resolve("backup");
  private static final DateTimeFormatter NAME =
      DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss'Z'").withZone(ZoneOffset.UTC);
  private static final String DAYS = "14";

  @TempDir private Path archive;

  private Path base;
  private Path wal;

  @BeforeEach
  void thereIsAnArchive() throws IOException {
    base = Files.createDirectory(archive.resolve("base"));
    wal = Files.createDirectory(archive.resolve("wal"));
  }

  private record Ended(int code, String said) {}

  private static Ended run(String script, Object... arguments)
      throws IOException, InterruptedException {
    List<String> command = new ArrayList<>(List.of(SCRIPTS.resolve(script).toString()));
    for (Object each : arguments) command.add(String.valueOf(each));
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    String said = new String(process.getInputStream().readAllBytes(), UTF_8);
    return new Ended(process.waitFor(), said);
  }

  private static String daysAgo(int days) {
    return NAME.format(Instant.now().minus(Duration.ofDays(days)));
  }

  /** A base backup as backup.sh leaves it, as far as it says what it needs. */
  private void copy(String name, String first) throws IOException {
    Path copy = Files.createDirectory(base.resolve(name));
    Files.writeString(
        copy.resolve("NEEDS"),
        """
        To be put back this needs, from elsewhere:
          the WAL archive from %s on
        """
            .formatted(first));
  }

  private static String piece(int timeline, int place) {
    return "%08X00000000%08X".formatted(timeline, place);
  }

  private void archived(String... names) throws IOException {
    for (String name : names) Files.createFile(wal.resolve(name));
  }

  private static List<String> in(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.map(each -> each.getFileName().toString()).sorted().toList();
    }
  }

  @Test
  void takesAwayWhatIsTooOldAndTheWalThatOnlyThatNeeded() throws Exception {
    String old = daysAgo(16);
    String kept = daysAgo(13);
    String newest = daysAgo(1);
    copy(old, piece(1, 2));
    copy(kept, piece(1, 4));
    copy(newest, piece(1, 8));
    for (int place = 1; place <= 9; place++) archived(piece(1, place));

    Ended ended = run("prune.sh", archive, DAYS);

    assertThat(ended.code()).as(ended.said()).isZero();
    assertThat(in(base)).containsExactly(kept, newest);
    assertThat(in(wal)).startsWith(piece(1, 4)).hasSize(6);
  }

  @Test
  void keepsTheTwoNewestHoweverOldTheyAre() throws Exception {
    copy(daysAgo(90), piece(1, 1));
    copy(daysAgo(60), piece(1, 3));
    copy(daysAgo(30), piece(1, 5));
    archived(piece(1, 1), piece(1, 2), piece(1, 3), piece(1, 4), piece(1, 5));

    assertThat(run("prune.sh", archive, DAYS).code()).isZero();

    assertThat(in(base)).hasSize(2);
    assertThat(in(wal)).containsExactly(piece(1, 3), piece(1, 4), piece(1, 5));
  }

  @Test
  void keepsWhatSomebodyPutThereHimselfAndTheWalItNeeds() throws Exception {
    copy("before-the-upgrade", piece(1, 2));
    copy(daysAgo(20), piece(1, 4));
    copy(daysAgo(2), piece(1, 6));
    copy(daysAgo(1), piece(1, 8));
    archived(piece(1, 1), piece(1, 2), piece(1, 3), piece(1, 9));

    assertThat(run("prune.sh", archive, DAYS).code()).isZero();

    assertThat(in(base)).hasSize(3).contains("before-the-upgrade");
    assertThat(in(wal)).containsExactly(piece(1, 2), piece(1, 3), piece(1, 9));
  }

  @Test
  void takesNoWalWhereItIsNotSaidWhatIsNeeded() throws Exception {
    Files.createDirectory(base.resolve(daysAgo(2)));
    copy(daysAgo(1), piece(1, 8));
    archived(piece(1, 1), piece(1, 8));

    Ended ended = run("prune.sh", archive, DAYS);

    assertThat(ended.code()).isEqualTo(1);
    assertThat(ended.said()).contains("does not say what it needs");
    assertThat(in(wal)).hasSize(2);
  }

  @Test
  void takesNoWalWhereThereIsNoCopy() throws Exception {
    Files.createDirectory(base.resolve(daysAgo(1) + ".part"));
    archived(piece(1, 1));

    assertThat(run("prune.sh", archive, DAYS).code()).isZero();
    assertThat(in(wal)).hasSize(1);
  }

  /** Places go on from one timeline to the next; its history says where, and is never too old. */
  @Test
  void knowsTimelinesAndWhatElseLiesInAnArchive() throws Exception {
    copy(daysAgo(1), piece(2, 5));
    String[] staying = {
      "00000002.history", piece(1, 5) + ".partial", piece(2, 5), piece(2, 6), "notes.txt"
    };
    archived(staying);
    archived(piece(1, 4), piece(2, 4), piece(1, 3) + ".partial", piece(2, 4) + ".00000028.backup");

    assertThat(run("prune.sh", archive, DAYS).code()).isZero();

    assertThat(in(wal)).containsExactlyInAnyOrder(staying);
  }

  @Test
  void wantsDaysThatAreANumber() throws Exception {
    for (String days : List.of("0", "-1", "two", ""))
      assertThat(run("prune.sh", archive, days).code()).as(days).isEqualTo(2);
  }

  @Test
  void namesWholeCopiesTheOldestFirst() throws Exception {
    for (String name : List.of("20161018T180000Z", "20161017T180000Z", "20161019T180000Z.part"))
      Files.createDirectory(base.resolve(name));
    Files.createDirectory(base.resolve("before-the-upgrade"));

    assertThat(run("copies.sh", archive))
        .isEqualTo(new Ended(0, "20161017T180000Z\n20161018T180000Z\n"));
  }

  /** The server would stop where the first copy was told to, or not start at all. */
  @Test
  void putsACopyOfACopyBackToItsOwnMoment() throws Exception {
    Path data = Files.createDirectory(archive.resolve("data"));
    Files.writeString(
        data.resolve("postgresql.auto.conf"),
        """
        work_mem = '8MB'
        # Written by restore.sh.
        restore_command = 'cp "/srv/old/%f" "%p"'
        recovery_target_action = 'promote'
        recovery_target_time = '2016-10-17T08:30:00+08'
        """);
    Path copy = Files.createDirectory(base.resolve("20161017T180000Z"));
    Files.createFile(copy.resolve("backup_label"));
    Process tar =
        new ProcessBuilder(
                "sh",
                "-ec",
                "tar -czf \"$1/base.tar.gz\" -C \"$2\" . && cd \"$1\" && sha256sum * > SHA256SUMS",
                "sh",
                copy.toString(),
                data.toString())
            .inheritIO()
            .start();
    assertThat(tar.waitFor()).isZero();

    Path to = archive.resolve("another");
    Ended ended = run("restore.sh", copy, wal, to, "name=before");

    assertThat(ended.code()).as(ended.said()).isZero();
    assertThat(Files.readAllLines(to.resolve("postgresql.auto.conf")))
        .contains(
            "work_mem = '8MB'",
            "restore_command = 'cp --sparse=never \"%s/%%f\" \"%%p\"'".formatted(wal),
            "recovery_target_name = 'before'")
        .noneMatch(line -> line.contains("/srv/old") || line.contains("recovery_target_time"));
  }

  @Test
  void areWrittenInWhatTheShellUnderstandsAndExplained() throws Exception {
    String manual = Files.readString(SCRIPTS.resolve("README.md"));
    for (String script : in(SCRIPTS)) {
      if (script.equals("README.md")) continue;
      Process process =
          new ProcessBuilder("bash", "-n", SCRIPTS.resolve(script).toString()).inheritIO().start();
      assertThat(process.waitFor()).as(script).isZero();
      assertThat(SCRIPTS.resolve(script)).isExecutable();
      assertThat(manual).contains("`" + script + "`");
    }
  }
}
