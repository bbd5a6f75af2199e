package org.sunshineledger.api.web;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.Arrays;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;
import org.sunshineledger.ledger.rules.Rule;

/** How often each published code was answered with, or stands in the report of an import. */
@Component
public final class Refusals {

  private final Map<String, Counter> counters;

  /** All are there from the start: of one that begins with 1 nobody sees that it grew. */
  Refusals(MeterRegistry registry) {
    counters =
        Stream.concat(Arrays.stream(Fault.values()), Arrays.stream(Rule.values()))
            .map(Enum::name)
            .distinct()
            .collect(
                Collectors.toUnmodifiableMap(
                    Function.identity(),
                    code ->
                        Counter.builder("ledger.refusals")
                            .description("What was turned away, by its published code")
                            .tag("code", code)
                            .register(registry)));
  }

  /** One more; of what is no published code there is none. */
  public void count(String code) {
    Counter counter = counters.get(code);
    if (counter != null) counter.increment();
  }
}
