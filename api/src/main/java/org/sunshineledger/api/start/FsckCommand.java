package org.sunshineledger.api.start;

import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Lazy;
import org.springframework.core.env.Environment;
import org.springframework.util.StringUtils;
import org.sunshineledger.ledger.Ledger;
import org.sunshineledger.ledger.database.EmbeddedDatabase;
import org.sunshineledger.ledger.database.FolderInUse;
import org.sunshineledger.ledger.database.Login;
import org.sunshineledger.ledger.database.StartRefused;
import org.sunshineledger.ledger.fsck.CouldNotCheck;
import org.sunshineledger.ledger.fsck.Finding;
import org.sunshineledger.ledger.fsck.Fsck;
import org.sunshineledger.ledger.fsck.Report;
import org.sunshineledger.ledger.journal.FactCodec;
import org.sunshineledger.ledger.log.TreeHead;
import org.sunshineledger.ledger.log.note.VerifierKey;
import org.sunshineledger.ledger.log.seal.LogKeys;

/**
 * {@code fsck [--expect=SIZE:ROOT] [--vkey=VKEY]…}: checks the journal and the log of a ledger that
 * is not running, or those of an outside server. It starts the database and nothing else, migrates
 * nothing and writes nothing.
 */
public final class FsckCommand {

  private static final Logger log = LoggerFactory.getLogger(FsckCommand.class);

  private static final String NAME = "fsck";
  private static final String EXPECT = "--expect=";
  private static final String VKEY = "--vkey=";
  private static final String USAGE = "用法 Usage: fsck [--expect=SIZE:ROOT] [--vkey=VKEY]…";

  /** A setting as every Spring application takes it, e.g. {@code --ledger.home=folder}. */
  static final String SETTING = "--[a-z-]+(\\.[a-z0-9-]+)+=.*";

  private static final int SOUND = 0;
  private static final int NOT_SOUND = 1;
  private static final int NOT_CHECKED = 2;

  private final PrintStream out;

  private FsckCommand(PrintStream out) {
    this.out = out;
  }

  /** The command's own arguments among the application's; empty when it is not asked for. */
  public static Optional<String[]> asked(String[] arguments) {
    return arguments.length > 0 && arguments[0].equals(NAME)
        ? Optional.of(Arrays.copyOfRange(arguments, 1, arguments.length))
        : Optional.empty();
  }

  /**
   * Checks, and says on {@code out} what it came to.
   *
   * @param arguments its own, see {@link #asked}
   * @return the exit code: 0 sound, 1 not sound, 2 not checked
   */
  public static int run(String[] arguments, PrintStream out) {
    return new FsckCommand(out).run(List.of(arguments));
  }

  private int run(List<String> arguments) {
    TreeHead noted = null;
    List<VerifierKey> given = new ArrayList<>();
    for (String argument : arguments) {
      if (argument.matches(SETTING)) continue;
      boolean key = argument.startsWith(VKEY);
      if (!key && (!argument.startsWith(EXPECT) || noted != null))
        return notChecked("The argument %s is one too many.".formatted(argument), USAGE);
      try {
        if (key) given.add(VerifierKey.parse(argument.substring(VKEY.length())));
        else noted = TreeHead.parse(argument.substring(EXPECT.length()));
      } catch (IllegalArgumentException e) {
        return notChecked("%s: %s.".formatted(argument, e.getMessage()), USAGE);
      }
    }
    String[] settings =
        arguments.stream().filter(each -> each.matches(SETTING)).toArray(String[]::new);
    try (ConfigurableApplicationContext context =
        new SpringApplicationBuilder(Server.class)
            .web(WebApplicationType.NONE)
            .logStartupInfo(false)
            .run(settings)) {
      return check(context, noted, given);
    }
  }

  private int check(
      ConfigurableApplicationContext context, @Nullable TreeHead noted, List<VerifierKey> given) {
    ProgressBar bar = new ProgressBar("核账 fsck", log);
    try {
      Login login = login(context);
      List<VerifierKey> keys = given.isEmpty() ? ownKeys(context.getEnvironment()) : given;
      Report report =
          new Fsck(login.dataSource(), new FactCodec(Ledger.published()), keys)
              .check(
                  noted,
                  (facts, total) ->
                      bar.show(total == 0 ? 100 : (int) (facts * 100 / total), facts, total));
      print(report, keys);
      return report.isSound() ? SOUND : NOT_SOUND;
    } catch (CouldNotCheck e) {
      log.debug("The cause", e);
      return notChecked(
          String.valueOf(e.getMessage()),
          "Check address, role and password; what an older version made is to be started once.");
    } catch (RuntimeException e) {
      log.debug("The cause", e);
      return notChecked(e, context.getEnvironment());
    }
  }

  /**
   * The embedded server, started when it is asked for and stopped with the context. Not marked as a
   * configuration: the application must not find it.
   */
  static final class Server {

