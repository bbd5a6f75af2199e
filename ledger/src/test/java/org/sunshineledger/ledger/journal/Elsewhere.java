package org.sunshineledger.ledger.journal;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.sunshineledger.ledger.database.Login;

/** A process of its own that works on the test's database and may be killed. */
final class Elsewhere implements AutoCloseable {

  private static final int KILLED = 128 + 9;

  private final Process process;
  private final BufferedReader said;
  private final Path complaints;

  private Elsewhere(Process process, Path complaints) {
    this.process = process;
    this.said = process.inputReader(UTF_8);
    this.complaints = complaints;
  }

  /** Starts a JVM that is quick to start. */
  static Elsewhere start(Class<?> main, Login login, String... arguments) throws IOException {
    List<String> command =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx128m",
                "-Xshare:auto",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                // What it says is for the test alone.
                "-Dslf4j.provider=org.slf4j.helpers.NOP_FallbackServiceProvider",
                "-cp",
                System.getProperty("java.class.path"),
                main.getName()));
    command.addAll(List.of(arguments));
    Path complaints = Files.createTempFile("elsewhere", ".log");
    ProcessBuilder builder =
        new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.to(complaints.toFile()));
    builder.environment().put("DRILL_URL", login.url());
    builder.environment().put("DRILL_USERNAME", login.username());
    builder.environment().put("DRILL_PASSWORD", login.password());
    builder.environment().put(Sayings.FORM, Sayings.form());
    return new Elsewhere(builder.start(), complaints);
  }

  /** In that process: the login it was started with. */
  static Login login() {
    return new Login(
        System.getenv("DRILL_URL"),
        System.getenv("DRILL_USERNAME"),
        System.getenv("DRILL_PASSWORD"));
  }

  /** The next line it says; empty when it says no more. */
  Optional<String> line() {
    try {
      return Optional.ofNullable(said.readLine());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** SIGKILL. What it had said before is still told to the listener. */
  void kill(Consumer<String> listener) throws InterruptedException {
    // Process.destroyForcibly would close the pipe, and lose what was acknowledged.
    process.toHandle().destroyForcibly();
    endsWith(KILLED, listener);
  }

  /** It ends by itself when its input does. */
  void stop(Consumer<String> listener) throws IOException, InterruptedException {
    process.getOutputStream().close();
    endsWith(0, listener);
  }

  private void endsWith(int expected, Consumer<String> listener) throws InterruptedException {
    for (Optional<String> line = line(); line.isPresent(); line = line())
      listener.accept(line.get());
    int status = process.waitFor();
    if (status != expected)
      throw new IllegalStateException("process ended with %d: %s".formatted(status, complaints()));
  }

  private String complaints() {
    try {
      return Files.readString(complaints);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() {
    process.toHandle().destroyForcibly();
    File unread = complaints.toFile();
    if (!unread.delete()) unread.deleteOnExit();
  }
}
