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

  /** SIGQUIT, an immediate shutdown: nothing is finished and nothing is written. */
  public void stopImmediately() throws Exception {
    bringDown("QUIT");
  }

  /** SIGKILL of the postmaster; its processes notice and go. */
  public void kill() throws Exception {
    bringDown("KILL");
  }

  private void bringDown(String signal) throws Exception {
    ProcessHandle postmaster = Orphan.serverOn(home.resolve("postgres")).orElseThrow();
    // Stopped first, so that it has no child that is not counted here.
    if (signal.equals("KILL")) send("STOP", postmaster);
    List<ProcessHandle> all = postmaster.descendants().toList();
    send(signal, postmaster);
    postmaster.onExit().get(30, TimeUnit.SECONDS);
    for (ProcessHandle child : all) child.onExit().get(30, TimeUnit.SECONDS);
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
