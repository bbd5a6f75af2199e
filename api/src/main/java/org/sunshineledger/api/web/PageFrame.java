package org.sunshineledger.api.web;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.security.Principal;
import java.time.Clock;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.ui.ModelMap;
import org.springframework.web.servlet.HandlerInterceptor;
import org.springframework.web.servlet.ModelAndView;

/**
 * What stands around every page: its day, the size of the log, the language and who is signed in.
 */
@Component
final class PageFrame implements HandlerInterceptor {

  private final LogSize logSize;
  private final Clock clock;

  PageFrame(LogSize logSize, Clock clock) {
    this.logSize = logSize;
    this.clock = clock;
  }

  @Override
  public void postHandle(
      HttpServletRequest request,
      HttpServletResponse response,
      Object handler,
      @Nullable ModelAndView page) {
    if (page != null && page.hasView()) fill(page, request);
  }

  void fill(ModelAndView page, HttpServletRequest request) {
    ModelMap model = page.getModelMap();
    model.putIfAbsent("asOf", LocalDate.now(clock));
    model.putIfAbsent("path", request.getRequestURI());
    model.put("logSize", logSize.get());
    model.put("otherLanguage", Texts.inChinese() ? "en" : "zh");
    Principal signedIn = request.getUserPrincipal();
    if (signedIn != null) model.put("signedInAs", signedIn.getName());
  }
}
