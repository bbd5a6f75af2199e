package org.sunshineledger.api.watch;

import io.micrometer.common.KeyValues;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.observation.transport.ReceiverContext;
import io.micrometer.tracing.Tracer;
import io.micrometer.tracing.handler.PropagatingReceiverTracingObservationHandler;
import io.micrometer.tracing.propagation.Propagator;
import io.opentelemetry.sdk.trace.samplers.Sampler;
import jakarta.servlet.DispatcherType;
import java.time.Clock;
import java.util.EnumSet;
import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.micrometer.tracing.autoconfigure.MicrometerTracingAutoConfiguration;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.server.observation.DefaultServerRequestObservationConvention;
import org.springframework.http.server.observation.ServerRequestObservationContext;
import org.springframework.http.server.observation.ServerRequestObservationConvention;
import org.sunshineledger.api.web.Refusals;
import org.sunshineledger.ledger.Ledger;
import org.sunshineledger.ledger.journal.AppendWatch;
import org.sunshineledger.ledger.journal.Journal;
import org.sunshineledger.ledger.journal.Receipt;
import org.sunshineledger.ledger.log.seal.TransparencyLog;
import org.sunshineledger.projections.view.Views;

/** Who watches the ledger, and what of a request may be seen in a trace. */
@Configuration(proxyBeanMethods = false)
class WatchSettings {

  /** Behind the filter that measures requests and gives them their trace. */
  private static final int INSIDE_THE_TRACE = Ordered.HIGHEST_PRECEDENCE + 10;

  @Bean
  static SmartInitializingSingleton watch(
      Ledger ledger,
      TransparencyLog log,
      Views views,
      MeterRegistry registry,
      io.opentelemetry.api.trace.Tracer tracer,
      Clock clock) {
    return () -> {
      Journal journal = ledger.journal();
      Meters meters = new Meters(registry);
      Trails trails = new Trails(tracer, clock);
      Sealing sealing = new Sealing(journal::knownSize, log::size, System::nanoTime);
      journal.tell(both(meters, trails));
      journal.whenGrown(sealing::grown);
      log.whenPublished(_ -> sealing.published());
      ledger.orders().tell(meters::recorded);
      views.tell(trails);
      meters.watch(sealing);
      meters.watch(views);
    };
  }

  private static AppendWatch both(Meters meters, Trails trails) {
    return new AppendWatch() {
      @Override
      public void committed(long facts) {
        meters.committed(facts);
      }

      @Override
      public void durable(Receipt receipt, long nanos) {
        meters.durable(receipt, nanos);
        trails.durable(receipt, nanos);
      }
    };
  }

  /**
   * @param endpoint where traces are sent; without one only what an outside trace asks for is
   *     recorded at all
   * @param probability of the other requests, 0 to 1
   */
  @Bean
  static Sampler sampler(
      @Value("${management.opentelemetry.tracing.export.otlp.endpoint:}") String endpoint,
      @Value("${management.tracing.sampling.probability}") double probability) {
    return new FollowingSampler(
        Sampler.parentBased(
            endpoint.isEmpty() ? Sampler.alwaysOff() : Sampler.traceIdRatioBased(probability)));
  }

  /** Without the address as it was asked for, which may hold the number of a household. */
  @Bean
  static ServerRequestObservationConvention requests() {
    return new DefaultServerRequestObservationConvention() {
      @Override
      public KeyValues getHighCardinalityKeyValues(ServerRequestObservationContext context) {
        return KeyValues.empty();
      }
    };
  }

  /** Names the class of what went wrong; its message may quote what somebody sent. */
  @Bean
  @Order(MicrometerTracingAutoConfiguration.RECEIVER_TRACING_OBSERVATION_HANDLER_ORDER)
  static PropagatingReceiverTracingObservationHandler<ReceiverContext<?>> receivedRequests(
      Tracer tracer, Propagator propagator) {
    return new PropagatingReceiverTracingObservationHandler<>(tracer, propagator) {
      @Override
      public void onError(ReceiverContext<?> context) {
        Throwable error = context.getError();
        if (error != null) getRequiredSpan(context).tag("error.type", error.getClass().getName());
      }
    };
  }

  @Bean
  static FilterRegistrationBean<CountedRefusals> countedRefusals(Refusals refusals) {
    FilterRegistrationBean<CountedRefusals> filter =
        new FilterRegistrationBean<>(new CountedRefusals(refusals));
    filter.setOrder(INSIDE_THE_TRACE);
    filter.setDispatcherTypes(EnumSet.of(DispatcherType.REQUEST, DispatcherType.ERROR));
    return filter;
  }
}
