package org.sunshineledger.api.start;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;
import org.sunshineledger.api.OpenDoors;

/** The ledger wires its Axon itself; Boot builds no second one, and nothing phones home. */
class OneAxonTest extends OpenDoors {

  @Autowired private ApplicationContext context;

  @ParameterizedTest
  @ValueSource(
      strings = {
        "org/axonframework/springboot/autoconfig/AxonAutoConfiguration.class",
        "org/axonframework/axonserver/connector/AxonServerConnectionManager.class"
      })
  void isNotOnTheClassPath(String resource) {
    assertThat(getClass().getClassLoader().getResource(resource)).isNull();
  }

  @Test
  void noBeanIsAxons() {
    assertThat(context.getBeanDefinitionNames())
        .allSatisfy(name ->
            assertThat(String.valueOf(context.getType(name))).doesNotContain("org.axonframework"));
  }

  @Test
  void noUpdateCheckerRuns() {
    assertThat(Thread.getAllStackTraces().keySet())
        .extracting(Thread::getName)
        .noneMatch(name -> name.toLowerCase(Locale.ROOT).contains("update"));
  }
}
