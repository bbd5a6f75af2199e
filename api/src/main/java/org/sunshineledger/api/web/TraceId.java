package org.sunshineledger.api.web;

import io.micrometer.tracing.handler.TracingObservationHandler.TracingContext;
import jakarta.servlet.http.HttpServletRequest;
import org.jspecify.annotations.Nullable;
import org.springframework.web.filter.ServerHttpObservationFilter;

/** Under which the lines of the log and the spans of a request are found. */
final class TraceId {

  private TraceId() {}

  /** 32 hexadecimal digits; null for what never came to be measured, as a broken request line. */
  static @Nullable String of(HttpServletRequest request) {
    return ServerHttpObservationFilter.findObservationContext(request)
        .map(context -> context.<TracingContext>get(TracingContext.class))
        .map(tracing -> tracing.getSpan())
        .map(span -> span.context().traceId())
        .orElse(null);
  }
}
