package org.sunshineledger.api.start;

import org.springframework.boot.EnvironmentPostProcessor;
import org.springframework.boot.SpringApplication;
import org.springframework.core.env.ConfigurableEnvironment;

/**
 * Gives virtual threads more carriers than there are cores, before the first of them runs. With one
 * carrier a core, whoever has waited for the database stands behind every other request that is
 * ready, at each of his questions, and an order asks several; among carriers the system shares the
 * cores out. A number that was given on the command line stays.
 */
final class Carriers implements EnvironmentPostProcessor {

  private static final String PARALLELISM = "jdk.virtualThreadScheduler.parallelism";
  private static final String NUMBER = "32";

  @Override
  public void postProcessEnvironment(
      ConfigurableEnvironment environment, SpringApplication application) {
    Object _ = System.getProperties().putIfAbsent(PARALLELISM, NUMBER);
  }
}
