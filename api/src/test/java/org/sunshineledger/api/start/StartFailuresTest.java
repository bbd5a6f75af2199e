package org.sunshineledger.api.start;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.sql.SQLException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.boot.web.server.PortInUseException;
import org.springframework.mock.env.MockEnvironment;
import org.sunshineledger.ledger.database.StartRefused;

@ExtendWith(OutputCaptureExtension.class)
class StartFailuresTest {

  private final StartFailures failures =
      new StartFailures(new MockEnvironment().withProperty("management.server.port", "9464"));

  @Test
  void aRefusedStartSaysWhatItsDatabaseSays() {
    FailureAnalysis analysis =
        failures.analyze(
            new IllegalStateException(
                "context", new StartRefused("The folder is in use.", "Stop the other one.")));

    assertThat(analysis).isNotNull();
    assertThat(analysis.getDescription()).isEqualTo("The folder is in use.");
    assertThat(analysis.getAction()).isEqualTo("Stop the other one.");
  }

  @Test
  void aTakenPortNamesAnother() {
    FailureAnalysis analysis = failures.analyze(new PortInUseException(8080));

    assertThat(analysis).isNotNull();
    assertThat(analysis.getDescription()).contains("8080");
    assertThat(analysis.getAction()).contains(" SERVER_PORT=8081");

    FailureAnalysis ofOperators = failures.analyze(new PortInUseException(9464));
    assertThat(ofOperators).isNotNull();
    assertThat(ofOperators.getAction()).contains(" MANAGEMENT_SERVER_PORT=9465");
  }

  @Test
  void aFullDiskIsKnownFromThePostgresAndFromTheSystem() {
    assertThat(failures.analyze(new SQLException("could not extend file", "53100"))).isNotNull();
    assertThat(failures.analyze(new IOException("No space left on device"))).isNotNull();
  }

  @Test
  void whatItDoesNotKnowIsLeftToOthers() {
    assertThat(failures.analyze(new IllegalStateException("something else"))).isNull();
  }

  @Test
  void theReportIsOneLineWithoutAStackTrace(CapturedOutput output) {
    new OneLineReporter()
        .report(
            new FailureAnalysis(
                "The disk\n  is full.", "Free\nsome space.", new IOException("disk")));

    assertThat(output.getAll().strip().lines())
        .singleElement()
        .asString()
        .endsWith("启动失败 Not started: The disk is full. Free some space.");
  }
}
