package org.sunshineledger.api.docker;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.sunshineledger.api.OpenDoors;

@DisplayName("健康检查 The image's health check")
class HealthTest extends OpenDoors {

  private int ofPort(Map<String, Integer> ports) throws IOException, InterruptedException {
    ProcessBuilder check =
        new ProcessBuilder("bash", Recipe.FOLDER.resolve("health.sh").toString())
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.DISCARD);
    check.environment().remove("SERVER_PORT");
    check.environment().remove("MANAGEMENT_SERVER_PORT");
    ports.forEach((name, port) -> check.environment().put(name, String.valueOf(port)));
    return check.start().waitFor();
  }

  @Test
  void isContentWithANodeThatAnswers() throws IOException, InterruptedException {
    int port = to("/").build().uri().getPort();

    assertThat(ofPort(Map.of("SERVER_PORT", port))).isZero();
    assertThat(ofPort(Map.of("SERVER_PORT", 1, "MANAGEMENT_SERVER_PORT", port))).isZero();
  }

  @Test
  void isNotWithOneThatDoesNot() throws IOException, InterruptedException {
    int free;
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      free = socket.getLocalPort();
    }

    assertThat(ofPort(Map.of("SERVER_PORT", free))).isNotZero();
  }
}
