package org.sunshineledger.api.start;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.sunshineledger.api.scenario.ScenarioProgress;

/** How far the scenario is, for whoever asks. */
@Configuration(proxyBeanMethods = false)
class ScenarioSettings {

  @Bean
  static ScenarioProgress scenarioProgress() {
    return new ScenarioProgress();
  }
}
