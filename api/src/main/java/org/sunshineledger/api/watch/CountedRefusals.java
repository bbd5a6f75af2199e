package org.sunshineledger.api.watch;

import jakarta.servlet.Filter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import org.jspecify.annotations.Nullable;
import org.sunshineledger.api.web.Problems;
import org.sunshineledger.api.web.Refusals;

/** Stands around everything and counts what requests were answered with, each once. */
final class CountedRefusals implements Filter {

  private static final String COUNTED = CountedRefusals.class.getName();

  private final Refusals refusals;

  CountedRefusals(Refusals refusals) {
    this.refusals = refusals;
  }

  @Override
  public void doFilter(ServletRequest request, ServletResponse response, FilterChain chain)
      throws IOException, ServletException {
    try {
      chain.doFilter(request, response);
    } finally {
      @Nullable String code = Problems.codeOf((HttpServletRequest) request);
      if (code != null && request.getAttribute(COUNTED) == null) {
        request.setAttribute(COUNTED, true);
        refusals.count(code);
      }
    }
  }
}
