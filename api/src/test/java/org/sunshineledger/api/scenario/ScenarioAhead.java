package org.sunshineledger.api.scenario;

import org.junit.platform.engine.support.descriptor.ClassSource;
import org.junit.platform.launcher.TestExecutionListener;
import org.junit.platform.launcher.TestIdentifier;
import org.junit.platform.launcher.TestPlan;

/**
 * Has the scenario loaded beside the first tests when all are run: one thread tells it for minutes,
 * and one thread of tests leaves a core idle. Who runs a few tests waits for it when one asks.
 */
public final class ScenarioAhead implements TestExecutionListener {

  private static final long FEW = 20;

  @Override
  public void testPlanExecutionStarted(TestPlan plan) {
    long classes =
        plan.countTestIdentifiers(
            each -> each.getSource().filter(ClassSource.class::isInstance).isPresent());
    if (classes > FEW && plan.countTestIdentifiers(ScenarioAhead::isOfTheScenario) > 0)
      Thread.ofPlatform().daemon().name("scenario-ahead").start(LoadedScenario::once);
  }

  private static boolean isOfTheScenario(TestIdentifier test) {
    return test.getSource()
        .filter(ClassSource.class::isInstance)
        .map(ClassSource.class::cast)
        .filter(source -> source.getClassName().equals(ScenarioTest.class.getName()))
        .isPresent();
  }
}