    @Bean(destroyMethod = "close")
    @Lazy
    static EmbeddedDatabase embeddedDatabase(@Value("${ledger.home}") Path home) {
      return EmbeddedDatabase.start(home);
    }
  }

  static Login login(ConfigurableApplicationContext context) {
    Environment settings = context.getEnvironment();
    String url = settings.getProperty(DatabaseSettings.URL);
    if (url != null && StringUtils.hasText(url)) return outside(url, settings);
    Path home = Path.of(settings.getRequiredProperty("ledger.home")).toAbsolutePath().normalize();
    // A start would make an empty ledger there, and an empty one is sound.
    if (!EmbeddedDatabase.isIn(home))
      throw new StartRefused(
          "There is no ledger in %s.".formatted(home),
          "Run it from the folder the ledger is started from, or set LEDGER_HOME.");
    return context.getBean(EmbeddedDatabase.class).app();
  }

  /** The log's own keys where they are at hand; none is made. */
  private static List<VerifierKey> ownKeys(Environment settings) {
    String set = settings.getProperty(LogSettings.KEY, "");
    if (!set.isEmpty()) return LogKeys.parse(set).verifierKeys();
    Path file = LogSettings.keyFile(Path.of(settings.getRequiredProperty("ledger.home")));
    if (StringUtils.hasText(settings.getProperty(DatabaseSettings.URL)) || Files.notExists(file))
      return List.of();
    return LogKeys.in(file, LogKeys.DEFAULT_ORIGIN, new SecureRandom()).verifierKeys();
  }

  private static Login outside(String url, Environment settings) {
    String password = settings.getProperty("spring.datasource.password", "");
    if (password.isEmpty())
      throw new StartRefused(
          "SPRING_DATASOURCE_URL is set, but not SPRING_DATASOURCE_PASSWORD.",
          "Set it for the role in SPRING_DATASOURCE_USERNAME; ledger_reader is enough.");
    return new Login(
        url, settings.getProperty("spring.datasource.username", "ledger_app"), password);
  }

  private int notChecked(RuntimeException failure, Environment settings) {
    FailureAnalysis known = new StartFailures(settings).analyze(failure);
    if (known == null) return notChecked("It failed: %s.".formatted(failure), "");
    return notChecked(
        known.getDescription(),
        known.getCause() instanceof FolderInUse
            ? "Ask that one as administrator: curl -u admin -H 'Content-Type: application/json'"
                + " -d '{}' http://localhost:%s/actuator/fsck"
                    .formatted(settings.getProperty("management.server.port", "9464"))
            : known.getAction());
  }

  private int notChecked(@Nullable String why, @Nullable String action) {
    say("未能核账 Not checked: %s %s".formatted(why, action));
    return NOT_CHECKED;
  }

  private void print(Report report, List<VerifierKey> keys) {
    say(
        "核账 fsck: %,d 条记录 facts, %.1f 秒 s, 每秒 %,d 条 facts/s"
            .formatted(
                report.facts(), report.duration().toMillis() / 1_000.0, report.factsPerSecond()));
    say(
        "日志 log: %,d 条已入日志 facts sealed, %,d 块 tiles, %,d 个检查点 checkpoints"
            .formatted(report.log().size(), report.log().tiles(), report.log().checkpoints()));
    if (report.log().checkpoints() > 0)
      say(
          keys.isEmpty()
              ? "签名未核：没有公钥。No signature was verified: give the log's key with --vkey=."
              : "签名已核 %,d 个检查点。The signatures of %,d checkpoints are verified."
                  .formatted(report.log().verified(), report.log().verified()));
    if (report.isSound()) printSound(report);
    else printFindings(report);
  }

  private void printSound(Report report) {
    say("账本完好。The journal is sound.");
    TreeHead noted = report.noted();
    if (noted != null)
      say(
          "前 %,d 条仍是记下的根。The first %,d facts still have the root that was noted."
              .formatted(noted.size(), noted.size()));
    say("请把下一行记在账本之外，下次核账时给出。Keep this outside the ledger and give it to the next check:");
    say("  %s%s".formatted(EXPECT, report.head()));
  }

  private void printFindings(Report report) {
    say(
        "账本有误，共 %,d 处。The journal is not sound: %,d findings."
            .formatted(report.findingCount(), report.findingCount()));
    for (Finding finding : report.findings())
      say(
          "  位置 position %s  %s  %s %s  %s"
              .formatted(
                  finding.position() == null ? "-" : finding.position(),
                  finding.code(),
                  finding.code().chinese(),
                  finding.code().english(),
                  finding.about() == null ? "" : finding.about()));
    long more = report.findingCount() - report.findings().size();
    if (more > 0) say("  另有 %,d 处未列出 and %,d more".formatted(more, more));
    say("怎么办：停止记账；原样复制数据目录；把最早的位置告诉审计；再与备份核对。");
    say(
        "What to do: stop recording; copy the data folder as it is; tell the auditor the first"
            + " position; compare with a backup.");
  }

  private void say(String line) {
    out.println(line.stripTrailing());
    out.flush();
  }
}
