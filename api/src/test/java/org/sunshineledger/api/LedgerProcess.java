package org.sunshineledger.api;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The program as it is packaged, in a process of its own that may be killed. */
public final class LedgerProcess implements AutoCloseable {

  private static final Pattern OPEN = Pattern.compile("is open: (http://localhost:\\d+)/");
  private static final Pattern OPERATED =
      Pattern.compile("For operators: (http://localhost:\\d+)/");

  /** Little memory and a quick start: tests look at what it does, not at how fast. */
  private static final List<String> SMALL =
      List.of("-Xmx400m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1");

  private static final Duration PATIENCE = Duration.ofMinutes(2);

  private final Process process;
  private final List<String> said = new ArrayList<>();
  private final CompletableFuture<String> open = new CompletableFuture<>();
  private final CompletableFuture<String> operated = new CompletableFuture<>();
  private final Thread listener;

  private LedgerProcess(Process process) {
    this.process = process;
    this.listener = Thread.ofVirtual().start(this::listen);
  }

  /**
   * Starts it on a free port, without the scenario.
   *
   * @param settings of the environment, beside those that every test wants
   */
  public static LedgerProcess start(Path home, Map<String, String> settings) throws IOException {
    return start(home, settings, SMALL);
  }

  /**
   * Starts it with a heap and a collector of its own choosing.
   *
   * @param options of the JVM
   */
  public static LedgerProcess start(Path home, Map<String, String> settings, List<String> options)
      throws IOException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(options);
    command.addAll(
        List.of(
            "--enable-native-access=ALL-UNNAMED",
            "-Dstdout.encoding=UTF-8",
            "-cp",
            withoutTests(),
            SunshineLedger.class.getName()));
    ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
    builder.environment().put("SERVER_PORT", "0");
    builder.environment().put("MANAGEMENT_SERVER_PORT", "0");
    builder.environment().put("LEDGER_HOME", home.toString());
    builder.environment().put("LEDGER_SCENARIO_ENABLED", "false");
    builder.environment().put("LEDGER_DEMO_PASSWORD", OpenDoors.PASSWORD);
    builder.environment().putAll(settings);
    return new LedgerProcess(builder.start());
  }

  /** What the package does not hold; Spring would find settings among it. */
  private static String withoutTests() {
    return Stream.of(System.getProperty("java.class.path").split(File.pathSeparator, -1))
        .filter(each -> !each.endsWith("test-classes") && !each.endsWith("-tests.jar"))
        .collect(Collectors.joining(File.pathSeparator));
  }

  private void listen() {
    try (BufferedReader lines = process.inputReader(UTF_8)) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        synchronized (said) {
          said.add(line);
        }
        Matcher address = OPEN.matcher(line);
        if (address.find()) open.complete(address.group(1));
        Matcher operators = OPERATED.matcher(line);
        if (operators.find()) operated.complete(operators.group(1));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } finally {
      open.completeExceptionally(new IllegalStateException("it never opened"));
      operated.completeExceptionally(new IllegalStateException("it never opened"));
    }
  }

  public long pid() {
    return process.pid();
  }

  /** Where its doors are, once they are open. */
  public String address() throws InterruptedException {
    return address(open);
  }

  /** Where the operators' doors are, once they are open. */
  public String operators() throws InterruptedException {
    return address(operated);
  }

  private String address(CompletableFuture<String> told) throws InterruptedException {
    try {
      return told.get(PATIENCE.toSeconds(), TimeUnit.SECONDS).replace("localhost", "127.0.0.1");
    } catch (ExecutionException | TimeoutException e) {
      throw new AssertionError("the doors do not open: " + said(), e);
    }
  }

  /** All it has printed so far. */
  public String said() {
    synchronized (said) {
      return String.join("\n", said);
    }
  }

  /** SIGKILL: nothing is finished, nothing is tidied. */
  public void kill() throws InterruptedException {
    process.toHandle().destroyForcibly();
    int _ = process.waitFor();
  }

  /** SIGTERM, and waits until it has ended. */
  public void stop() throws InterruptedException {
    process.toHandle().destroy();
    int _ = awaitEnd();
  }

  /** The status it ends with by itself. */
  public int awaitEnd() throws InterruptedException {
    if (!process.waitFor(PATIENCE)) throw new AssertionError("it does not end: " + said());
    listener.join();
    return process.exitValue();
  }

  @Override
  public void close() {
    process.toHandle().destroyForcibly();
  }
}
