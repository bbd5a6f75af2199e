package org.sunshineledger.ledger.rules;

import java.lang.reflect.Executable;
import java.lang.reflect.Parameter;
import java.time.Clock;
import org.axonframework.messaging.Message;
import org.axonframework.messaging.annotation.ParameterResolver;
import org.axonframework.messaging.annotation.ParameterResolverFactory;
import org.jspecify.annotations.Nullable;

/** Gives each command handler that asks for a {@link Ruling} a new one for its order. */
public final class Rulings implements ParameterResolverFactory {

  /** Where a command message carries its {@link Act}. */
  public static final String ACT = "act";

  private final Clock clock;
  private final Jurisdiction jurisdiction;
  private final RuleSets rules;

  public Rulings(Clock clock, Jurisdiction jurisdiction, RuleSets rules) {
    this.clock = clock;
    this.jurisdiction = jurisdiction;
    this.rules = rules;
  }

  @Override
  public @Nullable ParameterResolver<Ruling> createInstance(
      Executable executable, Parameter[] parameters, int parameterIndex) {
    return parameters[parameterIndex].getType() == Ruling.class ? new Resolver() : null;
  }

  private final class Resolver implements ParameterResolver<Ruling> {

    @Override
    public Ruling resolveParameterValue(Message<?> message) {
      if (message.getMetaData().get(ACT) instanceof Act act)
        return Ruling.untilItsEnd(new Ruling(act, clock, jurisdiction, rules));
      throw new IllegalStateException("an order without its act");
    }

    @Override
    public boolean matches(Message<?> message) {
      return message.getMetaData().containsKey(ACT);
    }
  }
}
