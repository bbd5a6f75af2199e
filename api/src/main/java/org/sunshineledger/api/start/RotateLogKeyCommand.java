package org.sunshineledger.api.start;

import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.env.Environment;
import org.sunshineledger.ledger.database.StartRefused;
import org.sunshineledger.ledger.log.note.VerifierKey;
import org.sunshineledger.ledger.log.seal.LogKeys;

/**
 * {@code rotate-log-key}: makes a new key the log's current one in the home's key file, and tells
 * its public half. A ledger that runs meanwhile signs with the old ones until it is started again.
 */
public final class RotateLogKeyCommand {

  private static final String NAME = "rotate-log-key";
  private static final String USAGE = "用法 Usage: rotate-log-key";

  private static final int ROTATED = 0;
  private static final int NOT_ROTATED = 2;

  private final PrintStream out;

  private RotateLogKeyCommand(PrintStream out) {
    this.out = out;
  }

  /** The command's own arguments among the application's; empty when it is not asked for. */
  public static Optional<String[]> asked(String[] arguments) {
    return arguments.length > 0 && arguments[0].equals(NAME)
        ? Optional.of(Arrays.copyOfRange(arguments, 1, arguments.length))
        : Optional.empty();
  }

  /**
   * Rotates, and says on {@code out} what is to be done next. No secret is said.
   *
   * @param arguments settings of the application, see {@link #asked}
   * @return the exit code: 0 rotated, 2 not rotated, and everything is as before
   */
  public static int run(String[] arguments, PrintStream out) {
    return new RotateLogKeyCommand(out).run(arguments);
  }

  private int run(String[] arguments) {
    for (String argument : arguments)
      if (!argument.matches(FsckCommand.SETTING))
        return notRotated("The argument %s is one too many.".formatted(argument), USAGE);
    try (ConfigurableApplicationContext context =
        new SpringApplicationBuilder(Nothing.class)
            .web(WebApplicationType.NONE)
            .logStartupInfo(false)
            .run(arguments)) {
      Path file = keyFile(context.getEnvironment());
      tell(file, LogKeys.rotate(file, new SecureRandom()).verifierKeys());
      return ROTATED;
    } catch (StartRefused e) {
      return notRotated(e.description(), e.action());
    }
  }

  /** No part of the application: the settings are enough. */
  static final class Nothing {}

  private static Path keyFile(Environment settings) {
    if (!settings.getProperty(LogSettings.KEY, "").isEmpty())
      throw new StartRefused(
          "LEDGER_LOG_KEY is set, and what is set outside cannot be changed from here.",
          "Put the keys, one a line, into secrets/log.key of an empty folder; run this with"
              + " LEDGER_HOME set to that folder and without LEDGER_LOG_KEY; then set"
              + " LEDGER_LOG_KEY to the lines of that file, in their order, with a space between"
              + " them, on every node, and destroy the folder.");
    Path home = Path.of(settings.getRequiredProperty("ledger.home")).toAbsolutePath().normalize();
    Path file = LogSettings.keyFile(home);
    if (Files.notExists(file))
      throw new StartRefused(
          "There is no key of a log in %s.".formatted(file),
          "Run it from the folder the ledger is started from, or set LEDGER_HOME; a log that has"
              + " not been started yet makes its own.");
    return file;
  }

  private void tell(Path file, List<VerifierKey> keys) {
    say("日志密钥已更换。The log has a new key, in %s.".formatted(file));
    say("新公钥 The new public key:");
    say("  " + keys.getFirst());
    say("旧钥继续一同签名 These go on signing beside it:");
    keys.stream().skip(1).forEach(old -> say("  " + old));
    say("怎么办：备份密钥文件（多节点时各节点用同一文件），重新启动账本；把新公钥交给见证方和核验人；只有旧公钥的人照样能核验。");
    say(
        "What to do: back up the key file, give every node the same one, and start the ledger"
            + " again; hand the new public key to witnesses and verifiers. Whoever knows only an"
            + " old one can still verify, until you take its line away.");
  }

  private int notRotated(String why, String action) {
    say("未更换 Not rotated: %s %s".formatted(why, action));
    return NOT_ROTATED;
  }

  private void say(String line) {
    out.println(line);
    out.flush();
  }
}
