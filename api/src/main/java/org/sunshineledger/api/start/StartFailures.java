package org.sunshineledger.api.start;

import java.sql.SQLException;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.boot.diagnostics.FailureAnalyzer;
import org.springframework.boot.web.server.PortInUseException;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.core.env.Environment;
import org.sunshineledger.ledger.database.StartRefused;

/** What can be wrong with the machine when the ledger starts. */
@Order(Ordered.HIGHEST_PRECEDENCE)
final class StartFailures implements FailureAnalyzer {

  private static final String POSTGRESQL_DISK_FULL = "53100";

  private final Environment environment;

  StartFailures(Environment environment) {
    this.environment = environment;
  }

  @Override
  public @Nullable FailureAnalysis analyze(Throwable failure) {
    return Stream.<Function<Throwable, Optional<FailureAnalysis>>>of(
            StartFailures::refused, this::portInUse, StartFailures::diskFull, StartFailures::tooOld)
        .flatMap(analysis -> causes(failure).flatMap(cause -> analysis.apply(cause).stream()))
        .findFirst()
        .orElse(null);
  }

  private static Optional<FailureAnalysis> refused(Throwable cause) {
    return cause instanceof StartRefused refused
        ? Optional.of(new FailureAnalysis(refused.description(), refused.action(), refused))
        : Optional.empty();
  }

  private boolean isForOperators(int port) {
    return Integer.toString(port).equals(environment.getProperty("management.server.port"));
  }

  private Optional<FailureAnalysis> portInUse(Throwable cause) {
    return cause instanceof PortInUseException taken
        ? Optional.of(
            new FailureAnalysis(
                "端口 Port %d is taken.".formatted(taken.getPort()),
                "Stop what listens there, or choose another: %s=%d."
                    .formatted(
                        isForOperators(taken.getPort()) ? "MANAGEMENT_SERVER_PORT" : "SERVER_PORT",
                        taken.getPort() + 1),
                taken))
        : Optional.empty();
  }

  private static Optional<FailureAnalysis> diskFull(Throwable cause) {
    boolean full =
        (cause instanceof SQLException e && POSTGRESQL_DISK_FULL.equals(e.getSQLState()))
            || String.valueOf(cause.getMessage()).contains("No space left on device");
    return full
        ? Optional.of(
            new FailureAnalysis(
                "磁盘已满 The disk is full.",
                "Free some space and start again; what was acknowledged is kept.",
                cause))
        : Optional.empty();
  }

  private static Optional<FailureAnalysis> tooOld(Throwable cause) {
    return cause instanceof UnsupportedClassVersionError
        ? Optional.of(
            new FailureAnalysis(
                "This Java is too old: %s.".formatted(Runtime.version()),
                "Start the ledger with Java 25 or newer.",
                cause))
        : Optional.empty();
  }

  private static Stream<Throwable> causes(Throwable failure) {
    return Stream.iterate(failure, cause -> cause != null, Throwable::getCause);
  }
}
