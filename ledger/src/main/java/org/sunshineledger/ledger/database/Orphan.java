package org.sunshineledger.ledger.database;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A server that outlived the process which started it, as after {@code kill -9}. It still holds the
 * data folder, with the settings of then.
 */
final class Orphan {

  private static final Logger log = LoggerFactory.getLogger(Orphan.class);
  private static final Duration STOP_WAIT = Duration.ofSeconds(60);
  private static final String LIBRARY_LOCK = "epg-lock";

  private Orphan() {}

  /**
   * Stops the server that still runs on the data folder, if any, and waits until it is gone.
   *
   * @throws StartRefused when a live process holds the folder, or the server does not go
   */
  static void stop(Path data) throws IOException {
    Optional<ProcessHandle> server = serverOn(data);
    if (server.isEmpty()) return;
    try (FileChannel lock =
            FileChannel.open(
                data.resolve(LIBRARY_LOCK), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        FileLock held = tryLock(lock)) {
      // Without this a second start would stop the server of a live one.
      if (held == null) throw EmbeddedDatabase.inUse(data);
      log.info("Stopping the PostgreSQL server {} that was left on {}", server.get().pid(), data);
      interrupt(server.get());
    }
  }

  private static @Nullable FileLock tryLock(FileChannel channel) throws IOException {
    try {
      return channel.tryLock();
    } catch (OverlappingFileLockException e) {
      return null;
    }
  }

  /**
   * The live postmaster that {@code postmaster.pid} names, if it is one and works on this folder.
   */
  static Optional<ProcessHandle> serverOn(Path data) throws IOException {
    List<String> lines;
    try {
      lines = Files.readAllLines(data.resolve("postmaster.pid"));
    } catch (NoSuchFileException e) {
      return Optional.empty();
    }
    if (lines.isEmpty() || !lines.getFirst().strip().matches("\\d{1,9}")) return Optional.empty();
    return ProcessHandle.of(Long.parseLong(lines.getFirst().strip()))
        .filter(ProcessHandle::isAlive)
        .filter(process -> isServerOn(data, process));
  }

  /** The number may belong to any other process by now. */
  private static boolean isServerOn(Path data, ProcessHandle process) {
    Path facts = Path.of("/proc", Long.toString(process.pid()));
    try {
      if (Files.isDirectory(facts))
        return Files.readString(facts.resolve("comm")).strip().equals("postgres")
            && Files.readSymbolicLink(facts.resolve("cwd")).equals(data.toRealPath());
    } catch (IOException e) {
      log.debug("Process {} ended while it was looked at", process.pid(), e);
      return false;
    }
    return process.info().command().filter(command -> command.endsWith("/postgres")).isPresent();
  }

  /** SIGINT: fast shutdown, which ends sessions and writes a checkpoint. */
  private static void interrupt(ProcessHandle server) {
    try {
      new ProcessBuilder("kill", "-INT", Long.toString(server.pid())).start();
    } catch (IOException e) {
      // Without that program: SIGTERM, which waits for sessions to end; those of an orphan have.
      server.destroy();
    }
    try {
      server.onExit().get(STOP_WAIT.toSeconds(), TimeUnit.SECONDS);
    } catch (TimeoutException | ExecutionException e) {
      throw new StartRefused(
          "PostgreSQL process %d still runs on the data folder.".formatted(server.pid()),
          "Stop it and start again.",
          e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new StartRefused("The start was interrupted.", "Start again.", e);
    }
  }
}
