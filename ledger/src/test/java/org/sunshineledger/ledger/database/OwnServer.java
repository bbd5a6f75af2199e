package org.sunshineledger.ledger.database;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * A PostgreSQL of a test's own, which it may bring down at any moment and start again: on the same
 * data and on the same port, as after a power cut.
 */
public final class OwnServer implements AutoCloseable {

  /**
   * Below those the system gives to clients: one that calls in vain could be given this very one.
   */
  private static final int FIRST_PORT = 15_432;

  private static final int SECONDS_TO_END = 60;

  private final Path home;
  private final int port = freePort();
  private EmbeddedDatabase server;

  private OwnServer(Path home) {
    this.home = home;
    this.server = launch();
    Schema.migrate(server.owner().dataSource());
  }

  public static OwnServer start(Path home) {
    return new OwnServer(home);
  }

  private EmbeddedDatabase launch() {
    return EmbeddedDatabase.start(home, TestServer.binaries(), port, Map.of());
  }

  private static int freePort() {
    for (int port = FIRST_PORT; ; port++) {
      try (ServerSocket socket = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
        return socket.getLocalPort();
      } catch (IOException taken) {
        // The next one may be free.
      }
    }
  }

  /** The same before and after it was down. */
  public Login app() {
    return server.app();
  }

  public Login owner() {
    return server.owner();
  }

  /** SIGQUIT, an immediate shutdown: nothing is finished and nothing is written. */
  public void stopImmediately() throws Exception {
    ProcessHandle postmaster = postmaster();
    List<ProcessHandle> children = stopped(postmaster);
    send("QUIT", postmaster);
    send("CONT", postmaster);
    awaitEnd(postmaster, children);
  }

  /** SIGKILL of all its processes, with whatever they were just writing. */
  public void kill() throws Exception {
    ProcessHandle postmaster = postmaster();
    List<ProcessHandle> children = stopped(postmaster);
    children.forEach(ProcessHandle::destroyForcibly);
    postmaster.destroyForcibly();
    awaitEnd(postmaster, children);
  }

  private ProcessHandle postmaster() throws IOException {
    return Orphan.serverOn(home.resolve("postgres")).orElseThrow();
  }

  /** It makes no more children; these are all. */
  private static List<ProcessHandle> stopped(ProcessHandle postmaster) throws Exception {
    send("STOP", postmaster);
    return postmaster.descendants().toList();
  }

  private static void awaitEnd(ProcessHandle postmaster, List<ProcessHandle> children)
      throws Exception {
    postmaster.onExit().get(SECONDS_TO_END, TimeUnit.SECONDS);
    for (ProcessHandle child : children) child.onExit().get(SECONDS_TO_END, TimeUnit.SECONDS);
  }

  private static void send(String signal, ProcessHandle to) throws Exception {
    int status =
        new ProcessBuilder("kill", "-" + signal, Long.toString(to.pid())).start().waitFor();
    if (status != 0) throw new IllegalStateException("kill -%s failed".formatted(signal));
  }

  /** After it was brought down. */
  public void startAgain() {
    server.close();
    server = launch();
  }

  @Override
  public void close() {
    server.close();
  }
}
